"""``invoke teams``: which files are read, what is said of them, and what is written."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from plugins.check.nearest import find_nearest
from plugins.model.problem import Level
from plugins.reading.content_folder import ContentFolder
from plugins.registration.desk import PlaceRefused, Readers, SheetVerdict, check_sheets, vet_place
from plugins.registration.entering import enter_teams
from tests.builds import SMALL_CONTENT, copy_repository, run_python
from tests.registration_sheets import (
    fill_document,
    fill_sheet,
    make_people,
    number_mobile,
    write_lines,
)
from tests.support import TODAY

REGISTRY = ContentFolder(SMALL_CONTENT).registry
CITY, COUNTY = "温州市", "洞头区"
HEAD = "单位,日期,领导,联络员,评论员,志愿者\n"
TABLE = "content/data/teams.csv"


def _lay(folder: Path, name: str = "登记表.xlsx", data: bytes | None = None) -> str:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(fill_sheet(make_people(), unit=COUNTY) if data is None else data)
    return str(path)


def _check(*paths: str) -> list[SheetVerdict]:
    from plugins.importing.document.tables import read_word_tables

    return check_sheets(paths, REGISTRY, TODAY, Readers(read_word_tables, find_nearest))


def _list_said(verdict: SheetVerdict) -> list[tuple[int, str]]:
    return [(problem.line, problem.rule) for problem in verdict.problems]


# ---------------------------------------------------------------- where a sheet may not be


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with one commit."""
    folder = tmp_path / "repository"
    (folder / "content" / "data").mkdir(parents=True)
    (folder / "content" / "data" / "units.toml").write_text("", "utf-8")
    _git(folder, "init", "-q")
    _git(folder, "add", "-A")
    _git(folder, "-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-qm", "x")
    return folder


def _git(folder: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True)


def _is_refused(path: Path | str) -> bool:
    try:
        vet_place(str(path))
    except PlaceRefused as refusal:
        assert "移到仓库以外" in str(refusal)
        return True
    return False


def test_a_sheet_outside_is_read(tmp_path: Path, repository: Path) -> None:
    assert not _is_refused(_lay(tmp_path / "文档"))
    assert not _is_refused(_lay(tmp_path, "repository.xlsx"))


@pytest.mark.parametrize("place", [".", "content/data", "content/inbox/lucheng", "output", ".git"])
def test_no_sheet_in_the_repository_is_read(place: str, repository: Path) -> None:
    assert _is_refused(_lay(repository / place))


