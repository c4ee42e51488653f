"""Why the working folder counts an article otherwise than the commits do."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping

from plugins.reading.places import CONTENT
from plugins.reading.records import ADOPTIONS
from plugins.reading.registry import FILES

ReadFile = Callable[[str], bytes | None]
"""Returns the bytes of a file of the working folder, nothing where there is none to read."""

_SHA1_DIGITS = 40
_SHARED = (ADOPTIONS.path, *FILES)
"""Files that decide with the article itself how it counts."""


def describe_uncommitted(path: str, blobs: Mapping[str, str], read: ReadFile) -> str:
    """Say what of the article at ``path`` is not committed; ``blobs`` are what is, by path."""
    data, blob = read(path), blobs.get(path, "")
    if data is None and blob:
        return "文件夹里删去了，还没有提交"
    if data is not None and not blob:
        return "还没有提交"
    if not _is_same(data, blob):
        return "改过，还没有提交"
    changed = [each for each in _SHARED if not _is_same(read(each), blobs.get(each, ""))]
    if changed:
        return f"{CONTENT}/{changed[0]} 改过，还没有提交"
    return "文件夹里的它没有通过检查，先运行 make check"


def _is_same(data: bytes | None, blob: str) -> bool:
    """Tell whether a file is what was committed, apart from its line ends."""
    if data is None or not blob:
        return data is None and not blob
    plain = data.replace(b"\r\n", b"\n")
    return blob in (_name_blob(data, blob), _name_blob(plain, blob))


def _name_blob(data: bytes, like: str) -> str:
    """Return the id that git gives to a file, by the kind of id that ``like`` is (gitglossary)."""
    digest = hashlib.sha1 if len(like) == _SHA1_DIGITS else hashlib.sha256
    return digest(b"blob %d\0" % len(data) + data).hexdigest()
