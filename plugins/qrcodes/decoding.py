"""Reading QR codes back, with another library than the one that draws them (zxing-cpp)."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO


def read_codes(picture: bytes) -> tuple[str, ...]:
    """Return the texts of all QR codes in a picture, from top to bottom.

    A picture that can't be opened holds none.
    """
    import zxingcpp
    from PIL import Image

    try:
        with Image.open(BytesIO(picture)) as image:
            pixels = image.convert("L")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return ()
    found = zxingcpp.read_barcodes(
        pixels, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    )
    return tuple(code.text for code in found)


def find_misread(picture: str, wanted: str, read_file: Callable[[str], bytes]) -> str:
    """Return a sentence where the code at ``picture`` does not hold ``wanted``; else nothing.

    ``read_file`` gives the bytes of a file of the finished site.
    """
    found = read_codes(read_file(picture))
    if found == (wanted,):
        return ""
    seen = "、".join(found) or "什么也没有"
    return f"{picture} 里读出的是 {seen}，应当是 {wanted}"
