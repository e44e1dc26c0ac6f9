# The whole workshop; `make help` lists it. Nothing is set up twice: .venv/LEVEL.ready is newer than what it is made of.

PYTHON     ?= python3
BIN        := .venv/bin
VALIDATORS := .venv/validators
PYTEST     := $(BIN)/pytest --numprocesses 2
COMPILE    := $(BIN)/uv --no-config pip compile --quiet --universal --python-version 3.11 --generate-hashes \
              --no-annotate --custom-compile-command "make lock"

.DEFAULT_GOAL := build
.PHONY: build test test-all check bench lock declarations audit cluster clean distclean help
.DELETE_ON_ERROR:

build: .venv/run.ready ## set everything up and build manuscript/ into dist/ (also: make)
	$(BIN)/edition build

test: check ## set up what the tests need, then make check

check: .venv/test.ready ## format, lint, types, import contracts and tests: what CI runs
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache --no-logo
	$(PYTEST)

test-all: .venv/test.ready .venv/slow.ready .venv/audit.ready $(VALIDATORS)/node_modules/.package-lock.json ## make check, and the slow tests, Ace, Nu, axe, test coverage
	$(MAKE) check PYTEST="$(PYTEST) -m '' --cov"
	$(BIN)/python setup/audit.py || [ $$? -eq 3 ]  # without a network there is no answer, which is said

bench: .venv/run.ready .venv/bench.ready ## measure this tool beside pandoc and WeasyPrint alone, in one run
	$(BIN)/python benchmarks/bench.py

lock: .venv/lock.ready ## lock the requirements anew; with UPGRADE=--upgrade: to the newest releases
	$(COMPILE) $(UPGRADE) pyproject.toml --group build --output-file requirements/run.txt
	$(COMPILE) $(UPGRADE) pyproject.toml --group test --constraints requirements/run.txt --output-file requirements/test.txt
	$(COMPILE) $(UPGRADE) pyproject.toml --extra cluster --constraints requirements/run.txt --output-file requirements/cluster.txt
	$(COMPILE) $(UPGRADE) --group slow --output-file requirements/slow.txt
	$(COMPILE) $(UPGRADE) --group bench --output-file requirements/bench.txt
	$(COMPILE) $(UPGRADE) --group lock --output-file requirements/lock.txt
	$(COMPILE) $(UPGRADE) --group audit --output-file requirements/audit.txt

declarations: .venv/run.ready ## parse the C declarations of the PDF engine beforehand: after make lock, if its version changed
	$(BIN)/python setup/declarations.py

cluster: .venv/run.ready .venv/cluster.ready ## set up what edition build --scheduler needs, on each machine

audit: .venv/run.ready .venv/audit.ready ## ask PyPI whether an advisory is known for a locked package
	$(BIN)/python setup/audit.py

clean: ## remove what was built: the files in dist/ and all caches
	find dist -mindepth 1 ! -name README.md -delete
	find . -path ./.venv -prune -o -name __pycache__ -prune -exec rm -rf {} +
	rm -rf .edition-cache .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis .coverage htmlcov

distclean: clean ## make clean, and remove .venv: the next make needs a network
	rm -rf .venv

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.venv/%.ready: requirements/%.txt pyproject.toml
	$(PYTHON) setup/prepare.py $*
	@touch $@

# npm verifies each package against the hashes in package-lock.json; no package may run a script of its own.
$(VALIDATORS)/node_modules/.package-lock.json: requirements/validators/package-lock.json | .venv/slow.ready
	mkdir -p $(VALIDATORS)
	cp requirements/validators/package.json requirements/validators/package-lock.json $(VALIDATORS)/
	PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --prefix $(VALIDATORS) --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@
