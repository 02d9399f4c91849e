package cobrowse

// Observed is what a stream has said about the page as a whole.
type Observed struct {
	Width, Height uint32 // of the visitor's viewport, in CSS px
	X, Y          int32  // what it is scrolled to
	Address       string // of the page, masked by the recorder; a text that nobody should follow unseen
	Title         string // "" until OpPage says it
	Complete      bool   // the first picture is whole
	Quirks        bool   // the page has no document type, and is to be shown as browsers show such pages
}