def test_another_spelling_of_the_way_changes_nothing(
    tmp_path: Path, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _lay(repository / "content")
    monkeypatch.chdir(repository / "content")

    assert _is_refused("登记表.xlsx")
    assert _is_refused("./../content/登记表.xlsx")
    assert _is_refused(tmp_path / "nowhere" / ".." / "repository" / "content" / "登记表.xlsx")


def test_a_link_leads_no_sheet_out_of_the_repository(tmp_path: Path, repository: Path) -> None:
    inside, outside = _lay(repository), _lay(tmp_path / "文档")
    (tmp_path / "linked.xlsx").symlink_to(inside)
    (repository / "linked.xlsx").symlink_to(outside)
    (tmp_path / "folder").symlink_to(repository, target_is_directory=True)

    assert _is_refused(tmp_path / "linked.xlsx")
    assert _is_refused(repository / "linked.xlsx")
    assert _is_refused(tmp_path / "folder" / "登记表.xlsx")


def test_a_linked_work_tree_and_a_clone_are_repositories_too(
    tmp_path: Path, repository: Path
) -> None:
    _git(repository, "worktree", "add", "-q", str(tmp_path / "tree"))
    _git(tmp_path, "clone", "-q", str(repository), "clone")

    assert (tmp_path / "tree" / ".git").is_file()
    assert _is_refused(_lay(tmp_path / "tree" / "content"))
    assert _is_refused(_lay(tmp_path / "clone" / "sheets"))


def test_copies_without_history_are_known_by_what_they_hold(
    tmp_path: Path, repository: Path
) -> None:
    _git(repository, "archive", "--output", str(tmp_path / "a.tar"), "HEAD")
    copy = tmp_path / "copy"
    copy.mkdir()
    subprocess.run(["tar", "-xf", str(tmp_path / "a.tar")], cwd=copy, check=True)
    (tmp_path / "bare" / "data").mkdir(parents=True)
    (tmp_path / "bare" / "data" / "units.toml").write_text("", "utf-8")

    assert _is_refused(_lay(copy / "sheets"))
    assert _is_refused(_lay(tmp_path / "bare" / "articles"))


def test_a_refused_file_is_not_opened_and_neither_is_any_other(
    tmp_path: Path, repository: Path
) -> None:
    """Whoever opens a named pipe waits for a writer."""
    os.mkfifo(tmp_path / "outside.xlsx")
    os.mkfifo(repository / "inside.xlsx")

    with pytest.raises(PlaceRefused):
        _check(str(repository / "inside.xlsx"), str(tmp_path / "outside.xlsx"))
    with pytest.raises(ValueError, match="没有这个文件"):
        _check(str(tmp_path / "outside.xlsx"))


# ---------------------------------------------------------------- what is said


def test_a_sound_sheet_comes_to_its_counts(tmp_path: Path) -> None:
    (verdict,) = _check(_lay(tmp_path))

    assert ((), True) == (verdict.problems, verdict.is_sound)
    assert verdict.team
    assert f"{HEAD}dongtou,2026-11-20,1,2,4,3\n" == enter_teams(None, REGISTRY, [verdict.team])


FAULTY = [
    ["联系员", "示例甲", "", number_mobile(1), "", "", ""],
    ["志愿者", "", "", number_mobile(2), "", "", ""],
    ["志愿者", "示例丙", "", number_mobile(3)[:-1], "", "", ""],
    ["志愿者", "示例丁", "", number_mobile(4), "示例昵称", "", ""],
    ["志愿者", "示例戊", "", number_mobile(5), "", "https://示例", ""],
    ["志愿者", "示例己", "", number_mobile(5), "", "", ""],
    ["志愿者", number_mobile(6), "", "示例庚", "", "", ""],
    ["志愿者", "示例辛", "", "=1+1", "", "", ""],
]
WRONG = [
    (7, "角色"), (8, "姓名"), (9, "手机"), (10, "微信号"), (11, "博客"), (12, "手机"),
    (13, "姓名"), (13, "手机"), (14, "手机"),
]  # fmt: skip
SHORT = [(0, "领导"), (0, "联络员"), (0, "评论员")]


def test_every_fault_is_told_by_its_line(tmp_path: Path) -> None:
    (verdict,) = _check(_lay(tmp_path, data=fill_sheet(FAULTY, unit="洞头县", day="2026-12-01")))

    assert [(0, "填报单位"), (0, "填报日期"), *WRONG, *SHORT] == _list_said(verdict)
    fixes = {(each.line, each.rule): each.fix for each in verdict.problems}
    assert "洞头区" in fixes[0, "填报单位"]
    assert "联络员" in fixes[7, "角色"]
    seen = {(each.line, each.rule): each.seen for each in verdict.problems}
    assert "有 10 位数字" == seen[9, "手机"]
    assert "第 11 行" in seen[12, "手机"]


def test_too_few_of_a_role_is_a_reminder_and_the_count_stands(tmp_path: Path) -> None:
    (verdict,) = _check(_lay(tmp_path, data=fill_sheet(make_people(commentators=2), unit=COUNTY)))

    assert [(Level.WARNING, "评论员")] == [(each.level, each.rule) for each in verdict.problems]
    assert verdict.is_sound


def test_nothing_that_was_written_is_said(tmp_path: Path) -> None:
    """Not even a unit, a day or a role that is none: a name may stand in any cell."""
    strangers = ["赵示例", "钱示例", "孙示例"]
    rows = [[strangers[0], "李示例", "", "周示例", "吴示例", "https://郑示例", ""], *FAULTY]
    data = fill_sheet(rows, unit=strangers[1], day=strangers[2])

    (verdict,) = _check(_lay(tmp_path, data=data))

    words = "".join(f"{each.seen}{each.wanted}{each.fix}" for each in verdict.problems)
    assert "示例" not in words
    assert not re.search(r"[0-9]{5}", words)


@pytest.mark.parametrize("said", ["示例甲的号码", "boom"])
def test_an_error_of_the_program_shows_nothing_of_the_sheet(tmp_path: Path, said: str) -> None:
    def fail(data: bytes) -> Sequence[Sequence[Sequence[str]]]:
        raise RuntimeError(said)

    path = _lay(tmp_path, "登记表.docx", fill_document(make_people()))
    (verdict,) = check_sheets([path], REGISTRY, TODAY, Readers(fail, find_nearest))

    assert [(0, "登记表")] == _list_said(verdict)
    assert said not in f"{verdict.problems}"
    assert "RuntimeError" in verdict.problems[0].seen


def test_an_empty_form_is_said(tmp_path: Path) -> None:
    (verdict,) = _check(_lay(tmp_path, data=fill_sheet([], unit=COUNTY)))

    assert [(0, "登记表")] == _list_said(verdict)
    assert not verdict.is_sound


def test_one_unit_sends_one_sheet(tmp_path: Path) -> None:
    other = fill_sheet(make_people(), unit="dongtou", day="2026-11-19")

    verdicts = _check(_lay(tmp_path), _lay(tmp_path, "又一份.xlsx", other))

    assert [[(0, "填报单位")]] * 2 == [_list_said(verdict) for verdict in verdicts]


# ---------------------------------------------------------------- the table


def _enter(table: str, *rows: tuple[str, str]) -> str:
    from plugins.model.team import Team

    found = [Team(unit, date.fromisoformat(day), 1, 2, 4, 30) for unit, day in rows]
    return enter_teams(table.encode(), REGISTRY, found)


def test_rows_stand_by_unit_then_by_day_and_nothing_is_lost() -> None:
    table = f"{HEAD}洞头区,2026-10-01,1,1,3,9\nwenzhou,2026-11-01,1,1,5,2\n"

    entered = _enter(table, ("longgang", "2026-11-20"), ("dongtou", "2026-11-20"))

    assert (
        f"{HEAD}wenzhou,2026-11-01,1,1,5,2\ndongtou,2026-10-01,1,1,3,9\n"
        "dongtou,2026-11-20,1,2,4,30\nlonggang,2026-11-20,1,2,4,30\n"
    ) == entered
    assert entered == _enter(entered, ("dongtou", "2026-11-20"))


def test_a_sheet_that_was_put_right_takes_the_place_of_the_first() -> None:
    table = f"{HEAD}dongtou,2026-11-20,9,9,9,9\n"

    assert f"{HEAD}dongtou,2026-11-20,1,2,4,30\n" == _enter(table, ("dongtou", "2026-11-20"))


@pytest.mark.parametrize(
    "table",
    ["单位,日期\n", f"{HEAD}dongtou,2026-11-20,1,x,4,3\n", f"{HEAD}不存在,2026-11-20,1,1,4,3\n",
     f"{HEAD}dongtou,2026-11-20,1,1,4,3\n洞头,2026-11-20,1,1,4,5\n"],
)  # fmt: skip
def test_a_table_with_faults_is_not_written_over(table: str) -> None:
    with pytest.raises(ValueError, match="先运行 invoke check"):
        _enter(table, ("wenzhou", "2026-11-20"))


# ---------------------------------------------------------------- as people type it


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A working copy of this repository, without a table of teams."""
    copy = copy_repository(tmp_path / "copy")
    (copy / TABLE).unlink(missing_ok=True)
    return copy


def _teams(copy: Path, *words: str) -> subprocess.CompletedProcess[str]:
    empty = copy.parent / "tmp"
    empty.mkdir(exist_ok=True)
    environment = {"TMPDIR": str(empty)}
    done = run_python("-m", "invoke", "teams", *words, folder=copy, environment=environment)
    assert [] == list(empty.iterdir())  # no name is left in a file on the way
    return done


def test_a_sound_sheet_ends_with_0_and_its_line(copy: Path, tmp_path: Path) -> None:
    done = _teams(copy, "--check", _lay(tmp_path))

    assert (0, "") == (done.returncode, done.stderr)
    assert "没有发现问题" in done.stdout
    assert "洞头区（2026-11-20）：领导 1，联络员 2，评论员 4，志愿者 3\n" in done.stdout
    assert "  dongtou,2026-11-20,1,2,4,3\n" in done.stdout
    assert not (copy / TABLE).exists()


def test_a_faulty_sheet_ends_with_1_and_enters_nothing(copy: Path, tmp_path: Path) -> None:
    path = _lay(tmp_path, data=fill_sheet(FAULTY, unit=COUNTY))

    done = _teams(copy, "--check", path, "--enter")

    assert 1 == done.returncode
    assert "第 9 行  要改  手机" in done.stdout
    assert "没有登记人数" in done.stdout
    assert not re.search(r"示例|[0-9]{8}", done.stdout + done.stderr)
    assert not (copy / TABLE).exists()


def test_many_sheets_are_entered_together(copy: Path, tmp_path: Path) -> None:
    first = _lay(tmp_path, "洞头 一.csv", write_lines(make_people(), unit=COUNTY).encode("gbk"))
    second = _lay(tmp_path, "市.docx", fill_document(make_people(volunteers=9), unit=CITY))

    done = _teams(copy, "--check", "--enter", "--", first, second)

    assert (0, "") == (done.returncode, done.stderr)
    assert "已登记 2 个单位的人数" in done.stdout
    wanted = f"{HEAD}wenzhou,2026-11-20,1,2,4,9\ndongtou,2026-11-20,1,2,4,3\n"
    assert wanted == (copy / TABLE).read_text("utf-8")
    assert 0 == run_python("-m", "invoke", "check", folder=copy).returncode


def test_one_faulty_sheet_of_many_keeps_all_from_being_entered(copy: Path, tmp_path: Path) -> None:
    first, second = _lay(tmp_path), _lay(tmp_path, "市.csv", b"\x00")

    assert 1 == _teams(copy, "--check", "--enter", "--", first, second).returncode
    assert not (copy / TABLE).exists()


def test_a_broken_table_stays_as_it_is(copy: Path, tmp_path: Path) -> None:
    (copy / TABLE).write_text("单位,日期\n", "utf-8")

    done = _teams(copy, "--check", _lay(tmp_path), "--enter")

    assert 2 == done.returncode
    assert "单位,日期\n" == (copy / TABLE).read_text("utf-8")


def test_a_sheet_inside_ends_with_2(copy: Path) -> None:
    done = _teams(copy, "--check", _lay(copy / "content" / "inbox" / "dongtou"))

    assert 2 == done.returncode
    assert "在代码仓库里" in done.stderr


@pytest.mark.parametrize("words", [(), ("--check",), ("--check", "nowhere.xlsx")])
def test_what_cannot_be_checked_ends_with_2(copy: Path, words: tuple[str, ...]) -> None:
    done = _teams(copy, *words)

    assert 2 == done.returncode
    assert "Traceback" not in done.stderr


def test_blank_sheets_are_written_outside_and_over_nothing(copy: Path, tmp_path: Path) -> None:
    folder = tmp_path / "空白"
    folder.mkdir()

    first, again = (_teams(copy, "--blank", str(folder)) for _ in range(2))

    assert (0, 2) == (first.returncode, again.returncode)
    names = ["信息工作队伍登记表.docx", "信息工作队伍登记表.xlsx"]
    assert names == sorted(path.name for path in folder.iterdir())
    assert 2 == _teams(copy, "--blank", str(copy)).returncode
