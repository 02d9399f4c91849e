package box

import (
	"strconv"

	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/lang"
	"pupitre/app/ui"
)

// ViewPressed shows a picture in full; with the zero View it is closed.
type ViewPressed struct {
	dom.Message
	View View
}

// View is a picture that is shown in full.
type View struct {
	Path, Name    string
	File          string // what the file is called
	Width, Height int
}

// With closes the picture by Escape; other keys leave it open.
func (m ViewPressed) With(e dom.Event) dom.Msg {
	if e.Key == "Escape" {
		m.View = View{}
	}
	return m
}

// Tray is what stands over the message field: files that will be sent with it, and those that will not be.
func Tray(l Look) dom.Nodes {
	nodes := Refusals(l)
	var items dom.Nodes
	for _, f := range l.Files.Of(l.In, false) {
		items = append(items, dom.Li(dom.Key(string(f.ID)), dom.Class("bubble card"), l.upload(f)))
	}
	if len(items) > 0 {
		nodes = append(nodes, dom.Ul(dom.Key("attached"), dom.Class("tray"), dom.Aria("label", lang.Attached.In(l.Lang)), items))
	}
	return nodes
}

// Refusals are files that are not sent, with the reason.
func Refusals(l Look) dom.Nodes {
	var refused dom.Nodes
	for _, r := range l.Files.Refused {
		if r.In == l.In {
			refused = append(refused, dom.P(dom.Icon(iconBlock), dom.Span(dom.Bdi(dom.Class("name"), dom.Text(r.Name)), dom.Text(" "+l.fileProblem(r.Why)))))
		}
	}
	if len(refused) == 0 {
		return nil
	}
	return dom.Nodes{dom.Div(dom.Key("refused"), dom.Class("refused"), dom.Role("alert"), refused,
		Act(lang.Dismissed.In(l.Lang), ui.UploadPressed{Do: ui.ReadRefusals}))}
}

// Sending are the rows at the thread's end for files that were sent and are not whole: row makes one of its key and what
// stands in its card.
func Sending(l Look, row func(key string, inside dom.Nodes) *dom.Node) *dom.Node {
	sent := l.Files.Of(l.In, true)
	if len(sent) == 0 {
		return nil
	}
	var rows dom.Nodes
	for _, f := range sent {
		rows = append(rows, row(string(f.ID), l.upload(f)))
	}
	return dom.Ol(dom.Key("sending"), dom.Aria("label", lang.FilesOnWay.In(l.Lang)), dom.InSight(string(sent[len(sent)-1].ID)), rows)
}

// upload is a file on its way, with what can be done about it.
func (l Look) upload(f *ui.Upload) dom.Nodes {
	remove, about := lang.RemoveFile, Size(l.Lang, f.Size)
	if f.Sent {
		remove = lang.CancelFile
	}
	failed := f.Problem != chat.NoProblem
	never := f.Problem == chat.BadType || f.Problem == chat.TooLarge // it is the file itself
	if !f.Whole && !failed {
		about += " · " + strconv.Itoa(f.Percent()) + "\u00a0%"
		if !l.Files.Online || f.Tries > 0 {
			about += " · " + lang.UploadWaits.In(l.Lang)
		}
	}
	nodes := dom.Nodes{dom.Icon(iconFile)}
	if at := f.Preview(); at != "" && !l.Files.Gone[at] {
		nodes = dom.Nodes{dom.Img(dom.Key("preview"), dom.Class("preview"), dom.File(at), dom.AltText(""), dom.Width(48), dom.Height(48))}
	}
	nodes = append(nodes,
		named(f.Name, about),
		Tool("quiet", remove.With(l.Lang, f.Name), iconRemove, ui.UploadPressed{Do: ui.Remove, ID: f.ID}))
	switch {
	case failed:
		nodes = append(nodes, why(l.fileProblem(f.Problem), true))
		if !never {
			nodes = append(nodes, Act(lang.Retry.In(l.Lang), ui.UploadPressed{Do: ui.SendAgain, ID: f.ID}))
		}
	case !f.Whole:
		nodes = append(nodes, dom.Progress(f.Percent(), dom.Key("progress"), dom.Aria("label", lang.UploadOf.With(l.Lang, f.Name))))
	}
	if f.IsPicture() && !f.Sent && !never {
		nodes = append(nodes, dom.Input(dom.Key("alt"), dom.Aria("label", lang.DescribeFile.With(l.Lang, f.Name)), dom.Placeholder(lang.DescribeHint.In(l.Lang)),
			dom.MaxLength(chat.MaxLabel), dom.Value(f.Alt),
			dom.On(dom.Typed, ui.UploadPressed{Do: ui.Describe, ID: f.ID}), dom.On(dom.KeyPressed, ui.UploadPressed{Do: ui.Describe, ID: f.ID})))
	}
	return nodes
}

func (l Look) fileProblem(p chat.Problem) string {
	limit := Size(l.Lang, l.Files.Rules.MaxFile)
	if p == chat.TooFast {
		limit = strconv.Itoa(chat.MaxAttach)
	}
	return lang.FileProblem(l.Lang, p, limit)
}

// picture is what is at the address, in a place of that size; or that it could not be loaded.
func (l Look) picture(at, alt string, width, height int) dom.Nodes {
	if !l.Files.Gone[at] {
		return dom.Nodes{dom.Img(dom.Key(at), dom.AltText(alt), dom.Width(width), dom.Height(height), dom.File(at))}
	}
	return dom.Nodes{dom.Img(dom.AltText(""), dom.Width(width), dom.Height(height), dom.File("")),
		why(lang.PictureGone.In(l.Lang), false), Act(lang.Retry.In(l.Lang), ui.UploadPressed{Do: ui.LoadAgain, Text: at})}
}

// Viewer is the full view of a picture, over everything else.
func Viewer(l Look, v View) *dom.Node {
	if v.Path == "" {
		return nil
	}
	return dom.Dialog(dom.Key("viewer"), dom.Class("viewer"), dom.Aria("label", v.Name), dom.Modal(), dom.On(dom.KeyPressed, ViewPressed{View: v}), dom.On(dom.Clicked, ViewPressed{}),
		dom.Div(dom.Class("bar"), l.download(v.Path, v.File), Tool("quiet", lang.CloseView.In(l.Lang), iconRemove, ViewPressed{})),
		l.picture(v.Path, v.Name, v.Width, v.Height))
}

// download is a button that the host understands: see static/js/files.js.
func (l Look) download(path, name string) *dom.Node {
	return dom.Button(dom.Class("quiet"), dom.Data("download", path), dom.Data("name", name), dom.Aria("label", lang.DownloadNamed.With(l.Lang, name)), dom.Title(lang.Download.In(l.Lang)), dom.Icon(iconDownload))
}
