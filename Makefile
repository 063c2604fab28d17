# One environment, built once from requirements.lock. Needs make and Python 3.11 or newer.
.DEFAULT_GOAL := help
.PHONY: help run test check fix bench mutants docs validate study lock clean

# The first interpreter that is new enough; name another with `make PYTHON=... run`.
PYTHON ?= $(shell for p in python3.11 python3 python3.12 python3.13 python3.14; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
BIN := .venv/bin
PIP = $(BIN)/python -m pip install -qq --disable-pip-version-check --no-compile
INSTALLED := .venv/.installed
ASSETS := .venv/.assets
WARM := .venv/.warm
BROWSER := .venv/.browser
REFERENCES := .venv/references
WEB := src/groundswell/faces/web
SOURCES := hatch_build.py package.json package-lock.json .npmrc tsconfig.json \
	$(shell find $(WEB)/styles $(WEB)/islands -type f)
KERNELS := $(shell find src/groundswell/core/dynamics src/groundswell/core/terrain -name '*.py')

help: ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' \
		| while IFS="$$(printf '\t')" read -r name text; do printf '  make %-10s %s\n' "$$name" "$$text"; done

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Groundswell needs Python 3.11 or newer." >&2; exit 1; }
	@$(PYTHON) -m venv .venv

# Every package is checked against its hash. uv takes a tenth of pip's time; pip, which knows the
# mirrors a person has set up, steps in where uv cannot be had or reaches nothing.
# The project itself is then linked, not fetched; that builds the web assets too.
$(INSTALLED): requirements.lock pyproject.toml | $(BIN)/python
	@echo "Installing (once) ..."
	@sed -n '/^uv==/,/[^\\]$$/p' requirements.lock > .venv/uv.lock
	@{ $(PIP) --require-hashes -r .venv/uv.lock \
		&& $(BIN)/uv pip install --quiet --link-mode copy --python $(BIN)/python \
			--require-hashes -r requirements.lock; } \
		|| $(PIP) --require-hashes -r requirements.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $(ASSETS) $@

# Styles and islands again, once their sources change.
$(ASSETS): $(SOURCES) | $(INSTALLED)
	@$(BIN)/python hatch_build.py
	@touch $@

# Kernels are compiled to a cache on first use; doing it here keeps the first brief quick.
$(WARM): $(INSTALLED) $(KERNELS)
	@echo "Preparing the engine (once) ..."
	@$(BIN)/groundswell warm
	@touch $@

run: $(WARM) $(ASSETS) ## install everything and open the workbench with a worked example
	@$(BIN)/groundswell run --example government

# The journeys need a Chromium: one that is there, else one that is installed now.
$(BROWSER): | $(INSTALLED)
	@$(BIN)/python tools/browser.py
	@touch $@

test: $(INSTALLED) $(ASSETS) $(BROWSER) ## run the tests
	@$(BIN)/python -m pytest -n 2 --dist loadgroup

check: $(INSTALLED) $(ASSETS) ## style, types, import contracts, sizes, spelling, safety, docs
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python hatch_build.py check
	$(BIN)/lint-imports
	$(BIN)/python tools/ratchet.py
	$(BIN)/codespell
	$(BIN)/bandit -q -r src tools -c pyproject.toml
	$(BIN)/python -m tools.reference --check
	$(BIN)/python tools/links.py
	$(BIN)/python tools/guard.py

fix: $(INSTALLED) ## format, and mend what can be mended without thought
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Other people's codes to be held against; what cannot be installed is left out of the tables.
$(REFERENCES)/.installed: bench/references.txt | $(INSTALLED)
	@echo "Installing what is measured beside (once) ..."
	@$(PIP) --target $(REFERENCES) -r $< \
		|| $(PIP) --target $(REFERENCES) --only-binary :all: \
			$$(grep -v -e '^#' -e pynetim $<) \
		|| echo "Going on without them."
	@mkdir -p $(REFERENCES) && touch $@

bench: $(WARM) $(REFERENCES)/.installed ## speed and memory, printed as tables with ratios
	@$(BIN)/python -m bench

mutants: $(WARM) ## change the core one place at a time: which changes does no test notice? (an hour)
	@$(BIN)/python -m tools.mutants

docs: $(INSTALLED) ## regenerate docs/reference from the code
	@$(BIN)/python -m tools.reference

validate: $(WARM) ## the model against real data: make validate DATA=directory
	@test -n "$(DATA)" || { echo "Say where the data lie: make validate DATA=directory" >&2; exit 2; }
	@$(BIN)/groundswell validate --data "$(DATA)"

study: $(WARM) ## the model against generated truth, minutes: make study NAME=band, sets, months or alarms
	@test -n "$(NAME)" || { echo "Say which study: make study NAME=band, NAME=sets, NAME=months or NAME=alarms" >&2; exit 2; }
	@$(BIN)/groundswell validate --study "$(NAME)"

lock: $(INSTALLED) ## resolve requirements.lock again (UPGRADE=1 takes newer versions)
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
		--no-emit-index-url --no-header --no-annotate $(if $(UPGRADE),--upgrade) \
		--group dev pyproject.toml --output-file requirements.lock

clean: ## remove the environment, caches and build output
	rm -rf .venv node_modules $(WEB)/static/groundswell build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find src tests tools bench -name __pycache__ -type d -prune -exec rm -rf {} +
