package files

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"errors"
	"hash/crc32"
	"io"
	"os"
	"time"

	"pupitre/app/chat"
)

// upload is a file on this relay's disk that is not finished, or not named by an entry yet. It is a sequence of frames, each with
// its length and its checksum, so that what a crash left behind the last whole one is known for what it is. The first frame is
// the head, the others are the parts; of a finished upload only the head stays, until an entry names the file.
type upload struct {
	head   head
	path   string
	source string        // of its beginning, as auth.SourceOf; "" after a restart: addresses are not kept
	turn   chan struct{} // capacity 1: full while somebody works on it; they alone use what follows

	known bool   // got and end have been read since the relay started
	got   uint64 // bytes of the parts that are there
	end   int64  // where the next frame goes
	gone  bool   // dropped, by whoever had the turn before

	touched time.Time // guarded by uploads.mu, as is what follows
	done    bool      // it has become a file
}

// head says what an upload is to become.
type head struct {
	Conversation chat.ConversationID `json:"conversation"`
	File         chat.FileID         `json:"file"`
	By           chat.PersonID       `json:"by"`
	Visitor      bool                `json:"visitor,omitempty"` // By is one: it counts against their quota
	Name         string              `json:"name"`
	Type         string              `json:"type"` // as its sender's device says
	Length       uint64              `json:"length"`
	Object       string              `json:"object"` // where the file's bytes will be
}

func (h head) address() address { return address{h.Conversation, h.File} }

const (
	frameHead = 8 // length and checksum, 4 bytes each
	maxHead   = 4 << 10
)

var (
	castagnoli = crc32.MakeTable(crc32.Castagnoli)
	errFrame   = errors.New("not a whole frame")
)

func frameOf(data []byte) []byte {
	frame := append(make([]byte, frameHead, frameHead+len(data)), data...)
	seal(frame)
	return frame
}

// seal fills in the head of a frame.
func seal(frame []byte) {
	data := frame[frameHead:]
	binary.LittleEndian.PutUint32(frame, uint32(len(data)))
	binary.LittleEndian.PutUint32(frame[4:], crc32.Checksum(data, castagnoli))
}

// readFrame reads a frame into buf, which is grown; io.EOF at the end, errFrame for what is not a whole one.
func readFrame(r io.Reader, buf []byte, limit int) ([]byte, error) {
	var h [frameHead]byte
	if _, err := io.ReadFull(r, h[:]); err != nil {
		if errors.Is(err, io.ErrUnexpectedEOF) {
			err = errFrame
		}
		return nil, err
	}
	n := binary.LittleEndian.Uint32(h[:])
	if n == 0 || n > uint32(limit) { // zeros are what some file systems leave after a power cut
		return nil, errFrame
	}
	if cap(buf) < int(n) {
		buf = make([]byte, n)
	}
	buf = buf[:n]
	switch _, err := io.ReadFull(r, buf); {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return nil, errFrame
	case err != nil:
		return nil, err
	case crc32.Checksum(buf, castagnoli) != binary.LittleEndian.Uint32(h[4:]):
		return nil, errFrame
	}
	return buf, nil
}

// create writes the head; the caller syncs the folder.
func (u *upload) create() error {
	b, err := json.Marshal(u.head)
	if err != nil {
		return err
	}
	frame := frameOf(b)
	f, err := os.OpenFile(u.path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o640)
	if err != nil {
		return err
	}
	_, err = f.Write(frame)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		_ = os.Remove(u.path)
		return err
	}
	u.known, u.end = true, int64(len(frame))
	return nil
}

// readHead is the upload of a file that a relay before this one left.
func readHead(path string) (*upload, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	u := &upload{path: path, turn: make(chan struct{}, 1)}
	b, err := readFrame(f, nil, maxHead)
	if err == nil {
		err = json.Unmarshal(b, &u.head)
	}
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	u.touched = info.ModTime()
	return u, nil
}

// look reads how much is there, once, and cuts off what is not a whole part.
func (u *upload) look() error {
	if u.known {
		return nil
	}
	f, err := os.OpenFile(u.path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer f.Close()
	r := bufio.NewReaderSize(f, 64<<10)
	head, err := readFrame(r, nil, maxHead)
	if err != nil {
		return err
	}
	u.end, u.got = frameHead+int64(len(head)), 0
	var buf []byte
	for {
		buf, err = readFrame(r, buf, MaxPart)
		if err != nil {
			break
		}
		u.end, u.got = u.end+frameHead+int64(len(buf)), u.got+uint64(len(buf))
	}
	if !errors.Is(err, io.EOF) && !errors.Is(err, errFrame) {
		return err
	}
	u.known = true
	return f.Truncate(u.end)
}

// add puts a part on disk behind those that are there, and fills in the head of its frame. After an error it is not there; errSync: nobody knows what is.
func (u *upload) add(frame []byte) error {
	f, err := os.OpenFile(u.path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	defer f.Close()
	seal(frame)
	if _, err := f.WriteAt(frame, u.end); err != nil {
		_ = f.Truncate(u.end)
		return err
	}
	if err := f.Sync(); err != nil {
		return errors.Join(errSync, err)
	}
	u.end, u.got = u.end+int64(len(frame)), u.got+uint64(len(frame)-frameHead)
	return nil
}

var errSync = errors.New("the disk failed to sync a part")

// shrink drops the parts: the file is stored.
func (u *upload) shrink() error {
	f, err := os.OpenFile(u.path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer f.Close()
	head, err := readFrame(f, nil, maxHead)
	if err != nil {
		return err
	}
	u.known, u.got, u.end = true, 0, frameHead+int64(len(head))
	return f.Truncate(u.end)
}

// open reads the parts as one.
func (u *upload) open() (io.ReadCloser, error) {
	f, err := os.Open(u.path)
	if err != nil {
		return nil, err
	}
	r := &parts{file: f, r: bufio.NewReaderSize(f, 64<<10)}
	if _, err := readFrame(r.r, nil, maxHead); err != nil {
		f.Close()
		return nil, err
	}
	return r, nil
}

type parts struct {
	file *os.File
	r    *bufio.Reader
	buf  []byte
	rest []byte // of buf
}

func (p *parts) Read(b []byte) (n int, err error) {
	for len(p.rest) == 0 {
		if p.buf, err = readFrame(p.r, p.buf, MaxPart); err != nil {
			return 0, err
		}
		p.rest = p.buf
	}
	n = copy(b, p.rest)
	p.rest = p.rest[n:]
	return n, nil
}

func (p *parts) Close() error { return p.file.Close() }
