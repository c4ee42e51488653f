"""Files that are no Word document: what they are, and what to send instead."""

from __future__ import annotations

import posixpath

from plugins.media.formats import find_media_type, name_other_picture, name_stranger
from plugins.model.file_kind import FILE_KINDS


class ImportRefused(ValueError):  # noqa: N818 (it says what happened)
    """A file does not become an article; says in Chinese why and what to do."""


WORD_SUFFIX = ".docx"

_WORD = "Word 文件"
_READ_ANYWAY = (_WORD, "压缩包", "老版本的 Word 或 WPS 文件", "")
"""What reading may find behind .docx: it looks inside and says itself what is wrong."""

_SEND_WORD = "请写稿的人发 Word 文件（.docx）"


def refuse_file(name: str, data: bytes) -> str:
    """Return why the file ``name`` can't become an article, and what to send; empty where it may.

    Told from its bytes first: a name is changed more easily.
    """
    if not data:
        return f"是空文件，可能没有传完。{_SEND_WORD}，再发一次"
    if find_media_type(data) or name_other_picture(data):
        return "是图片。图里是文字的，把字打出来；照片插到 Word 文件里用它的地方"
    found, suffix = name_stranger(data), posixpath.splitext(name)[1].lower()
    if suffix == WORD_SUFFIX:
        if found in _READ_ANYWAY:
            return ""
        return f"名字以 .docx 结尾，其实是{_space(found)}。{_SEND_WORD}"
    if found == _WORD and suffix != ".docm":
        return "是 Word 文件，名字却不以 .docx 结尾。改名为以 .docx 结尾，再导入"
    if suffix == ".md":
        return "已经是写成 .md 的稿件。移到 content/articles/单位/年/ 里，运行 invoke check"
    if kind := FILE_KINDS.get(suffix):
        return f"是{kind.name}。{kind.advice}"
    return f"是{_space(found)}。{_SEND_WORD}" if found else f"不是 Word 文件。{_SEND_WORD}"


def _space(words: str) -> str:
    """Return words that follow Chinese, with a space before a Latin letter."""
    return f" {words}" if words[:1].isascii() else words
