"""文件名：稿件放在“articles/单位/年/”里，文件名是“年-月-日-名字.md”。

文件名就是网址，定了就不再改，所以只用小写字母、数字和连字符，拼音、英文都可以。
“年”的文件夹要和日期一致。
页面放在 pages/ 里，文件名是“名字.md”，不能和单位的网址、本站保留的网址相同。
转发清单放在 reposts/ 里，文件名就是那一天，“年-月-日.md”；工作提示放在 prompts/ 里，
文件名是“年-月-日-名字.md”。

会放行：articles/dongtou/2026/2026-05-20-hai-bian-jian-la-ji.md
会放行：pages/about.md
会放行：reposts/2026-11-25.md
会放行：prompts/2026-11-20-yue-du.md
会报告：名字里有汉字、大写字母、空格或下划线；没有日期；日历上没有的日期；放错年或单位的文件夹；名字太长。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.check.excerpt import shorten
from plugins.check.fields import day_of
from plugins.check.meant_names import DATED, day_of_name, slug_of_title, suggest_parts
from plugins.check.nearest import find_nearest
from plugins.check.survey import Survey
from plugins.model.pattern import compile_late
from plugins.model.problem import Problem
from plugins.reading.article import Entry
from plugins.reading.pinyin import to_slug
from plugins.reading.places import ARTICLES, NAME_LIMIT, PAGES, PROMPTS, REPOSTS
from plugins.reading.registry import RESERVED_SLUGS

RULE = "file-name"

_SIGNS = "名字用小写字母、数字和连字符"
_WANTED = f"{ARTICLES}/单位/年/年-月-日-名字.md，{_SIGNS}"
_WANTED_PAGE = f"{PAGES}/名字.md，{_SIGNS}"
_WANTED_REPOST = f"{REPOSTS}/年-月-日.md，例如 {REPOSTS}/2026-11-25.md"
_WANTED_PROMPT = f"{PROMPTS}/年-月-日-名字.md，{_SIGNS}"
_NAME = "名字"
_DATE = re.compile(r"^\d{4}-\d{2}-\d{2}-")
_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}\.")
_FOREIGN = (
    (compile_late(r"[\u3400-\u9fff]"), "有汉字"),
    (re.compile(r"[A-Z]"), "有大写字母"),
    (re.compile(r"\s"), "有空格"),
    (re.compile(r"_"), "有下划线"),
    (re.compile(r"[^a-z0-9-]"), "有符号"),
    (re.compile(r"^-|--|-$"), "有多余的连字符"),
)


def check_entry(entry: Entry, survey: Survey) -> Iterator[Problem]:
    """Yield what keeps a file's path from being an address."""
    if entry.is_article:
        yield from _check_article(entry, survey)
    elif entry.is_repost_day or entry.is_prompt:
        yield from _check_dated(entry)
    else:
        yield from _check_page(entry, survey)


def _check_dated(entry: Entry) -> Iterator[Problem]:
    """Check a day's list, which is named by its day alone, or a work prompt."""
    if day_of(entry):
        return
    parts = entry.path.split("/")
    seen = _say_dated_fault(parts[-1], entry.path, is_named=entry.is_prompt)
    if len(parts) != 2:
        seen = "文件放在了下一层文件夹里"
    wanted = _WANTED_PROMPT if entry.is_prompt else _WANTED_REPOST
    fix = f"改名为“{_suggest_dated(entry)}”"
    yield Problem(entry.path, 0, RULE, seen, wanted, fix)


def _check_article(entry: Entry, survey: Survey) -> Iterator[Problem]:
    units = survey.registry.unit_by_slug
    parts = entry.path.split("/")
    if len(parts) == 4 and parts[1] not in units:
        seen = f"没有叫“{shorten(parts[1])}”的单位文件夹"
        fix = f"移到“{_suggest_article(entry, survey)}”"
        yield Problem(entry.path, 0, RULE, seen, f"这些单位之一：{'、'.join(units)}", fix)
    elif entry.place is None:
        seen = _say_article_fault(entry.path)
        fix = f"改名为“{_suggest_article(entry, survey)}”"
        yield Problem(entry.path, 0, RULE, seen, _WANTED, fix)


