"""Setting Chinese text in lines: where a line may break, and how wide marks stand.

The rules are those of "Requirements for Chinese Text Layout" (W3C clreq), 3.1:
no mark that closes begins a line and none that opens ends one, dashes and dots of
two characters stay whole, and so do Latin words and numbers; the blank half of a
mark goes where two marks meet and at both ends of a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from typing import Protocol

from plugins.reading.prose import WIDE

CLOSING = frozenset("。，、；：？！）》〉」』】〕〗〞”’…—～·％‰℃,.!?:;)]}%")
"""Marks that begin no line."""

OPENING = frozenset("（《〈「『【〔〖〝“‘￥＄([{$¥#")
"""Marks that end no line."""

SENTENCE_END = re.compile(r"[。！？!?…]+[”’」』）》)]*|\.(?=\s|\Z)|(?<=[^\n])(?=\n)|\Z")
ELLIPSIS = "……"

_RUN = re.compile(rf"—+|…+|\s+|[^\s{WIDE}]+|.")
_PICTOGRAPHS = re.compile("[\U0001f000-\U0001faff\ufe0f\u200d\u20e3]")
"""Faces for text hold no pictographs, and a card with empty boxes is worse than one without."""

_BREATH = 8
"""An eighth of the size stands between Chinese and Latin (CSS Text 4, text-autospace)."""

_PAUSES = frozenset("，。：；！？—…》”）,:;!? ")
_AT_A_PAUSE = 8.0
"""A title may be this much more uneven (square characters) to break where a reader pauses."""

_STRETCH = 1.25
"""Characters that a line may lack and still be stretched to the margin; gaps would show."""


class Pen(Protocol):
    """What a face at one ``size`` measures, in pixels."""

    @property
    def size(self) -> int:
        """The side of a Chinese character."""

    def advance(self, text: str) -> float:
        """Return the width of a text set without breaks."""

    def blanks(self, mark: str) -> tuple[float, float]:
        """Return how much of a mark is blank, left and right; at most half a character."""


@dataclass(frozen=True)
class Line:
    """A line as it is drawn: texts with their places from the left, and its width."""

    runs: tuple[tuple[str, float], ...]
    width: float

    @property
    def text(self) -> str:
        """All that stands in the line."""
        return "".join(text for text, _ in self.runs)


@dataclass(frozen=True)
class _Piece:
    """What no line cuts: its width, the gap before it, what it saves at a line's ends."""

    text: str
    width: float
    gap: float
    head: float
    tail: float


def set_line(text: str, pen: Pen, stretched_to: float = 0.0) -> Line:
    """Set ``text`` in one line; a width to be ``stretched_to`` is shared by all gaps."""
    runs = _RUN.findall(text.strip())
    if not runs:
        return Line((), 0.0)
    gaps = [-_blank(runs[0], pen, 0), *(_gap(a, b, pen) for a, b in pairwise(runs))]
    widths = [pen.advance(run) for run in runs]
    width = sum(gaps) + sum(widths) - _blank(runs[-1], pen, 1)
    more = max(0.0, stretched_to - width) / max(1, len(runs) - 1)
    places = accumulate(w + g + more for w, g in zip(widths, gaps[1:], strict=False))
    begun = (gaps[0], *(gaps[0] + place for place in places))
    return Line(tuple(zip(runs, begun, strict=True)), width + more * (len(runs) - 1))


def set_title(text: str, pen: Pen, limit: float) -> tuple[Line, ...]:
    """Set a title in as few lines as there must be, all about as long."""
    pieces = _find_pieces(text, pen, limit)
    stops = _fill(pieces, limit)
    if len(stops) > 1:
        stops = _balance(pieces, limit, len(stops), pen.size) or stops
    return tuple(set_line(line, pen) for line in _cut(pieces, stops))


def set_paragraph(text: str, pen: Pen, limit: float) -> tuple[Line, ...]:
    """Set a paragraph in full lines; the last one is not left with a single character."""
    pieces = _find_pieces(text, pen, limit)
    stops = _fill(pieces, limit)
    if len(stops) > 1 and stops[-1] - stops[-2] == 1 and stops[-2] - _before(stops, -2) > 4:
        shared = stops[-2] - 1
        if _width(pieces, shared, stops[-1]) <= limit:
            stops[-2] = shared
    *full, last = _cut(pieces, stops) or [""]
    lines = [set_line(line, pen) for line in full]
    most = _STRETCH * pen.size
    wide = [set_line(x.text, pen, limit) if limit - x.width <= most else x for x in lines]
    return (*wide, set_line(last, pen))


def list_sentences(text: str) -> Iterator[str]:
    """Yield ``text`` cut behind each whole sentence; a paragraph's end is a sentence's end."""
    start = 0
    for found in SENTENCE_END.finditer(text):
        if text[start : found.end()].strip():
            yield text[start : found.end()]
            start = found.end()


