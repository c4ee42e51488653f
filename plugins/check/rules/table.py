"""表格：第二行要有分隔行，列数和表头一样多。

表格用半角的 | 隔开，第一行是表头，第二行是 | --- | --- |，下面是内容。
少了第二行，或两行的列数不同，页面上就是一堆竖线。

会放行：| 时间 | 地点 |，第二行 | --- | --- |
会报告：没有分隔行；分隔行和表头的列数不同。
会提醒：某一行比表头多出几格，多出的会丢掉。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from plugins.check.source_lines import Line, prose_blocks
from plugins.check.survey import Survey
from plugins.check.table_rows import (
    count_cells,
    is_bare_row,
    is_ruler,
    is_table_start,
    make_ruler,
)
from plugins.model.problem import Level, Problem
from plugins.reading.article import Entry

RULE = "table"


def check_entry(entry: Entry, survey: Survey) -> Iterator[Problem]:
    """Yield problems of tables that the parser would not see, or see cut."""
    if entry.is_repost_day or "|" not in entry.front_matter.body:
        return
    for block in prose_blocks(entry):
        start = next((n for n in range(len(block)) if is_table_start(block[n : n + 2])), None)
        if start is not None:
            yield from _check_table(entry.path, block[start:])
        else:
            yield from _check_bars(entry.path, block)


def _check_table(path: str, rows: Sequence[Line]) -> Iterator[Problem]:
    cells, ruled = count_cells(rows[0].text), count_cells(rows[1].text)
    if cells != ruled:
        seen = f"表头有 {cells} 列，分隔行有 {ruled} 列"
        fix = f"把这一行改成“{make_ruler(cells)}”"
        yield Problem(path, rows[1].number, RULE, seen, "两行的列数一样", fix)
        return
    for row in rows[2:]:
        more = count_cells(row.text) - cells
        if more > 0 and "|" in row.text:
            seen = f"这一行比表头多 {more} 格，多出的不会显示"
            fix = "删去多余的 |，或给表头补上一列；内容里的 | 写成 \\|"
            yield Problem(path, row.number, RULE, seen, f"{cells} 格", fix, Level.WARNING)


def _check_bars(path: str, block: Sequence[Line]) -> Iterator[Problem]:
    """Report two rows between bars with no ruler below the first."""
    for first, second in pairwise(block):
        if is_bare_row(first.text) and is_bare_row(second.text) and not is_ruler(first.text):
            seen = "表格没有分隔行，会变成一堆竖线"
            fix = f"在第 {second.number} 行前面加一行“{make_ruler(count_cells(first.text))}”"
            yield Problem(path, first.number, RULE, seen, "表头下面是分隔行", fix)
            return
