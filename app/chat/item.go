package chat

// ItemKind says what an Item is. The numbers go over the wire and into the store: append only.
type ItemKind uint8

const (
	CannedItem ItemKind = 1 // a canned response: Name, Category, Text, Files
	LinkItem   ItemKind = 2 // Name is the title; URL, Text
	OfferItem  ItemKind = 3 // Name is the title; URL, Text, Image, Price
	TagItem    ItemKind = 4 // Name: what a conversation can be about
	TeamItem   ItemKind = 5 // Name, Members
	FieldItem  ItemKind = 6 // custom data that the site has: Data, its Name in words, Type, Order
)

// ItemID names an item of the library for ever.
type ItemID string

// Item is a thing of the site's library: what agents pick instead of writing it, and the teams.
type Item struct {
	Kind     ItemKind
	ID       ItemID
	Owner    PersonID // whose personal one it is; "" for one that all share
	Category string
	Name     string
	Text     string
	URL      string
	Image    string
	Price    string
	Members  []string // ids of people
	Files    []File   // of the library
	Data     string   // the name under which pages send it
	Type     DatumType
	Order    uint64 // among the fields, the smallest first
}

// Limits of an item, beside those of what it becomes.
const (
	MaxMembers = 500
	MaxAttach  = 10 // files that one item carries, or one person sends at a time
)

// CheckItem looks at an item alone.
func CheckItem(i Item) Problem {
	p := firstOf(when(i.Kind < CannedItem || i.Kind > FieldItem, Malformed), checkID(i.ID, false), checkID(i.Owner, true),
		checkLabel(i.Name, MaxLabel, false), checkLabel(i.Category, MaxLabel, true), checkMore(i.Text), checkPicture(i.URL), checkPicture(i.Image),
		checkLabel(i.Price, MaxLabel, true), checkLabel(i.Data, MaxDatumName, i.Kind != FieldItem), when(i.Kind == FieldItem && !i.Type.Known(), Malformed), when(len(i.Members) > MaxMembers || len(i.Files) > MaxAttach, TooLarge))
	switch {
	case p != NoProblem:
		return p
	case i.Kind == CannedItem && i.Text == "" && len(i.Files) == 0:
		return BadText
	case (i.Kind == LinkItem || i.Kind == OfferItem) && i.URL == "":
		return Malformed
	}
	for _, m := range i.Members {
		p = firstOf(p, checkID(m, false))
	}
	for _, f := range i.Files {
		p = firstOf(p, checkFile(f))
	}
	return p
}

// MayUse tells whether the item is one that the person may use.
func MayUse(i Item, who PersonID) bool { return i.Owner == "" || i.Owner == who }

// MayKeep tells whether who may add, change or remove the item: everybody their own canned responses, managers what all
// share.
func MayKeep(i Item, who Person) bool {
	if i.Owner != "" {
		return i.Owner == who.ID && i.Kind == CannedItem && who.Role.Staff()
	}
	return who.Role == Manager
}
