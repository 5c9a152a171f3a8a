# Two commands are enough for a newcomer: `make demo` and `make test`. Everything lives in .venv; nothing else is touched.
SHELL := /bin/bash
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: setup demo test check golden bench docs format clean system

setup: $(READY)                      ## a ready environment, from nothing

$(READY): pyproject.toml requirements.lock hatch_build.py $(wildcard web/package-lock.json web/src/*)
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@

demo: setup                          ## builds the seed report, prints the partners of illicit trade, writes the explorer page
	@$(BIN)/csgraph demo -o out/demo

system:                              ## what tests need from Debian, where it can be installed
	@bash scripts/system_packages.sh

test: setup system check             ## sets up, checks and tests everything
	$(BIN)/python -m pytest -n auto --dist loadgroup

check: setup                         ## lint, types, layers, generated files
	$(BIN)/ruff check src tests scripts benchmarks
	$(BIN)/ruff format --check src tests scripts benchmarks
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python scripts/build_locale.py --check
	$(BIN)/python scripts/build_crime_scheme.py --check
	$(BIN)/python scripts/build_docs.py --check

format: setup
	$(BIN)/ruff check --fix src tests scripts benchmarks
	$(BIN)/ruff format src tests scripts benchmarks

golden: setup                        ## rewrites the kept graphs; looking through the diff is the review
	$(BIN)/python scripts/golden.py

docs: setup                          ## writes the generated pages and pictures
	$(BIN)/python scripts/build_docs.py
	$(BIN)/python scripts/screenshots.py

bench: setup                         ## measures, side by side with peers, and writes docs/performance.md; then the explorer page
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.explorer

clean:
	rm -rf $(VENV) out dist build
