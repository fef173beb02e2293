# Appdepot: `make help` lists what there is.

SHELL := bash
GO    ?= go
TAGS  := sqlite_fts5
# Where make run listens, keeps its data, and is reached by its pretend devices, for example: make run LISTEN=127.0.0.1:9000
LISTEN ?= $(or $(APPDEPOT_LISTEN),127.0.0.1:8080)
DATA   ?= $(or $(APPDEPOT_DATA),data)
SERVER ?= http://$(LISTEN)
# More flags for the server.
ARGS ?=
# How long each fuzz target runs in make soak.
FUZZTIME ?= 1m
# How many devices the organization has that make bench measures on.
DEVICES ?= 20000

# How large the server may be, in MB of 1,000,000 bytes.
MOST_MB := 58

# What a release says of itself, and leaves out.
VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null)
COMMIT  ?= $(shell git rev-parse HEAD 2>/dev/null)
LDFLAGS := -s -w -X main.version=$(VERSION) -X main.commit=$(COMMIT)

# go.mod names the newest patch of Go, which an older Go fetches. Where it may not or cannot, the Go that is installed builds.
ifneq ($(shell $(GO) version >/dev/null 2>&1 && echo works),works)
export GOTOOLCHAIN := local
endif

.DEFAULT_GOAL := help
.PHONY: help run screenshots build test test-cgo test-nocgo needs check generate format unformatted lint tidy race vuln notice bench soak clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## Start the portal with a demo organization and its devices on http://127.0.0.1:8080, its data in ./data
	@echo 'Compiling Appdepot. The first time takes a few minutes.'
	@$(GO) build -tags $(TAGS) -o bin/ ./cmd/appdepot ./cmd/depotsim
	@trap 'kill $$server $$devices 2>/dev/null; wait' EXIT; trap exit INT TERM; \
	bin/appdepot serve --demo --listen $(LISTEN) --data $(DATA) $(ARGS) & server=$$!; \
	bin/depotsim --server $(SERVER) --wait 5m --state $(DATA)/demo-devices --spread 8h --fail-rate 0.05 --break-rate 0.1 --quiet >/dev/null & devices=$$!; \
	wait $$server

screenshots: ## Take the screenshots of README.md anew, with the Chromium of the tests
	APPDEPOT_SCREENSHOTS=$(CURDIR)/.github $(GO) test -tags $(TAGS) -vet=off -count=1 -run '^TestScreenshots$$' ./cmd/appdepot

build: ## Build the programs into ./bin
	$(GO) build -tags $(TAGS) -trimpath -ldflags '$(LDFLAGS)' -o bin/ ./cmd/appdepot ./cmd/depotsim
	@.ci/size bin/appdepot $(MOST_MB)

# Our own code without optimization compiles in two thirds of the time, which is more than its tests get slower by.
test: export GOFLAGS := $(GOFLAGS) "-gcflags=appdepot/...=-N -l"
test: needs unformatted lint test-cgo test-nocgo ## Run gofmt, vet, staticcheck and every test, after installing what they need

# The build of releases: SQLite in C. Vet has run on its own, with all of its checks.
test-cgo:
	$(GO) test -tags $(TAGS) -vet=off -timeout 15m ./...

# The build without a C compiler: what differs is which SQLite driver is the usual one. The tests of the store run on its driver, too, in
# the build with C.
test-nocgo:
	CGO_ENABLED=0 $(GO) build ./...
	CGO_ENABLED=0 $(GO) test -vet=off -timeout 10m ./models/store/db ./cmd/appdepot/demo

needs:
	@.ci/needs

check: generate format tidy lint build race ## Generate, format, vet, staticcheck, a release within its size, and all tests with the race detector

generate: ## Write the generated files anew
	$(GO) tool templ generate
	$(GO) generate ./...

format:
	gofmt -l -w cmd handlers models static views

unformatted:
	@files=$$(gofmt -l cmd handlers models static views); [ -z "$$files" ] || { echo "Not formatted; make format does it:"; echo "$$files"; exit 1; }

tidy:
	$(GO) mod tidy -diff

lint:
	$(GO) vet -tags $(TAGS) ./...
	$(GO) tool staticcheck -tags $(TAGS) ./...

race: needs
	$(GO) test -tags $(TAGS) -vet=off -race -timeout 30m ./...

vuln: ## Look for known vulnerabilities in what the programs call
	@.ci/vuln $(TAGS)

notice: ## Write the licenses of all modules into cmd/appdepot/NOTICE
	.ci/notice $(TAGS) > cmd/appdepot/NOTICE.new
	mv cmd/appdepot/NOTICE.new cmd/appdepot/NOTICE

bench: needs ## Measure in an organization of DEVICES=20000 or more, against nginx, plain Go and a bare Echo server in the same run
	set -o pipefail; DEVICES=$(DEVICES) $(GO) test -tags $(TAGS) -p 1 -run '^$$' -bench . -timeout 60m ./... | grep -v 'no test files' | .ci/figures

soak: needs ## Kill servers, cut the power, fill disks and crash PostgreSQL for longer than the tests do, then fuzz every parser, FUZZTIME=1m each
	@GO="$(GO)" .ci/soak $(TAGS) $(FUZZTIME)

clean: ## Remove what was built; ./data stays
	rm -rf bin