def _check_page(entry: Entry, survey: Survey) -> Iterator[Problem]:
    name = entry.path.removeprefix(f"{PAGES}/").removesuffix(".md")
    fault = "放在了下一层文件夹里" if "/" in name else _say_name_fault(name, entry.path)
    if fault:
        slug = to_slug(name.rpartition("/")[2], NAME_LIMIT) or slug_of_title(entry) or _NAME
        fix = f"改名为“{PAGES}/{slug}.md”"
        yield Problem(entry.path, 0, RULE, f"文件{fault}", _WANTED_PAGE, fix)
    elif name in survey.registry.unit_by_slug:
        seen = f"“{name}”已经是{survey.registry.unit_by_slug[name].name}的网址"
        fix = f"改名为“{PAGES}/about-{name}.md”"
        yield Problem(entry.path, 0, RULE, seen, "和单位不同的名字", fix)
    elif name in RESERVED_SLUGS:
        seen = f"“{name}”是本站保留的网址"
        fix = f"改名为“{PAGES}/about-{name}.md”"
        yield Problem(entry.path, 0, RULE, seen, "没有被占用的名字", fix)


def _say_article_fault(path: str) -> str:
    """Say the first thing that keeps ``path`` from being an article's."""
    parts = path.split("/")
    if len(parts) != 4:
        return "稿件没有放在“单位/年”的文件夹里"
    file_name = parts[3]
    is_dated = bool(_DATE.match(file_name)) and DATED.match(file_name)
    if is_dated and day_of_name(is_dated) and parts[2] != file_name[:4]:
        return f"日期是 {file_name[:4]} 年的，却放在“{shorten(parts[2])}”文件夹里"
    return _say_dated_fault(file_name, path, is_named=True)


def _say_dated_fault(file_name: str, path: str, *, is_named: bool) -> str:
    """Say what is wrong with a name that begins with a day, and ends there if not ``is_named``."""
    dated = DATED.match(file_name)
    if not dated:
        return f"文件名“{shorten(file_name, 40)}”没有用日期开头"
    if day_of_name(dated) is None:
        return f"文件名里的日期“{shorten(dated[0].strip('-_. '))}”日历上没有"
    name = file_name[dated.end() :].removesuffix(".md")
    if not is_named and file_name[dated.end() :] not in ("md", ".md"):
        return f"文件名“{shorten(file_name, 40)}”的日期后面还有别的字"
    if not (_DATE if is_named else _DAY).match(file_name):
        form = "年-月-日-" if is_named else "年-月-日"
        return f"文件名“{shorten(file_name, 40)}”的日期不是“{form}”的样子"
    fault = _say_name_fault(name, path) if is_named or not path.endswith(".md") else ""
    return f"文件{fault}" if fault else f"文件名“{shorten(file_name, 40)}”不合写法"


def _say_name_fault(name: str, path: str) -> str:
    if not path.endswith(".md"):
        return f"的扩展名写成了“{shorten(path[path.rfind('.') :])}”"
    if not name:
        return "名的日期后面没有名字"
    for pattern, fault in _FOREIGN:
        if pattern.search(name):
            return f"名“{shorten(name, 40)}”里{fault}"
    return f"名有 {len(name)} 个字符，超过了 {NAME_LIMIT} 个" if len(name) > NAME_LIMIT else ""


def _suggest_article(entry: Entry, survey: Survey) -> str:
    """Return the full path that an article should have, as far as it can be told."""
    folders = entry.path.split("/")[1:-1]
    day, name = _suggest_parts(entry)
    unit = _suggest_unit(folders, entry.front_matter.text_of("office"), survey)
    return f"{ARTICLES}/{unit}/{day.partition('-')[0]}/{day}-{name}.md"


def _suggest_dated(entry: Entry) -> str:
    """Return the full path that a day's list or a work prompt should have."""
    day, name = _suggest_parts(entry)
    return f"{PROMPTS}/{day}-{name}.md" if entry.is_prompt else f"{REPOSTS}/{day}.md"


def _suggest_parts(entry: Entry) -> tuple[str, str]:
    """Return the day and the name that are wanted; what can't be told is said in words."""
    day, name = suggest_parts(entry)
    return day.isoformat() if day else "年-月-日", name or _NAME


def _suggest_unit(folders: list[str], office: str, survey: Survey) -> str:
    """Return the unit that a folder on the way or the office names, nearly or exactly."""
    slugs = survey.registry.unit_by_slug
    for folder in folders:
        if folder in slugs:
            return folder
    names = {unit.slug: unit.slug for unit in survey.registry.units}
    for unit in survey.registry.units:
        names |= {unit.short: unit.slug, unit.name: unit.slug, unit.office: unit.slug}
    for word in (*folders[:1], office):
        meant = find_nearest(word, names)
        if meant:
            return names[meant]
    return "单位"
