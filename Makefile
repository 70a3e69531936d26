# Two commands matter to a newcomer:
#
#   make run    serve the dashboard on this machine
#   make test   run every check
#
# Both first make .venv, a Python of the project's own, from a lock file. Nothing is installed outside it,
# but for the browser and the web server of the tests (Debian's, where you are root and they are missing).

HOST   ?= 127.0.0.1
PORT   ?= 8050
PYTHON ?= python3

BIN      := .venv/bin
CHROMIUM := /usr/bin/chromium
HEADLESS := /usr/bin/chromium-headless-shell
NGINX    := /usr/sbin/nginx
BROTLI   := /usr/lib/nginx/modules/ngx_http_brotli_static_module.so
INSTALL  := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input
# The project itself goes in without its dependencies and is built by the tools that are locked: nothing is fetched.
INSTALL_PROJECT := $(INSTALL) --no-index --no-deps --no-build-isolation --editable .

# Python keeps what it has compiled, in __pycache__, though a container may say otherwise: every test that starts a
# process, and every process that runs tests, would compile all the code again.
unexport PYTHONDONTWRITEBYTECODE

# An empty file in .venv marks each step that was finished, so that the next `make` need not repeat it
# and an interrupted one starts again. The first also holds the place of .venv: a copied one is made anew.
MADE := .venv/.made
RUN  := .venv/.ready-to-run
DEV  := .venv/.ready-to-develop
CHARTS := build/packed/.ready
PLOTLY := build/.plotly
VALIDATORS := build/.validators

# A linked environment is another tree's: making it anew from here would take it away from there.
ifneq ($(shell test -L .venv && echo linked),)
$(error .venv is a link to the environment of another folder; remove the link first)
endif

ifneq ($(shell cat $(MADE) 2>/dev/null && $(BIN)/python -c "" 2>/dev/null && echo works),$(CURDIR) works)
$(shell rm -f $(MADE))
endif

.PHONY: help
help: ## say what can be made
	@sed -n 's/^\([a-z-]*\):.*## /\1: /p' $(MAKEFILE_LIST)

.PHONY: run
run: setup charts ## serve the dashboard at http://127.0.0.1:8050 (HOST= and PORT= change that)
	@echo "The dashboard is at http://$(HOST):$(PORT) (Ctrl-C ends it)"
	@exec $(BIN)/pcp serve --host $(HOST) --port $(PORT)

# Every check runs, whatever the one before it found; pytest comes last, since its closing line counts the tests.
# While types are checked, which takes one processor, the tests are gathered once: Python keeps them compiled, which each
# process of tests would else do for itself. They run beside each other, two processes for each processor
# (tests/conftest.py); who has done his own takes of what others have left.
.PHONY: test
test: setup-dev charts validators browser nginx readers ## run every check: lint, format, types, dependencies, tests
	@failed=""; \
	$(MAKE) --no-print-directory types >.venv/.types 2>&1 & types=$$!; \
	for check in lint format dependencies; do \
	    echo "== $$check"; \
	    $(MAKE) --no-print-directory $$check || failed="$$failed $$check"; \
	done; \
	$(BIN)/python -m pytest --collect-only -qq >/dev/null 2>&1; \
	echo "== types"; \
	wait $$types || failed="$$failed types"; \
	cat .venv/.types; \
	[ -z "$$failed" ] || echo "== FAILED before the tests:$$failed"; \
	echo "== tests"; \
	$(BIN)/python -m pytest -n auto --maxprocesses 8 --dist worksteal || failed="$$failed tests"; \
	[ -z "$$failed" ]

.PHONY: lint format types dependencies
lint: setup-dev ## the linter alone
	@$(BIN)/ruff check

format: setup-dev ## is the code laid out as `make tidy` would?
	@$(BIN)/ruff format --check

types: setup-dev ## the type checker alone
	@$(BIN)/python -m mypy

dependencies: setup-dev ## is every import declared, and everything declared imported?
	@$(BIN)/python -m deptry --no-ansi .

.PHONY: tidy
tidy: setup-dev ## lay the code out, and mend what the linter can mend
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

.PHONY: coverage
coverage: setup-dev ## the tests, and which lines none of them reached
	@$(BIN)/python -m pytest --cov --cov-report=term-missing:skip-covered

