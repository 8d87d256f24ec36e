# Everything here needs git, make and python3 alone; each target sets up what it uses.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help setup demo test check lint types layers docs interchange bench lock clean

help:  ## say what each target does
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/\t/' | while IFS="$$(printf '\t')" read -r t d; do printf '  make %-8s %s\n' "$$t" "$$d"; done

$(BIN)/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "tidewaiter needs Python 3.11 or newer; run: make PYTHON=python3.12 …" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "python3 cannot make a virtual environment; on Debian: apt-get install python3-venv" >&2; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv

$(VENV)/.product: requirements.lock pyproject.toml | $(BIN)/uv
	@VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet --require-hashes -r requirements.lock
	@VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet --no-deps --editable .
	@touch $@

$(VENV)/.tools: requirements-dev.lock $(VENV)/.product
	@VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet --require-hashes -r requirements-dev.lock
	@touch $@

setup: $(VENV)/.product  ## make .venv with the command at .venv/bin/tidewaiter
	@echo "ready: $(BIN)/tidewaiter --help"

demo: $(VENV)/.product  ## build the two bundled cases and say where their dossiers are
	@$(BIN)/tidewaiter demo demo

test: $(VENV)/.tools  ## run the tests; what the machine lacks is skipped, with the reason
	@$(BIN)/python -m pytest -n auto

check: lint types layers test docs  ## lint, types, layers, tests, docs

lint: $(VENV)/.tools  ## ruff: style and format
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: $(VENV)/.tools  ## mypy strict over src and tests
	@$(BIN)/mypy

layers: $(VENV)/.tools  ## import-linter: who may import whom
	@$(BIN)/lint-imports

docs: $(VENV)/.tools  ## build the documentation into site/
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

$(VENV)/.peers: requirements-bench.lock $(VENV)/.tools
	@VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet --require-hashes -r requirements-bench.lock || { echo "the peers could not be installed; pyicu, which nomenklatura needs, is built from source; on Debian: apt-get install libicu-dev pkg-config g++ python3-dev" >&2; exit 1; }
	@touch $@

$(VENV)/.interchange: requirements-interchange.lock $(VENV)/.tools
	@VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet --require-hashes -r requirements-interchange.lock || { echo "followthemoney could not be installed: its pyicu is built from source; on Debian: apt-get install libicu-dev pkg-config g++ python3-dev" >&2; exit 1; }
	@touch $@

interchange: $(VENV)/.interchange  ## install followthemoney, to which the tests hold one export where it is there

bench: $(VENV)/.peers  ## measure what a user waits for
	@$(BIN)/python -m pytest benchmarks --override-ini testpaths=benchmarks -p no:xdist -q --benchmark-columns=median,rounds
	@$(BIN)/python -m benchmarks.memory
	@$(BIN)/python -m benchmarks.lists_memory
	@$(BIN)/python -W ignore -m benchmarks.press_memory

lock: | $(BIN)/uv  ## write the lock files anew from pyproject.toml
	@$(BIN)/uv pip compile --universal --generate-hashes --python-version 3.11 --no-header --no-annotate --quiet pyproject.toml -o requirements.lock
	@$(BIN)/uv pip compile --universal --generate-hashes --python-version 3.11 --no-header --no-annotate --quiet pyproject.toml --group dev -o requirements-dev.lock
	@$(BIN)/uv pip compile --universal --generate-hashes --python-version 3.11 --no-header --no-annotate --quiet pyproject.toml --group dev --group bench -o requirements-bench.lock
	@$(BIN)/uv pip compile --universal --generate-hashes --python-version 3.11 --no-header --no-annotate --quiet pyproject.toml --group dev --group interchange -o requirements-interchange.lock

clean:  ## remove what the targets made
	@rm -rf $(VENV) site demo .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
