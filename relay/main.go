// Relay is the server of Pupitre: one program that serves the console, the widget and their sockets, and keeps what is
// said in an embedded NATS server's files.
//
//	relay -data /var/lib/pupitre -site-origins https://shop.example
//	relay rebuild -data /var/lib/pupitre
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	config, err := parse(os.Args[1:], os.Stdout)
	if err == errHelp {
		return
	}
	if err == nil {
		ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
		context.AfterFunc(ctx, stop) // a second signal ends the process at once
		err = run(ctx, config, os.Stdout, os.Stderr)
	}
	if err != nil {
		fmt.Fprintf(os.Stderr, "relay: %v\n", err)
		os.Exit(1)
	}
}
