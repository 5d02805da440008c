# What one types to see, test and build the project. Needs make, and Python 3.11 or newer with venv and pip.
# Everything made stands in .make/; `make clean` removes it. Stamps keep a second run short.

PYTHON   ?= python3
JOBS     ?= $(shell nproc 2>/dev/null || echo 2)
# The unit whose full trace `make demo` shows; empty for the first one of the file.
UNIT     ?=
# How many examples `make nightly` tries of a usual property; tests/sizes.py says what becomes of others.
EXAMPLES ?= 200

ROOM     := .make
DEV      := $(ROOM)/dev
WHEEL    := $(ROOM)/wheel
LOWEST   := $(ROOM)/lowest
DEMO     := $(ROOM)/demo
DIST     := $(ROOM)/dist

RULESET  := digital_transformation_2024
UNITS    := examples/units-2024.csv

# Folders are listed too: their time changes when a file goes away.
SOURCES  := $(shell find src grammar rulesets -not -name '__pycache__' -not -name '*.py[co]' 2>/dev/null) \
            pyproject.toml hatch_build.py README.md LICENSE
PINS     := requirements/newest.txt requirements/tools.txt

# The tests that other packages matter to: installing, the public functions, the command line (click, rich), JSON, traces
# and sentences (attrs, cattrs, babel), files of facts, the grammar (lark), the search for units (hypothesis), the corpus.
DEPENDENT := tests/test_packaging.py tests/test_store.py tests/test_loading.py tests/docs/test_api_page.py \
             tests/docs/test_examples.py tests/cli tests/evaluation tests/files tests/test_files.py \
             tests/syntax/test_grammar.py tests/syntax/test_recovery.py \
             tests/checks/test_laws.py::test_a_search_finds_what_no_cell_shows \
             tests/checks/test_laws.py::test_a_search_works_within_a_test_of_hypothesis tests/corpus

PIP      := -m pip --disable-pip-version-check --quiet --quiet install --no-input
WORKERS  := --numprocesses $(JOBS) --dist loadgroup
PYTEST   := -m pytest $(WORKERS)
heading   = @printf '\n==== %s ====\n' '$(1)'

export PYTHONUTF8 := 1
# Absolute, for the tests that run the command line from other folders.
export COVERAGE_FILE := $(CURDIR)/$(ROOM)/coverage

.NOTPARALLEL:
.DEFAULT_GOAL := help
.PHONY: help demo quick test lint types imports dist tests docs lowest nightly fuzz bench format accept pins clean \
        python

help:
	@echo 'make demo      install the package and score the example units'
	@echo 'make quick     between two edits: lint, types and the tests of what changed; a minute at most'
	@echo 'make test      everything that must hold before a change lands; about five minutes on two cores'
	@echo 'make nightly   all of it in full, with every version that is allowed; about half an hour'
	@echo 'make lint      ruff; also: types, imports, dist, tests, docs, lowest, the steps of make test'
	@echo 'make format    lay out the code and mend what can be mended by machine'
	@echo 'make accept    take what the tests produced as the new goldens; review the diff'
	@echo 'make fuzz      the properties, mutants and monsters of make nightly alone (EXAMPLES=$(EXAMPLES))'
	@echo 'make bench     the benchmarks'
	@echo 'make pins      renew the pinned versions in requirements/'
	@echo 'make clean     remove everything that make made'

# -- what the gate runs, in this order --------------------------------------------------------------------------------

test: lint types imports dist tests docs lowest

lint: $(DEV)/ready
	$(call heading,format and lint)
	$(DEV)/bin/python -m ruff format --check .
	$(DEV)/bin/python -m ruff check .

types: $(DEV)/ready
	$(call heading,types)
	$(DEV)/bin/python -m mypy

imports: $(DEV)/ready
	$(call heading,architecture)
	$(DEV)/bin/lint-imports --cache-dir $(ROOM)/imports

dist: $(DIST)/ready

tests: $(WHEEL)/ready
	$(call heading,tests against the installed wheel)
	rm -f $(COVERAGE_FILE)*
	EMURULES_TESTED_IN=$(WHEEL) $(WHEEL)/bin/python -m coverage run $(PYTEST)
	$(WHEEL)/bin/python -m coverage combine --quiet
	$(WHEEL)/bin/python -m coverage report

docs: $(DEV)/ready
	$(call heading,documentation)
	$(DEV)/bin/python -m sphinx -n -W --keep-going --quiet -b html docs $(ROOM)/docs/html
	$(DEV)/bin/python -m sphinx -n -W --keep-going --quiet -b doctest docs $(ROOM)/docs/doctest

