# Everything happens in .venv, which `make clean` removes.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SOURCES := pyproject.toml setup.py src/padsketch/model/parameters.py \
	$(wildcard $(addprefix src/padsketch/_*,.c .h .py))
CODE := src tests tools benchmarks setup.py
SECONDS := 480

.DEFAULT_GOAL := help
.PHONY: run test check format lint types contracts c soak bench kits soundlib help clean

run: $(VENV)/.installed soundlib ## open the sketchpad with the demo (PROJECT=folder for your own)
	$(BIN)/padsketch $(PROJECT)

test: $(VENV)/.developed ## run the tests (ARGS="-k name" to choose)
	$(BIN)/pytest --numprocesses auto --dist loadfile $(ARGS)

check: format lint types contracts test c ## the one gate before a change lands
	$(BIN)/python tests/soak --seconds 12

format: $(VENV)/.developed
	$(BIN)/ruff format --check $(CODE)

lint: $(VENV)/.developed
	$(BIN)/ruff check $(CODE)

types: $(VENV)/.developed
	$(BIN)/mypy

contracts: $(VENV)/.developed
	$(BIN)/lint-imports --no-cache

c: ## the C code: warnings as errors, and four sanitizers
	tests/c/run.sh all

soak: $(VENV)/.developed ## the long tests, then random use in real time (SECONDS=480)
	tests/c/run.sh soak
	$(BIN)/python tests/soak/importers.py
	$(BIN)/python tests/soak/archives.py
	$(BIN)/python tests/soak/decoders.py
	$(BIN)/python tests/soak/projects.py
	$(BIN)/python tests/faults/kills.py
	$(BIN)/python tests/faults/refusals.py --every 5
	$(BIN)/python tests/faults/power_cuts.py
	$(BIN)/python tests/faults/sessions.py
	$(BIN)/python tests/soak --seconds $(SECONDS)

bench: $(VENV)/.developed ## what the figures in the README come from (ARGS=rendering for a chapter)
	$(BIN)/python -m benchmarks $(ARGS)

kits: $(VENV)/.developed ## synthesise the kits again
	$(BIN)/python tools/make_kits.py -o kits

soundlib:
	@tools/soundlib.sh

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 16

clean: ## remove the environment and what was built
	rm -rf $(VENV) build dist src/*.egg-info src/padsketch/*.so src/padsketch/_dsp_ffi.c tests/c/build

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("padsketch needs Python 3.11 or newer, this is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(VENV)/bin/python $(SOURCES)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	touch $@

$(VENV)/.developed: $(VENV)/bin/python $(SOURCES)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	touch $@ $(VENV)/.installed
