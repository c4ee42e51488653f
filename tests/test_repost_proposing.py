"""Proposing a day: fair over the units, nothing twice, and a file that is right as it is."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.build.content import compose_portal
from plugins.check.linter import check_content
from plugins.check.survey import Survey
from plugins.model.article import Article, Body, Picture, Slip
from plugins.model.portal import Portal, order_articles
from plugins.model.repost import RepostDay, RepostSlip
from plugins.reading.content_folder import ContentFolder
from plugins.repost.proposing import Proposal, choose_day, propose_day, write_day
from tests.builds import SMALL_CONTENT, copy_repository, run_python, write_article
from tests.site_pages import sample_registry
from tests.support import TODAY

DAYS = 60
COUNT = 5
EVERY = (1, 30, 0, 1, 1, 1, 2, 2, 3, 4, 7, 10, 14)
"""Days from one article of a unit to its next, by unit; 0: it never sends one.

Together nearly six a day, of which five are chosen.
"""


class Desk:
    """A city's desk in memory: what was sent so far, and which days were prepared."""

    def __init__(self) -> None:
        self.registry = sample_registry()
        self.articles: dict[str, Article] = {}
        self.days: list[RepostSlip] = []

    def send(self, unit: str, day: date, *, is_evergreen: bool = False) -> str:
        path = f"articles/{unit}/{day.year}/{day}-an-article.md"
        self.articles[path] = Article(
            path, unit, day, "an-article", "标题", "volunteering", "单位", "摘要。",
            is_evergreen=is_evergreen,
        )  # fmt: skip
        return path

    def choose(self, day: date, *paths: str) -> None:
        slip = RepostSlip(f"reposts/{day}.md", day.isoformat(), "x", paths, False, self)
        self.days.insert(0, slip)

    def propose(self, day: date, count: int = COUNT) -> tuple[Proposal, ...]:
        slips = order_articles(self._slip(a) for a in self.articles.values())
        portal = Portal(self.registry, slips, (), day, {}, tuple(self.days))
        return propose_day(portal, day, count)

    def _slip(self, article: Article) -> Slip:
        place = (article.source_path, article.unit, article.day.isoformat(), article.name)
        rest = (article.column, (), article.is_evergreen, False, False, "x", "x")
        return Slip(*place, *rest, self)

    def open_article(self, path: str) -> Article:
        return self.articles[path]

    def open_body(self, path: str, fingerprint: str) -> Body:
        raise AssertionError("a proposal needs no text")

    def list_pictures(self, path: str) -> tuple[Picture, ...]:
        raise AssertionError("a proposal needs no picture")

    def read_bytes(self, path: str) -> bytes:
        raise AssertionError("a proposal needs no file")

    def open_repost_day(self, path: str) -> RepostDay:
        raise AssertionError("a slip says which articles were chosen")


def _simulate(every: Mapping[str, int]) -> tuple[Counter[str], Counter[str], list[str], int]:
    """Return articles and choices by unit, the paths chosen, and the longest wait in days.

    A unit waits while it has an article that was not chosen and others are chosen.
    """
    desk = Desk()
    sent: Counter[str] = Counter()
    chosen: list[str] = []
    waits: Counter[str] = Counter()
    longest = 0
    for number in range(DAYS):
        day = TODAY + timedelta(days=number)
        for unit, gap in every.items():
            if gap and number % gap == 0:
                desk.send(unit, day)
                sent[unit] += 1
        waiting = {one.unit.slug for one in desk.propose(day, 12)}
        proposals = desk.propose(day)
        units = {one.unit.slug for one in proposals}
        for unit in waiting:
            waits[unit] = 0 if unit in units else waits[unit] + 1
            longest = max(longest, waits[unit])
        chosen += [one.article.source_path for one in proposals]
        desk.choose(day, *chosen[len(chosen) - len(proposals) :])
    return sent, Counter(path.split("/")[1] for path in chosen), chosen, longest


def test_sixty_days_over_thirteen_units_are_fair() -> None:
    """Who sends little sees all of it chosen; who sends daily does not crowd out the others."""
    units = [unit.slug for unit in sample_registry().units]
    every = dict(zip(units, EVERY, strict=True))

    sent, chosen, paths, longest = _simulate(every)

    assert len(paths) == len(set(paths))
    assert units[2] not in chosen
    assert {u for u, gap in every.items() if gap} == set(chosen)
    # Twelve units, five a day: nobody's turn is further away than two days.
    assert longest <= 2
    daily = [chosen[unit] for unit, gap in every.items() if gap == 1]
    assert max(daily) - min(daily) <= 1
    for unit, gap in every.items():
        is_rare = gap == 0 or gap >= 3
        assert chosen[unit] == sent[unit] if is_rare else chosen[unit] >= DAYS * 0.4, unit


