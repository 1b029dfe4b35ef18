# Everything a person does with this checkout. `make demo` and `make test` set themselves up;
# pip's own configuration (mirror, proxy, certificates) is respected.

VENV := .venv
BIN := $(VENV)/bin
# The newest Python that is there; CPython 3.11 is enough.
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3; do \
	$$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
PEERS := bench/peers/node_modules/.ready
PYTEST := $(BIN)/python -m pytest
COMPILE := $(BIN)/pip-compile --quiet --generate-hashes --strip-extras --no-header \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options

# What the tests need from npm: a validator of Word documents and one of web pages.
NODE := tests/node/node_modules/.package-lock.json
# docxtpl's package on PyPI holds no examples. 0.20.2 is 0.20.1 with other annotations, and has no tag.
EXAMPLES := .checkouts/docxtpl

.PHONY: demo test lint unit node examples soak bench lock clean help

help: ## Show what can be made
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST)

demo: $(VENV)/.ready ## Make all plans of the example cases in output/
	$(BIN)/planbuilder demo

test: lint unit ## Check everything

lint: $(VENV)/.ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

unit: $(VENV)/.ready-dev $(NODE)
	$(PYTEST) -n auto --dist worksteal

node: $(NODE) ## What the tests need from npm

examples: $(EXAMPLES) ## The examples of docxtpl itself, which a test renders

soak: $(VENV)/.ready-dev $(NODE) ## Ten times as many faults and examples; takes long
	SOAK=10 HYPOTHESIS_PROFILE=soak $(PYTEST) -n auto --dist worksteal -m "faults or slow"

bench: $(VENV)/.ready-dev $(PEERS) ## How long things take, beside their peers in the same run
	$(BIN)/python bench/bench.py $(WHAT)

# The engines of npm; where node is missing, the benchmark says what it could not measure.
$(PEERS): bench/peers/package-lock.json
	@if command -v npm >/dev/null; then cd bench/peers && npm ci --silent && touch node_modules/.ready; \
	else echo "!!! npm is not installed: no engine of node will be measured." >&2; fi

lock: $(VENV)/.ready-dev ## Choose versions again and write their hashes
	$(PIP) install pip-tools
	$(COMPILE) --upgrade --build-deps-for editable -o requirements.txt pyproject.toml
	$(COMPILE) --upgrade --extra dev -c requirements.txt -o requirements-dev.txt pyproject.toml

clean: ## Remove what was made here, but not output/
	rm -rf tests/node/node_modules $(VENV) dist build .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis .benchmarks
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer with venv is needed (Debian: python3.11-venv)." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.ready: requirements.txt pyproject.toml | $(BIN)/python
	@echo "Setting up $(VENV); this takes a minute the first time."
	$(PIP) install --require-hashes -r requirements.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.ready-dev: requirements-dev.txt $(VENV)/.ready
	$(PIP) install --require-hashes -r requirements-dev.txt
	@touch $@

$(EXAMPLES):
	@git clone --quiet --depth 1 --branch v0.20.1 -c advice.detachedHead=false \
		https://github.com/elapouya/python-docx-template $@ \
		|| echo "WARNING: the examples of docxtpl could not be fetched; they will not be rendered." >&2

# Without npm the tests themselves say what they could not check.
$(NODE): tests/node/package-lock.json
	@if ! command -v npm >/dev/null; then \
		echo "WARNING: npm is not installed; Word's and the web's validators will not be asked." >&2; \
	elif (cd tests/node && npm ci --ignore-scripts --silent); then touch $@; \
	else echo "WARNING: npm could not install tests/node; its validators will not be asked." >&2; fi
