"""QR codes drawn for phones: a bitmap that WeChat can long-press, and an SVG for print."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

QUIET_ZONE = 4
"""Modules of white around a code (ISO/IEC 18004, quiet zone of QR Code symbols)."""

SMALLEST_BITMAP = 480
"""Pixels; WeChat reads codes from about 410 px (product page, platform rules)."""


@dataclass(frozen=True)
class DrawnCode:
    """One code in its two forms, and the text it encodes."""

    text: str
    png: bytes
    svg: bytes


@lru_cache(maxsize=1)
def draw_code(text: str) -> DrawnCode:
    """Draw ``text`` black on white; the bytes depend on the text alone.

    A code is asked for in one form and then in the other.
    """
    modules = list_modules(text)
    return DrawnCode(text, _draw_bitmap(modules), _draw_svg(modules))


def list_modules(text: str) -> list[list[bool]]:
    """Return the code of ``text`` row by row with its quiet zone; dark modules are true."""
    import qrcode
    from qrcode.constants import ERROR_CORRECT_M

    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=QUIET_ZONE)
    code.add_data(text)
    code.make(fit=True)
    return [[bool(module) for module in row] for row in code.get_matrix()]


def draw_bitmap(encoded: str) -> bytes:
    """Return the code of a text as PNG."""
    return draw_code(encoded).png


def draw_drawing(encoded: str) -> bytes:
    """Return the code of a text as SVG."""
    return draw_code(encoded).svg


def _draw_bitmap(modules: list[list[bool]]) -> bytes:
    from PIL import Image

    side = len(modules)
    scale = -(-SMALLEST_BITMAP // side)
    image = Image.new("1", (side, side), 1)
    image.putdata([0 if module else 1 for row in modules for module in row])
    large = image.resize((side * scale, side * scale), Image.Resampling.NEAREST)
    buffer = BytesIO()
    large.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _draw_svg(modules: list[list[bool]]) -> bytes:
    side = len(modules)
    path = "".join(
        f"M{x},{y}h1v1h-1z" for y, row in enumerate(modules) for x, dark in enumerate(row) if dark
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}"'
        f' shape-rendering="crispEdges"><path fill="#fff" d="M0,0h{side}v{side}H0z"/>'
        f'<path d="{path}"/></svg>\n'
    ).encode()
