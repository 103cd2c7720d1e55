# `make` alone prints what can be made. Every target says what it does after its `##`.

PYTHON   ?= python3
INPUT    ?=
METADATA ?=
DATABASE ?= outputs/leaderboard.duckdb
REPORT   ?= outputs/report
SHARED   ?= ../shared
N        ?= 20
EXTRAS   ?= dev
SHARE    ?= 1
SECONDS  ?= 1200
TRIES    ?= 4000
FAULTS   ?= torture or not torture

BIN   := .venv/bin
READY := .venv/.installed

.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:
.PHONY: help leaderboard report show sql test lint types check torture coverage mutants examples schemas screenshots evaluate accuracy calibrate compare bench clean

help:
	@awk 'BEGIN {FS = ":.*## "} \
	  /^##@ / {printf "\n%s\n", substr($$0, 5)} \
	  /^[a-z]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@printf '\nStart with: make leaderboard\n'

##@ Leaderboards
leaderboard: $(READY) ## Read the sample papers, or INPUT="a.txt b.jsonl" [METADATA=facts.tsv]; database and report
	@$(BIN)/leaderboard build $(INPUT) --database "$(DATABASE)" $(if $(METADATA),--metadata "$(METADATA)")
	@$(BIN)/leaderboard report --database "$(DATABASE)" --output "$(REPORT)"
	@$(BIN)/leaderboard show --database "$(DATABASE)" --top 12
	@printf '\nLook next:\n'
	@printf '  %-44s %s\n' \
	  '$(REPORT)/index.html' 'the report: open it in a browser' \
	  'make show BENCHMARK="ImageNet-1k"' 'one benchmark, ranked' \
	  'make sql' 'the questions that have a name' \
	  'make leaderboard INPUT="papers/*.txt"' 'the same for your own papers'

report: $(READY) ## Write the static report again (REPORT=folder)
	@$(BIN)/leaderboard report --database "$(DATABASE)" --output "$(REPORT)"

show: $(READY) ## List the boards, or one: BENCHMARK="ImageNet-1k"
	@$(BIN)/leaderboard show $(if $(BENCHMARK),"$(BENCHMARK)") --database "$(DATABASE)"

sql: $(READY) ## List the named questions, or ask one: QUERY="coverage", or a SELECT
	@$(BIN)/leaderboard sql $(if $(QUERY),"$(QUERY)") --database "$(DATABASE)"

##@ Checks
test: $(READY) ## Run all tests
	$(BIN)/python -m pytest -q

lint: $(READY) ## Check style and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY) ## Check types
	$(BIN)/mypy

check: lint types test ## All three: lint, types, test

torture: $(READY) ## Try every fault [SHARE=0.1 of the full counts] [SECONDS=300 at most for one]; ends with a table
	SHARE="$(SHARE)" SECONDS="$(SECONDS)" $(BIN)/python -m pytest -q tests/faults -m "$(FAULTS)"

coverage: $(READY) ## Which lines and branches the tests reach; the browser's tests left out
	$(BIN)/python -m coverage run --branch --source=leaderboard -m pytest -q --deselect tests/test_pages_in_browser.py
	$(BIN)/python -m coverage report --skip-covered --show-missing

mutants: $(READY) ## Spoil N patterns one by one and see whether a test notices
	@$(BIN)/python -m tests.faults.mutants --count "$(N)" --seconds "$(SECONDS)"

examples: $(READY) ## Write a text for each part of a pattern, tests/cases/patterns.toml, after a pattern has changed [TRIES=0 to answer anew only]
	@$(BIN)/python -m tests.faults.examples --tries "$(TRIES)"

##@ Development
schemas: $(READY) ## Write schemas/ from the records, the vocabulary's models and the SQL
	$(BIN)/python -m leaderboard.schemas

screenshots: $(READY) ## Take the picture of the report for the README (needs chromium)
	$(BIN)/python tests/bench/screenshots.py "$(REPORT)"

evaluate: $(READY) ## Score the extraction against hand-annotated text (needs ../shared)
	@$(BIN)/python tests/bench/evaluate.py --shared "$(SHARED)"

accuracy: $(READY) ## The same, and keep the figures for the report (needs ../shared)
	@$(BIN)/python tests/bench/evaluate.py --shared "$(SHARED)" --write

calibrate: $(READY) ## Measure what confidence means again (needs ../shared)
	@$(BIN)/python tests/bench/calibrate.py --shared "$(SHARED)"

compare: $(READY) ## What a change does to records: BASE=revision [N=examples of each kind]
	@test -n "$(BASE)" || { echo 'compare: say against what, for example: make compare BASE=HEAD~1'; exit 2; }
	@$(BIN)/python tests/bench/compare.py "$(BASE)" --shared "$(SHARED)" --examples "$(N)"

bench: $(READY) ## Measure speed and memory, and peers (EXTRAS=dev,bench); writes outputs/bench.json
	@$(BIN)/python tests/bench/bench.py --shared "$(SHARED)"

clean: ## Remove what was made (.venv stays; remove it by hand)
	find outputs -mindepth 1 ! -name .gitignore -delete
	rm -rf build .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find leaderboard tests -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamp is newer than pyproject.toml once everything is installed; a changed pyproject.toml installs again.
$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.version_info < (3, 11) and sys.exit("leaderboard needs Python 3.11 or newer; say which: make PYTHON=python3.12")'
	@test -x $(BIN)/python || { echo "making .venv"; $(PYTHON) -m venv .venv; }
	@echo "installing leaderboard and what it needs into .venv"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[$(EXTRAS)]'
	@touch $@
