package transcript

import "pupitre/app/chat"

// Entry of a thread or of a trail. Type says which of the other fields it has.
type Entry struct {
	N      uint64       `json:"n"`
	ID     chat.EntryID `json:"id"`
	At     Stamp        `json:"at"`
	Author Person       `json:"author"`
	Type   string       `json:"type"`

	Text    string       `json:"text,omitempty"`
	Title   string       `json:"title,omitempty"`
	URL     string       `json:"url,omitempty"`
	Image   string       `json:"image,omitempty"`
	Price   string       `json:"price,omitempty"`
	Choices []string     `json:"choices,omitempty"`
	Of      chat.EntryID `json:"of,omitempty"`     // the question, the transfer, or the block
	Choice  *uint64      `json:"choice,omitempty"` // from 0
	Name    string       `json:"name,omitempty"`   // of a file
	Media   string       `json:"media,omitempty"`
	Size    uint64       `json:"size,omitempty"`
	To      *Party       `json:"to,omitempty"`
	How     string       `json:"how,omitempty"` // "accepted", "returned" or "withdrawn"

	Translated *Rendering `json:"translated,omitempty"` // a text as the visitor reads it, if it was translated before it was sent

	Until    *Stamp    `json:"until,omitempty"` // of a pause or a block
	Tags     []string  `json:"tags,omitempty"`
	Score    uint64    `json:"score,omitempty"`
	Pages    uint64    `json:"pages,omitempty"` // of the visit so far
	Visit    *Visit    `json:"visit,omitempty"`
	Data     []Datum   `json:"data,omitempty"`
	Customer *Customer `json:"customer,omitempty"`
}

type (
	// Visit of one browser.
	Visit struct {
		ID           string `json:"id"`
		Number       uint64 `json:"number"` // of this browser's visits
		Began        Stamp  `json:"began"`
		Referrer     string `json:"referrer,omitempty"`
		Landing      string `json:"landing,omitempty"`
		FirstAt      Stamp  `json:"firstAt"`
		FirstFrom    string `json:"firstReferrer,omitempty"`
		FirstLanding string `json:"firstLanding,omitempty"`
		Country      string `json:"country,omitempty"`
		Browser      string `json:"browser,omitempty"`
		System       string `json:"system,omitempty"`
		Device       string `json:"device,omitempty"`
		Language     string `json:"language,omitempty"`
		Screen       string `json:"screen,omitempty"`
		Zone         string `json:"zone,omitempty"`
	}
	// Datum is one custom datum.
	Datum struct {
		Name  string `json:"name"`
		Type  string `json:"type"` // "text", "number", "money", "date", "yes-no" or "link"
		Value string `json:"value"`
	}
	// Customer is who a visitor is by the word of the merchant's server.
	Customer struct {
		ID    string  `json:"id"`
		Name  string  `json:"name,omitempty"`
		Email string  `json:"email,omitempty"`
		Data  []Datum `json:"data,omitempty"`
	}
)

var outcomes = map[chat.Outcome]string{chat.Accepted: "accepted", chat.Returned: "returned", chat.Withdrawn: "withdrawn"}

var dataTypes = map[chat.DatumType]string{chat.DatumText: "text", chat.DatumNumber: "number", chat.DatumMoney: "money", chat.DatumDate: "date",
	chat.DatumYesNo: "yes-no", chat.DatumLink: "link"}

var steps = map[chat.Sharing]string{chat.Asked: "asked", chat.Granted: "granted", chat.Refused: "refused", chat.Ended: "ended", chat.Expired: "expired"}

