# Everything a newcomer needs. `make help` lists it.
SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
RUN := PATH="$(CURDIR)/$(BIN):$$PATH"
NPM := $(RUN) npm --no-audit --no-fund --loglevel=error
$(if $(and $(filter command,$(origin PYTHON)),$(wildcard $(BIN)/python)),$(warning PYTHON=$(PYTHON) has no effect: .venv is \
  there already. To have it made anew, remove .venv and .local/setup first))
export JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION = 20
unexport PYTHONDONTWRITEBYTECODE  # forty processes share what one of them has compiled

.DEFAULT_GOAL := help
.PHONY: help setup run test lint bench synth clean lock events

help: ## List the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

setup: .local/setup/python .local/setup/emulator .local/setup/cdk .local/setup/web .local/setup/browser ## Prepare without running

run: setup ## Run the whole system here (ONCE=1, RECORDINGS=folder, PORT=8080)
	@$(BIN)/python -m local run

test: setup ## Run every kind of test
	@$(RUN) $(BIN)/python -m pytest -n 2 --dist loadgroup -m "not emulator"
	@$(RUN) $(BIN)/python -m pytest -m emulator -p no:randomly  # the running system has the machine to itself

lint: .local/setup/python .local/setup/cdk ## Check style, types, imports and generated files
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache >/dev/null || $(BIN)/lint-imports --no-cache
	@$(BIN)/python -m event_contracts --check

bench: setup ## Measure, as ratios to named baselines (.local/bench.json)
	@$(BIN)/python -m tests.benchmarks

synth: .local/setup/python .local/setup/web ## Synthesise every stack for STAGE (default prod), offline
	@$(RUN) $(BIN)/python -m stacks --stage $(or $(STAGE),prod)

events: .local/setup/python ## Write the schemas, examples and pages of the events
	@$(BIN)/python -m event_contracts

lock: ## Pin what requirements*.in name
	@for name in requirements requirements-emulator; do \
	  $(BIN)/uv pip compile --quiet $$name.in -o $$name.txt --python-version 3.11 --universal --generate-hashes --no-header --no-annotate; done

clean: ## Remove the local system's data
	@rm -rf .local/state .local/logs .local/sample-city .local/cdk.out .local/last-run.json .local/aws.env .local/running.pid

# --- what has to be there first; each step leaves a stamp and runs again when its inputs change

# Downloads quietly; when that fails, one line says so and where the rest is.
define download
{ $(2); } >.local/setup/$(@F).log 2>&1 || { \
	    echo "error: $(1) cannot be installed. The first run needs PyPI and the npm registry within reach; see .local/setup/$(@F).log" >&2; exit 1; }
endef

.local/setup/python: requirements.txt requirements-bootstrap.txt $(wildcard libs/*/pyproject.toml services/*/pyproject.toml) local/pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  found=$$($(PYTHON) --version 2>/dev/null); \
	  echo "error: Python 3.11 or newer is needed, and $(PYTHON) is $${found:-no Python}. Name another with PYTHON=…" >&2; exit 1; }
	@echo "installing Python packages"
	@mkdir -p $(@D)
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(call download,the Python packages,$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bootstrap.txt && \
	  $(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes requirements.txt && \
	  $(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation \
	    $(foreach project,$(wildcard libs/* services/*) local,-e $(project)))
	@touch $@

.local/setup/emulator: requirements-emulator.txt .local/setup/python
	@echo "installing the embedded AWS"
	@rm -rf .ministack && $(BIN)/uv venv --quiet --python $(BIN)/python .ministack
	@$(call download,the embedded AWS,$(BIN)/uv pip sync --quiet --python .ministack/bin/python --require-hashes requirements-emulator.txt)
	@touch $@

.local/setup/cdk: package-lock.json .local/setup/python
	@echo "installing the CDK command line"
	@$(call download,the CDK command line,$(NPM) ci)
	@touch $@

.local/setup/web: .local/setup/python web/package-lock.json $(shell find web/src web/public web/index.html -type f 2>/dev/null)
	@echo "building the web application"
	@$(call download,the web application,cd web && $(NPM) ci)
	@cd web && $(RUN) npm run --silent build
	@touch $@

.local/setup/browser: .local/setup/python tests/browser/package-lock.json
	@echo "installing Chromium for the browser tests"
	@$(call download,Chromium,cd tests/browser && $(NPM) ci)
	@touch $@
