"""Tables in Markdown source: telling where one begins, and how many cells a row has."""

from __future__ import annotations

from collections.abc import Sequence

from plugins.check.source_lines import Line

_COLUMNS_LIMIT = 30


def is_ruler(text: str) -> bool:
    """Tell whether a line is the second row of a table, such as ``| --- | --- |``."""
    return {"|", "-"} <= set(text) <= set("|:- \t")


def is_table_start(lines: Sequence[Line]) -> bool:
    """Tell whether the first of two lines is a table's head and the second its ruler."""
    return len(lines) > 1 and "|" in lines[0].text and is_ruler(lines[1].text)


def count_cells(text: str) -> int:
    """Count the cells of a row; a bar behind a backslash is text."""
    plain = text.strip().replace("\\\\", "").replace("\\|", "")
    return plain.removeprefix("|").removesuffix("|").count("|") + 1


def is_bare_row(text: str) -> bool:
    """Tell whether a line is a row that begins and ends with a bar."""
    plain = text.strip()
    return len(plain) > 2 and plain.startswith("|") and plain.endswith("|")


def make_ruler(cells: int) -> str:
    """Return the second row of a table of so many columns."""
    return "|" + " --- |" * min(cells, _COLUMNS_LIMIT)
