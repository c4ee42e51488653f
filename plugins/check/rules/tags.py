"""标签：可以不写，最多 5 个，每个不超过 12 个字，用顿号或逗号隔开。

标签用来把同类的稿件聚在一起，所以尽量用别人用过的词。

会放行：标签: 文明交通，志愿服务、安全
会报告：超过 5 个；一个标签超过 12 个字；标签里有标点或网页代码；两个不同的标签得出同一个网址。
会提醒：用空格隔开的标签，程序会当成一个。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.check.excerpt import shorten
from plugins.check.survey import Survey
from plugins.model.pattern import compile_late
from plugins.model.problem import Level, Problem
from plugins.reading.article import Entry
from plugins.reading.schema import TAG_LENGTH_LIMIT, TAGS_LIMIT
from plugins.reading.tags import is_plain_tag, split_tags

RULE = "tags"

_SPACED = compile_late(r"[\u3400-\u9fff]\s+[\u3400-\u9fff]")


def check_entry(entry: Entry, survey: Survey) -> Iterator[Problem]:
    """Yield problems of too many tags, and of single ones."""
    line = entry.front_matter.line_of("tags")
    tags = split_tags(entry.front_matter.text_of("tags"))
    if len(tags) > TAGS_LIMIT:
        wanted, fix = f"最多 {TAGS_LIMIT} 个", f"留下最贴切的 {TAGS_LIMIT} 个"
        yield Problem(entry.path, line, RULE, f"有 {len(tags)} 个标签", wanted, fix)
    for tag in tags[:20]:
        yield from _check_tag(entry.path, line, tag)


def check_folder(survey: Survey) -> Iterator[Problem]:
    """Yield a problem on each of two tags that would share an address."""
    slips = survey.slips()
    if _has_one_slug_each({(tag, slug) for slip in slips for tag, slug in slip.tags}):
        return
    first: dict[str, tuple[str, str]] = {}
    for slip in sorted(slips, key=lambda slip: slip.source_path):
        for tag, slug in slip.tags:
            other_path, other = first.setdefault(slug, (slip.source_path, tag))
            if other != tag:
                yield _report_shared(survey, slip.source_path, tag, other_path, other)
                yield _report_shared(survey, other_path, other, slip.source_path, tag)


def _has_one_slug_each(tags: set[tuple[str, str]]) -> bool:
    return len({slug for _, slug in tags}) == len(tags)


def _report_shared(survey: Survey, path: str, tag: str, other_path: str, other: str) -> Problem:
    entry = survey.entry(path)
    line = entry.front_matter.line_of("tags") if entry else 0
    seen = f"标签“{shorten(tag)}”和“{shorten(other_path, 80)}”里的“{shorten(other)}”得出同一个网址"
    return Problem(path, line, RULE, seen, "每个标签一个网址", "把其中一个换成别的说法")


def _check_tag(path: str, line: int, tag: str) -> Iterator[Problem]:
    shown = shorten(tag)
    if not is_plain_tag(tag):
        seen = f"标签“{shown}”里有文字以外的符号"
        fix = f"改成“{_plain(tag)}”" if _plain(tag) else "删去这个标签"
        yield Problem(path, line, RULE, seen, "只有汉字、字母和数字的标签", fix)
    elif len(tag.split()) > 1 and _SPACED.search(tag):
        seen = f"“{shown}”会当成一个标签"
        fix = f"改成“{'，'.join(tag.split())}”"
        level = Level.ERROR if len(tag) > TAG_LENGTH_LIMIT else Level.WARNING
        yield Problem(path, line, RULE, seen, "标签之间用逗号或顿号隔开", fix, level)
    elif len(tag) > TAG_LENGTH_LIMIT:
        seen, wanted = f"标签“{shown}”有 {len(tag)} 个字", f"每个最多 {TAG_LENGTH_LIMIT} 个字"
        yield Problem(path, line, RULE, seen, wanted, "换一个短的说法，或拆成两个标签")


def _plain(tag: str) -> str:
    text = re.sub(r"<[^>]*>", "", tag)
    kept = "".join(sign for sign in text if is_plain_tag(sign)).strip()
    return shorten(kept, TAG_LENGTH_LIMIT)
