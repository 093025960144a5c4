# Two commands do everything on a fresh machine with Python 3.11 or newer: `make site` and `make test`.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed
# A banner about the theme's next generation, printed on every build, that is no news to anybody here.
export NO_MKDOCS_2_WARNING := 1

.PHONY: docs wheel site test serve check lint scores bench clean lock

site: $(STAMP)  ## content/ -> briefings/ -> site/
	$(BIN)/briefings site

test: $(STAMP)
	$(BIN)/python -m pytest

serve: $(STAMP)  ## preview that follows every saved article
	$(BIN)/briefings serve

docs: $(STAMP)  ## the documentation: build/docs
	$(BIN)/python -m mkdocs build --strict -q -f docs/mkdocs.yml

wheel: $(STAMP)  ## the package as one file, weights included: dist/
	$(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation -w dist .

check: $(STAMP)
	$(BIN)/briefings check

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

scores: $(STAMP)  ## measure all that is claimed, with ../shared beside the project: training/SCORES.md
	$(BIN)/python training/scores.py

bench: $(STAMP)  ## what runs take, as ratios; sizes: make bench BENCH="--articles 200 --many 1000"
	$(BIN)/python tests/benchmarks/incremental.py $(BENCH)

lock:  ## pin what pyproject.toml asks for, for every platform, with hashes
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --extra dev --generate-hashes --no-emit-index-url --no-header --output-file requirements.lock pyproject.toml

clean:
	rm -rf .venv site .cache build dist *.egg-info

$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is " + sys.version.split()[0] + "; try: make PYTHON=python3.11 site" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@
