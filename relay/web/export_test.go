package web

import "pupitre/relay/desk"

// Desk is for what no frame does yet.
func (r *Relay) Desk() *desk.Desk { return r.parts.desk }