# Only what the versions of other packages can break. The rest is this project's own arithmetic, which `make nightly`
# runs with the lowest versions too.
lowest: $(LOWEST)/ready
	$(call heading,what depends on versions with the lowest ones)
	EMURULES_TESTED_IN=$(LOWEST) $(LOWEST)/bin/python $(PYTEST) -m 'not slow' $(DEPENDENT)

# -- what people run --------------------------------------------------------------------------------------------------

demo: $(DEMO)/ready
	$(call heading,the units of $(UNITS))
	@$(DEMO)/bin/emurules score $(RULESET) $(UNITS)
	$(call heading,how one unit came to its points)
	@unit='$(UNIT)'; \
	test -n "$$unit" || unit=$$($(DEMO)/bin/python -c 'import csv; \
	print(next(csv.DictReader(open("$(UNITS)", encoding="utf-8-sig", newline="")))["unit"])'); \
	$(DEMO)/bin/emurules score $(RULESET) $(UNITS) --unit "$$unit" --explain

# On what is not committed too: the tests beside what changed since main, or some of everything where nothing did.
quick: lint types
	$(call heading,tests of what changed)
	$(DEV)/bin/python -m tests.changed $(WORKERS) --quiet --maxfail 5

# In full: all examples, mutants and monsters; then all tests once more with the lowest versions.
nightly: lint types imports docs $(WHEEL)/ready $(LOWEST)/ready
	$(call heading,all tests in full with $(EXAMPLES) examples and with the lowest versions)
	full=0; EMURULES_FUZZ=$(EXAMPLES) EMURULES_TESTED_IN=$(WHEEL) $(WHEEL)/bin/python $(PYTEST) || full=1; \
	EMURULES_TESTED_IN=$(LOWEST) $(LOWEST)/bin/python $(PYTEST) && exit $$full

fuzz: $(DEV)/ready
	$(call heading,properties with $(EXAMPLES) examples)
	EMURULES_FUZZ=$(EXAMPLES) $(DEV)/bin/python $(PYTEST) -m 'hypothesis or fuzz'

bench: $(DEMO)/ready
	$(call heading,benchmarks)
	$(DEMO)/bin/python -m benchmarks

format: $(DEV)/ready
	$(DEV)/bin/python -m ruff check --fix --exit-zero --quiet .
	$(DEV)/bin/python -m ruff format .

accept: $(DEV)/ready
	$(call heading,the goldens as they are now)
	EMURULES_ACCEPT=1 $(DEV)/bin/python $(PYTEST) -m 'not slow'

# A fresh environment with the newest of everything; what it got is written down, the core apart from the tools.
pins: python
	rm -rf $(ROOM)/pins
	$(PYTHON) -m venv $(ROOM)/pins
	$(ROOM)/pins/bin/python $(PIP) --editable '.[dev]'
	$(ROOM)/pins/bin/python requirements/pin.py

clean:
	rm -rf $(ROOM)

# -- environments -----------------------------------------------------------------------------------------------------

python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.12 ...")'

# For the tools: the package is editable here.
$(DEV)/ready: pyproject.toml hatch_build.py src/emurules/_version.py $(PINS) | python
	$(call heading,environment for the tools)
	rm -rf $(DEV)
	$(PYTHON) -m venv $(DEV)
	$(DEV)/bin/python $(PIP) $(PINS:%=--constraint %) --editable '.[dev]'
	@touch $@

# The sdist, and the wheel made from it.
$(DIST)/ready: $(SOURCES) | $(DEV)/ready
	$(call heading,sdist and from it the wheel)
	rm -rf $(DIST)
	$(DEV)/bin/python -m build --outdir $(DIST) .
	@touch $@

# For the tests: what is built, with the versions that are pinned.
$(WHEEL)/ready: $(DIST)/ready $(PINS)
	$(call heading,environment with the wheel)
	rm -rf $(WHEEL)
	$(PYTHON) -m venv $(WHEEL)
	$(WHEEL)/bin/python $(PIP) $(PINS:%=--constraint %) "$$(echo $(DIST)/*.whl)[test]"
	@touch $@

$(LOWEST)/ready: $(DIST)/ready requirements/lowest.txt requirements/tools.txt
	$(call heading,environment with the lowest versions)
	rm -rf $(LOWEST)
	$(PYTHON) -m venv $(LOWEST)
	$(LOWEST)/bin/python $(PIP) --constraint requirements/lowest.txt --constraint requirements/tools.txt \
	    "$$(echo $(DIST)/*.whl)[test]"
	@touch $@

# As a user has it.
$(DEMO)/ready: $(SOURCES) | python
	$(call heading,installing emurules)
	test -x $(DEMO)/bin/python || $(PYTHON) -m venv $(DEMO)
	$(DEMO)/bin/python $(PIP) --upgrade .
	@touch $@
