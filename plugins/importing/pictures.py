"""The pictures of a Word file: cleaned for keeping, and described by whoever imports them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from plugins.importing.clerk import Ask
from plugins.importing.hints import take_off_hints
from plugins.importing.word import WordPicture
from plugins.media.cleaning import CleanSource, clean_source
from plugins.media.metadata import Trace
from plugins.reading.schema import PICTURE_ALT_LIMIT

_PICTURE = re.compile(r"!\[(?P<alt>(?:\\.|[^\]\\])*)\]\(picture-(?P<number>\d+)(?=[ )])")
_WHOLE_PICTURE = re.compile(_PICTURE.pattern + r"[^)]*\)")
_MARKUP = re.compile(r"[\[\]\\]")
_WORDS_BEFORE = 24
"""Characters before a picture by which whoever is asked recognizes it."""

_TRACES = {Trace.PLACE: "拍摄地点", Trace.OWNER: "拍摄人或相机编号"}


def refuse_body(body: str) -> str:
    """Say what is wrong with a body that holds no words; empty where nothing is.

    Pictures with captions are an article, too.
    """
    if _WHOLE_PICTURE.sub("", body).strip() or any(p["alt"] for p in _PICTURE.finditer(body)):
        return ""
    return "只有图片，没有文字。是扫描件或截图，把字打出来" if body else "没有正文"


def clean_pictures(pictures: Sequence[WordPicture]) -> list[CleanSource]:
    """Return the pictures as they are to be kept; raises ``ValueError`` naming every bad one."""
    clean: list[CleanSource] = []
    bad: list[str] = []
    for number, picture in enumerate(pictures, 1):
        try:
            clean.append(clean_source(picture.data, picture.crop))
        except ValueError as reason:
            bad.append(f"第 {number} 张图片：{reason}")
    if bad:
        raise ValueError("；".join(bad))
    return clean


def say_removed(pictures: Sequence[CleanSource]) -> str:
    """Say what was taken out of pictures that nobody should learn; empty where nothing was."""
    counts = {
        words: sum(trace in picture.removed for picture in pictures)
        for trace, words in _TRACES.items()
    }
    said = "，".join(f"{words}（{count} 张）" for words, count in counts.items() if count)
    return f"去掉了图片里的{said}" if said else ""


def describe_pictures(body: str, ask: Ask | None) -> str:
    """Return ``body`` with a description for every picture that had none, as far as given.

    Where nobody can be asked, or presses Enter, it stays empty: the check asks for it.
    """

    def describe(found: re.Match[str]) -> str:
        alt = take_off_hints(found["alt"])
        if not alt and ask:
            alt = _ask_alt(ask, found["number"], body[: found.start()])
        return f"![{alt}](picture-{found['number']}"

    return _PICTURE.sub(describe, body)


def _ask_alt(ask: Ask, number: str, before: str) -> str:
    words = " ".join(_WHOLE_PICTURE.sub(" ", before).split())[-_WORDS_BEFORE:]
    place = f"在“…{words}”后面" if words else "在正文最前面"
    try:
        answer = ask(f"第 {number} 张图片（{place}）里有什么？直接按回车先空着：")
    except EOFError:
        return ""
    return _MARKUP.sub("", " ".join(answer.split()))[:PICTURE_ALT_LIMIT]
