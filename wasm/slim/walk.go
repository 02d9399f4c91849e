package slim

// Opcodes of the WebAssembly binary format as far as Go's compiler emits them:
// src/cmd/internal/obj/wasm/a.out.go lists all of them. Those without a name here carry nothing.
const (
	opUnreachable   = 0x00
	opNop           = 0x01
	opBlock         = 0x02
	opIf            = 0x04
	opElse          = 0x05
	opBr            = 0x0c
	opBrIf          = 0x0d
	opBrTable       = 0x0e
	opReturn        = 0x0f
	opCall          = 0x10
	opCallIndirect  = 0x11
	opDrop          = 0x1a
	opSelect        = 0x1b
	opLocalGet      = 0x20
	opGlobalGet     = 0x23
	opGlobalSet     = 0x24
	opFirstLoad     = 0x28
	opLastStore     = 0x3e
	opMemorySize    = 0x3f
	opMemoryGrow    = 0x40
	opI64Const      = 0x42
	opF32Const      = 0x43
	opF64Const      = 0x44
	opI32Add        = 0x6a
	opFirstOperator = 0x45 // comparisons, arithmetic, conversions
	opLastOperator  = 0xc4

	opPrefix     = 0xfc // of the opcodes below
	opLastTrunc  = 0x07
	opMemoryCopy = 0x0a
	opMemoryFill = 0x0b
)

// instruction is an opcode and what it carries that may name a function: of a call
// the index, of a constant the value. Otherwise value is 0.
type instruction struct {
	op    byte
	value int64
}

// walk calls visit for each instruction of a function's body. It returns an error when there is
// one that Go's compiler does not emit.
func walk(body []byte, visit func(instruction)) error {
	in := reader{rest: body}
	for range in.uint32() { // locals: how many, of which type
		if in.uint32(); in.failed {
			break
		}
		in.byte()
	}
	for len(in.rest) > 0 && !in.failed {
		i, known := next(&in)
		if !known {
			return unknown("opcode %#x", i.op)
		}
		if !in.failed {
			visit(i)
		}
	}
	if in.failed {
		return unknown("a function is cut short")
	}
	return nil
}

// next reads one instruction.
func next(in *reader) (i instruction, known bool) {
	i.op = in.byte()
	switch op := i.op; {
	case op >= opBlock && op <= opIf:
		in.byte()
	case op == opBr, op == opBrIf, op >= opLocalGet && op <= opGlobalSet:
		in.uint32()
	case op == opBrTable:
		for range in.uint32() {
			if in.uint32(); in.failed {
				break
			}
		}
		in.uint32()
	case op == opCall:
		i.value = int64(in.uint32())
	case op == opCallIndirect:
		in.uint32()
		in.byte()
	case op >= opFirstLoad && op <= opLastStore:
		in.uint32()
		in.uint32()
	case op == opMemorySize, op == opMemoryGrow:
		in.byte()
	case op == opI32Const:
		i.value = int64(in.int32())
	case op == opI64Const:
		i.value = in.int64()
	case op == opF32Const:
		in.bytes(4)
	case op == opF64Const:
		in.bytes(8)
	case op == opPrefix:
		switch sub := in.byte(); {
		case sub <= opLastTrunc:
		case sub == opMemoryCopy:
			in.bytes(2)
		case sub == opMemoryFill:
			in.byte()
		default:
			return i, false
		}
	case op == opUnreachable, op == opNop, op == opElse, op == opEnd, op == opReturn, op == opDrop, op == opSelect:
	case op >= opFirstOperator && op <= opLastOperator:
	default:
		return i, false
	}
	return i, true
}
