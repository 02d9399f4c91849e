package chat

// A visitor's trail is the third series of entries beside their conversation: the visits and pages, what is known about the
// visitor, and what the merchant's side decided about them. The relay writes it, and agents their notes about the customer. It is
// there before anything is said, and outlives every conversation.
type (
	// Seen says that the visitor looks at a page, the Pages-th of this visit.
	Seen struct {
		PageView
		Pages uint64
	}
	// Visited says that a visit has begun, or that more is known about it.
	Visited struct{ Visit Visit }
	// Told is what the page says about the visitor, in the place of what it said before.
	Told struct{ Data []Datum }
	// Identified says who the visitor is by the word of the merchant's server; the zero one: nobody any more.
	Identified struct{ Customer Customer }
	// Gone says that no page of the site is open any more. At is when the last one was closed, by the relay's clock.
	Gone struct{ At Millis }
)

func (Seen) Kind() Kind       { return KindSeen }
func (Visited) Kind() Kind    { return KindVisited }
func (Told) Kind() Kind       { return KindTold }
func (Identified) Kind() Kind { return KindIdentified }
func (Gone) Kind() Kind       { return KindGone }

func (Seen) body()       {}
func (Visited) body()    {}
func (Told) body()       {}
func (Identified) body() {}
func (Gone) body()       {}

// ForTrail tells whether entries of this kind stand in a trail and nowhere else.
func (k Kind) ForTrail() bool { return k >= KindSeen && k <= KindGone }

// Visit is one coming to the site in one browser, over all its tabs, until half an hour without a sign.
type Visit struct {
	ID      string // drawn by the browser
	Number  uint64 // of this browser's visits, from 1
	Began   Millis
	Came    Source // how this visit came
	First   Source // how the browser's first one came
	FirstAt Millis
	Device  Device
}

// Source is where a visit came from: the address of the page before, "" for none, and of the first page of the site.
// What it means is read by package visit.
type Source struct{ Referrer, Landing string }

// Device is what a visitor uses, in words of its makers; "" for not known.
type Device struct {
	Country  string // "FR", by the address that the visit came from
	Browser  string // "Firefox 142"
	System   string // "Windows 11"
	Kind     string // "desktop", "phone", "tablet" or "bot"
	Language string // "fr-FR"
	Screen   string // "1920 × 1080"
	Zone     string // "Europe/Paris"
	Offset   int16  // of the zone at the visit's beginning, in minutes east of UTC
}

// Customer is who a visitor is by the word of the merchant's server; the zero one: not known.
type Customer struct {
	ID          string  // the merchant's own number or name for them, unique on the site
	Name, Email string  // "" for not said
	Data        []Datum // signed with the rest
}

// Datum is one custom datum.
type Datum struct {
	Name  string // as the page says it: "basket"
	Type  DatumType
	Value string // see DatumType
}

// DatumType says how a value is to be read. The numbers go over the wire and into the store: append only.
type DatumType uint8

const (
	DatumText   DatumType = 1
	DatumNumber DatumType = 2 // "12.5"
	DatumMoney  DatumType = 3 // "129.00 EUR"
	DatumDate   DatumType = 4 // "2026-11-25", or with "T10:30:00Z" behind it
	DatumYesNo  DatumType = 5 // "yes" or "no"
	DatumLink   DatumType = 6 // an address
)

// Known tells whether it is one of the types.
func (t DatumType) Known() bool { return t >= DatumText && t <= DatumLink }

// Limits of what is known about a visitor. Sizes are bytes.
const (
	MaxData      = 50  // custom data of each kind, told and signed
	MaxDatumName = 60  //
	MaxDatum     = 500 // a value
	MaxCustomer  = 120 // a customer's id
	MaxEmail     = 254
)
