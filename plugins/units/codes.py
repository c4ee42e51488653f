"""Each unit's QR code: its verified account, or, as long as that is unknown, its own page here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from plugins.model.output import FileOutput, Output, Owner, Section
from plugins.model.portal import Portal
from plugins.model.registry import Site
from plugins.model.unit import Unit
from plugins.qrcodes.decoding import find_misread
from plugins.qrcodes.drawing import draw_bitmap, draw_drawing
from plugins.reading.registry import UNITS


def choose_code_text(unit: Unit, site: Site) -> str:
    """Return what a unit's code has to encode."""
    return unit.account.qr_link if unit.account.is_verified else site.url + unit.address


def list_codes(portal: Portal) -> Iterator[Section]:
    """Yield every unit's code as a bitmap and as a drawing."""
    for unit in portal.registry.units:
        inputs = {
            "slug": unit.slug,
            "bitmap": unit.code_bitmap,
            "drawing": unit.code_drawing,
            "encoded": choose_code_text(unit, portal.registry.site),
        }
        yield Section(f"code {unit.slug}", list_code, inputs)


def list_code(slug: str, bitmap: str, drawing: str, encoded: str) -> Iterator[Output]:
    """Yield one unit's code, to stand at the addresses ``bitmap`` and ``drawing``."""
    owner = Owner(UNITS, slug)
    yield FileOutput(bitmap, owner, draw_bitmap, {"encoded": encoded})
    yield FileOutput(drawing, owner, draw_drawing, {"encoded": encoded})


def find_wrong_codes(
    units: Iterable[Unit], site: Site, read_file: Callable[[str], bytes]
) -> Iterator[str]:
    """Yield a sentence for each code whose final picture does not lead where it should.

    ``read_file`` gives the bytes of a file of the finished site.
    """
    for unit in units:
        wanted = choose_code_text(unit, site)
        if wrong := find_misread(unit.code_bitmap, wanted, read_file):
            yield f"{unit.name}的二维码 {wrong}"
