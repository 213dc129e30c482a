# Two commands: `make run` and `make test`. `make check` is what CI runs first.
.PHONY: run test check environment test-environment catalogues fix

PYTHON ?= python3
BIN := .venv/bin
export PYTHONDONTWRITEBYTECODE = 1

run: environment
	@$(BIN)/python manage.py serve

test: test-environment catalogues
	@$(BIN)/python -m tests.run $(ARGS)

check: test-environment catalogues
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy .
	git ls-files -z 'templates/*.html' | xargs -0 $(BIN)/djade --target-version 5.2 --check
	$(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python manage.py catalogues --check
	$(BIN)/python manage.py readability --check
	ENVIRONMENT=production SECRET_KEY=$$($(PYTHON) -c "import secrets; print(secrets.token_urlsafe(60))") ALLOWED_HOSTS=example.org SITE_ORIGIN=https://example.org $(BIN)/python manage.py check --deploy --fail-level WARNING

fix: test-environment
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

catalogues:
	@$(BIN)/python manage.py catalogues --compile

environment: .venv/runs

test-environment: .venv/tests

.venv/runs: requirements.lock
	@PYTHON=$(PYTHON) sh environment.sh requirements.lock
	@touch $@

.venv/tests: requirements-test.lock
	@PYTHON=$(PYTHON) sh environment.sh requirements-test.lock
	@touch $@ .venv/runs

.PHONY: bench-search
bench-search: test-environment
	@$(BIN)/python -m bench.search

.PHONY: lighthouse validate
lighthouse validate: test-environment catalogues
	@$(BIN)/python -m bench.outside $@

# About 8 minutes; nothing else should run meanwhile. `ARGS=--write` keeps the table.
.PHONY: bench try-deploy
bench: test-environment catalogues
	@$(BIN)/python -m bench.serving $(ARGS)

try-deploy: test-environment catalogues
	@$(BIN)/python -m deploy.trial
