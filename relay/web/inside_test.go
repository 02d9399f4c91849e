package web

import "pupitre/relay/desk"

// Desk is for what tests let the relay learn that no frame says.
func (r *Relay) Desk() *desk.Desk { return r.parts.desk }
