# make run     installs what is missing, builds, fills the demo hospital, serves it and prints address and login
# make test    installs, builds, runs the tests every newcomer should see green
# make check   what CI runs: format, tidy, law, tests with every peer required, sanitizers, fuzz smoke, browser
# make bench   figures, ours and the peers', with machine and seed
# make law     writes docs/law.md     make bless  regenerates goldens     make fuzz T=zip  one fuzzer
# make sim SEED=7   crash simulation with one seed
SHELL := /bin/bash
CACHE ?= $(or $(MUNIMENT_CACHE),$(HOME)/.cache/muniment)
export MUNIMENT_CACHE := $(CACHE)
export CCACHE_DIR ?= $(CACHE)/ccache
export CCACHE_BASEDIR := $(CURDIR)
export CCACHE_NOHASHDIR := 1
export PATH := $(CACHE)/tools/bin:$(PATH)
export CC := clang-19
export CXX := clang++-19
DATA ?= $(CACHE)/demo-data
PORT ?= 8080
NINJA := ninja --quiet

.PHONY: sbom advisories run build test check check-rest bench law bless fuzz sim setup setup-check web tidy format demo clean

setup:
	@tools/setup build
setup-check:
	@tools/setup check

# The web client is built first: it is part of the program.
web: setup
	@tools/build_web

build: web
	@cmake -S . -B build -G Ninja --log-level=WARNING
	@$(NINJA) -C build muniment

run: build
	@[ -d "$(DATA)" ] || { rm -rf "$(DATA).new" && build/muniment demo --data "$(DATA).new" && mv "$(DATA).new" "$(DATA)"; }
	@echo "Sign in as: demo (or physician, nurse, privacy, ...)   password: open-the-cedar-chest   (data in $(DATA))"
	@build/muniment serve --data "$(DATA)" --port $(PORT)

test: setup-check web
	@cmake -S . -B build -G Ninja --log-level=WARNING
	@$(NINJA) -C build
	@cd build && ctest --output-on-failure -j2 --timeout 300

check: test check-rest
check-rest: setup-check format tidy law-check
	@tools/check_rest

format:
	@tools/check_format
tidy:
	@tools/tidy
law:
	@tools/cites
law-check:
	@tools/cites --check
bless: build
	@MUNIMENT_BLESS=1 tools/bless

# The bill of materials of the built program, CycloneDX 1.6.
sbom: build
	@tools/sbom build/muniment build/sbom.cdx.json
advisories: sbom
	@tools/check_dependencies

bench: build
	@$(NINJA) -C build benches
	@tools/bench

fuzz: setup
	@tools/fuzz $(T) $(or $(SECONDS),60)
sim: build
	@$(NINJA) -C build test_simulation
	@MUNIMENT_SEED=$(or $(SEED),1) tests/support/with_postgres build/tests/simulation/test_simulation

clean:
	@rm -rf build build-fuzz build-gcc web/dist
