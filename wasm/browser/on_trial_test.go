//go:build cobrowse

package browser_test

import "pupitre/app/chat"

func init() { asking = chat.AskAlways }
