"""The faces that cards are set in: files named by the settings, or found by fontconfig."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import count

from plugins.repost.settings import RepostSettings

HOW_TO_GET_ONE = (
    "没有找到中文字体，这次不画转发图片，其余照常。"
    "Debian、Ubuntu 上安装：apt-get install fontconfig fonts-noto-cjk；"
    '或者在 pelicanconf.py 里写 REPOST = {"font": "字体文件的路径"}'
)
"""What the build says once where there is no font."""

_SERIF = ("Source Han Serif SC", "Noto Serif CJK SC", "Noto Serif SC", "Songti SC", "SimSun")
_SANS = ("Source Han Sans SC", "Noto Sans CJK SC", "Noto Sans SC", "PingFang SC",
         "Microsoft YaHei", "WenQuanYi Micro Hei")  # fmt: skip
_BOLD, _REGULAR = 200, 80
"""Weights as fontconfig counts them."""

_QUESTION = ("fc-list", "--format", "%{file}\\t%{index}\\t%{weight}\\t%{family}\\n",
             ":lang=zh-cn:scalable=true")  # fmt: skip
_PATIENCE = 30
"""Seconds; the first question after fonts were installed makes fontconfig read all of them."""


FONT_PLACES = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/usr/bin/fc-list",
    os.path.expanduser("~/.local/share/fonts"),
    os.path.expanduser("~/.fonts"),
)
"""Where a font, or fontconfig itself, appears when somebody installs it."""


@dataclass(frozen=True)
class FoundFont:
    """A face that fontconfig knows; ``families`` are its names."""

    path: str
    index: int
    weight: int
    families: tuple[str, ...]


@dataclass(frozen=True)
class Face:
    """One face of a font file; ``state`` is the file's, as the disk tells it.

    A font holds 20 MB: hashing it would cost every build more than all else about cards.
    """

    path: str
    index: int
    state: str

    @property
    def fingerprint(self) -> str:
        """The name of the face as it is now."""
        return f"{self.state}-{self.index}"


@dataclass(frozen=True)
class Faces:
    """The face of titles and seals, and that of all other words."""

    title: Face
    text: Face


class FacePen:
    """A face at one size in pixels: measures texts, and is what Pillow draws with.

    Pillow's own layout is used everywhere, because the other one is not in every build of
    Pillow, and the same card shall have the same bytes.
    """

    def __init__(self, face: Face, size: int) -> None:
        from PIL import ImageFont  # loaded by those who draw

        self.size = size
        self.font = ImageFont.truetype(
            face.path, size, index=face.index, layout_engine=ImageFont.Layout.BASIC
        )
        self._advances: dict[str, float] = {}
        self._blanks: dict[str, tuple[float, float]] = {}

    def advance(self, text: str) -> float:
        """Return the width of a text set without breaks."""
        if text not in self._advances:
            self._advances[text] = self.font.getlength(text)
        return self._advances[text]

    def blanks(self, mark: str) -> tuple[float, float]:
        """Return how much of a mark is blank, left and right; at most half a character.

        It is measured, because marks stand in the middle in faces for Taiwan and Hong Kong,
        and quotes are narrow in those for Latin.
        """
        if mark not in self._blanks:
            mask, (start, _) = self.font.getmask2(mark, anchor="ls")
            left, _, right, _ = mask.getbbox() or (0, 0, mask.size[0], 0)
            most = max(0.0, self.advance(mark) - self.size / 2)
            after = self.advance(mark) - start - right
            self._blanks[mark] = (
                min(most, max(0.0, start + left)),
                min(most, max(0.0, after)),
            )
        return self._blanks[mark]


@lru_cache(maxsize=64)
def load_pen(face: Face, size: int) -> FacePen:
    """Return the pen of a face at a size, each opened once."""
    return FacePen(face, size)


def find_faces(settings: RepostSettings) -> Faces | None:
    """Return the faces to draw with; says how to get one where there is none.

    Raises ``ValueError`` for a file of the settings that is no font with Chinese characters.
    """
    text, title = settings.font, settings.title_font
    found = [] if text or title else list(_ask_fontconfig())
    chosen_text = _open_chosen(text or title, "font") or _choose(found, _SANS, _REGULAR)
    chosen_title = _open_chosen(title or text, "title_font") or _choose(found, _SERIF, _BOLD)
    if not chosen_text or not chosen_title:
        # Pelican's log is silent while we build.
        print(HOW_TO_GET_ONE, file=sys.stderr)
        return None
    return Faces(title=chosen_title, text=chosen_text)


def rank_fonts(found: Sequence[FoundFont], families: Sequence[str], weight: int) -> list[FoundFont]:
    """Return fonts from the most to the least welcome; the order does not depend on theirs."""

    def rank(font: FoundFont) -> tuple[int, bool, int, str, int]:
        known = [families.index(name) for name in font.families if name in families]
        is_mono = any("Mono" in name for name in font.families)
        away = abs(font.weight - weight)
        return (min(known, default=len(families)), is_mono, away, font.path, font.index)

    return sorted(found, key=rank)


def _ask_fontconfig() -> Iterator[FoundFont]:
    """Yield every face with the characters of Chinese as written on the mainland."""
    try:
        asked = subprocess.run(
            _QUESTION, capture_output=True, encoding="utf-8", check=False, timeout=_PATIENCE
        )
    except (OSError, UnicodeDecodeError, subprocess.TimeoutExpired):
        return
    for line in asked.stdout.splitlines():
        path, index, weight, families = (line.split("\t") + [""] * 4)[:4]
        # A variable font tells a range of weights; its instances stand beside it.
        if index.isdigit() and weight.isdigit():
            yield FoundFont(path, int(index), int(weight), tuple(families.split(",")))


def _choose(found: Sequence[FoundFont], families: Sequence[str], weight: int) -> Face | None:
    for font in rank_fonts(found, families, weight):
        if face := _open_face(font.path, font.index):
            return face
    return None


def _open_chosen(path: str, setting: str) -> Face | None:
    """Return the face of a file that the settings name; of a collection, the mainland's."""
    if not path:
        return None
    face = _open_face(path, _find_mainland(path))
    if face is None:
        raise ValueError(f"REPOST 的 {setting} 应当是一个中文字体文件，{path} 不是")
    return face


def _find_mainland(path: str) -> int:
    """Return the number of the face called SC in a collection, else the first."""
    from PIL import ImageFont

    for index in count():
        try:
            family = ImageFont.truetype(path, 16, index=index).getname()[0] or ""
        except OSError:
            return 0
        if family.endswith((" SC", " CN", " GB")):
            return index
    raise AssertionError("a collection has an end")


def _open_face(path: str, index: int) -> Face | None:
    """Return a face that draws Chinese characters; two that it lacks would look the same."""
    try:
        facts = os.stat(path)
        face = Face(path, index, f"{facts.st_size}-{facts.st_mtime_ns}")
        font = load_pen(face, 16).font
        one, other = (bytes(font.getmask(sign)) for sign in "文明")
    except OSError:
        return None
    return face if one != other else None
