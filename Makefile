# site, test, serve and check are all that one needs. PYTHON chooses the interpreter.
PYTHON ?= python3
BIN := .venv/bin
export NO_MKDOCS_2_WARNING = 1
# The day of the commit stands for that of the build: two builds of one commit are the same.
export SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct 2>/dev/null)

.PHONY: site serve offline pdf test check lowest reproducible lock clean

site: .venv/site.stamp          ## build the checked site into site/
	@$(BIN)/apparatus check --format concise --fail-on warn
	@$(BIN)/mkdocs build --quiet --strict
	@echo "built site/: open site/index.html, or 'make serve' and http://127.0.0.1:8000/"

serve: .venv/site.stamp         ## live preview; faults are shown as you type
	$(BIN)/mkdocs serve

offline: .venv/site.stamp       ## offline/: the site as a folder for a disk, search included, and as a zip
	@OFFLINE=true $(BIN)/mkdocs build --quiet --strict --site-dir offline/contesting-liberal-peace
	@cd offline && $(abspath $(BIN))/python -m zipfile -c contesting-liberal-peace.zip contesting-liberal-peace
	@echo "built offline/: open offline/contesting-liberal-peace/index.html"

pdf: site                       ## site/edition.pdf: all of it, notes at the foot of the page
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-pdf.txt
	$(BIN)/python scripts/pdf.py site

test: .venv/test.stamp          ## run the tests
	$(BIN)/pytest -n auto --dist worksteal

check: .venv/test.stamp         ## all of CI: format, lint, types, tests, site
	$(BIN)/ruff format --check .
	$(BIN)/apparatus format --check
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(MAKE) test
	$(MAKE) site

lowest:        ## test with the lowest versions that pyproject.toml allows
	$(PYTHON) scripts/lowest.py

reproducible: .venv/site.stamp  ## two builds of one commit are the same, byte by byte
	KEPT_PAGES=false PYTHONHASHSEED=1 TZ=Asia/Tokyo $(BIN)/mkdocs build --quiet --strict --site-dir .cache/first
	KEPT_PAGES=false PYTHONHASHSEED=2 TZ=America/Lima LC_ALL=C $(BIN)/mkdocs build --quiet --strict --site-dir .cache/second
	diff --recursive .cache/first .cache/second

lock:          ## resolve the dependencies anew, with hashes
	$(PYTHON) scripts/lock.py

clean:
	rm -rf .venv .venv-lowest site offline .mypy_cache .pytest_cache .ruff_cache

.venv/pyvenv.cfg:
	$(PYTHON) -m venv .venv

.venv/site.stamp: requirements.txt pyproject.toml | .venv/pyvenv.cfg
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

.venv/test.stamp: requirements-dev.txt .venv/site.stamp
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@
