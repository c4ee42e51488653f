"""Markdown to safe HTML, with everything a check wants to know about the way there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from plugins.model.article import Body
from plugins.reading.limits import NESTING_LIMIT, Excess, ExcessFound, find_excess
from plugins.reading.links import Link
from plugins.reading.picture_use import FindPicture, PictureUse
from plugins.reading.prose import count_characters, reading_minutes, strip_markup


@dataclass(frozen=True)
class BodyReading:
    """A body as read: the safe result, and what stood in the source.

    ``body`` is missing where the text goes beyond the limits of size and nesting,
    or where the parser could not read it; ``text`` is the same without markup.
    """

    body: Body | None
    text: str = ""
    links: tuple[Link, ...] = ()
    pictures: tuple[PictureUse, ...] = ()
    excess: tuple[ExcessFound, ...] = ()

    @property
    def says_anything(self) -> bool:
        """Whether there is a word to read or a picture to see."""
        return self.body is not None and bool(self.text or self.pictures)


def read_body(
    text: str, first_line: int, path: str, find_picture: FindPicture, *, has_cover: bool = False
) -> BodyReading:
    """Read Markdown ``text`` that begins on ``first_line`` of the file at ``path``.

    The first picture of a text that ``has_cover`` is not the first one on its page.
    """
    excess = find_excess(text)
    if excess:
        return BodyReading(None, excess=excess)
    from plugins.reading.markdown_html import render_markdown  # loads the parser when asked

    try:
        line_of = _line_finder(text, first_line)
        rendered = render_markdown(text, path, line_of, find_picture, has_cover=has_cover)
    except RecursionError:
        return BodyReading(
            None, excess=(ExcessFound(Excess.NESTING, 1, NESTING_LIMIT + 1, NESTING_LIMIT),)
        )
    except Exception:
        # Python-Markdown 3.11 raises on some notes inside notes; whatever else it
        # may raise on, one text must not keep all others from being read.  The
        # check's own safeguard names the file.
        return BodyReading(None)
    plain = strip_markup(rendered.html)
    body = Body(
        html=rendered.html,
        minutes=reading_minutes(count_characters(plain)),
        headings=rendered.headings,
        pictures=tuple(dict.fromkeys(use.picture for use in rendered.pictures if use.picture)),
    )
    return BodyReading(body, plain, rendered.links, rendered.pictures)


def _line_finder(text: str, first_line: int) -> Callable[[str], int]:
    """Return a function that finds the line on which a target is first written."""

    def line_of(target: str) -> int:
        for wanted in (f"({target}", target):
            place = text.find(wanted)
            if place >= 0:
                return first_line + text.count("\n", 0, place)
        return first_line

    return line_of