# Tests take the one without windows, which needs a third less of a processor, or the other where there is none.
.PHONY: browser
browser:
	@if { [ ! -x $(CHROMIUM) ] || [ ! -x $(HEADLESS) ]; } && [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "Installing chromium for the browser tests"; \
	    export DEBIAN_FRONTEND=noninteractive; install="apt-get install -y -qq --no-install-recommends"; \
	    apt-get update -qq; \
	    for packages in "chromium chromium-headless-shell" chromium; do \
	        $$install $$packages fonts-liberation </dev/null >/dev/null && break; \
	    done; \
	fi; \
	if [ ! -x $(CHROMIUM) ]; then \
	    echo "*** THE BROWSER TESTS WILL NOT RUN: there is no $(CHROMIUM)."; \
	    echo "*** On Debian: apt-get install chromium (as root, make test does it by itself)."; \
	fi

# Debian starts a web server as soon as it is installed; here nothing is to listen that no test started.
.PHONY: nginx
nginx:
	@if [ ! -e $(BROTLI) ] && [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "Installing nginx for the tests of docs/nginx.conf"; \
	    export DEBIAN_FRONTEND=noninteractive; policy=/usr/sbin/policy-rc.d; \
	    if [ ! -e $$policy ]; then printf '#!/bin/sh\nexit 101\n' >$$policy; chmod +x $$policy; else policy=; fi; \
	    apt-get update -qq && \
	    apt-get install -y -qq --no-install-recommends nginx libnginx-mod-http-brotli-static </dev/null >/dev/null; \
	    [ -z "$$policy" ] || rm -f "$$policy"; \
	fi; \
	if [ ! -x $(NGINX) ] || [ ! -e $(BROTLI) ]; then \
	    echo "*** THE TESTS WITH NGINX WILL NOT RUN: there is no $(NGINX), or no $(notdir $(BROTLI))."; \
	    echo "*** On Debian: apt-get install nginx libnginx-mod-http-brotli-static (as root, make test does it)."; \
	fi

.PHONY: bench
bench: setup-dev charts browser nginx ## measure speed and weight beside plain HTML, and write them into docs/performance.md
	@$(BIN)/python -m benchmarks

# polars lies beside the packages of .venv, which it is added to for this alone.
BENCH := build/bench/packages
.PHONY: bench-rows
bench-rows: setup-dev $(BENCH)/.ready ## millions of records beside duckdb and polars, into docs/performance.md (MILLIONS=1,10,30)
	@PYTHONPATH=$(CURDIR)/$(BENCH) $(BIN)/python -m benchmarks.rows

$(BENCH)/.ready: requirements-bench.lock | $(DEV)
	@$(INSTALL) --require-hashes --upgrade --target $(BENCH) -r requirements-bench.lock
	@touch $@

.PHONY: rehearsal
rehearsal: setup-dev charts nginx ## sixteen releases as staff do them, behind nginx, with every page read after each (half an hour)
	@nice $(BIN)/python -m tools.rehearsal $(STATES)

# What takes too long for every change. The table of its last run stands in docs/soak.md.
MINUTES ?= 20
RECORDS ?= 10
.PHONY: test-long
test-long: setup-dev charts nginx ## visits, releases and an attack for twenty minutes (MINUTES=), and ten million records published (RECORDS=)
	@$(BIN)/python -m tools.large_files $(RECORDS)
	@$(BIN)/python -m tools.soak $(MINUTES)

.PHONY: calibration
calibration: setup-dev ## measure how often a word would be wrong, and write it into docs/methods.md (some minutes)
	@$(BIN)/python -m benchmarks.calibration

# Its packages lie beside those of .venv, which they are added to for this alone.
MUTMUT := build/mutation/packages
.PHONY: mutation
mutation: setup-dev $(MUTMUT)/.ready ## plant faults in the engine, and say which no test notices (an hour; see docs/mutation.md)
	@PYTHONPATH=$(CURDIR)/$(MUTMUT) nice $(BIN)/python -m tools.mutation $(PARTS) \
	    $(if $(DIGITS),--digits $(DIGITS)) $(if $(AGAIN),--again)

$(MUTMUT)/.ready: requirements-mutation.lock | $(DEV)
	@$(INSTALL) --require-hashes --upgrade --target $(MUTMUT) -r requirements-mutation.lock
	@touch $@

# What files are read by in tests as readers read them: pandas with pyarrow, and validators of tables. Beside .venv too.
READERS := build/readers/packages
.PHONY: readers
readers: $(READERS)/.ready ## install what files are read by as readers read them, for the tests

$(READERS)/.ready: requirements-readers.lock | $(DEV)
	@$(INSTALL) --require-hashes --upgrade --target $(READERS) -r requirements-readers.lock
	@touch $@

.PHONY: setup setup-dev
setup: $(RUN) ## make .venv with what the dashboard needs
setup-dev: $(DEV) ## make .venv with the development tools as well

$(MADE):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo "Python 3.11 or later is needed, and $(PYTHON) is not. Name another: make PYTHON=python3.13 ..."; \
	    exit 1; }
	@echo "Making .venv (a minute or two, the first time)"
	@$(PYTHON) -m venv --clear .venv || { \
	    echo "$(PYTHON) cannot make a virtual environment. On Debian: apt-get install python3-venv"; \
	    exit 1; }
	@echo "$(CURDIR)" > $@

$(RUN): $(MADE) requirements.lock pyproject.toml
	@$(INSTALL) --require-hashes -r requirements.lock
	@$(INSTALL_PROJECT)
	@touch $@

# What develops also runs, so both marks are set: `make run` has nothing to do after `make test`.
$(DEV): $(MADE) requirements.lock requirements-dev.lock pyproject.toml
	@$(INSTALL) --require-hashes -r requirements-dev.lock
	@$(INSTALL_PROJECT)
	@touch $(RUN) $@

# The stylesheet and all scripts, compressed once for all processes. The small plotly comes from npm where there
# is one; without it the charts work all the same, and weigh twice as much.
.PHONY: charts
charts: $(CHARTS)

$(CHARTS): $(PLOTLY) requirements.lock $(wildcard assets/*.*) | $(RUN)
	@$(BIN)/python -m serving.static_assets
	@mkdir -p $(@D) && touch $@

$(PLOTLY): package-lock.json
	@if command -v npm >/dev/null; then \
	    npm ci --omit=dev --ignore-scripts --loglevel=error >/dev/null || echo "*** npm could not fetch the small plotly."; \
	else \
	    echo "There is no npm: interactive charts will load plotly whole (1.3 MB instead of 0.6)."; \
	fi
	@mkdir -p $(@D) && touch $@

# The checker of pages, which needs a Java, and the schema of site maps: from npm as well, for the tests alone.
.PHONY: validators
validators: $(VALIDATORS)
	@if ! command -v java >/dev/null || ! command -v npm >/dev/null; then \
	    echo "*** NO PAGE WILL BE VALIDATED: that needs npm and a Java (on Debian: default-jre-headless)."; \
	fi

$(VALIDATORS): $(PLOTLY)
	@if command -v npm >/dev/null; then \
	    npm ci --ignore-scripts --loglevel=error >/dev/null || echo "*** npm could not fetch the validators."; \
	fi
	@mkdir -p $(@D) && touch $@

# `make lock` keeps each version that still fits pyproject.toml; `make upgrade` takes the newest that go together.
# The second file keeps to the first, so that what is tested is what runs. Extras are written (`coverage[toml]==`):
# without them pip looks for the newest version that has them, and refuses it.
.PHONY: lock upgrade
lock: $(MADE) ## write the lock files anew, after a change in pyproject.toml
	@$(INSTALL) uv
	@$(COMPILE) --group build --output-file requirements.lock pyproject.toml
	@$(COMPILE) --group build --extra parquet --constraint requirements.lock --output-file requirements-parquet.lock pyproject.toml
	@$(COMPILE) --group build --extra dask --constraint requirements.lock --output-file requirements-dask.lock pyproject.toml
	@$(COMPILE) --group build --extra signatures --constraint requirements.lock --output-file requirements-signatures.lock pyproject.toml
	@$(COMPILE) --group dev --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml
	@$(COMPILE) --group readers --constraint requirements-dev.lock --output-file requirements-readers.lock
	@$(COMPILE) --group bench --constraint requirements-dev.lock --output-file requirements-bench.lock
	@$(COMPILE) --group mutation --constraint requirements-dev.lock --output-file requirements-mutation.lock

UPGRADE :=
upgrade: UPGRADE := --upgrade
upgrade: lock ## write the lock files anew, with the newest versions

COMPILE = $(BIN)/uv pip compile --quiet $(UPGRADE) --universal --python-version 3.11 --no-strip-extras --generate-hashes \
          --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"

.PHONY: clean
clean: ## remove everything that `make` made
	@rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage htmlcov test-results build dist node_modules
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
