"""What a file is, told from its first bytes: a picture we take, another one, or something else."""

from __future__ import annotations

import re

HEIC = "image/heic"

SUFFIXES = {
    "image/jpeg": (".jpg", ".jpeg"),
    "image/png": (".png",),
    "image/gif": (".gif",),
    "image/webp": (".webp",),
    HEIC: (".heic", ".heif"),
}
"""The endings of each accepted media type in lower case, the usual one first."""

PICTURE_SUFFIXES = frozenset(suffix for suffixes in SUFFIXES.values() for suffix in suffixes)
"""Every ending, in lower case, that an accepted picture may have."""

NAMES = {
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/gif": "GIF",
    "image/webp": "WebP",
    HEIC: "HEIC",
}
"""What people call each accepted media type."""

_SIGNATURES = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
)
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"})
"""Brands of pictures coded in HEVC (ISO/IEC 23008-12, annex B)."""

_BRANDS_LIMIT = 64
"""Bytes of a file type box that are looked at; telephones write some forty."""

_OTHER_PICTURES = (
    (b"II*\x00", "TIFF 图片"),
    (b"MM\x00*", "TIFF 图片"),
    (b"II+\x00", "TIFF 图片"),
    (b"MM\x00+", "TIFF 图片"),
    (b"BM", "BMP 图片"),
    (b"8BPS", "Photoshop 文件"),
    (b"\x00\x00\x01\x00", "图标文件"),
    (b"\x00\x00\x00\x0cJXL ", "JPEG XL 图片"),
    (b"\xff\x0a", "JPEG XL 图片"),
    (b"\x00\x00\x00\x0cjP  ", "JPEG 2000 图片"),
    (b"\xd7\xcd\xc6\x9a", "WMF 图形"),
    (b"\x01\x00\x00\x00\x58\x00\x00\x00", "EMF 图形"),
)
_NO_PICTURES = (
    (b"%PDF-", "PDF 文件"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "老版本的 Word 或 WPS 文件"),
    (b"{\\rtf", "RTF 文稿"),
    (b"Rar!", "压缩包"),
    (b"7z\xbc\xaf", "压缩包"),
    (b"\x1f\x8b", "压缩包"),
    (b"MZ", "程序"),
    (b"\x7fELF", "程序"),
    (b"#!", "程序"),
    (b"<?php", "程序"),
)
_HEAD = 4_096
"""Bytes at the beginning of a file that its kind is told from."""

_SVG = re.compile(rb"<svg[\s>]", re.IGNORECASE)
_WEB_PAGE = re.compile(rb"^\s*(?:<!--.*?-->\s*)*<(?:!doctype|html|head|body|script)", re.I | re.S)
_XML = re.compile(rb"^\s*<\?xml")


def find_media_type(data: bytes) -> str:
    """Return the media type of an accepted picture, or an empty text for anything else."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    if _list_brands(data) & _HEIC_BRANDS:
        return HEIC
    return next((kind for mark, kind in _SIGNATURES if data.startswith(mark)), "")


def name_other_picture(data: bytes) -> str:
    """Return what a picture of a format we don't take is called, empty where it is none."""
    if b"avif" in _list_brands(data):
        return "AVIF 图片"
    head = _plain_head(data)
    if _SVG.search(head) and (head.lstrip().startswith(b"<")):
        return "SVG 矢量图"
    return next((name for mark, name in _OTHER_PICTURES if data.startswith(mark)), "")


def name_stranger(data: bytes) -> str:
    """Return what a file that is no picture looks like, empty where that can't be told."""
    if data.startswith(b"PK\x03\x04"):
        return _name_archive(data)
    if data[4:8] == b"ftyp":
        return "视频"
    head = _plain_head(data)
    if _WEB_PAGE.search(head):
        return "网页"
    if _XML.search(head):
        return "XML 文件"
    return next((name for mark, name in _NO_PICTURES if data.startswith(mark)), "")


def _name_archive(data: bytes) -> str:
    """Tell an archive from the documents of Word, Excel and PowerPoint, which are archives, too."""
    kinds = ((b"word/", "Word 文件"), (b"xl/", "表格文件"), (b"ppt/", "演示文稿"))
    return next((name for mark, name in kinds if mark in data[: _HEAD * 16]), "压缩包")


def _list_brands(data: bytes) -> frozenset[bytes]:
    """Return the brands that a file of ISO's family says it keeps to (ISO/IEC 14496-12, 4.3)."""
    if data[4:8] != b"ftyp":
        return frozenset()
    end = min(int.from_bytes(data[:4], "big"), _BRANDS_LIMIT)
    return frozenset(data[place : place + 4] for place in (8, *range(16, end, 4)))


def _plain_head(data: bytes) -> bytes:
    return data[:_HEAD].removeprefix(b"\xef\xbb\xbf")