def test_among_units_that_all_have_plenty_choices_are_even() -> None:
    units = [unit.slug for unit in sample_registry().units]

    _, chosen, paths, longest = _simulate(dict.fromkeys(units, 1))

    assert len(paths) == len(set(paths)) == DAYS * COUNT
    assert max(chosen.values()) - min(chosen.values()) <= 1
    assert longest <= 2


@given(st.lists(st.integers(0, 30), min_size=13, max_size=13))
def test_no_output_of_units_makes_one_of_them_wait_for_long(gaps: list[int]) -> None:
    units = [unit.slug for unit in sample_registry().units]

    sent, chosen, paths, longest = _simulate(dict(zip(units, gaps, strict=True)))

    assert len(paths) == len(set(paths))
    assert set(sent) == set(chosen)
    assert longest <= 2


# ---------------------------------------------------------------- who comes first


def test_the_longest_wait_comes_first_then_the_newest_article_then_the_code() -> None:
    desk = Desk()
    yesterday, before = TODAY - timedelta(days=1), TODAY - timedelta(days=2)
    desk.choose(before, desk.send("lucheng", before))
    desk.choose(yesterday, desk.send("wenzhou", before))
    for unit in ("wenzhou", "lucheng", "ruian", "ouhai"):
        desk.send(unit, yesterday)
    desk.send("taishun", TODAY)

    proposals = desk.propose(TODAY)

    names = [one.unit.slug for one in proposals]
    assert ["taishun", "ouhai", "ruian", "lucheng", "wenzhou"] == names
    assert [None, None, None, before, yesterday] == [one.waited_since for one in proposals]
    assert "还没有选过" == proposals[0].reason
    assert "上次选用是 2026年11月22日" == proposals[-1].reason


def test_a_unit_gives_its_newest_article_that_was_never_chosen() -> None:
    desk = Desk()
    older = desk.send("lucheng", TODAY - timedelta(days=3))
    newest = desk.send("lucheng", TODAY - timedelta(days=1))

    first = desk.propose(TODAY)
    desk.choose(TODAY + timedelta(days=1), newest)  # a day prepared ahead counts, too
    second = desk.propose(TODAY)

    assert [newest] == [one.article.source_path for one in first]
    assert [older] == [one.article.source_path for one in second]


@pytest.mark.parametrize(("age", "is_evergreen", "is_fit"), [
    (60, False, True), (61, False, False), (61, True, True), (-1, True, False),
])  # fmt: skip
def test_old_articles_are_left_unless_evergreen(age: int, is_evergreen: bool, is_fit: bool) -> None:
    desk = Desk()
    desk.send("lucheng", TODAY - timedelta(days=age), is_evergreen=is_evergreen)

    assert is_fit == bool(desk.propose(TODAY))


@pytest.mark.parametrize("count", [-1, 0, 13])
def test_a_count_that_no_day_holds_is_refused(count: int) -> None:
    with pytest.raises(ValueError, match="一天可以有 1 到 12 条"):
        Desk().propose(TODAY, count)


# ---------------------------------------------------------------- which day


def test_the_day_is_today_or_tomorrow_where_today_is_taken() -> None:
    tomorrow = TODAY + timedelta(days=1)

    assert TODAY == choose_day("", TODAY, ())
    assert tomorrow == choose_day("", TODAY, {TODAY})
    assert tomorrow == choose_day("2026年11月24日", TODAY, ())


