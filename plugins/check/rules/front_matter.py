"""文件开头：两行 --- 夹着的几项说明，每项一行，名称和内容之间是冒号加空格。

程序靠开头这几行认出标题、栏目和供稿单位。分隔线是三个半角减号，单独成行，前后各一条。
内容里如果有“冒号加空格”，或者用 @ * & % ! # 等符号开头，要给整段内容加上英文双引号，
不然会被当成程序的记号，读不通或丢掉一截。

会放行：标题: 红灯前的三十秒可以做什么
会放行：标题: "提醒: 明天停水"
会报告：没有开头；分隔线写成 —— 或 ***；少一条分隔线；读不通的一行；不认识的名称；同一项写了两次。
会提醒：冒号写成了全角的“：”，程序会照读。
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from plugins.check.excerpt import shorten
from plugins.check.fields import find_meant_key, keys_of, split_pair
from plugins.check.survey import Survey
from plugins.model.problem import Level, Problem
from plugins.reading.article import Entry
from plugins.reading.front_matter import FENCE, SIZE_LIMIT, Fault, FrontMatterFault
from plugins.reading.new_article import quote_value
from plugins.reading.schema import Key, chinese_name, spellings_of

RULE = "front-matter"

SeenWantedFix = tuple[str, str, str]
"""What was seen, what is wanted, how to put it right."""

_LOST = re.compile(r"^[&!#]|\s#")
_PAIR_WANTED = "一行一项，写成“名称: 内容”"
_PROGRAM_KEYS = frozenset(
    {"slug", "url", "save_as", "template", "lang", "path", "id", "permalink", "layout"}
)


def check_entry(entry: Entry, survey: Survey) -> Iterator[Problem]:
    """Yield every fault of the front matter, and what YAML would silently drop."""
    lines = entry.decoded.text.split("\n")
    for fault in entry.front_matter.faults:
        seen, wanted, fix = _WORDS[fault.kind](entry, fault, lines)
        yield Problem(entry.path, fault.line, RULE, seen, wanted, fix)
    yield from _check_full_width(entry, lines)
    yield from _check_lost(entry, lines)


def _check_full_width(entry: Entry, lines: list[str]) -> Iterator[Problem]:
    """Warn once: whoever types with full-width marks on types all of them so."""
    numbers = entry.front_matter.full_width_lines
    if not numbers:
        return
    key, value = split_pair(_line_at(lines, numbers[0]))
    seen, fix = f"“{key}：”用了全角冒号，程序会照读", f"改成“{key}: {shorten(value, 60)}”"
    if len(numbers) > 1:
        seen = f"第 {'、'.join(map(str, numbers))} 行用了全角冒号，程序会照读"
        fix += "，其余各行照这个样子改"
    yield Problem(entry.path, numbers[0], RULE, seen, "半角冒号加空格", fix, Level.WARNING)


def _check_lost(entry: Entry, lines: list[str]) -> Iterator[Problem]:
    for field in entry.front_matter.fields.values():
        value = split_pair(_line_at(lines, field.line))[1]
        if value[:1] not in ('"', "'", "[") and _LOST.search(value):
            lost = value if value[0] in "&!#" else value[re.search(r"\s#", value).start() :]  # type: ignore[union-attr]
            seen = f"“{shorten(lost)}”会被当成程序的记号，不会显示"
            wanted = "含有 #、& 或 ! 的内容放在英文双引号里"
            fix = f"改成“{field.key}: {_quoted(value)}”"
            yield Problem(entry.path, field.line, RULE, seen, wanted, fix)


def _say_missing(entry: Entry, fault: Fault, lines: list[str]) -> SeenWantedFix:
    wanted = f"文件第一行是 {FENCE}，接着是标题等各项，再用一行 {FENCE} 结束"
    if not fault.seen:
        return "文件是空的", wanted, "从样稿复制开头几行，再填上内容"
    if split_pair(fault.seen)[0]:
        fix = f"在第 {fault.line} 行前面加一行 {FENCE}，最后一项下面再加一行 {FENCE}"
        return f"“{fault.seen}”前面没有 {FENCE}", wanted, fix
    fix = f"在最前面加上“{FENCE}”、{_say_required(entry)}、“{FENCE}”，各占一行"
    return f"文件一开头就是“{shorten(fault.seen)}”，没有标题等各项", wanted, fix


def _say_required(entry: Entry) -> str:
    required = ("“标题: 你的标题”", "“栏目: 栏目名称”", "“供稿: 单位名称”")
    if entry.is_prompt:
        required = (required[0], "“发布单位: 单位名称”", "“截止: 年-月-日”")
    return "、".join(required if entry.is_article or entry.is_prompt else required[:1])


def _say_not_closed(entry: Entry, fault: Fault, lines: list[str]) -> SeenWantedFix:
    wanted = f"开头的各项前后各有一行 {FENCE}"
    return f"只有开始的 {FENCE}，没有结束的 {FENCE}", wanted, f"在最后一项下面加一行 {FENCE}"


def _say_wrong_fence(entry: Entry, fault: Fault, lines: list[str]) -> SeenWantedFix:
    seen = f"分隔线写成了“{fault.seen}”"
    if fault.seen == FENCE:
        seen = f"{FENCE} 前面有空格"
    return seen, f"三个半角减号 {FENCE}，单独成行", f"把这一行改成 {FENCE}"


def _say_too_long(entry: Entry, fault: Fault, lines: list[str]) -> SeenWantedFix:
    seen = f"两行 {FENCE} 之间有 {fault.seen} 个字，正文可能也夹在里面了"
    fix = f"在最后一项下面加一行 {FENCE}，正文写在它后面"
    return seen, f"各项加起来不超过 {SIZE_LIMIT} 个字", fix


def _say_not_yaml(entry: Entry, fault: Fault, lines: list[str]) -> SeenWantedFix:
    key, value = split_pair(fault.seen)
    seen = f"这一行读不通：“{shorten(fault.seen, 40)}”"
    if not key:
        return seen, _PAIR_WANTED, _say_pair(fault.seen, keys_of(entry))
    if value[:1] in ('"', "'"):
        wanted = "引号成对，引号里面不再用同样的引号"
        plain = value.strip(value[0]) if value.count(value[0]) == 1 else value
        return seen, wanted, f"改成“{key}: {_quoted(plain)}”"
    wanted = "有“冒号加空格”或用符号开头的内容，放在英文双引号里"
    return seen, wanted, f"改成“{key}: {_quoted(value)}”"


def _say_pair(line: str, keys: tuple[Key, ...]) -> str:
    """Say how to write a line without a colon: 示例 是 becomes 示例: 是."""
    first, _, rest = line.partition(" ")
    if first.casefold() in spellings_of(keys) and rest.strip():
        return f"改成“{first}: {shorten(rest, 60)}”"
    return "补上名称和冒号，或并到上一行里"


def _say_not_pairs(entry: Entry, fault: Fault, lines: list[str]) -> SeenWantedFix:
    seen = f"两行 {FENCE} 之间不是一项一项的内容：“{shorten(_line_at(lines, fault.line))}”"
    return seen, _PAIR_WANTED, "照样子写“标题: 你的标题”"


def _say_not_text(entry: Entry, fault: Fault, lines: list[str]) -> SeenWantedFix:
    key, value = split_pair(_line_at(lines, fault.line))
    seen = f"“{fault.seen}”的内容不是一行文字"
    if value[:1] in ("[", "{"):
        return seen, "方括号、花括号开头的内容放在英文双引号里", f"改成“{key}: {_quoted(value)}”"
    return seen, _PAIR_WANTED, f"把内容写在同一行“{fault.seen}: 内容”"


def _say_unknown_key(entry: Entry, fault: Fault, lines: list[str]) -> SeenWantedFix:
    keys = keys_of(entry)
    written = shorten(fault.seen)
    wanted = f"只用这些名称：{'、'.join(key.chinese[0] for key in keys)}"
    seen = f"不认识的名称“{written}”" if written else "这一行没有名称"
    meant = find_meant_key(fault.seen, keys)
    if fault.seen.casefold() in _PROGRAM_KEYS:
        return seen, wanted, "删去这一行，网址由文件名决定"
    if meant:
        return seen, wanted, f"把“{written}”改成“{chinese_name(meant, keys)}”"
    return seen, wanted, "删去这一行，或把内容写到正文里"


def _say_twice(entry: Entry, fault: Fault, lines: list[str]) -> SeenWantedFix:
    name = find_meant_key(fault.seen, keys_of(entry))
    first = entry.front_matter.line_of(name)
    seen = f"“{fault.seen}”这一项写了两次，第 {first} 行已经有了"
    return seen, "每一项只写一次", f"留下对的一行，删去第 {fault.line} 行或第 {first} 行"


_WORDS: dict[FrontMatterFault, Callable[[Entry, Fault, list[str]], SeenWantedFix]] = {
    FrontMatterFault.MISSING: _say_missing,
    FrontMatterFault.NOT_CLOSED: _say_not_closed,
    FrontMatterFault.WRONG_FENCE: _say_wrong_fence,
    FrontMatterFault.TOO_LONG: _say_too_long,
    FrontMatterFault.NOT_YAML: _say_not_yaml,
    FrontMatterFault.NOT_PAIRS: _say_not_pairs,
    FrontMatterFault.NOT_TEXT: _say_not_text,
    FrontMatterFault.UNKNOWN_KEY: _say_unknown_key,
    FrontMatterFault.TWICE: _say_twice,
}


def _line_at(lines: list[str], number: int) -> str:
    return lines[number - 1] if 0 < number <= len(lines) else ""


def _quoted(value: str) -> str:
    """Return a long value shortened, in quotes that YAML reads as plain text."""
    return quote_value(shorten(value, 60))
