# Năm Không: `make demo` shows it, `make test` checks it. `make` alone lists everything.
.DEFAULT_GOAL := help
SHELL := bash
PYTHON_OF_OURS := .venv/bin/python
BUILT := namkhong/design/static/design/app.css
ASSET_SOURCES := $(shell find namkhong/design/assets -type f 2>/dev/null)
.PHONY: help setup assets browser recogniser demo demo-fresh test test-sqlite test-postgresql journeys lint types contracts coverage \
        bench bench-country bench-rounds bench-ratings proofs check-papers format permissions lock clean

help: ## this list
	@echo "Năm Không. Start with: make demo"
	@echo
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: .venv/.ready ## make the virtual environment with the locked packages
.venv/.ready: requirements.lock pyproject.toml
	@tools/setup

assets: .venv/.ready $(BUILT) ## build style sheet, script and type files
$(BUILT): package-lock.json $(ASSET_SOURCES) | .venv/.ready
	@tools/assets

browser: setup ## Chromium and what it needs, for the journeys
	@tools/browser
recogniser: setup ## Tesseract with Vietnamese, for reading scans and photos
	@tools/recogniser

demo: setup assets ## five campaigns to walk through, on http://127.0.0.1:8000 (PORT=8001 for another port)
	@tools/demo
demo-fresh: setup assets ## the same, forgetting what was done in the last demonstration
	@tools/demo fresh

test: setup assets browser recogniser ## everything: lint, types, contracts, the suite on SQLite and on PostgreSQL, journeys included
	@tools/test
test-sqlite: setup assets browser recogniser ## the suite on SQLite
	@tools/suite-sqlite
test-postgresql: setup assets browser recogniser ## the suite on PostgreSQL: the server that is there, else a private one
	@$(PYTHON_OF_OURS) tools/on_postgresql.py $(PYTHON_OF_OURS) -m pytest -n 2
journeys: setup assets browser ## only the stories in a real browser
	@$(PYTHON_OF_OURS) -m pytest -m journey tests/journeys
coverage: setup assets browser recogniser ## every branch of rules, states, policies and actions must be taken
	@tools/suite-sqlite --measured
	@tools/coverage-gate

proofs: setup assets ## random lives of a province in the long form: reports, reorganisations, undos; both views agree (EXAMPLES=1000)
	@NAMKHONG_EXAMPLES=$${EXAMPLES:-1000} $(PYTHON_OF_OURS) -m pytest -q -s tests/reports/test_two_views_agree.py
	@NAMKHONG_EXAMPLES=$$(( $${EXAMPLES:-1000} * 5 )) $(PYTHON_OF_OURS) -m pytest -q tests/pledges/test_machine.py
	@NAMKHONG_EXAMPLES=$$(( $${EXAMPLES:-1000} / 4 )) $(PYTHON_OF_OURS) tools/on_postgresql.py $(PYTHON_OF_OURS) -m pytest -q -s tests/reports/test_two_views_agree.py

lint: setup ## ruff, and how large everything is
	@.venv/bin/ruff check . && .venv/bin/ruff format --check .
	@$(PYTHON_OF_OURS) tools/sizes.py
types: setup ## mypy, strict
	@.venv/bin/mypy namkhong
contracts: setup ## the staircase: imports only point down
	@.venv/bin/lint-imports
format: setup ## put the code in order
	@.venv/bin/ruff check --fix-only -q . ; .venv/bin/ruff format .
permissions: setup ## print the authority table to docs/permissions.md
	@$(PYTHON_OF_OURS) -m namkhong print_permissions > docs/permissions.md

bench: setup assets recogniser ## measure speed on 2,000 units and write docs/benchmarks.json
	@$(PYTHON_OF_OURS) -m bench
bench-country: setup assets ## measure 130,000 units and 2.5 million people on SQLite and PostgreSQL (an hour; ROWS= people of a list)
	@for on in "" "tools/on_postgresql.py"; do for what in tree unit_pages obligations reorganise country country_whole two_views cascade people_search scoring "roster $${ROWS:-1000000}"; do \
	  echo "== $$what, on $${on:-SQLite}"; \
	  if [ -n "$$on" ]; then $(PYTHON_OF_OURS) $$on $(PYTHON_OF_OURS) -m bench.$$what; else $(PYTHON_OF_OURS) -m bench.$$what; fi; done; done
bench-rounds: setup assets ## measure 2.3 million pledges and 130,000 sheets on SQLite and PostgreSQL (most of an hour)
	@for what in pledges scoring; do \
	  echo "== $$what, on SQLite"; $(PYTHON_OF_OURS) -m bench.$$what; \
	  echo "== $$what, on PostgreSQL"; $(PYTHON_OF_OURS) tools/on_postgresql.py $(PYTHON_OF_OURS) -m bench.$$what; done
bench-ratings: setup assets ## measure public ratings: taking, publishing, searching, inspecting; a hundred million read and counted anew; attacks (half an hour)
	@for what in ratings published remarks inspecting; do \
	  echo "== $$what, on SQLite"; $(PYTHON_OF_OURS) -m bench.$$what; \
	  echo "== $$what, on PostgreSQL"; $(PYTHON_OF_OURS) tools/on_postgresql.py $(PYTHON_OF_OURS) -m bench.$$what; done
	@$(PYTHON_OF_OURS) tools/on_postgresql.py $(PYTHON_OF_OURS) -m bench.ratings_read $${BALLOTS:-100000000}
	@$(PYTHON_OF_OURS) -m bench.attacks
check-papers: setup assets ## open every kind of document in LibreOffice (needs soffice; slow)
	@$(PYTHON_OF_OURS) -m pytest tests/papers/office_check.py tests/cascade/office_check.py

lock: ## work out requirements.lock again after a change of pyproject.toml (needs uv)
	@uv=$$(command -v .venv/bin/uv || command -v uv) && \
	$$uv pip compile -q --group dev --generate-hashes --no-emit-index-url -o requirements.lock pyproject.toml && \
	$$uv pip compile -q --group assets --generate-hashes --no-emit-index-url -o requirements-node.lock
clean: ## forget everything that can be made again (the demonstration too)
	@rm -rf .venv node_modules namkhong/design/static/design var .pytest_cache .mypy_cache .ruff_cache \
	        .import_linter_cache .hypothesis .coverage* build *.egg-info
