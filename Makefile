# make run     builds everything and starts a relay with the demo shop
# make test    everything that CI runs, browser tests included
# make site RELAY=https://chat.example    writes the console to dist/, for any static host
.PHONY: build run test race vet fuzz bench site clean
.DEFAULT_GOAL := build

build: ## the browser modules, then the relay that embeds them
	go run ./wasm/build
	go build -trimpath -o bin/relay ./relay

run: build
	exec bin/relay -demo

test: build vet
	sh wasm/browser/install.sh
	go test $$(go list ./... | grep -v /wasm/browser$$)
	go test ./wasm/browser
	@$(MAKE) --no-print-directory race

race: ## the packages in which the most happens at once; needs a C compiler
	@if command -v "$$(go env CC)" >/dev/null; then go test -race ./relay/session ./relay/desk ./relay/trio; else echo "no C compiler: data races were not looked for"; fi

vet:
	@unformatted=$$(gofmt -l app relay static wasm); test -z "$$unformatted" || { echo "gofmt: $$unformatted"; exit 1; }
	go vet ./...
	GOOS=js GOARCH=wasm go vet ./wasm/host ./wasm/console ./wasm/widget

FUZZ := app/chat:FuzzCleanTextCanBeSent app/dom:FuzzDiff app/ui:FuzzRichKeepsEveryCharacter app/wire:FuzzDecode app/wire:FuzzDecodeEntry app/wire:FuzzUnkeep relay/files:FuzzFacts relay/files:FuzzLook wasm/slim:FuzzSlim
fuzz: ## 10 s each
	@set -e; for f in $(FUZZ); do go test ./$${f%%:*} -run '^$$' -fuzz "^$${f##*:}$$" -fuzztime 10s; done

bench: ## a table of what this machine does; compare ratios, not digits
	go test -run '^$$' -bench . -benchmem ./app/... ./relay/...

RELAY ?= http://127.0.0.1:8080
site:
	go run ./wasm/build -site dist -relay $(RELAY)

clean:
	rm -rf bin dist
	find static/built -mindepth 1 ! -name .keep -delete
