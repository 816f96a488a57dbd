# Commonmade: everything a newcomer, an operator or the build needs to type. `make help` lists it.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
VENV ?= .venv
DATA_DIR ?= var
PYTHON ?= python3
PORT ?= 8000
JOBS ?= 2
export DATA_DIR
BIN := $(VENV)/bin
FLASK := $(BIN)/flask --app app
CODE := app.py operating.py config.py deploy/sbom.py demo front kernel members governance ideas commerce
QUICK := tests/architecture tests/kernel tests/governance

.PHONY: help setup run seed tick test test-tools check lint bench prove sbom lock

help: ## List what can be done
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

$(BIN)/uv: requirements-uv.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Commonmade needs Python 3.11 or newer; this is $$($(PYTHON) --version). Set PYTHON=…"; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || \
	  { echo "Python's venv module is missing. On Debian: apt-get install python3-venv"; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install -q --require-hashes -r requirements-uv.txt || echo "uv could not be installed; going on with pip"
	@[ ! -e $@ ] || touch $@

# Stamps say which lock was installed, so that nothing is installed twice.
$(VENV)/.site: requirements.txt | $(BIN)/uv
	@$(BIN)/uv pip install -q --python $(BIN)/python --require-hashes -r requirements.txt || \
	  $(BIN)/pip install -q --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.tests: requirements-test.txt | $(BIN)/uv
	@$(BIN)/uv pip install -q --python $(BIN)/python --require-hashes -r requirements-test.txt || \
	  $(BIN)/pip install -q --require-hashes -r requirements-test.txt
	@touch $@ $(VENV)/.site

$(DATA_DIR)/secret_key:
	@umask 077 && mkdir -p $(DATA_DIR)
	@umask 077 && $(PYTHON) -c 'import secrets; print(secrets.token_hex(32))' > $@.$$$$ && { ln $@.$$$$ $@ 2>/dev/null || true; } && rm $@.$$$$

setup: $(VENV)/.site $(DATA_DIR)/secret_key ## Install the site's packages and make its secret key

run: setup ## Serve the site at http://127.0.0.1:8000, with a demo world when the database is empty
	@$(FLASK) db upgrade
	@$(FLASK) seed --if-empty
	@exec $(FLASK) serve --port $(PORT)

seed: setup ## Fill an empty database with the demo world
	@$(FLASK) db upgrade
	@$(FLASK) seed

tick: setup ## Do once what time has made due (the worker does this each minute)
	@$(FLASK) clock tick

test-tools: $(VENV)/.tests
	@tests/tools/get-chromium
	@tests/tools/get-nginx
	@tests/tools/get-vnu

test: test-tools lint ## Prove the site: lint, types, every test on SQLite and PostgreSQL, real browser, mail and HTML checker
	@$(BIN)/python -m pytest -n $(JOBS) --dist worksteal

check: $(VENV)/.tests lint ## The quick part of the proof: lint, structure, kernel and governance, in some two minutes
	@$(BIN)/python -m pytest $(QUICK) -x -n $(JOBS) --dist worksteal

lint: $(VENV)/.tests ## Format, style, types, and no pattern that backtracks
	@$(BIN)/ruff format --check -q . || { echo "run: $(BIN)/ruff format ."; exit 1; }
	@$(BIN)/ruff check -q .
	@$(BIN)/mypy --no-error-summary $(wildcard $(CODE))
	@$(BIN)/python -m tests.tools.slow_patterns $(filter-out demo,$(CODE))

bench: $(VENV)/.tests ## Measure two worlds beside the floors R, S and W, and how fast rounds are counted
	@$(BIN)/python -m bench

prove: $(VENV)/.tests ## The long proofs: crowds, deadlines, kills, crashes, power cuts, edited bytes, simulated rounds
	@$(BIN)/python -m pytest tests/prove -m prove -p no:randomly

sbom: $(VENV)/.tests ## Write build/sbom.json: every package and vendored file, as CycloneDX
	@mkdir -p build
	@$(BIN)/python deploy/sbom.py > build/sbom.json
	@echo "build/sbom.json"

lock: | $(BIN)/uv ## Pin uv, requirements.txt and requirements-test.txt anew
	@echo uv | $(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate \
	  - -o requirements-uv.txt --upgrade
	@$(BIN)/uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate \
	  requirements.in -o requirements.txt
	@$(BIN)/uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate \
	  -c requirements.txt requirements-test.in -o requirements-test.txt
