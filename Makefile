# The two commands of the README: `make run` decides the sample list, `make test` runs every test.

RULES  := Rules/connecting-communities
# Which program runs: `build`; `web`, with the web server; `tested`, with which `make test` made its tests.
BUILD := build
SERVER := web
PROGRAM_build := .build/release/wardwise
PROGRAM_web := .build/web/release/wardwise
PROGRAM_tested := .build/tested/release/wardwise

.PHONY: run serve serve-check browser test build web tested tools boundaries lint clean help

help:
	@echo "make run         install what is missing, build, and decide the sample list"
	@echo "make serve       start the intake screens on this computer (PORT=8080)"
	@echo "make browser     walk through the screens in headless Chromium (SCREENS=folder for pictures, PYTHON=interpreter)"
	@echo "make test        run every test, the examples of every rule file, and check their layout"
	@echo "make lint        check the layout of the source"
	@echo "make bench       time it against others, with ratios (DATA=folder of the boundary files, ONLY=one benchmark)"
	@echo "make boundaries  draw the shipped outlines again (SAMPLES=folder of the sample points)"

run: $(BUILD)
	@$(PROGRAM_$(BUILD)) assess $(RULES)/sample-referrals.csv --output decisions.csv --rejects rejects.csv --show 3

# Optimised, since tests run four times as fast so, and with all of it open to them; in a folder of its own, so that
# nothing is built again because of other flags. ONLY=NAME runs tests with that name; `TRAITS="--traits Web"` takes the
# web server in.
TRAITS :=
TESTED = -c release -Xswiftc -enable-testing --scratch-path .build/tested $(TRAITS)

test: tools
	swift build --build-tests $(TESTED) --explicit-target-dependency-import-check error
	swift test --skip-build --disable-xctest $(TESTED) $(if $(ONLY),--filter "$(ONLY)")
	@for rules in Rules/*/; do \
	  if grep -qs '^programme ' "$$rules"*.rules; then \
	    echo "$$rules"; \
	    $(PROGRAM_tested) check "$$rules" && $(PROGRAM_tested) test "$$rules" || exit 1; \
	  fi; done
	$(PROGRAM_tested) format --check Rules

tested:
	@test -x $(PROGRAM_tested) || { echo "Run make test first."; exit 1; }

PORT := 8080
PYTHON := python3

serve: web
	@$(PROGRAM_web) serve --port $(PORT)

# With the web server, apart from the build without it, so that neither is built again because of the other.
web: tools
	@echo "Building with the web server (the first time takes several minutes) …"
	@mkdir -p .build; swift build -c release --traits Web --product wardwise --scratch-path .build/web > .build/web.log 2>&1 || { cat .build/web.log; exit 1; }

# Every kind of page and route once over a socket, slow and broken clients, and a quiet end.
serve-check: $(SERVER)
	$(PYTHON) Tests/Browser/check.py --wardwise $(PROGRAM_$(SERVER))

browser: $(SERVER)
	$(PYTHON) Tests/Browser/walk.py --wardwise $(PROGRAM_$(SERVER)) $(if $(SCREENS),--screens "$(SCREENS)")

build: tools
	@echo "Building (the first time takes a few minutes) …"
	@mkdir -p .build; swift build -c release --product wardwise > .build/build.log 2>&1 || { cat .build/build.log; exit 1; }

# What a Debian machine with Swift may lack: libxml2, SQLite, zlib and the tool that finds them.
tools:
	@command -v swift >/dev/null || { \
	  echo "Swift is not installed. Get Swift 6.3 or later from https://www.swift.org/install/ and run this again."; exit 1; }
	@command -v git >/dev/null && command -v pkg-config >/dev/null && pkg-config --exists libxml-2.0 sqlite3 zlib || { \
	  echo "Installing libxml2, SQLite, zlib and pkg-config …"; \
	  sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; \
	  $$sudo apt-get update -qq && $$sudo apt-get install -y -qq git libsqlite3-dev libxml2-dev pkg-config zlib1g-dev >/dev/null; }

# What is not installed is skipped and said: libgeos++-dev; shapely, geopandas, libpysal, polars and duckdb for PYTHON.
bench: tools
	swift build -c release --product wardwise-bench
	.build/release/wardwise-bench $(if $(DATA),--data "$(DATA)") $(if $(ONLY),--only "$(ONLY)")

lint:
	swift format lint --strict --recursive Sources Tests Boundaries Package.swift

# SAMPLES is the folder with ward-sample-points.csv, wards-2013.csv and lot-wards.csv.
boundaries:
	@test -n "$(SAMPLES)" || { echo "Say where the sample points are: make boundaries SAMPLES=folder"; exit 1; }
	mkdir -p .build
	swiftc -O Boundaries/draw.swift -o .build/draw
	.build/draw $(SAMPLES)/ward-sample-points.csv $(SAMPLES)/wards-2013.csv $(SAMPLES)/lot-wards.csv > .build/drawn.kml
	mv .build/drawn.kml Boundaries/connecting-communities-approximate.kml

clean:
	rm -rf .build decisions.csv rejects.csv
