package chat

// BlockTarget says what a block keeps away. The numbers go over the wire and into the store: append only.
type BlockTarget uint8

const (
	BlockVisitor  BlockTarget = 0 // a browser, by its visitor's id
	BlockCustomer BlockTarget = 1 // whoever the merchant's server says is that customer
	BlockAddress  BlockTarget = 2 // everybody who comes from a network address
)

// Block keeps somebody away from the chat. It is the fold of Blocked entries in trails.
type Block struct {
	ID      EntryID // of its Blocked entry
	Visitor PersonID
	Name    string // of the visitor or customer, as it was; "" for none
	By      Person
	At      Millis
	Blocked
}

// Holds tells whether the block is in force at that time.
func (b Block) Holds(at Millis) bool { return b.Until == 0 || at < b.Until }

// UndoBlock is how long who has blocked somebody may take it back without being a manager.
const UndoBlock Millis = 10_000

// MaxReason is the longest reason of a block, in bytes; MaxBlock how long a block may last that ends: ten years.
const (
	MaxReason        = 500
	MaxBlock  Millis = 3_653 * 86_400_000
)

// CheckBlock looks at a block that begins at that time: NoProblem, Malformed, TooLarge or BadText. Whom it keeps away is the relay's to say.
func CheckBlock(b Blocked, at Millis) Problem {
	return firstOf(when(b.Target > BlockAddress, Malformed), when(b.Until != 0 && (b.Until <= at || b.Until-at > MaxBlock), Malformed),
		checkLabel(b.Reason, MaxReason, true))
}

// MayBlock: everybody of the merchant's side but bots.
func MayBlock(who Person) error { return only(who.Role == Agent || who.Role == Manager) }

// MayUnblock: managers; and who has just blocked, for UndoBlock and a few seconds on the way.
func MayUnblock(b Block, who Person, at Millis) error {
	return only(who.Role == Manager || who.Role == Agent && b.Undoes(who, at))
}

// Undoes tells whether who takes back a block of their own, and not one that has done its work.
func (b Block) Undoes(who Person, at Millis) bool {
	const onTheWay = 5_000
	return who.ID == b.By.ID && at-b.At <= UndoBlock+onTheWay
}
