# Every command a person needs; `make` alone lists them. Each one sets up what it needs, from Python 3.11 with pip and venv.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
DEMO := var/demo
PACKAGES := gongkai pipelines quality publish samples bench

# Machines that forbid bytecode would compile our modules anew at every start.
unexport PYTHONDONTWRITEBYTECODE
export DAGSTER_DISABLE_TELEMETRY := yes

# One way to resolve the lock, for `lock` and `check-lock`; no address of an index may reach it.
RESOLVE = $(BIN)/uv --no-config --quiet pip compile pyproject.toml --group dev --universal --fork-strategy fewest --python-version 3.11 \
	--generate-hashes --only-binary :all: --no-annotate --no-emit-index-url --no-emit-find-links \
	--custom-compile-command "make lock"

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup refresh test lint bench ui serve lock check-lock clean reset-demo

help: ## list these commands
	@awk -F ':[^#]*## ' '/^[a-z-]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: .venv/.ready ## make .venv from requirements.lock, once and again when the lock changes

.venv/.locked: requirements.lock
	@echo 'Setting up .venv from requirements.lock: about a minute'
	$(PYTHON) -m venv --clear .venv
	$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes --no-deps --only-binary :all: -r requirements.lock
	@touch $@

.venv/.ready: .venv/.locked pyproject.toml
	$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-index --no-build-isolation --editable .
	-$(BIN)/python -m compileall -q $(PACKAGES)
	@touch $@

refresh: setup ## run the nightly job on the sample city; the first run plays its two nights
	$(BIN)/python -m samples.play --home $(DEMO)

test: lint ## lint, then run every test; screenshots of the pages go to var/screenshots
	@sh tests/browser/install.sh
	GONGKAI_SCREENSHOTS=var/screenshots $(BIN)/python -m pytest -n 2

lint: setup ## style, types, import contracts, Dagster definitions
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/dagster definitions validate -w workspace.yaml

bench: setup ## measure speed and memory on generated data
	$(BIN)/python -m bench

ui: setup ## show the sample city in Dagster, on this machine only
	$(BIN)/python -m pipelines.orchestration.ui

serve: setup ## show the sample city's published site, on this machine only
	$(BIN)/gongkai serve --home $(DEMO)

lock: setup ## resolve the dependencies in pyproject.toml anew into requirements.lock
	$(RESOLVE) --upgrade --output-file requirements.lock

check-lock: setup ## does requirements.lock still answer pyproject.toml?
	@cp requirements.lock .venv/checked.lock
	$(RESOLVE) --output-file .venv/checked.lock
	diff requirements.lock .venv/checked.lock

clean: ## remove .venv and the caches; homes under var/ stay
	rm -rf .venv .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find $(PACKAGES) tests -name __pycache__ -type d -prune -exec rm -rf {} +

reset-demo: ## remove the sample city's home, so that `make refresh` plays it anew
	rm -rf $(DEMO)
