"""A Word file while it is read: its parts, and what has been found in it so far."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from plugins.importing.document.blocks import Figure, WordPicture
from plugins.importing.document.crops import read_crop
from plugins.importing.document.numbering import Numbering
from plugins.importing.document.package import PICTURE_LIMIT, Package, Relation
from plugins.importing.document.remarks import Loss, Remarks
from plugins.importing.document.styles import Styles
from plugins.importing.document.word_xml import Element
from plugins.reading.web_address import is_web_address

PICTURES_LIMIT = 200
"""Pictures that are taken out of one file; an article shows thirty at most."""

_VECTORS = re.compile(
    rb"\x01\x00\x00\x00.{36} EMF|\xd7\xcd\xc6\x9a|\x01\x00\x09\x00\x00[\x01\x03]|\s*<(?:\?xml|svg)",
    re.DOTALL,
)
"""How EMF ([MS-EMF] 2.3.4.2), WMF ([MS-WMF] 2.3.2) and SVG files begin."""

_NO_DESCRIPTION = re.compile(
    r"(?:图片|图像|图形|照片|Picture|Image|Graphic|图)?\s*\d*|[A-Za-z]:[\\/].*|(?:[\\/]|\w+://).*"
    r"|[!-~]*[\\/][!-~]*"
    r"|.*\.(?:jpe?g|png|gif|bmp|webp|heic|tiff?|emf|wmf)|(?:IMG|DSC|MVIMG|WPS|wx_camera)[\W_]?\w*"
    r"|[0-9a-fA-F-]{16,}|descript",
    re.IGNORECASE | re.DOTALL,
)
"""What programs write where a person would describe: numbers, names of files, whole paths."""


@dataclass
class Field:
    """A field (目录, 链接, 页码) that is open: what it was told, whether its result has begun."""

    instruction: str = ""
    has_result: bool = False
    href: str = ""

    @property
    def is_contents(self) -> bool:
        """Whether it is a table of contents."""
        return self.instruction.split()[:1] == ["TOC"]

    def open_link(self, source: Source) -> None:
        """Find the address that its result leads to, where it is a link."""
        found = re.match(r'\s*HYPERLINK\s+"([^"]*)"', self.instruction)
        self.href = source.find_address(found[1]) if found else ""


@dataclass
class Source:
    """A document: what it is made of, where the reading stands, and what was found."""

    package: Package
    styles: Styles
    numbering: Numbering
    remarks: Remarks
    relations: Mapping[str, Relation] = field(default_factory=dict)
    part: str = ""
    pictures: list[WordPicture] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)
    may_skip_contents: bool = True

    @property
    def is_in_contents(self) -> bool:
        """Whether a table of contents is open; one that is never closed does not count."""
        return self.may_skip_contents and any(f.is_contents for f in self.fields)

    def mark_field(self, kind: str) -> None:
        """Open a field, begin its result or close it, as a ``w:fldChar`` says."""
        if kind == "begin":
            self.fields.append(Field())
        elif kind == "separate" and self.fields:
            self.fields[-1].has_result = True
            self.fields[-1].open_link(self)
        elif kind == "end" and self.fields and self.fields.pop().is_contents:
            self.remarks.count(Loss.CONTENTS, int(self.may_skip_contents))

    def instruct(self, text: str) -> None:
        """Add to what the field that was opened last is told."""
        if self.fields and not self.fields[-1].has_result:
            self.fields[-1].instruction += text

    def enter(self, part: str) -> None:
        """Turn to another part, whose ids lead elsewhere."""
        if part != self.part:
            self.part, self.relations = part, self.package.relations_of(part)

    def find_address(self, target: str) -> str:
        """Return the address of a page on the web, or nothing after a remark."""
        if is_web_address(target):
            return target
        self.remarks.count(Loss.LINKS)
        return ""

    def number_note(self, kind: str, name: str) -> int:
        """Return the number of a note, from 1 in the order in which they are met."""
        if (kind, name) not in self.notes:
            self.notes.append((kind, name))
        return self.notes.index((kind, name)) + 1

    def take_picture(self, relation_id: str, alt: str, holder: Element) -> Figure | None:
        """Return a picture's figure, or nothing after a remark on why there is none.

        ``holder`` is the element that says how it is cropped.
        """
        relation = self.relations.get(relation_id)
        if relation is not None and relation.is_outside:
            self.remarks.count(Loss.LINKED)
            return None
        if relation is None or relation.target not in self.package.names:
            self.remarks.count(Loss.LOST_PICTURES)
            return None
        if len(self.pictures) >= PICTURES_LIMIT:
            self.remarks.say(f"图片超过 {PICTURES_LIMIT} 张，后面的没有收进来")
            return None
        data = self.package.read(relation.target, PICTURE_LIMIT)
        if _VECTORS.match(data):
            self.remarks.count(Loss.VECTORS)
            return None
        crop = read_crop(holder)
        self.remarks.count(Loss.CROPPED, int(bool(crop)))
        alt = " ".join(alt.split())
        alt = "" if _NO_DESCRIPTION.fullmatch(alt) else alt
        self.pictures.append(WordPicture(data, alt, crop))
        return Figure(len(self.pictures), alt)
