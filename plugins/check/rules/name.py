"""名称：单位、地方和专门说法写错一个字，就成了别的意思。

容易写错的名称由市级文明办列在 data/names.toml 里；标题、摘要、供稿、正文和转发的短文都对照它。
引文、代码和网址照原样，不检查。

会放行：乐清市
会提醒：名单里列出的错写，例如把乐清市写成乐青市。
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache

from plugins.check.excerpt import shorten
from plugins.check.source_lines import fill_addresses, prose_lines
from plugins.check.survey import Survey
from plugins.model.problem import Level, Problem
from plugins.model.proper_name import ProperName
from plugins.reading.article import Entry
from plugins.reading.content_folder import ContentFolder

RULE = "name"

_FIELDS = ("title", "summary", "office")
_SHOWN_NUMBERS = 10


def check_entry(entry: Entry, survey: Survey) -> Iterator[Problem]:
    """Yield one warning for every wrong spelling, with all lines that it stands on."""
    pattern, names = _prepare(survey.folder)
    lines: defaultdict[str, list[int]] = defaultdict(list)
    for number, text in _texts(entry, pattern) if pattern else ():
        for found in pattern.findall(text) if pattern else ():
            lines[found].append(number)
    for wrong, numbers in lines.items():
        yield _report(entry.path, wrong, names[wrong], numbers)


def _texts(entry: Entry, pattern: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """Yield lines by their numbers, those of the body only where it is worth looking."""
    front = entry.front_matter
    for name in _FIELDS:
        yield front.line_of(name), front.text_of(name)
    if pattern.search(front.body):
        for line in prose_lines(entry):
            if not line.text.lstrip().startswith(">"):
                yield line.number, fill_addresses(line.text)


@lru_cache(maxsize=2)
def _prepare(folder: ContentFolder) -> tuple[re.Pattern[str] | None, Mapping[str, ProperName]]:
    """Return a pattern of every wrong spelling, the longest first, and the name each means."""
    names = {wrong: name for name in folder.registry.proper_names for wrong in name.wrong}
    if not names:
        return None, names
    longest_first = sorted(names, key=lambda wrong: (-len(wrong), wrong))
    return re.compile("|".join(map(re.escape, longest_first))), names


def _report(path: str, wrong: str, name: ProperName, numbers: list[int]) -> Problem:
    seen = f"“{shorten(wrong)}”是错写"
    others = list(dict.fromkeys(numbers))[:_SHOWN_NUMBERS]
    if len(numbers) > 1:
        seen += f"，共 {len(numbers)} 处，在第 {'、'.join(map(str, others))} 行"
    wanted = f"“{shorten(name.right)}”" + (f"：{name.note.rstrip('。.')}" if name.note else "")
    fix = f"改成“{shorten(name.right)}”"
    return Problem(path, numbers[0], RULE, seen, wanted, fix, Level.WARNING)
