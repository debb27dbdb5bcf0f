# Everything the project does by command. `make` alone lists the targets.
# HOST and PORT: where `make run` serves. FROM: a folder of published files that `make data` reads instead of fetching.

PYTHON ?= $(firstword $(foreach name,python3 python3.14 python3.13 python3.12 python3.11,$(shell \
	$(name) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(name))))
VENV := .venv
BIN := $(VENV)/bin
FIGURES := data/derived/figures.parquet
INSTALL := $(BIN)/python -m pip install --quiet --require-hashes --only-binary :all:

export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help run test check browser data reproduce keep package bench soak fuzz sbom audit bundle requirements clean

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s%s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(VENV)/runtime $(FIGURES) ## Serve the dashboard and print its address (HOST=127.0.0.1 PORT=8050)
	@exec $(BIN)/python -m gunicorn --config deploy/gunicorn.py app:server

test: $(VENV)/development $(FIGURES) ## Run the tests
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist worksteal

check: $(VENV)/development ## Look for errors without running anything: lint, formatting, types, spelling
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/codespell

browser: $(VENV)/development $(FIGURES) ## Run only the tests that drive a real browser, and keep pictures of every page in dist/screenshots
	SCREENSHOTS=dist/screenshots $(BIN)/python -m pytest -m browser

data: $(VENV)/runtime ## Fetch what publishers have published and rebuild data/ (FROM=folder: from files that are here)
	$(BIN)/python -m ingest $(if $(FROM),--from "$(FROM)"); built=$$?; $(BIN)/python -m metrics build && exit $$built

reproduce: $(VENV)/development $(FIGURES) ## Rebuild the snapshot from data/raw (or FROM=folder), compare bytes, recompute headlines otherwise
	$(BIN)/python -m reproduce $(if $(FROM),--from "$(FROM)")

keep: $(VENV)/runtime ## Keep the data as the version they are, before `make data` changes them
	$(BIN)/python -m metrics keep

package: $(VENV)/runtime $(FIGURES) ## Write the data package, every table with all that describes it, to dist/data-package
	$(BIN)/python -m metrics package

bench: $(VENV)/development $(FIGURES) ## Measure start, memory, weight, time and paint of pages, beside an empty app and datasette (FROM=folder: builds too)
	$(BIN)/python -m bench $(if $(FROM),--files "$(FROM)")

soak: $(VENV)/development $(FIGURES) ## Use the dashboard hard through nginx for MINUTES=20, while a replica is killed and the data are rolled
	$(BIN)/python -m bench.soak --minutes $(or $(MINUTES),20)

fuzz: $(VENV)/development $(FIGURES) ## Hold the API to its own document (EXAMPLES=100 for each address); send rubbish to all addresses (ROUNDS=5)
	$(BIN)/python -m bench.contract --examples $(or $(EXAMPLES),100)
	$(BIN)/python -m bench.fuzz --rounds $(or $(ROUNDS),5)

sbom: $(VENV)/development ## Write what the server is made of, as CycloneDX, to dist/sbom.json
	@mkdir -p dist
	$(BIN)/cyclonedx-py requirements --output-reproducible --output-file dist/sbom.json requirements.txt

# --strict: a library that the service cannot be asked about is a failure, not a silence.
audit: $(VENV)/development ## Ask PyPI's advisory service about every pinned library (needs the network)
	$(BIN)/pip-audit --strict --disable-pip --require-hashes --progress-spinner off --requirement requirements.txt

bundle: ## Rebuild the trimmed Plotly in layouts/assets (needs Node.js and npm; nothing else does)
	cd layouts/plotly_bundle && npm ci --ignore-scripts --no-audit --no-fund && npm run build

requirements: $(VENV)/development ## Pin the newest versions of requirements.in and requirements-dev.in
	$(BIN)/python -m pip install --quiet uv
	for name in requirements requirements-dev; do $(BIN)/python -m uv pip compile --quiet --upgrade --universal \
		--python-version 3.11 --fork-strategy fewest --generate-hashes --custom-compile-command "make requirements" \
		$$name.in --output-file $$name.txt || exit 1; done

clean: ## Remove what the other commands made: .venv, dist, caches
	rm -rf $(VENV) dist .pytest_cache .mypy_cache .ruff_cache .hypothesis layouts/plotly_bundle/node_modules
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Worked out once after a change of data or code. The command looks closer than at dates, and may find nothing to do.
$(FIGURES): $(wildcard metrics/*.py metrics/*/*.py data/tidy/*.parquet data/reference/*.csv) | $(VENV)/runtime
	@echo "Working out the figures of every measure (well under a minute, once)."
	@$(BIN)/python -m metrics figures
	@touch $@

# The two files below mark a finished installation, so that later runs start at once and need no network.
$(VENV)/runtime: requirements.txt | $(BIN)/python
	@echo "Installing what the dashboard needs into $(VENV) (about a minute, once)."
	@$(INSTALL) -r requirements.txt
	@touch $@

$(VENV)/development: requirements.txt requirements-dev.txt | $(BIN)/python
	@echo "Installing what the tests need into $(VENV) (about a minute, once)."
	@$(INSTALL) -r requirements-dev.txt
	@touch $(VENV)/runtime $@

$(BIN)/python:
	@python="$(PYTHON)"; \
	if [ -z "$$python" ]; then \
		echo "Python 3.11 or newer is needed and none was found." >&2; \
		echo "If it is installed under another name: make run PYTHON=/path/to/python" >&2; exit 1; \
	fi; \
	"$$python" -m venv --clear $(VENV) || { rm -rf $(VENV); \
		echo "$$python could not make $(VENV). On Debian and Ubuntu first: apt-get install python3-venv" >&2; exit 1; }