@pytest.mark.parametrize(("written", "said"), [
    ("明天", "不是日期"), ("2026-02-30", "不是日期"), ("2026-11-22", "不在今天起的 30 天里"),
    ("2027-11-24", "不在今天起的 30 天里"), ("2026-11-23", "已经有了"),
])  # fmt: skip
def test_other_days_are_refused(written: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        choose_day(written, TODAY, {TODAY})


def test_two_days_prepared_already_leave_nothing_to_do() -> None:
    with pytest.raises(ValueError, match=r"2026-11-24\.md 已经有了"):
        choose_day("", TODAY, {TODAY, TODAY + timedelta(days=1)})


# ---------------------------------------------------------------- the file


def test_what_is_written_is_read_back_and_passes_the_check(tmp_path: Path) -> None:
    content = _lay_content(tmp_path / "content")
    proposals = propose_day(compose_portal(ContentFolder(content), TODAY), TODAY, COUNT)
    _write(content, TODAY, write_day(proposals))

    folder = ContentFolder(content)
    report = check_content(Survey(folder, TODAY), ("reposts/2026-11-23.md",))
    [slip] = compose_portal(folder, TODAY).repost_days
    items = slip.open().items

    assert () == report.errors
    assert [one.article.source_path for one in proposals] == [item.article for item in items]
    assert [one.article.summary for one in proposals] == [item.text for item in items]
    assert [one.article.tags[:3] for one in proposals] == [item.topics for item in items]
    assert {(TODAY, 0, 23)} == {(i.opens.date(), i.opens.hour, i.closes.hour) for i in items}


def test_a_title_and_a_summary_that_look_like_markdown_stay_one_item(tmp_path: Path) -> None:
    content = _lay_content(tmp_path / "content")
    fields = {"标题": "'# 看 ##'", "摘要": "'## 先看灯'"}
    write_article(content, "dongtou/2026/2026-11-23-a.md", **fields)
    proposals = propose_day(compose_portal(ContentFolder(content), TODAY), TODAY, 1)
    _write(content, TODAY, write_day(proposals))

    [slip] = compose_portal(ContentFolder(content), TODAY).repost_days

    assert [("看", "先看灯")] == [(item.title, item.text) for item in slip.open().items]


def test_drafts_are_never_proposed(tmp_path: Path) -> None:
    content = _lay_content(tmp_path / "content")
    write_article(content, "dongtou/2026/2026-11-23-a.md", 状态="草稿")

    proposals = propose_day(compose_portal(ContentFolder(content), TODAY), TODAY, 2)

    assert proposals
    assert "2026-11-23-a" not in "".join(one.article.source_path for one in proposals)


def _lay_content(content: Path) -> Path:
    shutil.copytree(SMALL_CONTENT, content)
    tags = "一、二、三、四"
    write_article(content, "wenzhou/2026/2026-11-22-tagged.md", 标签=tags, 摘要="先看灯，再过街。")
    return content


def _write(content: Path, day: date, text: str) -> None:
    (content / "reposts").mkdir(exist_ok=True)
    (content / "reposts" / f"{day}.md").write_text(text, "utf-8")


# ---------------------------------------------------------------- the task


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A working copy of this repository with the small site's content."""
    return copy_repository(tmp_path / "copy")


def _invoke(copy: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return run_python("-m", "invoke", "repost", *words, folder=copy)


def test_the_task_writes_the_day_says_why_and_the_next_one_chooses_others(copy: Path) -> None:
    first, second = _invoke(copy, "--count", "2"), _invoke(copy, "--count", "2")

    assert (0, "") == (first.returncode, first.stderr)
    assert "已写好 content/reposts/2026-11-23.md" in first.stdout
    assert 2 == first.stdout.count("还没有选过")
    assert "已写好 content/reposts/2026-11-24.md" in second.stdout
    assert 2 == second.stdout.count("上次选用是 2026年11月23日")
    slips = compose_portal(ContentFolder(copy / "content"), TODAY).repost_days
    paths = [path for slip in slips for path in slip.articles]
    assert 4 == len(paths) == len(set(paths))


def test_the_task_changes_no_file_that_is_there(copy: Path) -> None:
    _invoke(copy, "--day", "2026-11-25", "--count", "1")
    file = copy / "content" / "reposts" / "2026-11-25.md"
    before = file.read_bytes()

    done = _invoke(copy, "--day", "2026-11-25")

    assert 1 == done.returncode
    assert "没有写转发清单：content/reposts/2026-11-25.md 已经有了。" in done.stderr
    assert before == file.read_bytes()


def test_the_task_does_not_overlook_a_day_that_can_not_be_read(copy: Path) -> None:
    """Its articles would be chosen a second time."""
    _write(copy / "content", date(2026, 11, 20), "没有标题的一行\n")

    done = _invoke(copy)

    assert 1 == done.returncode
    assert "content/reposts/2026-11-20.md 还有问题，先运行 invoke check" in done.stderr
    assert not (copy / "content" / "reposts" / "2026-11-23.md").exists()


def test_the_task_says_when_nothing_is_left(copy: Path) -> None:
    shutil.rmtree(copy / "content" / "articles")

    done = _invoke(copy)

    assert 1 == done.returncode
    assert "没有可选的稿件" in done.stderr
    assert not (copy / "content" / "reposts").exists()
