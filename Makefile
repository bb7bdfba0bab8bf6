# Two commands do everything: `make run` and `make test`. `make help` lists the rest.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
# Tests run in one process more than there are cores, as many of them wait for a server or a browser; those of one file
# stay together and share what the file has started.
CORES  := -n $(shell expr $$(getconf _NPROCESSORS_ONLN) + 1) --maxprocesses 4 --dist loadfile --no-loadscope-reorder

.PHONY: help setup setup-dev browser postgres run test evaluate bench lint coverage lock clean

help:
	@echo "make setup   create .venv and install what the app needs, and the app itself (from this folder)"
	@echo "make run     start the app on http://localhost:8501"
	@echo "make test    install what the tests need and run them all"
	@echo "make evaluate  score the extractor on labelled texts; fails below the floors in evaluation/floors.toml"
	@echo "make bench   measure the map's step against a Plotly chart"
	@echo "make lint    check style, format and types"
	@echo "make coverage  run the tests of places, dates, coding and score; fails where they reach too few lines"
	@echo "make lock    write requirements*.txt from requirements*.in"

setup: $(VENV)/.run-ready
setup-dev: $(VENV)/.dev-ready

# A stamp is written only after a complete install, so that a broken one is tried again.
$(VENV)/.run-ready: requirements.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; set PYTHON=python3.x")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-index --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/.dev-ready: requirements-dev.txt $(VENV)/.run-ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	touch $@

browser: setup-dev
	$(BIN)/python -m tests.browser

postgres: setup-dev
	$(BIN)/python -m tests.postgres

run: setup
	$(BIN)/python -m dashboard

# The rules for dates and coding, the places and the score are wholly reached from Python, and their tests run under
# coverage: `[tool.coverage]` in pyproject.toml names them and the floor. The others would cost minutes more.
COVERED := tests/geo tests/alignment tests/events/dates tests/events/coding

test: lint browser postgres coverage
	$(BIN)/python -m pytest $(CORES) $(addprefix --ignore=,$(COVERED))

coverage: setup-dev
	$(BIN)/python -m coverage erase
	$(BIN)/python -m coverage run -m pytest $(CORES) $(COVERED)
	$(BIN)/python -m coverage combine --quiet
	$(BIN)/python -m coverage report

evaluate: setup-dev
	$(BIN)/python -m evaluation

bench: setup-dev browser
	$(BIN)/python -m benchmarks.map_step

lint: setup-dev
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy
	$(BIN)/python -m tests.node

lock: setup-dev
	$(BIN)/uv pip compile --universal --generate-hashes --python-version 3.11 --no-emit-index-url requirements.in -o requirements.txt
	$(BIN)/uv pip compile --universal --generate-hashes --python-version 3.11 --no-emit-index-url requirements-dev.in -o requirements-dev.txt

clean:
	rm -rf $(VENV) static build *.egg-info .coverage .mypy_cache .pytest_cache .ruff_cache
