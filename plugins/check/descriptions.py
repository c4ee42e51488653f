"""What several rules ask about the description of a picture."""

from __future__ import annotations

import re

_PICTURE_NAME = re.compile(
    r"^(?:.*\.(?:jpe?g|png|gif|webp|bmp|heic)|(?:img|dsc|mmexport|screenshot)[-_ ]?\d[\w-]*"
    r"|微信图片[_\d ]*|图片?\s*\d*|图\s*\d+|配图|题图|照片\s*\d*|image\s*\d*|photo\s*\d*)$",
    re.IGNORECASE,
)


def is_only_a_name(description: str) -> bool:
    """Tell whether a picture's description is only its file name or the word 图片."""
    return bool(_PICTURE_NAME.match(description.strip()))
