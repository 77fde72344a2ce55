# Entente: one target per habit. `make help` lists them. No target swallows an exit code.
#
# Recipes use relative paths only, so that a clone may lie in a folder with spaces in its name.

.DEFAULT_GOAL := help
SHELL := /bin/sh
MAKEFLAGS += --no-print-directory
python := .venv/bin/python
lock := uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-emit-find-links --no-header --custom-compile-command "make lock"
production := ENTENTE_ENV=production SECRET_KEY="$$($(python) -c 'import secrets; print(secrets.token_urlsafe(48))')" \
	DATABASE_URL=postgres://nobody@localhost/nothing ALLOWED_HOSTS=register.example

export PORT

.PHONY: help run demo admin test browser journeys intake-score messages screenshots check lint types imports format migrations-check deploy-check bench lock parquet clean base dev

help: ## List every target
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 26

# The last line of `run` and `demo` must stay a plain command, which make starts without a shell in between: the
# server then notices when make is killed, and stops.
run: base ## Serve the register at http://127.0.0.1:8000/ (PORT=8001 for another port)
	@$(python) manage.py serve --stop-with-parent

demo: export ENTENTE_DATA_DIR = var/demo
demo: base ## The same with a register of its own (var/demo), full of invented records
	@$(python) manage.py serve --stop-with-parent --demo

ifeq ($(origin NAME),command line)
admin: export ENTENTE_ADMIN_NAME = $(value NAME)
endif
ifeq ($(origin PASSWORD),command line)
admin: export ENTENTE_ADMIN_PASSWORD = $(value PASSWORD)
endif
admin: base ## Make an administrator (NAME=ana PASSWORD=… or it asks; makes a password when given none)
	@$(python) manage.py make_admin

test: dev ## The suite, against real PostgreSQL (ARGS="-k word" for some of it); `make browser` opens the pages
	@ENTENTE_BROWSER=none $(python) -m pytest -n 2 --dist worksteal $(ARGS)

browser: dev ## Every page in a real browser, where Chromium is installed (apt install chromium)
	@$(python) -m pytest -n 2 --dist worksteal tests/browser $(ARGS)

journeys: dev ## What editors do, in a real browser: seconds, clicks and keys of each (needs Chromium)
	@ENTENTE_BROWSER=required $(python) -m pytest -n 0 -q -s tests/browser/test_editing.py tests/browser/test_imports.py tests/browser/test_desk_keeping.py tests/browser/test_intake.py $(ARGS)

check: ## Exactly what CI runs; the tests come last
	@$(MAKE) -j 2 types lint imports migrations-check deploy-check
	@$(MAKE) browser
	@$(MAKE) test

intake-score: base ## How well articles are understood, on both parts of the corpus (ARGS=--extractor=… for another one)
	@$(python) -m intake.scoring $(ARGS)

messages: dev ## Collect the strings of code and templates into locale/ and say what is not translated
	@$(python) scripts/messages.py extract
	@$(python) scripts/messages.py check

screenshots: dev ## Make the pictures of docs/img anew (needs Chromium)
	@$(python) -m scripts.screenshots

lint: dev ## Style of Python and templates
	@$(python) -m ruff check .
	@$(python) -m ruff format --check .
	@$(python) -m djlint --quiet --lint templates

types: dev ## Types
	@$(python) -m mypy .

imports: dev ## Which module may import which
	@PYTHONPATH=. .venv/bin/lint-imports

format: dev ## Put Python and templates into shape
	@$(python) -m ruff check --fix .
	@$(python) -m ruff format .
	@$(python) -m djlint --quiet --reformat templates

migrations-check: dev ## Whether the models have a change that no migration holds
	@$(python) manage.py makemigrations --check --dry-run

deploy-check: dev ## Django's checks under production settings
	@$(production) $(python) manage.py check --deploy --fail-level WARNING

bench: base ## Timings at 100,000 and 1,000,000 meetings (ARGS=… goes to it)
	@$(python) -m benchmarks $(ARGS)

lock: ## Lock requirements/*.in anew, with hashes (needs uv; ARGS=--upgrade for newer versions)
	@$(lock) $(ARGS) requirements/base.in -o requirements/base.txt
	@$(lock) $(ARGS) -c requirements/base.txt requirements/dev.in -o requirements/dev.txt
	@$(lock) $(ARGS) -c requirements/base.txt requirements/parquet.in -o requirements/parquet.txt

parquet: ## Add what releases as Parquet need (manage.py release --parquet)
	@scripts/with-python scripts/bootstrap.py $@

clean: ## Remove .venv and every cache; never var/, which holds the register
	@rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis staticfiles
	@find . -name __pycache__ -type d -not -path './.git/*' -not -path './var/*' -prune -exec rm -rf {} +

# The virtual environment and .env, made when they are absent or older than requirements/.
base dev:
	@scripts/with-python scripts/bootstrap.py $@
