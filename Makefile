# Everything a person does with this checkout. `make demo` and `make test` set themselves up;
# pip's own configuration (mirror, proxy, certificates) is respected.

VENV := .venv
BIN := $(VENV)/bin
# The newest Python that is there; CPython 3.11 is enough.
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3; do \
	$$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
PYTEST := $(BIN)/python -m pytest
COMPILE := $(BIN)/pip-compile --quiet --generate-hashes --strip-extras --no-header \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options

.PHONY: demo test lint unit soak bench lock clean help

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

unit: $(VENV)/.ready-dev
	$(PYTEST) -n auto --dist worksteal

soak: $(VENV)/.ready-dev ## Ten times as many faults and examples; takes long
	SOAK=10 HYPOTHESIS_PROFILE=soak $(PYTEST) -n auto --dist worksteal -m "faults or slow"

bench: $(VENV)/.ready-dev ## How long things take, beside their peers
	$(BIN)/python bench/bench.py

lock: $(VENV)/.ready-dev ## Choose versions again and write their hashes
	$(PIP) install pip-tools
	$(COMPILE) --upgrade --build-deps-for editable -o requirements.txt pyproject.toml
	$(COMPILE) --upgrade --extra dev -c requirements.txt -o requirements-dev.txt pyproject.toml

clean: ## Remove what was made here, but not output/
	rm -rf $(VENV) dist build .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis .benchmarks
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
