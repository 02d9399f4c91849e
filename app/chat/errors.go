package chat

import "errors"

// Problem is why something was refused. The numbers go over the wire: append only. Words for people are in package lang.
type Problem uint8

const (
	NoProblem     Problem = iota
	Malformed             // the bytes are not a frame, or a field is out of its range
	TooLarge              // longer than the limits of this package
	BadText               // empty, not UTF-8, or with control characters
	BadID                 // an id with other characters than ValidID allows
	NotAllowed            // this person may not do this
	NotFound              // no such conversation for this person
	Taken                 // another agent has the conversation
	NotYours              // take the conversation first
	AlreadyOver           // the conversation is closed
	IDUsed                // somebody else's entry has this id
	TooFast               // more than the allowed rate
	Unavailable           // the store cannot answer now; try again
	BadToken              // a visitor's token that is wrong, expired or of another site
	BadSignIn             // wrong e-mail or password
	UnknownSite           // no such site
	NotStored             // the file is not there, not whole, or another one than is said
	BadType               // files of this type are not taken
	NoTranslation         // the translation service does not answer, or does not know the language
	NotNeeded             // there is nothing to translate: it is in that language, or the same in both
	AlreadyAsked          // the visitor has been asked for it, or has granted it
)

var problemNames = [...]string{"none", "malformed", "too large", "bad text", "bad id", "not allowed", "not found", "taken",
	"not yours", "already over", "id used", "too fast", "unavailable", "bad token", "bad sign-in", "unknown site",
	"not stored", "bad type", "no translation", "not needed", "already asked"}

// Error makes a Problem an error; NoProblem must not be returned as one.
func (p Problem) Error() string {
	if int(p) < len(problemNames) {
		return problemNames[p]
	}
	return "problem " + decimal(uint64(p))
}

// ProblemOf is what is told of an error to who asked: a cause that is not theirs is Unavailable.
func ProblemOf(err error) Problem {
	if p, ok := errors.AsType[Problem](err); ok {
		return p
	}
	return Unavailable
}

// ProblemNamed is the problem whose Error says that; Malformed for anything else.
func ProblemNamed(words string) Problem {
	for i, name := range problemNames {
		if name == words && i > 0 {
			return Problem(i)
		}
	}
	return Malformed
}

// Temporary tells whether sending the same again later can succeed.
func (p Problem) Temporary() bool { return p == TooFast || p == Unavailable }
