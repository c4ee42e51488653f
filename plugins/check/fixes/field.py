"""开头各项：冒号改成半角加空格，别的系统的名称改成本站的，该加引号的内容加上引号。

题目、category 这样的名称只有一个意思，改成“标题”“栏目”；意思拿不准的不动。
"""

from __future__ import annotations

from collections import Counter

from plugins.check.draft import Draft
from plugins.check.fields import find_other_key, split_pair
from plugins.check.rules.choice import CHOICES
from plugins.reading.front_matter import FrontMatterFault, read_plain_pairs, split_front_matter
from plugins.reading.new_article import quote_value
from plugins.reading.schema import chinese_name, spellings_of

NAME = "开头各项"

_QUOTES = ('"', "'")


def mend(draft: Draft) -> str:
    """Return the text with every line of front matter that can be told apart written right."""
    front, lines = draft.entry.front_matter, [draft.lines[number - 1] for number in draft.head]
    if not front.faults and read_plain_pairs(lines) is not None:
        return draft.text
    written = [split_pair(draft.lines[number - 1])[0] for number in draft.head]
    names = Counter(find_other_key(key, draft.keys) for key in written)
    changes = {
        number: _mend_line(draft, draft.lines[number - 1], names)
        for number in draft.head
        if not draft.runs_on(number)
    }
    return draft.replace_lines(changes)


def _mend_line(draft: Draft, line: str, names: Counter[str]) -> str:
    written, value = split_pair(line)
    name = find_other_key(written, draft.keys)
    is_known = written.casefold() in spellings_of(draft.keys)
    if not name or (names[name] > 1 and not is_known):
        return line  # of two lines for one field, which counts is not for a program to say
    if is_known and _is_read(draft, line, name) and not _stands_askew(draft, line):
        return line
    key = written if is_known else chinese_name(name, draft.keys)
    forms = [f"{key}: {value}".rstrip()]
    if name not in CHOICES and not _is_open(value):
        forms.append(f"{key}: {quote_value(value)}")
    return next((form for form in forms if _is_read(draft, form, name)), line)


def _is_read(draft: Draft, line: str, name: str) -> bool:
    """Tell whether a line by itself is read without help, and all that stands there."""
    front = split_front_matter(f"---\n{line}\n---\n", draft.keys)
    if front.faults or front.full_width_lines or name not in front.fields:
        return False
    value = split_pair(line)[1].strip()
    return value[:1] in (*_QUOTES, "[") or front.text_of(name) == value


def _stands_askew(draft: Draft, line: str) -> bool:
    """Tell whether a line's indent is what keeps the whole from being read."""
    faults = draft.entry.front_matter.faults
    return line != line.lstrip() and any(f.kind is FrontMatterFault.NOT_YAML for f in faults)


def _is_open(value: str) -> bool:
    """Tell whether a value is no text as it stands: a quote left open, a block of YAML."""
    is_block = value.rstrip("+-") in ("|", ">")
    return is_block or (value[:1] in _QUOTES and value.count(value[0]) == 1)
