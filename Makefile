# Everything a contributor runs. `make` alone lists it.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

BIN := .venv/bin
PYTHON := $(BIN)/python
RUN_LOCK := requirements/run.txt
DEV_LOCK := requirements/dev.txt
COMPILED := $(patsubst %.po,%.mo,$(wildcard platform/laureat/web/translations/*/LC_MESSAGES/*.po))

# One stamp for each state of the lock and of the project's own description.
STAMP := .venv/.installed-$(shell cat $(DEV_LOCK) pyproject.toml 2>/dev/null | cksum | cut -d ' ' -f 1)

# How many tests run at the same time: one for each core, eight at most.
CORES := $(shell getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
JOBS ?= $(shell [ $(CORES) -gt 8 ] && echo 8 || echo $(CORES))

# A worker takes a module at a time, in the order that tests/conftest.py gives: what a module
# prepares is prepared once.
WHOLE_MODULES := --dist loadscope --no-loadscope-reorder

# What `make check` runs, in this order. A new check is a new target named here.
CHECKS := check-style check-format check-types check-layers check-templates check-translations check-dependencies

# The programs that `make docs` runs, in this order.
DOC_BUILDERS := scripts/build_reference.py scripts/build_api_reference.py scripts/build_command_reference.py

# How both locks are resolved: for every platform, and without a word about where packages come from.
LOCKING := --quiet --no-config --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header --no-annotate

ARGS ?=

.PHONY: help setup check fix test bench demo lock docs clean $(CHECKS)

help: ## list what can be run
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(STAMP) $(COMPILED) ## install everything into .venv, from the hashed lock
	@:

$(STAMP): $(DEV_LOCK) pyproject.toml scripts/setup.sh
	@scripts/setup.sh $(DEV_LOCK)
	@rm -f .venv/.installed-* && touch $@

%.mo: %.po scripts/compile_translations.py | $(STAMP)
	@$(PYTHON) scripts/compile_translations.py

check: setup $(CHECKS) ## style, types, layers, templates, translations, dependencies

check-style:
	@$(BIN)/ruff check

check-format:
	@$(BIN)/ruff format --check

check-types:
	@$(BIN)/mypy

check-layers:
	@$(BIN)/lint-imports --no-logo

check-templates:
	@$(BIN)/djlint --lint --quiet --extension jinja platform/laureat

check-translations:
	@$(PYTHON) scripts/check_translations.py

check-dependencies:
	@$(PYTHON) -m pip check --disable-pip-version-check

fix: setup ## repair what a machine can repair
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

test: setup ## run every test (ARGS="tests/unit -k money" for some)
	@browser="$$(scripts/browser.sh)"; \
	LAUREAT_CHROMIUM="$$browser" $(PYTHON) -m pytest -n $(JOBS) $(WHOLE_MODULES) $(ARGS)

bench: setup ## measure speed against the budgets
	@$(PYTHON) -m benchmarks $(ARGS)

demo: setup ## run the whole platform with sample data
	@$(BIN)/laureat demo $(ARGS)

lock: setup ## write the locks anew (ARGS=--upgrade for the newest versions)
	@$(BIN)/uv pip compile pyproject.toml --extra dev $(LOCKING) --output-file $(DEV_LOCK) $(ARGS)
	@$(BIN)/uv pip compile pyproject.toml --constraint $(DEV_LOCK) $(LOCKING) --output-file $(RUN_LOCK)

docs: setup ## generate the reference and its pictures
	@for builder in $(DOC_BUILDERS); do $(PYTHON) "$$builder"; done
	@$(PYTHON) scripts/take_screenshots.py "$$(scripts/browser.sh)"

clean: ## remove .venv and what tools left behind
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis build dist $(COMPILED)
	@find platform plugins tests -name __pycache__ -type d -prune -exec rm -rf {} +