// EntryOf is an entry of any series. One of a kind that has no JSON is "other".
func EntryOf(e chat.Entry) Entry {
	j := Entry{N: e.N, ID: e.ID, At: Stamp(e.At), Author: PersonOf(e.Author), Type: "other"}
	switch b := e.Body.(type) {
	case chat.Text:
		j.Type, j.Text = "text", b.Text
		if r := b.Translated; r.Text != "" {
			j.Translated = &Rendering{r.From, r.To, r.Text}
		}
	case chat.Link:
		j.Type, j.URL, j.Title, j.Text = "link", b.URL, b.Title, b.Text
	case chat.Offer:
		j.Type, j.URL, j.Title, j.Text, j.Image, j.Price = "offer", b.URL, b.Title, b.Text, b.Image, b.Price
	case chat.Question:
		j.Type, j.Text, j.Choices = "question", b.Text, b.Choices
	case chat.Answer:
		j.Type, j.Of, j.Choice, j.Text = "answer", b.Of, &b.Choice, b.Text
	case chat.File:
		j.Type, j.Name, j.Media, j.Size = "file", b.Name, b.Type, b.Size
	case chat.Image:
		j.Type, j.Name, j.Media, j.Size, j.Text = "image", b.Name, b.Type, b.Size, b.Alt
	case chat.Translation:
		j.Type, j.Of, j.Text = "translation", b.Of, b.Text
	case chat.Survey:
		j.Type, j.Score, j.Text = "survey", b.Score, b.Comment
	default:
		j.happened(e.Body)
	}
	return j
}

func (j *Entry) happened(b chat.Body) {
	switch b := b.(type) {
	case chat.PageView:
		j.Type, j.URL, j.Title = "pageView", b.URL, b.Title
	case chat.Joined:
		j.Type = "joined"
	case chat.Left:
		j.Type = "left"
	case chat.Closed:
		j.Type = "closed"
	case chat.Reopened:
		j.Type = "reopened"
	case chat.Transfer:
		to := PartyOf(b.To)
		j.Type, j.To = "transfer", &to
	case chat.Settled:
		j.Type, j.Of, j.How = "settled", b.Of, outcomes[b.How]
	case chat.Paused:
		j.Type, j.Until = "paused", stamp(b.Until)
	case chat.Resumed:
		j.Type = "resumed"
	case chat.Share:
		j.Type, j.How = "share", steps[b.How]
	case chat.Control:
		j.Type, j.How = "control", steps[b.How]
	default:
		j.internal(b)
	}
}

// internal is what only the merchant's side sees.
func (j *Entry) internal(b chat.Body) {
	switch b := b.(type) {
	case chat.Note:
		j.Type, j.Text, j.Of = "note", b.Text, b.About
	case chat.Qualified:
		j.Type, j.Tags = "qualified", b.Tags
	case chat.Routed:
		to := PartyOf(b.To)
		j.Type, j.To, j.Text = "routed", &to, b.Why
	case chat.Blocked:
		j.Type, j.Text, j.Until, j.Of = "blocked", b.Reason, stamp(b.Until), b.Of
		if b.Ended {
			j.Type = "unblocked"
		}
	case chat.Seen:
		j.Type, j.URL, j.Title, j.Pages = "seen", b.URL, b.Title, b.Pages
	case chat.Visited:
		v := VisitOf(b.Visit)
		j.Type, j.Visit = "visit", &v
	case chat.Told:
		j.Type, j.Data = "data", DataOf(b.Data)
	case chat.Identified:
		c := CustomerOf(b.Customer)
		j.Type, j.Customer = "identified", &c
	case chat.Gone:
		j.Type, j.Until = "gone", stamp(b.At)
	}
}

func stamp(at chat.Millis) *Stamp {
	if at == 0 {
		return nil
	}
	s := Stamp(at)
	return &s
}

func VisitOf(v chat.Visit) Visit {
	d := v.Device
	return Visit{ID: v.ID, Number: v.Number, Began: Stamp(v.Began), Referrer: v.Came.Referrer, Landing: v.Came.Landing, FirstAt: Stamp(v.FirstAt),
		FirstFrom: v.First.Referrer, FirstLanding: v.First.Landing, Country: d.Country, Browser: d.Browser, System: d.System, Device: d.Kind,
		Language: d.Language, Screen: d.Screen, Zone: d.Zone}
}

func DataOf(list []chat.Datum) (out []Datum) {
	for _, d := range list {
		out = append(out, Datum{d.Name, dataTypes[d.Type], d.Value})
	}
	return out
}

func CustomerOf(c chat.Customer) Customer { return Customer{c.ID, c.Name, c.Email, DataOf(c.Data)} }
