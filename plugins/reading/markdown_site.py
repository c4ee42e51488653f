"""Python-Markdown for this site: links and pictures resolved, markup made accessible."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import unquote

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from plugins.model.address import mark_address
from plugins.reading.links import Link, LinkKind, resolve_link
from plugins.reading.picture_use import FindPicture, PictureUse
from plugins.reading.places import picture_path
from plugins.reading.sanitizer import SIZES

_ALIGNMENT = re.compile(r"text-align:\s*(left|center|right)")
_WRAPPED = ("table", "img")

_FIRST_BLOCKS = 3
"""Blocks of a text that a phone shows at once, below the title."""


@dataclass
class Findings:
    """What the tree of one text held, gathered while it is worked on."""

    links: list[Link] = field(default_factory=list)
    pictures: list[PictureUse] = field(default_factory=list)


class SiteExtension(Extension):
    """Resolves every link and picture of a text and notes what it saw."""

    def __init__(self) -> None:
        super().__init__()
        self.path = ""
        self.line_of: Callable[[str], int] = _know_no_line
        self.find_picture: FindPicture = _know_no_picture
        self.has_cover = False
        self.findings = Findings()

    def begin(
        self,
        path: str,
        line_of: Callable[[str], int],
        find_picture: FindPicture,
        *,
        has_cover: bool = False,
    ) -> None:
        """Turn to the text at ``path`` in the content folder, with nothing found yet.

        ``line_of`` finds the line on which a target is written, ``find_picture``
        gives pictures.  A text that ``has_cover`` begins below it.
        """
        self.path = path
        self.line_of = line_of
        self.find_picture = find_picture
        self.has_cover = has_cover
        self.findings = Findings()

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        """Register the tree's last work: after inline text (20), before heading ids (5)."""
        md.treeprocessors.register(SiteTreeprocessor(md, self), "site", 10)


class SiteTreeprocessor(Treeprocessor):
    """Walks the finished tree once."""

    def __init__(self, md: Markdown, site: SiteExtension) -> None:
        super().__init__(md)
        self.site = site

    def run(self, root: etree.Element) -> None:
        """Resolve links and pictures, lower a first-level heading, make tables scroll."""
        elements = list(root.iter())
        for element in elements:
            self._settle(element)
        if not any(element.tag in _WRAPPED for element in elements):
            return
        if not self.site.has_cover:
            _show_at_once(root)
        tables = 0
        for parent in elements:
            for index, child in enumerate(list(parent)):
                if child.tag == "table":
                    tables += 1
                    parent[index] = _wrap_table(child, tables)
                elif child.tag == "p" and _is_only_a_picture(child):
                    parent[index] = _make_figure(child)
                elif child.tag == "img":
                    parent[index] = _offer_widths(child)

    def _settle(self, element: etree.Element) -> None:
        if element.tag == "a":
            self._resolve_link(element)
        elif element.tag == "img":
            self._resolve_picture(element)
        elif element.tag == "h1":
            element.tag = "h2"
        elif element.tag in ("th", "td"):
            _name_alignment(element)
        elif element.get("class") == "footnote":
            element.set("role", "doc-endnotes")
            element.set("aria-label", "注释")

    def _resolve_link(self, element: etree.Element) -> None:
        target = element.get("href", "")
        if element.get("class", "").startswith("footnote-"):
            _mark_footnote_link(element)
            return
        element.attrib.pop("title", None)
        written = self._unescape(target)
        link = resolve_link(written, self.site.path, self.site.line_of(written))
        self.site.findings.links.append(link)
        if link.kind is LinkKind.FRAGMENT:
            element.set("href", f"#{link.fragment}")
        elif link.kind.is_allowed:
            element.set("href", link.href)
            if link.kind is LinkKind.EXTERNAL:
                element.set("rel", "noopener external")
        else:
            element.attrib.pop("href", None)

    def _resolve_picture(self, element: etree.Element) -> None:
        target = self._unescape(element.get("src", ""))
        alt = element.get("alt", "")
        line = self.site.line_of(target)
        name = unquote(target)
        path = picture_path(name, self.site.path)
        picture = self.site.find_picture(path) if path else None
        self.site.findings.pictures.append(PictureUse(target, alt, line, path, picture))
        element.attrib.pop("src", None)
        if picture:
            element.set("src", mark_address(picture.address))
            element.set("srcset", picture.srcset)
            element.set("width", str(picture.width))
            element.set("height", str(picture.height))
            element.set("loading", "lazy")
            element.set("decoding", "async")

    def _unescape(self, target: str) -> str:
        """Return an attribute as written: Python-Markdown keeps entities and escapes aside."""
        processor = self.md.treeprocessors["unescape"]
        return str(processor.unescape(target)).replace("&amp;", "&")  # type: ignore[attr-defined]


def _know_no_line(target: str) -> int:
    return 0


def _know_no_picture(path: str) -> None:
    return None


def _name_alignment(cell: etree.Element) -> None:
    found = _ALIGNMENT.search(cell.attrib.pop("style", ""))
    if found:
        cell.set("class", f"align-{found[1]}")


def _mark_footnote_link(element: etree.Element) -> None:
    is_back = element.get("class") == "footnote-backref"
    element.set("role", "doc-backlink" if is_back else "doc-noteref")


def _wrap_table(table: etree.Element, number: int) -> etree.Element:
    """Return a box that scrolls; its label tells it from the other tables of the text."""
    label = f"表格{number}"
    attributes = {"class": "table-scroll", "role": "region", "aria-label": label, "tabindex": "0"}
    wrapper = etree.Element("div", attributes)
    wrapper.append(table)
    wrapper.tail, table.tail = table.tail, None
    return wrapper


def _is_only_a_picture(paragraph: etree.Element) -> bool:
    only_child = len(paragraph) == 1 and paragraph[0].tag == "img"
    text = (paragraph.text or "") + (paragraph[0].tail or "" if only_child else "")
    return only_child and not text.strip()


def _make_figure(paragraph: etree.Element) -> etree.Element:
    """Return a figure for a picture that stands alone; its Markdown title is the caption."""
    figure = etree.Element("figure")
    picture = paragraph[0]
    picture.tail = None
    caption = picture.attrib.pop("title", "")
    figure.append(_offer_widths(picture))
    if caption:
        etree.SubElement(figure, "figcaption").text = caption
    figure.tail = paragraph.tail
    return figure


def _offer_widths(image: etree.Element) -> etree.Element:
    """Return a picture element that offers the widths of ``image``, where it has any."""
    srcset = image.attrib.pop("srcset", "")
    if not srcset:
        return image
    picture = etree.Element("picture")
    picture.tail, image.tail = image.tail, None
    attributes = {"type": "image/webp", "srcset": srcset, "sizes": SIZES}
    etree.SubElement(picture, "source", attributes)
    picture.append(image)
    return picture


def _show_at_once(root: etree.Element) -> None:
    """Have the first picture of a text loaded with the page, where it stands at its head."""
    for block in list(root)[:_FIRST_BLOCKS]:
        for image in block.iter("img"):
            image.attrib.pop("loading", None)
            return