def leave_out_pictographs(text: str) -> str:
    """Return ``text`` without the little pictures that keyboards offer."""
    return _PICTOGRAPHS.sub("", text)


def _blank(run: str, pen: Pen, side: int) -> float:
    """Return what a run saves at a line's end: on the left (0) as an opening mark, or right."""
    if len(run) == 1 and run in (OPENING, CLOSING)[side]:
        return pen.blanks(run)[side]
    return 0.0


def _gap(one: str, other: str, pen: Pen) -> float:
    """Return the space between neighbours; two marks share their blank."""
    if len(one) == len(other) == 1:
        if one in CLOSING and other in CLOSING | OPENING:
            return -_blank(one, pen, 1)
        if one in OPENING and other in OPENING:
            return -_blank(other, pen, 0)
    if _is_latin(one[-1]) != _is_latin(other[0]) and one[-1].isalnum() and other[0].isalnum():
        return pen.size / _BREATH
    return 0.0


def _is_latin(character: str) -> bool:
    return re.match(rf"[^\s{WIDE}]", character) is not None


def _find_pieces(text: str, pen: Pen, limit: float) -> list[_Piece]:
    texts: list[str] = []
    for run in _RUN.findall(text.strip()):
        is_bound = bool(texts) and (
            run.isspace() or run[0] in CLOSING or texts[-1].rstrip()[-1:] in OPENING
        )
        if is_bound:
            texts[-1] += run
        else:
            texts.append(run)
    pieces: list[_Piece] = []
    for before, whole in pairwise(["", *texts]):
        first, *others = _chop(whole, pen, limit)
        pieces.append(_measure(before, first, pen))
        # What had to be cut off begins a line: no gap as wide as that fits into one.
        pieces += [replace(_measure("", other, pen), gap=limit) for other in others]
    return pieces


def _chop(text: str, pen: Pen, limit: float) -> Iterator[str]:
    """Yield ``text``, or the parts of a text that alone is longer than a line."""
    while len(text) > 1 and set_line(text, pen).width > limit:
        fits = (n for n in range(len(text) - 1, 1, -1) if set_line(text[:n], pen).width <= limit)
        stop = next(fits, 1)
        yield text[:stop]
        text = text[stop:]
    yield text


def _measure(before: str, text: str, pen: Pen) -> _Piece:
    runs = _RUN.findall(text)
    gap = _gap(_RUN.findall(before)[-1], runs[0], pen) if before else 0.0
    width = sum(map(pen.advance, runs)) + sum(_gap(a, b, pen) for a, b in pairwise(runs))
    is_spaced = runs[-1].isspace() and len(runs) > 1
    tail = pen.advance(runs[-1]) if is_spaced else 0.0
    tail += _blank(runs[-2] if is_spaced else runs[-1], pen, 1)
    return _Piece(text, width, gap, _blank(runs[0], pen, 0), tail)


def _width(pieces: Sequence[_Piece], start: int, stop: int) -> float:
    """Return the width of a line of the pieces from ``start`` up to ``stop``."""
    line = pieces[start:stop]
    inside = sum(piece.width + piece.gap for piece in line)
    return inside - line[0].gap - line[0].head - line[-1].tail


def _fill(pieces: Sequence[_Piece], limit: float) -> list[int]:
    """Return where lines stop if each takes as much as it can."""
    stops: list[int] = []
    start = 0
    for stop in range(1, len(pieces) + 1):
        if stop - start > 1 and _width(pieces, start, stop) > limit:
            start = stop - 1
            stops.append(start)
    return [*stops, len(pieces)] if pieces else []


def _balance(pieces: Sequence[_Piece], limit: float, count: int, size: int) -> list[int]:
    """Return where ``count`` lines of about the same width stop, best at a pause."""
    fair = _width(pieces, 0, len(pieces)) / count
    best: dict[int, tuple[float, list[int]]] = {0: (0.0, [])}
    for number in range(1, count + 1):
        reached: dict[int, tuple[float, list[int]]] = {}
        for start, (cost, stops) in best.items():
            for stop in range(start + 1, len(pieces) + 1):
                width = _width(pieces, start, stop)
                if width > limit and stop - start > 1:
                    break
                is_pause = pieces[stop - 1].text[-1] in _PAUSES or number == count
                whole = cost + ((width - fair) / size) ** 2 + (0 if is_pause else _AT_A_PAUSE)
                if stop not in reached or whole < reached[stop][0]:
                    reached[stop] = (whole, [*stops, stop])
        best = reached
    return best.get(len(pieces), (0.0, []))[1]


def _cut(pieces: Sequence[_Piece], stops: Sequence[int]) -> list[str]:
    return [
        "".join(piece.text for piece in pieces[start:stop]) for start, stop in pairwise([0, *stops])
    ]


def _before(stops: Sequence[int], place: int) -> int:
    """Return where the line that stops at ``place`` begins."""
    return stops[place - 1] if len(stops) >= 1 - place else 0
