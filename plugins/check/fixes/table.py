"""表格：表头下面没有分隔行的，补上一行；分隔行列数不对的，照表头改。

各行的列数不一样的表格不动：少的是哪一格，程序不知道。
"""

from __future__ import annotations

from collections.abc import Sequence

from plugins.check.draft import Draft
from plugins.check.source_lines import Line
from plugins.check.table_rows import count_cells, is_bare_row, is_ruler, make_ruler

NAME = "表格"
RULE = "table"


def mend(draft: Draft) -> str:
    """Return the text with a ruler below the head of every table."""
    changes: dict[int, str] = {}
    for block in draft.blocks:
        if len(block) > 1 and all(is_bare_row(line.text) for line in block):
            changes.update(_mend_table(draft, block))
    return draft.replace_lines(changes)


def _mend_table(draft: Draft, rows: Sequence[Line]) -> dict[int, str]:
    head, second = rows[0], rows[1]
    body = rows[2:] if is_ruler(second.text) else rows[1:]
    cells = count_cells(head.text)
    if is_ruler(head.text) or any(count_cells(row.text) != cells for row in body):
        return {}
    if not is_ruler(second.text):
        return {second.number: f"{make_ruler(cells)}\n{draft.lines[second.number - 1]}"}
    is_right = count_cells(second.text) == cells or not body
    return {} if is_right else {second.number: make_ruler(cells)}
