"""What counts as the description of a picture, and what is only a name."""

from __future__ import annotations

import re

from plugins.model.pattern import compile_late

_PICTURE_NAME = compile_late(
    r"(?:.*\.(?:jpe?g|png|gif|webp|bmp|heic|heif|tiff?)"
    r"|(?:img|dsc|dscn?|mmexport|wx|screenshot|image|photo|pic(?:ture)?)[-_ ]?\d[\w-]*"
    r"|(?:微信图片|微信截图|屏幕截图|屏幕快照|qq图片|企业微信截图)[-_\d ]*"
    r"|(?:这|本|此|下|上|左|右)?[张幅]?(?:活动|现场|新闻|宣传|工作|文章|资料|相关)?"
    r"(?:图|图片|照片?|相片|配图|题图|插图|截图|封面图?|示意图|现场|合影|image|photo|picture)"
    r"[ :：]*(?:\d*|[一二三四五六七八九十]*|[（(][\d一二三四五六七八九十]+[)）]))",
    re.IGNORECASE,
)
_AROUND = " \t“”《》【】[]（）()：:，。,."


def is_only_a_name(description: str, title: str = "") -> bool:
    """Tell whether a picture's description is only its file name, the word 图片 or the title."""
    text = description.strip()
    is_title = bool(title) and text.strip(_AROUND) == title.strip(_AROUND)
    return is_title or any(map(_PICTURE_NAME.fullmatch, (text, text.strip(_AROUND))))
