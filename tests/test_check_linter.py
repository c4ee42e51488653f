"""The engine: what it reads for a part of the folder, and the program's own failures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from plugins.build.errors import BuildStopped
from plugins.check.fields import lacks
from plugins.check.linter import UNREAD, check_content, check_entry, find_rules
from plugins.check.plugin import refuse_problems
from plugins.check.survey import Survey
from plugins.model.problem import Problem
from plugins.reading.article import Entry, read_article
from plugins.reading.content_folder import ContentFolder
from plugins.reading.front_matter import split_front_matter
from plugins.reading.schema import ARTICLE_KEYS
from tests.case_runner import REGISTRY, check_case
from tests.made_cases import ARTICLE
from tests.support import ROOT, TODAY


class CountingFolder(ContentFolder):
    """A content folder that notes what is read from it."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.read: list[str] = []

    def read_bytes(self, path: str) -> bytes:
        self.read.append(path)
        return super().read_bytes(path)


class StumblingFolder(ContentFolder):
    """A content folder with one text that the program can't cope with."""

    def entry(self, path: str) -> Entry | None:
        if path == ARTICLE:
            raise IndexError("list index out of range")
        return super().entry(path)


def stumbling_rule() -> ModuleType:
    def check(entry: Entry, survey: Survey) -> Iterator[Problem]:
        raise IndexError("list index out of range")

    rule = ModuleType("stumbling")
    vars(rule)["check_entry"] = check
    return rule


def test_check_of_one_file_reads_its_folder_and_no_other() -> None:
    """What other folders hold can't change what is said of this one."""
    folder = CountingFolder(ROOT / "content")
    path = "articles/ruian/2026/2026-05-27-old-lane-visit.md"
    report = check_content(Survey(folder, TODAY), [path])
    texts = [path for path in folder.read if path.startswith(("articles/", "pages/"))]

    assert () == report.problems
    assert path in texts
    assert all(text.startswith("articles/ruian/2026/") for text in texts)


def test_alert_of_the_site_is_no_concern_of_one_article(tmp_path: Path) -> None:
    """Only a check of the settings needs to know which articles are published."""
    check_case("good-alert-to-month", tmp_path / "content")
    folder = CountingFolder(tmp_path / "content")
    check_content(Survey(folder, TODAY), ["pages"])

    assert [] == [path for path in folder.read if path.startswith("articles/")]


def test_picture_that_nobody_uses_is_found_by_a_check_of_its_folder(tmp_path: Path) -> None:
    """The same words as from a check of everything."""
    whole = check_case("picture-nobody-uses", tmp_path / "content")
    survey = Survey(ContentFolder(tmp_path / "content"), TODAY)

    assert whole.problems
    assert whole.problems == check_content(survey, ["articles/dongtou"]).problems


def test_rule_that_stumbles_is_reported_on_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A calm sentence instead of a traceback, the other rules' words beside it."""
    check_case("no-office", tmp_path / "content")
    rules = (stumbling_rule(), *find_rules())
    monkeypatch.setattr("plugins.check.linter.find_rules", lambda: rules)
    report = check_content(Survey(ContentFolder(tmp_path / "content"), TODAY))

    assert {UNREAD, "office"} == {problem.rule for problem in report.errors}
    assert {ARTICLE} == {problem.path for problem in report.errors}
    assert any("IndexError" in problem.seen for problem in report.errors)


def test_text_that_reading_stumbles_over_stops_the_build(tmp_path: Path) -> None:
    """Rules that read other texts pass it over, and the engine speaks of it once."""
    check_case("good-plain-article", tmp_path / "content")
    folder = StumblingFolder(tmp_path / "content")
    report = check_content(Survey(folder, TODAY))

    assert [(UNREAD, ARTICLE)] == [(p.rule, p.path) for p in report.problems]
    with pytest.raises(BuildStopped, match="没有检查完"):
        refuse_problems(folder, TODAY, lambda done, total: None)


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85"])
def test_lines_that_only_yaml_counts_trip_no_rule(sign: str) -> None:
    """YAML ends lines at signs that an editor does not: fields lie behind the last line."""
    text = f"---\n标题: 海边{sign * 9}供稿:\n---\n\n正文\n"
    survey = Survey(ContentFolder(REGISTRY), TODAY)
    read = read_article(ARTICLE, text.encode(), survey.registry, lambda path: None)
    front = split_front_matter(text, ARTICLE_KEYS)
    entry = replace(read, decoded=replace(read.decoded, text=text), front_matter=front)

    assert front.line_of("office") > text.count("\n") + 1
    assert lacks(entry, "office")
    assert UNREAD not in {problem.rule for problem in check_entry(entry, survey)}
