"""Bytes of a sheet that somebody sends to its rows: .xlsx, .csv, and tables in a web page.

What it is follows from the bytes, never from the name: the platform of official
accounts gives a web page the name ``user_analysis.xls``.
"""

from __future__ import annotations

from plugins.reading.sheet_form import FILE_LIMIT, SAVE_ANEW, NotSheet, Sheet
from plugins.reading.sheet_text import read_text_sheets

_ZIP = b"PK\x03\x04"
"""How a zip begins (PKWARE APPNOTE 4.3.7): .xlsx is one."""

_CONTAINER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How an OLE container begins ([MS-CFB] 2.2): an old .xls or .et, or a file with a password."""

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""The stream in which Office keeps a file with a password ([MS-OFFCRYPTO] 2.3.4.4)."""

_OTHERS = ((b"%PDF", "PDF 文件"), (b"\x89PNG", "图片"), (b"\xff\xd8\xff", "图片"))


def read_sheets(data: bytes) -> tuple[Sheet, ...]:
    """Return the sheets of a file; raises ``NotSheet`` with what to do instead.

    Nothing that the file refers to outside itself is followed, and no formula is computed.
    """
    if not data.strip():
        raise NotSheet("是空文件，可能没有传完。请再要一份")
    if len(data) > FILE_LIMIT:
        limit = FILE_LIMIT // 1_000_000
        raise NotSheet(f"超过了 {limit} MB。删去图片和用不着的内容再试")
    if data.startswith(_CONTAINER):
        if _ENCRYPTED in data:
            raise NotSheet("有密码，读不出来。请去掉密码，另存为 .xlsx 再试")
        raise NotSheet(f"是旧版的表格（.xls 或 .et），读不出来。{SAVE_ANEW}")
    for start, name in _OTHERS:
        if data.startswith(start):
            raise NotSheet(f"是{name}，不是表格。请要 .xlsx 或 .csv 文件")
    if data.startswith(_ZIP):
        from plugins.reading.sheet_book import read_book  # openpyxl takes a tenth of a second

        return read_book(data)
    return read_text_sheets(data)
