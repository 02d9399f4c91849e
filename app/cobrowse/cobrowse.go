// Package cobrowse is what an agent sees of a visitor's page, and what they may do to it: the stream of operations that builds a copy
// of the page (a mirror), the commands that act on the page, and the rules by which a stream that nobody trusts becomes one that does no harm.
//
// # The stream
//
// A recorder in the visitor's page (static/js/record*.js) writes operations; Sanitizer reads them, refuses what makes no sense, takes out
// what could do harm, and writes the same operations again, with the same node ids; a viewer in a frame of no origin
// (static/js/mirror-*.js) carries them out. The stream is a series of messages (wire.MirrorOps) of one epoch: both sides forget everything when the epoch changes. A
// message is a list of operations, each an Op byte and its fields:
//
//	uint    unsigned varint, 7 bits a byte, the lowest first
//	int     zigzag uint
//	string  uint length in bytes, UTF-8
//	word    uint: 0: a string follows and joins the table of words; 1: a string follows; n: the word n-2 of the table. Each document has a
//	        table for each direction; it holds at most MaxWords, and strings of up to 160 bytes only.
//	node    int: the node's id minus that of the last node named so, or made, in this message (0 at its beginning), whatever document it was of
//	hash    uint 0 or HashSize, and so many bytes
//
// A page is one document (number 0) and one more for each of its frames that the page may look into. Each operation is about the document that OpDocument
// named last in this message (0 at its beginning). Each document counts its nodes in the order in which they are written: the document itself is node 0, a tree
// follows in pre-order, where each node takes one number: element, text, shadow root, document type. Ids are never used again in an epoch: what is
// loaded into a frame next is a document with a number of its own, for OpBegin makes a document's ids and words anew, those of the OpBegin included.
//
// A tree is a Node byte and its fields; see the constants. Comments, processing instructions and scripts are not part of it.
package cobrowse

// Op is an operation of the stream. The numbers are those of static/js/mirror-ops.js; append only.
type Op uint8

const (
	OpDocument  Op = 1  // number uint: what follows is about that document
	OpBegin     Op = 2  // a document anew. width, height uint (CSS px), address word (what location.href says, masked), base word, quirks byte (1), then, for another than document 0: its host: document uint, id uint. The tree follows as a list of nodes, ended by NodeEnd. Replaces what the document was
	OpInsert    Op = 3  // parent node, before: uint (0: as the first child, else 1 + the id of the sibling before it), one tree
	OpAppend    Op = 4  // one tree, right behind the one that was inserted or appended last in this message
	OpDetach    Op = 5  // count uint, nodes: take them out of the tree, to be moved
	OpMove      Op = 6  // node, parent node, before: as in OpInsert
	OpRemove    Op = 7  // node, with all that is in it, for ever
	OpText      Op = 8  // node, word
	OpAttr      Op = 9  // node, name word, value word
	OpAttrPart  Op = 10 // node, name word, kept at the start uint, kept at the end uint (both in UTF-16 units of the former value), string between them
	OpAttrGone  Op = 11 // node, name word
	OpValue     Op = 12 // node, word: what is typed in a field, or the shape of it
	OpChecked   Op = 13 // node, byte: 0 no, 1 yes, 2 neither
	OpSelected  Op = 14 // node (a select), count uint, the indices uint of the chosen options
	OpScroll    Op = 15 // node, x, y int (px). Node 0: the document
	OpViewport  Op = 16 // width, height uint (CSS px)
	OpFocus     Op = 17 // node; 0: nothing has it
	OpSelection Op = 18 // count byte (0: none, 1), then node, offset uint, node, offset uint (UTF-16 units in a text, children in an element)
	OpSheet     Op = 19 // node (style or link), hash: the node's rules are the resource with that hash; an empty string: none
	OpAdopted   Op = 20 // node (document or shadow root), count uint, then for each its hash
	OpOpen      Op = 21 // node, byte: 0 closed, 1 open, 2 a modal dialog, 3 a popover that is shown
	OpMedia     Op = 22 // node, byte (1 plays, 2 muted), position uint (ms)
	OpPicture   Op = 23 // node, hash: draw the resource in place of a canvas, a video's still, an image that cannot be loaded from afar
	OpPage      Op = 24 // address word, title word: of document 0, without a new document
	OpCheck     Op = 25 // count uint, then for each node and uint: what NodeSum (sum.go) says of it, written when nothing is left to be told about the document
	OpComplete  Op = 26 // the first picture is whole: what came before OpComplete can be shown
	OpPointer   Op = 27 // x, y int (px of document 0's viewport), byte (1: a button is down). In wire.MirrorMoment only
	OpHover     Op = 28 // node: the innermost element under the pointer; 0: none. In wire.MirrorMoment only
	OpLost      Op = 29 // document uint: a frame has gone
)

// A hash is a string of HashSize bytes: the first of the SHA-256 of the resource's media type, a zero byte, and its content.
const HashSize = 16

// Node says what a node of a tree is. The numbers are those of static/js/mirror-ops.js; append only.
type Node uint8

const (
	NodeEnd      Node = 0 // the end of a list of nodes
	NodeText     Node = 1 // word
	NodeElement  Node = 2 // name word, attributes, nodes, NodeEnd. HTML
	NodeLeaf     Node = 3 // name word, attributes: an element with nothing in it
	NodeSVG      Node = 4 // as NodeElement
	NodeSVGLeaf  Node = 5
	NodeMath     Node = 6  // as NodeElement
	NodeShadow   Node = 7  // the first in an element: nodes, NodeEnd
	NodeDoctype  Node = 8  // name, public id, system id words
	NodeExisting Node = 9  // id uint: a node that was there before, and was detached in this message
	NodeMasked   Node = 10 // width, height uint (px): a box in place of an element that is not shown; takes one number
)

// Attributes are a count uint, then for each its name word and value word. Names are as getAttributeNames says.

// Bounds of a stream. What is over them is refused (ErrTooLarge), and the mirror begins anew.
const (
	MaxNodes     = 400_000 // of a page
	MaxDocuments = 64
	MaxDepth     = 2_000
	MaxWords     = 60_000  // of a table
	MaxWord      = 160     // bytes of a string that joins the table
	MaxText      = 1 << 16 // UTF-16 units of a text or an attribute; a recorder cuts what is longer
	MaxMessage   = 1 << 18 // bytes of a message; a recorder writes 48 KB
	MaxResource  = 4 << 20 // bytes
)
