"""Marks and spaces of Chinese copy: what a line should look like, names and quotations kept.

Most of it is autocorrect's work (huacnlee/autocorrect 2.14, rules ``fullwidth``,
``no-space-fullwidth`` and ``halfwidth-word``).  Its rules that put spaces beside
digits and letters stay off: official documents write 2026年11月25日 without any.
What it leaves alone follows GB/T 15834-2011 (marks: 4.7 colon and 4.6 semicolon,
4.8 quotation marks, 4.9 brackets, 4.11 ellipsis).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache

from plugins.check.source_lines import FILLER, fill_addresses
from plugins.model.pattern import compile_late

_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_HAN_SIGN = compile_late(f"[{_HAN}]")
_MARK = "，。！？；：、）》」』】（《「『【"
_WIDE_WORD = "０-９Ａ-Ｚａ-ｚ"

_SUSPECT = re.compile(
    rf'[ ,.?!:;"({_WIDE_WORD}](?:'
    rf"(?<=[{_WIDE_WORD}])"
    rf'|(?<=[{_HAN}][,.?!:;"(])'
    rf'|(?<=[,?!:;"])(?=[{_HAN}])'
    rf"|(?<= )(?=[{_MARK}])"
    rf"|(?<=[{_MARK}] )"
    r'|(?<="))'
)
_TWICE = ("，，", "。。", "！！", "？？")
"""One or the other stands in every line that may come out otherwise."""

_QUOTED = compile_late(
    r"(?<=“)[^“”]{1,200}(?=”)|(?<=‘)[^‘’]{1,200}(?=’)|(?<=「)[^「」]{1,200}(?=」)"
    r"|(?<=『)[^『』]{1,200}(?=』)|(?<=《)[^《》]{1,200}(?=》)|(?<=[0-9])：(?=[0-9])|<[^<>]{1,200}>"
)
"""Other people's words and titles of works, kept as they are; 8：30, as good as 8:30; HTML."""

_START = re.compile(r"^[ \t]*(?:[-*+][ \t]+|\d{1,9}[.、][ \t]*|#{1,6}[ \t]*|\[\^[^\]]+\]:[ \t]*)*")
"""Markdown's own marks at the start of a line."""

_RULES = (
    "space-word", "space-punctuation", "space-bracket", "space-dash", "space-backticks",
    "space-dollar", "fullwidth", "no-space-fullwidth", "no-space-fullwidth-quote",
    "halfwidth-word", "halfwidth-punctuation", "spellcheck",
)  # fmt: skip
_RULES_WANTED = ("fullwidth", "no-space-fullwidth", "halfwidth-word")

_ROUNDS = 5
_FULL_WIDTH = str.maketrans(",:;?!", "，：；？！")


def _widen(found: re.Match[str]) -> str:
    return found[0].translate(_FULL_WIDTH)


_OWN: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (compile_late(rf'"(?=[^"]{{0,80}}[{_HAN}])([^"]{{1,80}})"'), r"“\1”"),
    (compile_late(rf"(?<=[{_HAN}])\((?=[^()]{{0,80}}[{_HAN}])([^()]{{1,80}})\)"), r"（\1）"),
    (compile_late(rf"(?<=[{_HAN}])(?:\.{{3,6}}|。{{3,6}})"), "……"),
    (compile_late(r"([，。！？])\1+"), r"\1"),
    (compile_late(rf"(?<=[{_HAN}])[:;](?![:;/])|;(?=[{_HAN}])"), _widen),
    (compile_late(rf"(?<=[”’》）】」』])[,:;?!](?=[{_HAN}“《]|$)"), _widen),
)


def is_suspect(text: str) -> bool:
    """Tell whether anything in ``text`` may have to be corrected; quick for what is right."""
    return bool(_SUSPECT.search(text)) or any(marks in text for marks in _TWICE)


def correct_copy(written: str, prose: str, names: re.Pattern[str] | None = None) -> str:
    """Return a line with its marks and spaces as they should be.

    ``prose`` is the same line with code spans filled (``source_lines.prose_lines``);
    ``names`` matches what is kept as it is written, as code, addresses and
    quotations are.
    """
    start = _START.match(prose)
    begin, end = start.end() if start else 0, len(prose.rstrip())
    masked = fill_addresses(prose)[begin:end]
    for pattern in filter(None, (names, _QUOTED)):
        masked = pattern.sub(lambda found: FILLER * len(found[0]), masked)
    corrected = _correct(masked) if _HAN_SIGN.search(masked) else masked
    if corrected == masked or corrected.count(FILLER) != masked.count(FILLER):
        return written
    pairs = zip(written[begin:end], masked, strict=True)
    kept = iter([sign for sign, mask in pairs if mask == FILLER])
    text = "".join(next(kept) if sign == FILLER else sign for sign in corrected)
    return f"{written[:begin]}{text}{written[end:]}"


def _correct(text: str) -> str:
    """Correct until nothing changes any more: one mark put right can show up another."""
    for _ in range(_ROUNDS):
        before = text
        for pattern, right in _OWN:
            text = pattern.sub(right, text)
        text = _load_autocorrect()(text)
        if text == before:
            break
    return text


@cache
def _load_autocorrect() -> Callable[[str], str]:
    """Return the library's function, set up for the whole process the first time."""
    import autocorrect_py  # loaded only where a line is suspect

    wanted = {rule: int(rule in _RULES_WANTED) for rule in _RULES}
    config = json.dumps({"rules": wanted})
    autocorrect_py.load_config(config)  # type: ignore[attr-defined]  # its stubs lack it
    return autocorrect_py.format
