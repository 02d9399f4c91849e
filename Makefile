# make run     builds everything and starts a relay with the demo shop
# make test    everything that CI runs, browser tests included
# make site RELAY=https://chat.example    writes the console to dist/, for any static host
.PHONY: build run test cobrowse race vet fuzz bench bench-ui screenshots site clean
.DEFAULT_GOAL := build

build: ## the browser modules, then the relay that embeds them
	go run ./wasm/build
	go build -trimpath -o bin/relay ./relay

run: build
	exec bin/relay -demo

test: build vet
	sh wasm/browser/install.sh
	go test $$(go list ./... | grep -v /wasm/browser$$)
	go test -timeout 30m -parallel 1 ./wasm/browser

cobrowse: build ## what make test leaves out as long as it is on trial: the mirror and control in a browser
	sh wasm/browser/install.sh
	go test -tags cobrowse -timeout 60m -parallel 1 ./wasm/browser -run 'Mirror|Secret|Random|Recorder|Agent|Grants|OwnHand|Point|Share|Shows|Page'

race: ## the packages in which the most happens at once; needs a C compiler
	@if command -v "$$(go env CC)" >/dev/null; then go test -race ./relay/session ./relay/desk ./relay/trio; else echo "no C compiler: data races were not looked for"; fi

vet:
	@unformatted=$$(gofmt -l app relay static wasm); test -z "$$unformatted" || { echo "gofmt: $$unformatted"; exit 1; }
	go vet ./...
	GOOS=js GOARCH=wasm go vet ./wasm/host ./wasm/console ./wasm/widget ./wasm/mirror

FUZZ = $(shell grep -roE '^func Fuzz[[:alnum:]]+' --include='*_test.go' app relay wasm | sed 's|/[^/:]*:func |:|')
fuzz: ## every fuzz test that there is, 10 s each
	@set -e; for f in $(FUZZ); do go test ./$${f%%:*} -run '^$$' -fuzz "^$${f##*:}$$" -fuzztime 10s; done

bench: ## a table of what this machine does; compare ratios, not digits
	go test -run '^$$' -bench . -benchmem ./app/... ./relay/...

screenshots: build ## of the main views, into bin/screenshots
	sh wasm/browser/install.sh
	go test ./wasm/browser -run Pictures -pictures "$(CURDIR)/bin/screenshots"

bench-ui: build ## the same for the console in a browser, beside React, Preact and DOM code by hand (fetched with npm)
	sh wasm/browser/install.sh
	go run ./wasm/benchui
	go test -v -count 1 -parallel 1 ./relay ./wasm/browser -run 'Soon|LongThread|NeverBlocked' -measure

RELAY ?= http://127.0.0.1:8080
site:
	go run ./wasm/build -site dist -relay $(RELAY)

clean:
	rm -rf bin dist
	find static/built -mindepth 1 ! -name .keep -delete
