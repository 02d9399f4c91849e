package auth

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"time"

	"golang.org/x/crypto/argon2"
)

// argon2id as OWASP's Password Storage Cheat Sheet says: 19 MiB, two passes, one thread; about 40 ms.
const (
	argonMemory  = 19 << 10 // KiB
	argonPasses  = 2
	argonThreads = 1
	saltSize     = 16
	hashSize     = 32
)

const (
	maxHashing  = 2  // computations at once: 38 MiB
	maxWaiting  = 64 // and so many more that wait; then tooFast
	maxPassword = 1024
)

// hasher computes passwords' hashes, few at a time: each takes 19 MiB.
type hasher struct {
	slots   chan struct{}
	waiting atomic.Int32
	most    int32
	done    atomic.Uint64 // computations, for tests
}

func newHasher(atOnce, waiting int) *hasher {
	return &hasher{slots: make(chan struct{}, atOnce), most: int32(atOnce + waiting)}
}

// hash is a new password's hash in the PHC string format.
func (h *hasher) hash(ctx context.Context, password string) (string, error) {
	salt := make([]byte, saltSize)
	_, _ = rand.Read(salt) // never fails
	sum, err := h.compute(ctx, password, salt)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, argonMemory, argonPasses, argonThreads,
		b64.EncodeToString(salt), b64.EncodeToString(sum)), nil
}

var b64 = base64.RawStdEncoding

// stranger is compared with when the e-mail is not known, so that this takes as long as a wrong password.
var stranger = fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, argonMemory, argonPasses, argonThreads,
	b64.EncodeToString(make([]byte, saltSize)), b64.EncodeToString(make([]byte, hashSize)))

// matches tells whether password is the one of phc.
func (h *hasher) matches(ctx context.Context, phc, password string) (bool, error) {
	salt, want, err := parsePHC(phc)
	if err != nil {
		return false, err
	}
	got, err := h.compute(ctx, password, salt)
	return err == nil && subtle.ConstantTimeCompare(got, want) == 1, err
}

func (h *hasher) compute(ctx context.Context, password string, salt []byte) ([]byte, error) {
	defer h.waiting.Add(-1)
	if h.waiting.Add(1) > h.most {
		return nil, tooFast{time.Second}
	}
	select {
	case h.slots <- struct{}{}:
		defer func() { <-h.slots }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	h.done.Add(1)
	return argon2.IDKey([]byte(password), salt, argonPasses, argonMemory, argonThreads, hashSize), nil
}

// errHash: a stored hash that hash did not make. Its parameters are not read from the string: whoever could write
// there must not choose how much memory a sign-in takes.
var errHash = errors.New("an account's password hash cannot be read")

func parsePHC(phc string) (salt, sum []byte, err error) {
	rest, ok := strings.CutPrefix(phc, fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$", argon2.Version, argonMemory, argonPasses, argonThreads))
	s, h, ok2 := strings.Cut(rest, "$")
	if !ok || !ok2 {
		return nil, nil, errHash
	}
	salt, err = b64.DecodeString(s)
	if err == nil {
		sum, err = b64.DecodeString(h)
	}
	if err != nil || len(salt) != saltSize || len(sum) != hashSize {
		return nil, nil, errHash
	}
	return salt, sum, nil
}

// newPassword is 80 random bits that a person can type: four groups of four letters and digits.
func newPassword() string {
	s := strings.ToLower(rand.Text())
	return s[:4] + "-" + s[4:8] + "-" + s[8:12] + "-" + s[12:16]
}
