"""What the fixer did, or would do, told file by file."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from difflib import unified_diff
from typing import Protocol

from plugins.check.fixer import RENAMED, Mending
from plugins.check.linter import Report
from plugins.model.printable import make_printable

_LINES_LIMIT = 60
"""Lines of difference shown for a file; nobody reads on, and the file itself is there."""

_LENGTH_LIMIT = 100


class Mended(Protocol):
    """A file before and after."""

    @property
    def path(self) -> str:
        """Where it lay."""

    @property
    def data(self) -> bytes:
        """What it held."""

    @property
    def mending(self) -> Mending:
        """How it should be."""


def describe_mendings(mendings: Sequence[Mended], *, is_dry: bool) -> str:
    """Show every file's difference and what made it, then how many there were."""
    if not mendings:
        return "没有可以代改的地方。\n"
    lines = [line for each in mendings for line in _describe(each)]
    done = "可以改" if is_dry else "改了"
    rest = "这次没有写入；去掉 --dry-run 再运行，就会改好。" if is_dry else ""
    return "\n".join([*lines, f"{done} {len(mendings)} 个文件。{rest}", ""])


def _describe(each: Mended) -> Iterator[str]:
    yield make_printable(each.path)
    if each.path != each.mending.path:
        yield f"  改名：{make_printable(posixpath.basename(each.mending.path))}"
    changes = [change for change in each.mending.changes if change.name != RENAMED]
    if changes:
        yield "  " + "，".join(
            change.name if change.places == 1 else f"{change.name} {change.places} 处"
            for change in changes
        )
    if each.path.lower().endswith((".md", ".csv")):
        yield from _show_difference(each.data, each.mending.data)
    yield ""


def _show_difference(before: bytes, after: bytes) -> Iterator[str]:
    """Yield the lines taken away and put in their place, with the number of the first."""
    shown = list(_list_difference(_read(before), after.decode("utf-8-sig")))
    yield from shown[:_LINES_LIMIT]
    if len(shown) > _LINES_LIMIT:
        yield f"    …还有 {len(shown) - _LINES_LIMIT} 行改动"


def _list_difference(before: str, after: str) -> Iterator[str]:
    # The first two lines name files; the parts begin with @@ -12,3 +12,4 @@.
    for line in [*unified_diff(before.split("\n"), after.split("\n"), n=0, lineterm="")][2:]:
        if line.startswith("@@"):
            yield f"    第 {line.split()[1].lstrip('-').partition(',')[0]} 行"
        else:
            shown = make_printable(line[1:])
            cut = shown if len(shown) <= _LENGTH_LIMIT else f"{shown[: _LENGTH_LIMIT - 1]}…"
            yield f"    {line[0]} {cut}".rstrip()


def _read(data: bytes) -> str:
    """Return a file's text as a person saw it; one that was no text has no lines to compare."""
    from plugins.check.legible import read_legibly

    try:
        return read_legibly(data)[0]
    except ValueError:
        return ""


def describe_rest(report: Report) -> str:
    """Say how many problems are left to the person, and how to see them."""
    errors = len(report.errors)
    warnings = len(report.problems) - errors
    if not report.problems:
        return "再检查一遍，没有发现问题。\n"
    left = f"还剩 {errors} 处要改、{warnings} 处提醒，要由人来定"
    return f"{left}：运行 invoke check 看看是哪些。\n"
