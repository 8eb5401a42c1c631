# `make` alone prints this help.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
MINUTES ?= 10
STAMP := $(VENV)/.installed
TEST_STAMP := $(VENV)/.installed-test
BENCH_STAMP := $(VENV)/.installed-bench
SIZES ?= 100 1000 10000
export NO_MKDOCS_2_WARNING = 1

.DEFAULT_GOAL := help
.PHONY: help serve site test fuzz lint types check schema load bench visits screenshots clean

help: ## print this help
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

serve: $(STAMP) ## build the site and serve it on http://127.0.0.1:8000/ (or PORT=...), anew at each change
	$(BIN)/mkdocs serve --livereload --dev-addr 127.0.0.1:$(PORT)

site: $(STAMP) ## build the site into site/
	$(BIN)/mkdocs build --strict

check: $(STAMP) ## check every record
	$(BIN)/registry check

test: $(TEST_STAMP) lint types ## run every test, the linter and the type checker
	$(BIN)/pytest --numprocesses auto --dist loadfile

fuzz: $(TEST_STAMP) ## throw chance input at the reader and the pages for 10 minutes (or MINUTES=...)
	$(BIN)/python tests/fuzz.py $(MINUTES)

lint: $(TEST_STAMP) ## check the style of the code and the direction of its imports
	$(BIN)/ruff check hooks tests
	$(BIN)/ruff format --check hooks tests
	$(BIN)/lint-imports --config pyproject.toml

types: $(TEST_STAMP) ## check the types
	$(BIN)/mypy

schema: $(STAMP) ## write registry/schema/policy.schema.json from the model
	$(BIN)/registry schema --write

screenshots: $(TEST_STAMP) site ## take the pictures of the README from the built site
	$(BIN)/python tests/screenshots.py

load: $(TEST_STAMP) site ## ask the built site, served by nginx, as fast as it answers; needs wrk
	$(BIN)/python tests/load.py

bench: $(BENCH_STAMP) ## build 100, 1,000 and 10,000 records (or SIZES=...), with Hugo as the yardstick; WRITE=--write keeps the figures
	PYTHONPATH=tests $(BIN)/python -m benchmark $(WRITE) $(SIZES)

visits: $(TEST_STAMP) ## measure list, search and comparison in a browser at these sizes (or SIZES=...); WRITE=--write keeps the figures
	PYTHONPATH=tests $(BIN)/python -m benchmark.browser $(WRITE) $(SIZES)

clean: ## remove the built site and the environment
	rm -rf site .site.* $(VENV)

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "This needs Python 3.11 or newer; name one with: make PYTHON=python3.11 $(MAKECMDGOALS)"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
	  echo "Python has no working venv module. On Debian, type: sudo apt-get install python3-venv"; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	@touch $@

$(TEST_STAMP): $(STAMP) tests/node/package-lock.json tests/nginx.py
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[test]'
	$(BIN)/python tests/browser.py
	$(BIN)/python tests/nginx.py
	$(BIN)/python tests/checkers.py
	@touch $@

$(BENCH_STAMP): $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[bench]'
	@touch $@
