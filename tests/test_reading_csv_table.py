"""Tables as CSV: what is read, and every fault on the line where it stands."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plugins.model.problem import Problem
from plugins.reading.csv_table import (
    BOM,
    PROBLEMS_LIMIT,
    TABLE_LIMIT,
    CsvRow,
    TableForm,
    read_table,
    write_file,
    write_table,
)

FORM = TableForm("data/wells.csv", "well", {"name": "水井", "day": "日期", "depth": "深度"})
HEAD = "水井,日期,深度\n"

Well = tuple[str, date, int]


def read_well(row: CsvRow) -> Well | None:
    name, day, depth = row.text("name", 10), row.day("day"), row.count("depth")
    return (name, day, depth) if name and day and depth is not None else None


def read(text: str | bytes | None) -> tuple[list[tuple[int, Well]], tuple[Problem, ...]]:
    """Return the wells of a table with their lines, and its problems."""
    data = text.encode() if isinstance(text, str) else text
    entered, problems = read_table(FORM, data, read_well)
    return [(each.line, each.record) for each in entered], problems


def faults(text: str | bytes) -> list[tuple[int, str]]:
    return [(problem.line, problem.seen) for problem in read(text)[1]]


WELL = ("东井", date(2026, 11, 25), 12)


@pytest.mark.parametrize("data", [None, b"", "\ufeff".encode(), b"\n\n", HEAD.encode()])
def test_a_table_may_be_missing_or_empty(data: bytes | None) -> None:
    assert ([], ()) == read(data)


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}东井,2026-11-25,12\n",
        f"{HEAD}东井,2026-11-25,12",
        "name,day,depth\n东井,2026-11-25,12\n",
        "深度,水井,日期\n12,东井,2026-11-25\n",
        f"{BOM}{HEAD}东井,2026-11-25,12\n",
        "水井,日期,深度\r\n东井,2026-11-25,12\r\n",
        f'{HEAD}"东井", 2026年11月25日 ,012\n',
        f"{HEAD}东井,2026/11/25,12\n",
        "水井,日期,深度,,\n东井,2026-11-25,12,,\n",
        f"{HEAD}东井,2026-11-25,12,,,\n",
    ],
)
def test_a_row_is_read_as_spreadsheets_write_it(text: str) -> None:
    """With a mark in front, other line ends, quotes, days of any form, empty cells behind."""
    assert ([(2, WELL)], ()) == read(text)


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    text = f'\n{HEAD}\n,,\n东井,2026-11-25,12\n"南\n井",2026-11-25,12\n西井,2026-11-25,x\n'

    wells, problems = read(text)

    assert [(5, WELL)] == wells
    assert [6, 8] == [problem.line for problem in problems]


@pytest.mark.parametrize(
    ("row", "seen"),
    [
        (",2026-11-25,12", "“水井”没有填"),
        (f"{'井' * 11},2026-11-25,12", "“水井”有 11 个字"),
        ("——,2026-11-25,12", "“水井”只有标点“——”"),
        ("东井,,12", "“日期”没有填"),
        ("东井,2026-02-30,12", "“日期”写成了“2026-02-30”"),
        ("东井,上个月,12", "“日期”写成了“上个月”"),
        ("东井,2026-11-25,", "“深度”没有填"),
        ("东井,2026-11-25,十二", "“深度”写成了“十二”"),
        ("东井,2026-11-25,1.5", "“深度”写成了“1.5”"),
        ("东井,2026-11-25,１２", "“深度”写成了“１２”"),
        ('东井,2026-11-25,"1,200"', "“深度”写成了“1,200”"),
        ("东井,2026-11-25,12345678901", "“深度”写成了“12345678901”"),
        (f"东井,2026-11-25,{'0' * 5000}", f"“深度”写成了“{'0' * 20}…”"),
        ("东井,2026-11-25,-3", "“深度”是 -3，比零还小"),
        ("=1+1,2026-11-25,12", "“水井”是公式或命令“=1+1”"),
        ("+1,2026-11-25,12", "“水井”是公式或命令“+1”"),
        ("@SUM(A1),2026-11-25,12", "“水井”是公式或命令“@SUM(A1)”"),
        ("-cmd,2026-11-25,12", "“水井”是公式或命令“-cmd”"),
        ("＝1+1,2026-11-25,12", "“水井”是公式或命令“＝1+1”"),
        ('"=1\n+1",2026-11-25,12', "“水井”是公式或命令“=1 +1”"),
        ('"东\n井",2026-11-25,12', "“水井”里有换行"),
        ("东井,2026-11-25", "这一行有 2 格"),
        ("东井,2026-11-25,12,深", "这一行有 4 格"),
    ],
)
def test_a_fault_stands_on_its_line(row: str, seen: str) -> None:
    """The rows around it are read all the same."""
    wells, problems = read(f"{HEAD}{row}\n东井,2026-11-25,12\n")

    assert [(2, seen)] == [(problem.line, problem.seen) for problem in problems]
    assert [WELL] == [well for _, well in wells]


@pytest.mark.parametrize(
    ("head", "seen"),
    [
        ("井,日期,深度", "表头不认识“井”，少了“水井”"),
        ("水井,日期", "表头少了“深度”"),
        ("水井,日期,深度,name", "表头有一栏写了两次"),
        ("水井，日期，深度", "表头不认识“水井，日期，深度”，少了“水井”，少了“日期”，少了“深度”"),
    ],
)
def test_a_wrong_head_is_told_and_nothing_below_it_is_read(head: str, seen: str) -> None:
    assert ([], [(1, seen)]) == (
        read(f"{head}\n东井,2026-11-25,12\n")[0],
        faults(f"{head}\n东井,2026-11-25,12\n"),
    )


def test_a_quote_that_never_ends_is_told_where_it_begins() -> None:
    rows = "东井,2026-11-25,12\n" * 9

    assert [(11, "从这一行开始读不通")] == faults(f'{HEAD}{rows}"西井,2026-11-25,12\n{rows}')


def test_a_cell_of_many_megabytes_is_told() -> None:
    assert [(2, "从这一行开始读不通")] == faults(f"{HEAD}{'井' * 1_000_000},2026-11-25,12\n")


def test_a_file_beyond_the_limit_is_not_read() -> None:
    row = "东井,2026-11-25,12\n"
    text = HEAD + row * (TABLE_LIMIT // len(row.encode()) + 1)

    assert ([], [(0, "文件有 10 MB")]) == (read(text)[0], faults(text))


@pytest.mark.parametrize(
    ("data", "line", "seen"),
    [
        (f"{HEAD}东井".encode("gb18030"), 1, "文件是 GBK 编码"),
        (f"{HEAD}\x00".encode(), 2, "文件的编码不是 UTF-8，或含有不可见的控制字符"),
        (f"{HEAD}\u202e".encode(), 2, "文件的编码不是 UTF-8，或含有不可见的控制字符"),
        (b"\xff\xff\xff", 1, "文件的编码不是 UTF-8，或含有不可见的控制字符"),
    ],
)
def test_what_is_no_utf_8_is_told(data: bytes, line: int, seen: str) -> None:
    assert [(line, seen)] == faults(data)


def test_of_very_many_faults_the_last_says_that_there_are_more() -> None:
    """And every sound row is read still."""
    rows = "东井,昨天,12\n" * 10_000

    wells, problems = read(f"{HEAD}{rows}东井,2026-11-25,12\n")

    assert PROBLEMS_LIMIT + 1 == len(problems)
    assert (PROBLEMS_LIMIT + 2, "从这一行往下还有问题，没有逐一列出") == (
        problems[-1].line,
        problems[-1].seen,
    )
    assert [(10_002, WELL)] == wells


_CELLS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=20)


@given(rows=st.lists(st.tuples(_CELLS, _CELLS, _CELLS), max_size=9))
def test_what_is_written_is_what_any_reader_of_csv_reads(
    rows: list[tuple[str, str, str]],
) -> None:
    text = write_table(FORM.columns.values(), rows)

    read_back = [tuple(row) for row in csv.reader(io.StringIO(text), strict=True)]
    assert [("水井", "日期", "深度"), *rows] == read_back
    assert f"{BOM}{text}".encode() == write_file(FORM, rows)


_PIECES = st.sampled_from(
    ["水井", "日期", "深度", "东井", ",", ",,", '"', '""', "\n", "\r\n", "\r", "=", "-", "0" * 5000]
)


@given(
    data=st.one_of(st.binary(max_size=300), st.lists(_PIECES).map(lambda p: "".join(p).encode()))
)
@example(data=f"{HEAD}东井,2026-11-25,{'1' * 5000}\n".encode())
@example(data=f'{HEAD}"=\u3000\n\n",2026-11-25,1\n'.encode())
def test_no_bytes_are_too_strange(data: bytes) -> None:
    """Nothing raises; every problem is whole, on one line, on a line that is there."""
    for problem in read(data)[1]:
        assert 0 <= problem.line <= data.count(b"\n") + data.count(b"\r") + 1
        for words in (problem.seen, problem.wanted, problem.fix):
            assert words.strip() == words != ""
            assert words.isprintable()
            assert words[-1] not in "。.!！"
