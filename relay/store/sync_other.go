//go:build !linux

package store

import "errors"

func syncOf(string) (func() error, func(), error) {
	return nil, nil, errors.New("the durability \"barrier\" needs Linux (syncfs): use \"always\"")
}
