"""``invoke followers`` as the city's editor types it, in a working copy with the small site."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.builds import copy_repository, run_python
from tests.sheet_files import make_book, make_page

HEAD = ["时间", "新关注人数", "取消关注人数", "净增关注人数", "累积关注人数"]
EXPORT = [
    ["用户增长"],
    HEAD,
    ["2026-11-22", "7", "2", "5", "105"],
    ["2026-11-21", "5", "0", "5", "100"],
    ["2026-10-31", "9", "1", "8", "90"],
]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A working copy of this repository, everything in order."""
    return copy_repository(tmp_path / "copy")


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """What the platform gives an office: a web page with the name of a sheet."""
    path = tmp_path / "user_analysis.xls"
    path.write_bytes(make_page(EXPORT))
    return path


def _invoke(copy: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return run_python("-m", "invoke", "followers", *words, folder=copy)


def _read_table(copy: Path) -> str:
    return (copy / "content" / "data" / "followers.csv").read_text("utf-8-sig")


def test_an_export_is_entered_in_its_place(copy: Path, export: Path) -> None:
    """One row a month, units in order of code, nothing lost, and the site still passes."""
    before = _read_table(copy).splitlines()

    done = _invoke(copy, str(export), "--unit", "龙港")
    fresh = ["longgang,2026-10-31,90,公众号后台", "longgang,2026-11-22,105,公众号后台"]
    assert (0, "") == (done.returncode, done.stderr)
    assert "已登记 2 行" in done.stdout
    assert [*before, *fresh] == _read_table(copy).splitlines()
    assert 0 == run_python("-m", "invoke", "check", folder=copy).returncode


def test_the_same_again_writes_nothing(copy: Path, export: Path) -> None:
    _invoke(copy, str(export), "--unit", "longgang")
    entered = _read_table(copy)

    done = _invoke(copy, str(export), "--unit", "龙港市")
    assert 0 == done.returncode
    assert "已经登记过了" in done.stdout
    assert entered == _read_table(copy)


def test_a_dry_run_writes_nothing(copy: Path, export: Path) -> None:
    before = _read_table(copy)

    done = _invoke(copy, str(export), "--unit", "龙港", "--dry-run")
    assert "会登记 2 行" in done.stdout
    assert before == _read_table(copy)


def test_a_first_table_is_made(copy: Path, export: Path) -> None:
    (copy / "content" / "data" / "followers.csv").unlink()

    assert 0 == _invoke(copy, str(export), "--unit", "龙港", "--source", "截图").returncode
    assert "longgang,2026-10-31,90,截图" in _read_table(copy)


def _write(folder: Path, *rows: list[object]) -> str:
    path = folder / "sheet.xlsx"
    path.write_bytes(make_book([HEAD, *rows]))
    return str(path)


def test_one_impossible_row_keeps_all_of_a_sheet_out(copy: Path, tmp_path: Path) -> None:
    before = _read_table(copy)
    good, later = ["2026-11-20", 1, 0, 1, 5], ["2026-11-24", 1, 0, 1, 6]
    computed = ["2026-11-21", 1, 0, 1, "=E2+1"]

    done = _invoke(copy, _write(tmp_path, good, later, computed), "--unit", "龙港")
    assert 1 == done.returncode
    assert "第 3 行：日期2026年11月24日还没有到" in done.stderr
    assert "第 4 行：有公式" in done.stderr
    assert before == _read_table(copy)


def test_another_number_for_a_day_is_left_to_the_editor(copy: Path, tmp_path: Path) -> None:
    before = _read_table(copy)

    done = _invoke(copy, _write(tmp_path, ["2026-10-31", 1, 0, 1, 12501]), "--unit", "温州")
    assert 1 == done.returncode
    assert "data/followers.csv 第 3 行登记的是 12500 人" in done.stderr
    assert before == _read_table(copy)


def test_a_table_that_can_not_be_read_is_not_written_over(copy: Path, export: Path) -> None:
    table = copy / "content" / "data" / "followers.csv"
    table.write_text("单位,日期,人数,来源\nwenzhou,昨天,5,后台\n", "utf-8")
    before = table.read_bytes()

    done = _invoke(copy, str(export), "--unit", "龙港")
    assert 1 == done.returncode
    assert "第 2 行" in done.stderr
    assert before == table.read_bytes()


def test_a_link_in_place_of_the_table_is_not_followed(
    copy: Path, export: Path, tmp_path: Path
) -> None:
    table = copy / "content" / "data" / "followers.csv"
    table.replace(tmp_path / "elsewhere.csv")
    table.symlink_to(tmp_path / "elsewhere.csv")
    before = table.read_bytes()

    done = _invoke(copy, str(export), "--unit", "龙港")
    assert "快捷方式" in done.stderr
    assert before == table.read_bytes()
    assert table.is_symlink()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["no-such.xlsx", "--unit", "龙港"], "没有“no-such.xlsx”这个文件"),
        ([".", "--unit", "龙港"], "没有“.”这个文件"),
        (
            ["tasks.py", "--unit", "温岭"],
            "登记表里没有“温岭”这个单位。已有的单位：温州",
        ),
        (["tasks.py", "--unit", "龙港"], "没有找到表头"),
    ],
)
def test_what_can_not_be_used_is_told_in_a_sentence(
    copy: Path, words: list[str], said: str
) -> None:
    done = _invoke(copy, *words)

    assert 1 == done.returncode
    assert said in done.stderr
    assert "Traceback" not in done.stderr
