package chat

// Role is what a person is in a conversation. The numbers go over the wire and into the store: append only.
type Role uint8

const (
	NoRole  Role = iota // nobody; the zero Person
	Visitor             // a visitor of the merchant's site
	Agent               // answers visitors
	Manager             // an agent who also manages the others
	Bot                 // a program that takes part
	System              // the relay itself
)

// Staff tells whether the role sits on the merchant's side of the desk.
func (r Role) Staff() bool { return r == Agent || r == Manager || r == Bot }

// Person is somebody who writes entries. The name is as it was when the entry was written; a visitor's may be empty.
type Person struct {
	ID   PersonID
	Role Role
	Name string
}

// IsZero tells whether this is nobody.
func (p Person) IsZero() bool { return p == Person{} }

// Tag is four letters of an id, to tell nameless visitors apart ("Visitor 8f2c").
func (p Person) Tag() string {
	if len(p.ID) < 4 {
		return string(p.ID)
	}
	return string(p.ID[len(p.ID)-4:])
}
