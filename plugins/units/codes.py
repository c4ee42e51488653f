"""Each unit's QR code: its verified account, or, as long as that is unknown, its own page here."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from plugins.model.output import FileOutput, Output, Owner
from plugins.model.portal import Portal
from plugins.model.registry import Site
from plugins.model.unit import Unit
from plugins.qrcodes.decoding import read_codes
from plugins.qrcodes.drawing import draw_code
from plugins.reading.registry import UNITS


def choose_code_text(unit: Unit, site: Site) -> str:
    """Return what a unit's code has to encode."""
    return unit.account.qr_link if unit.account.is_verified else site.url + unit.address


def compose_codes(portal: Portal) -> Iterator[Output]:
    """Yield every unit's code as a bitmap and as a drawing."""
    for unit in portal.registry.units:
        code = draw_code(choose_code_text(unit, portal.registry.site))
        owner = Owner(UNITS, unit.slug)
        yield FileOutput(unit.code_bitmap, owner, code.png)
        yield FileOutput(unit.code_drawing, owner, code.svg)


def find_wrong_codes(portal: Portal, read_file: Callable[[str], bytes]) -> Iterator[str]:
    """Yield a sentence for each code whose final picture does not lead where it should.

    ``read_file`` gives the bytes of a file of the finished site.
    """
    for unit in portal.registry.units:
        wanted = choose_code_text(unit, portal.registry.site)
        found = read_codes(read_file(unit.code_bitmap))
        if found != (wanted,):
            seen = "、".join(found) or "什么也没有"
            yield f"{unit.name}的二维码里读出的是 {seen}，应当是 {wanted}"
