# make demo   installs all it needs, builds the sample graph, says what to open
# make test   installs all it needs, runs every check

SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test lint types floors tests lock pictures weights clean

demo: $(STAMP)
	@$(BIN)/kg demo -o out

test: lint types floors tests

lint: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(STAMP)
	$(BIN)/mypy

floors: $(STAMP)
	$(BIN)/lint-imports

tests: $(STAMP)
	$(BIN)/pytest -q -n 2 --dist loadfile

$(STAMP): requirements.lock pyproject.toml Makefile
	@python=$$(sh tests/find_python.sh) && rm -rf $(VENV) && "$$python" -m venv $(VENV)
	@echo "Installing into $(VENV) (a minute or two) …"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(STAMP)

# The lock: every package of the core and of the tests, with hashes, without addresses.
lock: $(STAMP)
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --group dev --all-extras --universal --python-version 3.12 \
	  --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate --quiet -o requirements.lock

# The pictures of the README, taken in Chromium.
pictures: $(STAMP)
	$(BIN)/python -m tests.bench.pictures

# The shipped weights, learned from the marked text in ../shared.
weights: $(STAMP)
	$(BIN)/python -m tests.bench.weights

clean:
	rm -rf $(VENV) out build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
