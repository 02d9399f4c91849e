package bot

import (
	_ "embed" // the demo's script
	"fmt"

	"pupitre/app/chat"
)

//go:embed lampyre.json
var lampyre []byte

// Demo is the bot of the demo shop: a script that greets, asks one question and hands over.
func Demo(site chat.SiteID) ([]Bot, error) {
	list, err := Read(lampyre, site, "")
	if err != nil {
		return nil, fmt.Errorf("the demo's own bot: %w", err)
	}
	return list, nil
}
