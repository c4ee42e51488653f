"""A picture cut down to the part that somebody chose; the rest is gone, not only hidden."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

_SIDES = {
    1: (0, 1, 2, 3), 2: (2, 1, 0, 3), 3: (2, 3, 0, 1), 4: (0, 3, 2, 1),
    5: (1, 0, 3, 2), 6: (3, 0, 1, 2), 7: (3, 2, 1, 0), 8: (1, 2, 3, 0),
}  # fmt: skip
"""For each orientation (Exif 3.0, 4.6.5) which stored side is left, top, right, bottom upright."""


@dataclass(frozen=True)
class Crop:
    """What is cut off at each side, as shares of the width or height, 0 to 1."""

    left: float = 0
    top: float = 0
    right: float = 0
    bottom: float = 0

    def __bool__(self) -> bool:
        """Whether anything is cut off."""
        return any((self.left, self.top, self.right, self.bottom))

    def turn_upright(self, orientation: int) -> Crop:
        """Return the same crop for the upright picture; this one is meant for the stored one."""
        sides = (self.left, self.top, self.right, self.bottom)
        return Crop(*(sides[side] for side in _SIDES[orientation]))

    def find_box(self, width: int, height: int) -> tuple[int, int, int, int]:
        """Return what stays of ``width`` × ``height`` pixels: left, top, right, bottom.

        A pixel that is cut through goes.  Raises ``ValueError`` with a Chinese
        sentence where none stays.
        """
        left, top = ceil(self.left * width), ceil(self.top * height)
        right, bottom = width - ceil(self.right * width), height - ceil(self.bottom * height)
        if left >= right or top >= bottom:
            raise ValueError("在 Word 里裁得什么也不剩；重新插入再交")
        return left, top, right, bottom


NO_CROP = Crop()


def crop_picture(image: Image.Image, crop: Crop) -> Image.Image:
    """Return what stays of an upright picture, in pixels of its own; raises ``ValueError``."""
    return image.crop(crop.find_box(*image.size))
