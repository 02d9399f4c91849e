package ui

import (
	"strconv"

	"pupitre/app/dom"
)

// Operations for effects, in the same table as a patch's (see dom.Op); operands are strings unless said otherwise.
const (
	OpDial        dom.Op = 64 // path
	OpHangup      dom.Op = 65
	OpTransmit    dom.Op = 66 // number of bytes, the bytes
	OpAfter       dom.Op = 67 // number, milliseconds
	OpSave        dom.Op = 68 // key, value
	OpForget      dom.Op = 69 // key
	OpPost        dom.Op = 70 // tag, path, form
	OpShow        dom.Op = 71 // title, language
	OpSay         dom.Op = 72 // text
	OpTell        dom.Op = 73 // name, value
	OpChime       dom.Op = 74
	OpReload      dom.Op = 75
	OpSetOption   dom.Op = 76 // name, value
	OpFetch       dom.Op = 77 // tag, path
	OpAskToNotify dom.Op = 78
	OpNotify      dom.Op = 79 // tag, title, text
	OpPickFiles   dom.Op = 80 // conversation, media types
	OpSendPart    dom.Op = 81 // path, handle, name, media type, size, from, to, file to copy; numbers as text
	OpRelease     dom.Op = 82 // handle
	OpErase       dom.Op = 83 // path
	OpIdentify    dom.Op = 84 // token

	OpTranslateHere dom.Op = 85 // tag, text, language
	OpVisit         dom.Op = 86 // address, name of the tab
	OpCarry         dom.Op = 87 // name, value, number of bytes, the bytes
)

// Encode adds the effects to a patch and tells whether PreventDefault is among them, which is an answer and not an order.
func Encode(p *dom.Patch, effects []Effect) (prevent bool) {
	for _, e := range effects {
		switch e := e.(type) {
		case Dial:
			order(p, OpDial, e.Path)
		case Hangup:
			order(p, OpHangup)
		case Transmit:
			order(p, OpTransmit)
			p.Uint(uint32(len(e.Data)))
			p.Ops = append(p.Ops, e.Data...)
		case Carry:
			order(p, OpCarry, e.Name, e.Value)
			p.Uint(uint32(len(e.Data)))
			p.Ops = append(p.Ops, e.Data...)
		case After:
			order(p, OpAfter)
			p.Uint(uint32(e.ID))
			p.Uint(uint32(max(e.Delay, 0)))
		case Save:
			order(p, OpSave, e.Key, e.Value)
		case Forget:
			order(p, OpForget, e.Key)
		case Post:
			order(p, OpPost, e.Tag, e.Path, e.Form)
		case Show:
			order(p, OpShow, e.Title, e.Lang)
		case Say:
			order(p, OpSay, e.Text)
		case Tell:
			order(p, OpTell, e.Name, e.Value)
		case Chime:
			order(p, OpChime)
		case Reload:
			order(p, OpReload)
		case SetOption:
			order(p, OpSetOption, e.Name, e.Value)
		case Fetch:
			order(p, OpFetch, e.Tag, e.Path)
		case AskToNotify:
			order(p, OpAskToNotify)
		case Notify:
			order(p, OpNotify, e.Tag, e.Title, e.Text)
		case PickFiles:
			order(p, OpPickFiles, e.In, e.Types)
		case SendPart:
			order(p, OpSendPart, e.Path, e.Handle, e.File.Name, e.File.Type, decimal(e.File.Size), decimal(e.From), decimal(e.To), e.Copy)
		case Release:
			order(p, OpRelease, e.Handle)
		case Erase:
			order(p, OpErase, e.Path)
		case Identify:
			order(p, OpIdentify, e.Token)
		case TranslateHere:
			order(p, OpTranslateHere, e.Tag, e.Text, e.To)
		case Visit:
			order(p, OpVisit, e.Address, e.Window)
		case PreventDefault:
			prevent = true
		}
	}
	return prevent
}

func order(p *dom.Patch, o dom.Op, operands ...string) {
	p.Op(o)
	for _, s := range operands {
		p.String(s)
	}
}

func decimal(n uint64) string { return strconv.FormatUint(n, 10) }
