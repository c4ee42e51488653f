"""Draws the small site's pictures: `python tests/sites/small/make_pictures.py`."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

CONTENT = Path(__file__).resolve().parent / "content" / "articles"

PICTURES = {
    "wenzhou/2026/crossing.png": ((60, 26), "#5b6168", "#fbf8f1"),
    "wenzhou/2026/not-yet.png": ((12, 12), "#ffffff", "#c0392b"),
    "dongtou/2026/tide.png": ((48, 32), "#d9c7a0", "#3f7fa6"),
}
"""Path, size, ground and stripes."""


def draw_picture(size: tuple[int, int], ground: str, stripes: str) -> Image.Image:
    """Draw stripes four pixels wide on a plain ground."""
    image = Image.new("RGB", size, ground)
    for left in range(0, size[0], 8):
        image.paste(stripes, (left, size[1] // 3, left + 4, size[1]))
    return image


if __name__ == "__main__":
    for path, (size, ground, stripes) in PICTURES.items():
        draw_picture(size, ground, stripes).save(CONTENT / path, optimize=True)
