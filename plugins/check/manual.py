"""The manual of the rules, made from their docstrings: ``docs/rules.md``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from inspect import cleandoc
from types import ModuleType

from plugins.check.linter import find_rules

_INTRODUCTION = """\
# 检查规则

每次提交、每次生成网站之前，程序都按下面的规则检查 `content/` 里的文件。“要改”的改好才能发布，
“提醒”的不改也能发布；看过不改的，可以在正文里写一行放过（waiver）。
报告里的英文短名就是下面括号里的名字。

这一页由规则的说明生成，请不要直接改：改 `plugins/check/rules/` 里对应的文件，
再运行 `.venv/bin/invoke rules`。
"""

_MARKS = re.compile(r"([\\`*_\[\]<>|#~])")
_VERDICT = re.compile(r"^(会放行|会报告|会提醒)：(.*)$")


def write_manual() -> str:
    """Return the whole manual as Markdown, rules in order of name."""
    return "\n".join([_INTRODUCTION, *(write_chapter(rule) for rule in find_rules())])


def write_chapter(rule: ModuleType) -> str:
    """Return one rule's chapter: its title, its id, and its docstring."""
    head, _, rest = cleandoc(rule.__doc__ or "").partition("\n")
    name, _, promise = head.partition("：")
    lines = [f"## {name}（{rule.RULE}）", "", _escape(promise), *_body_lines(rest)]
    return "\n".join(lines) + "\n"


def _body_lines(text: str) -> Iterator[str]:
    """Yield a docstring's lines: paragraphs as they are, verdicts as a list."""
    for line in text.split("\n"):
        found = _VERDICT.match(line)
        yield f"- **{found[1]}**：{_escape(found[2])}" if found else _escape(line)


def _escape(text: str) -> str:
    return _MARKS.sub(r"\\\1", text)
