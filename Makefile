# Thin targets: each sets up what it needs in .venv and calls the task of the same name.
PYTHON ?= python3
BIN := .venv/bin
SITE := .venv/.site
DEV := .venv/.dev
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r
OFFLINE := 没有装好。需要联网下载运行环境，请看看网络，再来一次。
stop = { echo "$(1)" >&2; exit 1; }

.PHONY: serve build check test
.DEFAULT_GOAL := build

serve build check: $(SITE)
	@$(BIN)/invoke $@

test: $(DEV)
	@$(BIN)/invoke $@

# What stands in .venv without a Python that runs is of no use: the folder goes whole.
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || $(call stop,需要 Python 3.11 或更新的版本。)
	@rm -rf .venv
	@$(PYTHON) -m venv .venv || { rm -rf .venv; $(call stop,没能建立运行环境。Debian、Ubuntu 先运行 apt install python3-venv，再来一次。); }

$(SITE): requirements.lock $(BIN)/python
	@echo "正在准备运行环境（只有第一次需要几分钟）"
	@$(INSTALL) $< || $(call stop,$(OFFLINE))
	@touch $@

$(DEV): requirements-dev.lock $(BIN)/python
	@echo "正在准备测试环境（只有第一次需要几分钟）"
	@$(INSTALL) $< || $(call stop,$(OFFLINE))
	@touch $@ $(SITE)
