"""Every QR code of the site, read back from its final picture."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
import zxingcpp
from PIL import Image

from plugins.model.unit import Unit
from tests.showcase import ACCOUNT_LINK, URL, VERIFIED
from tests.site_pages import read_pages, sample_registry

SMALLEST = 410
"""Pixels; WeChat reads codes from about this size (product page, platform rules)."""

QUIET_ZONE = 4
"""Modules (ISO/IEC 18004, quiet zone of QR Code symbols)."""

UNITS = sample_registry().units
SITE_URL = sample_registry().site.url


@pytest.fixture(params=UNITS, ids=[unit.slug for unit in UNITS])
def unit(request: pytest.FixtureRequest) -> Unit:
    found: Unit = request.param
    return found


def test_bitmap_encodes_what_the_registry_says(public_site: Path, unit: Unit) -> None:
    """The verified account link exactly, and the unit's page here as long as there is none."""
    wanted = unit.account.qr_link if unit.account.is_verified else f"{SITE_URL}{unit.slug}/"

    assert [wanted] == _decode((public_site / unit.slug / "code.png").read_bytes())


def test_drawing_encodes_the_same_as_the_bitmap(public_site: Path, unit: Unit) -> None:
    folder = public_site / unit.slug
    painted = _paint((folder / "code.svg").read_text("utf-8"))

    assert _decode((folder / "code.png").read_bytes()) == _decode(painted)


def test_bitmap_is_large_enough_black_on_white_with_its_quiet_zone(
    public_site: Path, unit: Unit
) -> None:
    """Measured in the pixels of the file: the white border is four modules wide all around."""
    with Image.open(public_site / unit.slug / "code.png") as picture:
        pixels = picture.convert("L")

    dark = pixels.point(lambda value: 255 - value).getbbox()
    assert {0, 255} == set(pixels.tobytes())
    assert pixels.width == pixels.height >= SMALLEST
    assert dark
    left, top, right, bottom = dark
    module = _module_width(pixels, left, top)
    borders = (left, top, pixels.width - right, pixels.height - bottom)
    assert (QUIET_ZONE * module,) * 4 == borders


def test_verified_account_is_encoded_exactly(showcase: Path) -> None:
    assert [ACCOUNT_LINK] == _decode((showcase / VERIFIED / "code.png").read_bytes())


def test_verified_account_is_shown_as_one(showcase: Path) -> None:
    """Only a verified code is said to lead to the account."""
    verified, unverified = (read_pages(showcase)[f"{u}/index.html"] for u in (VERIFIED, "longwan"))

    assert "微信扫一扫关注" in verified.all("main")[0].text
    assert "待核实" not in verified.all("main")[0].text
    assert "微信扫一扫关注" not in unverified.all("main")[0].text
    assert "不是公众号二维码" in unverified.all("main")[0].text
    assert "待核实" in unverified.all("main")[0].text


def test_unverified_code_leads_to_the_page_under_the_sub_path(showcase: Path) -> None:
    assert [f"{URL}longwan/"] == _decode((showcase / "longwan" / "code.png").read_bytes())


def test_no_other_file_of_the_site_holds_a_code(public_site: Path) -> None:
    """Nobody can bring in a code of their own beside the registry's."""
    pictures = [p for p in public_site.rglob("*.png") if p.name != "code.png"]

    assert pictures
    assert [] == [path.name for path in pictures if _decode(path.read_bytes())]


def _decode(picture: bytes) -> list[str]:
    """Read codes that are black on white, as every phone does; some read the reverse as well."""
    with Image.open(BytesIO(picture)) as image:
        found = zxingcpp.read_barcodes(image.convert("L"), try_invert=False)
    return [code.text for code in found]


def _module_width(pixels: Image.Image, left: int, top: int) -> int:
    """Return the width of a module: a seventh of the finder pattern's dark upper edge."""
    dark = 0
    while not pixels.getpixel((left + dark, top)):
        dark += 1
    assert 0 == dark % 7
    return dark // 7


def _paint(svg: str, scale: int = 8) -> bytes:
    """Paint a drawing of unit squares (``M<x>,<y>h1v1h-1z``) on white as a PNG."""
    root = ElementTree.fromstring(svg)
    side = int(root.attrib["viewBox"].split()[2])
    ground, squares = (path.attrib["d"] for path in root)
    assert f"M0,0h{side}v{side}H0z" == ground
    image = Image.new("L", (side, side), 255)
    for square in squares.removeprefix("M").split("M"):
        place, rest = square.split("h", 1)
        assert "1v1h-1z" == rest
        x, y = map(int, place.split(","))
        image.putpixel((x, y), 0)
    large = image.resize((side * scale, side * scale), Image.Resampling.NEAREST)
    buffer = BytesIO()
    large.save(buffer, "PNG")
    return buffer.getvalue()
