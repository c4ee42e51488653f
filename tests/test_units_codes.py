"""QR codes: what each encodes, that phones can read it, and that a wrong one stops the build."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from plugins.build.content import compose_portal
from plugins.model.output import FileOutput
from plugins.model.portal import Portal
from plugins.qrcodes.decoding import read_codes
from plugins.qrcodes.drawing import SMALLEST_BITMAP, DrawnCode, draw_code
from plugins.reading.content_folder import ContentFolder
from plugins.units.codes import choose_code_text, find_wrong_codes, list_codes
from tests.builds import SMALL_CONTENT, build_small_site, stop_build
from tests.support import TODAY, read_site

LINK = "http://weixin.qq.com/r/TESTONLY_small_site"
OTHER = "http://weixin.qq.com/r/TESTONLY_other_site"
IN_WECHAT = 410
"""Pixels a code needs at least to be recognized in WeChat (product page, platform rules)."""
QUIET_ZONE = 4
"""Modules (ISO/IEC 18004, quiet zone of QR Code symbols)."""


@pytest.fixture(scope="module")
def portal() -> Portal:
    return compose_portal(ContentFolder(SMALL_CONTENT), TODAY)


def pictures_of(portal: Portal) -> dict[str, bytes]:
    outputs = [o for section in list_codes(portal) for o in section.list(**section.inputs)]
    return {o.path: o.make(**o.inputs) for o in outputs if isinstance(o, FileOutput)}


def find_codes(portal: Portal, pictures: dict[str, bytes]) -> list[str]:
    registry = portal.registry
    return list(find_wrong_codes(registry.units, registry.site, pictures.__getitem__))


@pytest.mark.parametrize("missing", [{"verified_on": None}, {"verified_by": ""}])
def test_a_link_that_nobody_verified_is_not_encoded(portal: Portal, missing: Any) -> None:
    unit = portal.registry.unit_by_slug["dongtou"]
    account = replace(unit.account, **missing)

    text = choose_code_text(replace(unit, account=account), portal.registry.site)

    assert "https://small.example/dongtou/" == text


@settings(max_examples=20)
@given(st.text("abcXYZ019-_", min_size=6, max_size=90))
def test_every_code_is_read_back_as_what_it_encodes(tail: str) -> None:
    text = f"http://weixin.qq.com/r/{tail}"

    assert (text,) == read_codes(draw_code(text).png)


@pytest.mark.parametrize("text", [LINK, "https://a.example/" + "long/" * 40])
def test_a_bitmap_is_large_and_white_around_as_wechat_needs_it(text: str) -> None:
    with Image.open(BytesIO(draw_code(text).png)) as image:
        pixels = image.convert("L")
    modules = 17 + 4 * next(n for n in range(1, 41) if pixels.width % (17 + 4 * n + 8) == 0)
    scale = pixels.width // (modules + 2 * QUIET_ZONE)
    quiet = QUIET_ZONE * scale

    dark = pixels.point(lambda value: 255 - value).getbbox()

    assert pixels.width == pixels.height >= SMALLEST_BITMAP >= IN_WECHAT
    assert {0, 255} == set(pixels.tobytes())
    assert (quiet, quiet, pixels.width - quiet, pixels.height - quiet) == dark


def test_the_drawing_shows_the_same_modules_as_the_bitmap() -> None:
    code = draw_code(LINK)
    drawing = code.svg.decode()
    side = int(drawing.split('viewBox="0 0 ')[1].split(" ")[0])
    with Image.open(BytesIO(code.png)) as image:
        small = image.convert("L").resize((side, side), Image.Resampling.NEAREST)

    for y in range(side):
        for x in range(side):
            assert (small.getpixel((x, y)) == 0) == (f"M{x},{y}h1v1h-1z" in drawing)


def test_the_same_text_is_drawn_to_the_same_bytes() -> None:
    assert draw_code(LINK) == draw_code(LINK)


def lead_elsewhere(data: bytes) -> bytes:
    return draw_code(OTHER).png


def blank(data: bytes) -> bytes:
    with Image.open(BytesIO(data)) as image:
        buffer = BytesIO()
        Image.new("1", image.size, 1).save(buffer, "PNG")
    return buffer.getvalue()


def cut_off(data: bytes) -> bytes:
    return data[: len(data) // 2]


def put_two_in_one(data: bytes) -> bytes:
    one, other = Image.open(BytesIO(data)), Image.open(BytesIO(draw_code(OTHER).png))
    both = Image.new("1", (one.width + other.width, max(one.height, other.height)), 1)
    both.paste(one, (0, 0))
    both.paste(other, (one.width, 0))
    buffer = BytesIO()
    both.save(buffer, "PNG")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("spoil", "seen"),
    [
        (lead_elsewhere, OTHER),
        (blank, "什么也没有"),
        (cut_off, "什么也没有"),
        (put_two_in_one, OTHER),
    ],
)
def test_a_picture_that_leads_elsewhere_is_found(
    portal: Portal, spoil: Callable[[bytes], bytes], seen: str
) -> None:
    pictures = pictures_of(portal)
    pictures["dongtou/code.png"] = spoil(pictures["dongtou/code.png"])

    (said,) = find_codes(portal, pictures)

    assert said.startswith("洞头区的二维码")
    assert seen in said
    assert LINK in said


def test_right_pictures_give_no_complaint(portal: Portal) -> None:
    assert [] == find_codes(portal, pictures_of(portal))


def test_a_code_drawn_wrongly_stops_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if the drawing library had a fault: the other library reads something else.

    A code is drawn when it comes to encode something new: here the account was just corrected.
    """

    def draw_with_a_fault(text: str) -> DrawnCode:
        return draw_code(OTHER if text == LINK else text)

    before = shutil.copytree(SMALL_CONTENT, tmp_path / "content")
    registry = before / "data" / "units.toml"
    registry.write_text(registry.read_text("utf-8").replace(LINK, OTHER), "utf-8")
    old = read_site(build_small_site(tmp_path / "output", before))
    monkeypatch.setattr("plugins.qrcodes.drawing.draw_code", draw_with_a_fault)

    said = stop_build(SMALL_CONTENT, tmp_path / "output")

    assert "二维码和登记表不一致，站点没有更新" in said
    assert f"洞头区的二维码 dongtou/code.png 里读出的是 {OTHER}，应当是 {LINK}" in said
    assert old == read_site(tmp_path / "output")
