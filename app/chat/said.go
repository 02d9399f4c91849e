package chat

// What people say to each other.
type (
	// Text is what somebody wrote. It is never markup.
	Text struct {
		Text       string
		Translated Rendering // sent together with it, by the merchant's side alone; the zero one: none
	}
	// Rendering is a text in another language, which its author has read, and perhaps changed, before it was sent.
	Rendering struct {
		From, To string // languages: "en", "pt-BR"
		Text     string
	}
	// File is a file that was sent. Its bytes lie in the relay's store of files; see FileID.
	File struct {
		ID   FileID
		Name string // as its sender's device calls it
		Type string // "application/pdf"
		Size uint64 // bytes
	}
	// Image is a picture that was sent, already in the relay's store: the original, and a thumbnail for those too large
	// to be shown in a thread.
	Image struct {
		File
		Width, Height uint64 // of the original, in px, turned the way it is to be seen
		Alt           string // what is to be seen on it; "" for not told
	}
	// Link is an address that an agent sends as a card.
	Link struct{ URL, Title, Text string }
	// Offer is something that an agent recommends.
	Offer struct {
		URL, Title, Text string
		Image            string // its address, "" for none
		Price            string // as it is to be shown: "49,90 €"
	}
	// Question has choices, of which the visitor takes one.
	Question struct {
		Text    string
		Choices []string // 1 to MaxChoices
	}
	// Answer takes a choice.
	Answer struct {
		Of     EntryID // the question
		Choice uint64  // its place among the choices, from 0
		Text   string  // the choice's words
	}
	// Translation of another entry's words, by the relay.
	Translation struct {
		Of       EntryID
		From, To string // languages: "en", "pt-BR"
		Text     string
	}
	// Note is for the merchant's side alone. About is the entry that it belongs to, such as a transfer; "" for none.
	Note struct {
		Text  string
		About EntryID
	}
)

// FileID names a file of a conversation; made by the client that sends it.
type FileID string

// Limits of what is said, beside MaxText.
const (
	MaxFileName = 255
	MaxType     = 127 // of a media type
	MaxLabel    = 200 // a title, a price, a choice, a tag; bytes
	MaxChoices  = 20
	MaxPixels   = 1 << 16 // width or height of an image
)

func (Text) Kind() Kind        { return KindText }
func (File) Kind() Kind        { return KindFile }
func (Image) Kind() Kind       { return KindImage }
func (Link) Kind() Kind        { return KindLink }
func (Offer) Kind() Kind       { return KindOffer }
func (Question) Kind() Kind    { return KindQuestion }
func (Answer) Kind() Kind      { return KindAnswer }
func (Translation) Kind() Kind { return KindTranslation }
func (Note) Kind() Kind        { return KindNote }

func (Text) body()        {}
func (File) body()        {}
func (Image) body()       {}
func (Link) body()        {}
func (Offer) body()       {}
func (Question) body()    {}
func (Answer) body()      {}
func (Translation) body() {}
func (Note) body()        {}

// Words are the body's words: what lists show of it and what can be translated; "" for none.
func Words(b Body) string {
	switch b := b.(type) {
	case Text:
		return b.Text
	case File:
		return b.Name
	case Image:
		return b.Name
	case Link:
		return b.Title
	case Offer:
		return b.Title
	case Question:
		return b.Text
	case Answer:
		return b.Text
	}
	return ""
}
