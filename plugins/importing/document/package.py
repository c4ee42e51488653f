"""The parts of a .docx: a zip of untrusted bytes, read within limits and never unpacked."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO

from plugins.importing.document.word_xml import Element, XmlError, children, descend, parse_xml

FILE_LIMIT = 100_000_000
"""Bytes of a Word file: thirty pictures straight from a phone are less."""

ENTRIES_LIMIT = 2_000
PART_LIMIT = 25_000_000
"""Bytes of one part of text, unpacked."""

PICTURE_LIMIT = 40_000_000
TOTAL_LIMIT = 400_000_000
"""Bytes of all parts that are read, unpacked; a zip bomb holds a thousand times that."""

_CONTAINER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How an OLE container begins ([MS-CFB] 2.2): an old .doc, or a file with a password."""

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""The stream in which Office keeps a file with a password ([MS-OFFCRYPTO] 2.3.4.4)."""

_MACROS = "application/vnd.ms-word.document.macroEnabled"
_SEND = "请在 WPS 或 Word 里打开它，另存为“Word 文档（*.docx）”，再交 .docx 文件"
_DAMAGED = f"这个 Word 文件损坏了，读不出来。{_SEND}"


class NotWord(ValueError):  # noqa: N818 (what the bytes are, not what went wrong)
    """The bytes are no Word file that can be read; says in Chinese what to send instead."""


_TORN = (
    zipfile.BadZipFile, zlib.error, NotImplementedError, OSError, EOFError, ValueError
)  # fmt: skip
"""What zipfile raises on a damaged file: the last one where a part begins before the first byte."""


@dataclass(frozen=True)
class Relation:
    """What an id in a part leads to: a part's name, or an address outside the file."""

    kind: str
    target: str
    is_outside: bool


@dataclass
class Package:
    """A .docx that has been looked at from outside: its parts are read when asked for."""

    archive: zipfile.ZipFile
    names: frozenset[str] = frozenset()
    document: str = ""
    relations: Mapping[str, Relation] = field(default_factory=dict)
    _read: int = 0

    def read(self, name: str, limit: int = PART_LIMIT) -> bytes:
        """Return a part's bytes; raises ``NotWord`` where it is broken or too large."""
        try:
            with self.archive.open(name) as part:
                data = part.read(limit + 1)
        except _TORN as error:
            raise NotWord(_DAMAGED) from error
        except RuntimeError as error:  # zipfile's word for an encrypted entry
            raise NotWord(f"这个 Word 文件有密码，读不出来。请去掉密码。{_SEND}") from error
        self._read += len(data)
        if len(data) > limit or self._read > TOTAL_LIMIT:
            raise NotWord("这个 Word 文件展开以后太大，不像一篇稿件。请只留稿件的文字和图片再交")
        return data

    def parse(self, name: str) -> Element | None:
        """Return a part as a tree, nothing where there is no such part; raises ``NotWord``."""
        if name not in self.names:
            return None
        try:
            return parse_xml(self.read(name))
        except XmlError as error:
            raise NotWord(str(error) or _DAMAGED) from error

    def parse_kind(self, kind: str) -> list[Element]:
        """Return the trees of all parts that the document relates to as ``kind``."""
        names = [r.target for r in self.relations.values() if r.kind == kind and not r.is_outside]
        return [tree for name in names if (tree := self.parse(name)) is not None]

    def relations_of(self, name: str) -> dict[str, Relation]:
        """Return what the ids in the part ``name`` lead to."""
        folder, base = posixpath.split(name)
        tree = self.parse(posixpath.join(folder, "_rels", f"{base}.rels"))
        found = {}
        for relation in children(tree, "rel:Relationship"):
            kind = relation.get("Type", "").rpartition("/")[2]
            target = relation.get("Target", "")
            is_outside = relation.get("TargetMode") == "External"
            if not is_outside:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[relation.get("Id", "")] = Relation(kind, target, is_outside)
        return found


def open_package(data: bytes) -> Package:
    """Look at a .docx from outside; raises ``NotWord`` with what to send instead."""
    if len(data) > FILE_LIMIT:
        limit = FILE_LIMIT // 1_000_000
        raise NotWord(f"这个 Word 文件超过了 {limit} MB。请在 WPS 或 Word 里压缩图片再交")
    if data.startswith(_CONTAINER):
        raise NotWord(_say_container(data))
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except _TORN as error:
        raise NotWord(f"这个文件不是 Word 文档，或者损坏了。{_SEND}") from error
    entries = archive.infolist()
    if len(entries) > ENTRIES_LIMIT:
        raise NotWord(f"这个文件里有 {len(entries)} 个部分，不像一篇稿件。{_SEND}")
    package = Package(archive, frozenset(entry.filename for entry in entries))
    return _find_document(package)


def _say_container(data: bytes) -> str:
    if _ENCRYPTED in data:
        return f"这个 Word 文件有密码，读不出来。请去掉密码。{_SEND}"
    return f"这是旧版的 .doc 或 .wps 文件，读不出来。{_SEND}"


def _find_document(package: Package) -> Package:
    types = package.parse("[Content_Types].xml")
    if types is None:
        raise NotWord(f"这个压缩文件不是 Word 文档。{_SEND}")
    if any(_MACROS in (e.get("ContentType") or "") for e in descend(types)):
        raise NotWord(f"这个 Word 文件带有宏（程序），不能收。{_SEND}")
    mains = [r for r in package.relations_of("").values() if r.kind == "officeDocument"]
    name = mains[0].target if mains else "word/document.xml"
    if name not in package.names:
        raise NotWord(f"这个文件里没有文字部分，不是 Word 文档。{_SEND}")
    package.document = name
    package.relations = package.relations_of(name)
    return package
