"""转发出处：每条写“稿件”，或者写“链接”加“来源”和“级别”。

转发出去的每段文字都带着出处，所以出处要准。本站的稿件写文件的路径，或它在网站上的地址；
国家、省、市的网站要求转发的，写网址、网站的名称和级别（国家、省、市）。

会放行：稿件: lucheng/2026/2026-05-20-crosswalk-and-bus.md
会放行：链接: https://example.com/a.html，来源: 示例网，级别: 省
会报告：两样都没写；两样都写了；没有这篇稿件；稿件还是草稿；链接不是网址，或后面带着别的字；
没有来源；没有级别，或写成别的词；来源太长；本站的稿件又写了来源。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.check.excerpt import shorten
from plugins.check.nearest import find_nearest
from plugins.check.neighbours import find_meant_file
from plugins.check.repost_items import lacks_field, list_items
from plugins.check.survey import Survey
from plugins.model.problem import Problem
from plugins.model.repost import Level
from plugins.reading.article import Entry
from plugins.reading.places import ARTICLES, find_article_path, find_named_article
from plugins.reading.repost_day import ItemReading
from plugins.reading.schema import SOURCE_LIMIT
from plugins.reading.web_address import has_user, is_web_address, lacks_scheme

RULE = "repost-origin"

Words = tuple[str, str, str]
"""What was seen, what is wanted, how to put it right."""

_WANTED = "“稿件”一项，或者“链接”“来源”“级别”三项"
_WANTED_ARTICLE = "本站一篇稿件的路径，例如 单位/年/文件名.md"
_WANTED_LINK = "https:// 或 http:// 开头的完整网址，后面不带别的字"
_WANTED_LEVEL = f"{'、'.join(Level)}三者之一"
_LEVELS = {
    Level.NATION: ("国", "全国", "中央", "国家级", "中国", "nation", "national"),
    Level.PROVINCE: ("省级", "全省", "浙江", "浙江省", "province"),
    Level.CITY: ("市级", "全市", "温州", "温州市", "地市", "city"),
}
_ADDRESS = re.compile(r"https?://[!-;=?-Z_a-z~]+")
_ENDS_WITH_MARK = re.compile(r"[，。；：！？、）》」』】”’…]$")


def check_entry(entry: Entry, survey: Survey) -> Iterator[Problem]:
    """Yield a problem for every item that does not say rightly where it comes from."""
    for item in list_items(entry):
        for name, words in _check_item(entry, item, survey):
            yield Problem(entry.path, item.line_of(name), RULE, *words)


def _check_item(entry: Entry, item: ItemReading, survey: Survey) -> Iterator[tuple[str, Words]]:
    article, link = item.text_of("article"), item.text_of("link")
    if article and link:
        fix = "本站的稿件删去“链接”；别的网站的删去“稿件”"
        yield "link", ("“稿件”和“链接”两样都写了", _WANTED, fix)
        return
    if lacks_field(entry, item, "article") and lacks_field(entry, item, "link"):
        fix = "加上一行“稿件: 单位/年/文件名.md”"
        yield "article", ("没有写“稿件”，也没有写“链接”", _WANTED, fix)
    if article and (words := _say_article(article, item, survey)):
        yield "article", words
    if link and (words := _say_link(link, survey)):
        yield "link", words
    yield from _check_source(entry, item, is_elsewhere=bool(link))


def _say_article(written: str, item: ItemReading, survey: Survey) -> Words | None:
    shown = shorten(written, 60)
    if not item.article:
        inside = _find_own_article(written, survey)
        if inside:
            return f"稿件写成了“{shown}”", _WANTED_ARTICLE, f"改成“稿件: {_short(inside)}”"
        if "://" in written:
            fix = "别的网站的，改成“链接: 网址”，再写“来源”和“级别”"
            return f"稿件写成了网址“{shown}”", _WANTED_ARTICLE, fix
        return f"“{shown}”不是稿件的路径", _WANTED_ARTICLE, _suggest(written, survey)
    file, record = survey.files.get(item.article), survey.record(item.article)
    if file is None:
        return f"没有“{shown}”这篇稿件", _WANTED_ARTICLE, _suggest(item.article, survey)
    if record and record.is_draft:
        fix = "等那篇发布以后再转发，现在删去这一条"
        return f"“{shown}”还是草稿，读者打不开", "已经发布的稿件", fix
    return None


def _find_own_article(written: str, survey: Survey) -> str:
    """Return the article of this site that a pasted address or a Markdown link leads to."""
    path = find_named_article(written, survey.registry.site.url)
    return path if path in survey.files else ""


def _suggest(written: str, survey: Survey) -> str:
    plain = written.strip().lstrip("/").removeprefix("content/")
    path = plain if plain.startswith(f"{ARTICLES}/") else f"{ARTICLES}/{plain}"
    meant = find_meant_file(survey, path[:200])
    if find_article_path(meant):
        return f"是不是“稿件: {_short(meant)}”"
    return "从文件夹里复制稿件的路径，或从浏览器里复制它在网站上的地址"


def _short(path: str) -> str:
    return path.removeprefix(f"{ARTICLES}/")


def _say_link(written: str, survey: Survey) -> Words | None:
    shown = shorten(written, 60)
    own = _find_own_article(written, survey) if survey.registry.site.url in written else ""
    if own:
        fix = f"改成“稿件: {_short(own)}”，删去“来源”和“级别”"
        return f"“{shown}”是本站的稿件", "本站的稿件写在“稿件”一项里", fix
    if is_web_address(written) and not _ENDS_WITH_MARK.search(written):
        return None
    found = _ADDRESS.search(written)
    if found and is_web_address(found[0]) and found[0] != written:
        fix = f"只留网址，改成“链接: {shorten(found[0], 100)}”"
        return f"链接“{shown}”的前后带着别的字", _WANTED_LINK, fix
    if lacks_scheme(written):
        return f"链接“{shown}”没有 https://", _WANTED_LINK, f"改成“链接: https://{shown}”"
    fix = "在浏览器里打开原文，从地址栏重新复制"
    if has_user(written):
        return f"链接“{shown}”里夹着用户名（@ 前面的部分）", _WANTED_LINK, fix
    if find_article_path(written):
        return f"链接“{shown}”是本站的稿件", _WANTED_LINK, f"改成“稿件: {shown}”"
    return f"链接“{shown}”不是网址", _WANTED_LINK, fix


def _check_source(
    entry: Entry, item: ItemReading, *, is_elsewhere: bool
) -> Iterator[tuple[str, Words]]:
    source, level = item.text_of("source"), item.text_of("level")
    if is_elsewhere and lacks_field(entry, item, "source"):
        fix = "加上一行“来源: 网站的名称”"
        yield "link", ("写了链接，没有来源", _WANTED, fix)
    if is_elsewhere and lacks_field(entry, item, "level"):
        fix = f"加上一行“级别: {Level.PROVINCE}”，照网站的实际级别写"
        yield "link", ("写了链接，没有级别", _WANTED_LEVEL, fix)
    for name, written in (("source", source), ("level", level)):
        if written and not is_elsewhere:
            seen = f"没有链接，却写了“{item.fields[name].key}”"
            fix = "本站的稿件自己带着来源，删去这一行；别的网站的，补上“链接”"
            yield name, (seen, _WANTED, fix)
    if len(source) > SOURCE_LIMIT:
        seen, wanted = f"来源有 {len(source)} 个字", f"最多 {SOURCE_LIMIT} 个字"
        yield "source", (seen, wanted, "只写网站或单位的名称")
    elif source and not any(sign.isalnum() for sign in source):
        yield "source", (f"来源只有标点“{shorten(source)}”", "网站的名称", "写上网站的名称")
    if is_elsewhere and level and level not in set(Level):
        meant = next((known for known, words in _LEVELS.items() if level.casefold() in words), "")
        meant = meant or find_nearest(level, list(Level))
        fix = f"改成“级别: {meant}”" if meant else f"从{'、'.join(Level)}里选一个"
        yield "level", (f"级别写成了“{shorten(level)}”", _WANTED_LEVEL, fix)
