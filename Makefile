# Thin targets: each sets up what it needs in .venv and calls the task of the same name.
PYTHON ?= python3
BIN := .venv/bin
SITE := .venv/.site
DEV := .venv/.dev

.PHONY: serve build check test
.DEFAULT_GOAL := build

serve build check: $(SITE)
	@$(BIN)/invoke $@

test: $(DEV)
	@$(BIN)/invoke $@

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "需要 Python 3.11 或更新的版本")'
	@$(PYTHON) -m venv .venv

$(SITE): requirements.lock | $(BIN)/python
	@echo "正在准备运行环境（只有第一次需要几分钟）"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

$(DEV): requirements-dev.lock | $(BIN)/python
	@echo "正在准备测试环境（只有第一次需要几分钟）"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@ $(SITE)
