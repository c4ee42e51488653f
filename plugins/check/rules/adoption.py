"""采用：data/adoptions.csv 一行是一次采用，写明稿件、级别、媒体、链接、日期，由市级编辑登记。

级别是市级、省级、国家级三者之一，链接是媒体刊登的那一页，日期是刊登的日子。每篇稿件的页面和
各单位的数字都由它算出，所以稿件要在、要已经发布，同一家媒体只登记一次。用 invoke adopt 登记最稳妥。

会放行：lucheng/2026/2026-05-20-crosswalk-and-bus.md,省级,示例日报,https://example.org/a.html,2026-05-22
会报告：读不通的表格；没有这篇稿件，或稿件还是草稿；日期早于稿件，或在今天以后；
同一篇稿件、同一级别、同一家媒体登记了两次。
"""

from __future__ import annotations

from collections.abc import Iterator

from plugins.check.excerpt import shorten
from plugins.check.neighbours import find_meant_file
from plugins.check.survey import Survey
from plugins.model.adoption import Adoption
from plugins.model.days import describe_day
from plugins.model.problem import Problem
from plugins.reading.csv_table import Entered
from plugins.reading.places import ARTICLES, find_article_path, find_article_place
from plugins.reading.records import ADOPTIONS

RULE = "adoption"

Words = tuple[str, str, str]
"""What was seen, what is wanted, how to put it right."""

_WANTED_ARTICLE = "本站已经发布的一篇稿件"
_WITHDRAWN = "稿件撤下了，就删去这一行"


def check_folder(survey: Survey) -> Iterator[Problem]:
    """Yield what is wrong with the table of adoptions, and with what it says of articles."""
    if not survey.wants(ADOPTIONS.path):
        return
    reading = survey.folder.records_reading
    yield from (problem for problem in reading.problems if problem.path == ADOPTIONS.path)
    first: dict[tuple[str, str, str], Entered[Adoption]] = {}
    for entered in reading.adoptions:
        adoption = entered.record
        for seen, wanted, fix in judge_adoption(adoption, survey):
            is_gone = wanted == _WANTED_ARTICLE
            words = (seen, wanted, f"{fix}；{_WITHDRAWN}" if is_gone else fix)
            yield _report(entered.line, words)
        before = first.setdefault((adoption.article, adoption.level, adoption.outlet), entered)
        if before is not entered:
            yield _report(entered.line, _say_twice(before, adoption))


def judge_adoption(adoption: Adoption, survey: Survey) -> Iterator[Words]:
    """Yield what is wrong with one adoption, others left aside."""
    if words := judge_article(adoption.article, survey):
        yield words
    if words := _say_day(adoption, survey):
        yield words


def _report(line: int, words: Words) -> Problem:
    return Problem(ADOPTIONS.path, line, RULE, *words)


def judge_article(path: str, survey: Survey) -> Words | None:
    """Return what keeps the article at ``path`` from being one that can be taken up."""
    if survey.is_published(path):
        return None
    shown = shorten(_short(path), 80)
    if path not in survey.files:
        meant = find_meant_file(survey, path)
        is_article = bool(find_article_path(meant))
        fix = f"是不是“{_short(meant)}”" if is_article else "从文件夹里复制稿件的路径"
        return f"没有“{shown}”这篇稿件", _WANTED_ARTICLE, fix
    record = survey.record(path)
    if record and record.is_draft:
        return f"“{shown}”还是草稿，读者打不开", _WANTED_ARTICLE, "稿件发布以后再登记"
    return None  # it could not be read, and its own rules say why


def _say_day(adoption: Adoption, survey: Survey) -> Words | None:
    shown = describe_day(adoption.day)
    if adoption.day > survey.today:
        return f"日期是{shown}，还没有到", "媒体刊登的日子", "照刊登的那一页改正"
    place = find_article_place(adoption.article)
    if place and adoption.day < place.day:
        seen = f"日期是{shown}，比稿件的{describe_day(place.day)}还早"
        fix = "照刊登的那一页改正；稿件写错了的，换一篇"
        return seen, "稿件发布当天或以后的日子", fix
    return None


def _say_twice(before: Entered[Adoption], adoption: Adoption) -> Words:
    wanted = "一篇稿件被一家媒体采用，只登记一次"
    if before.record == adoption:
        return f"和第 {before.line} 行一样", wanted, "删去其中一行"
    seen = f"和第 {before.line} 行是同一篇稿件、同一级别、同一家媒体"
    return seen, wanted, "留下对的一行，删去另一行"


def _short(path: str) -> str:
    return path.removeprefix(f"{ARTICLES}/")
