package browser_test

import (
	"os"
	"testing"

	"pupitre/wasm/browser"
)

func TestMain(m *testing.M) { os.Exit(browser.Run(m)) }
