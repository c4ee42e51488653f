"""Word files for tests: by python-docx, by LibreOffice, and written sign by sign."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
from PIL import Image

from plugins.check.linter import Report, check_content
from plugins.check.survey import Survey
from plugins.importing.word import WordReading, name_pictures, read_word
from plugins.reading.article import Entry
from plugins.reading.body import read_body
from plugins.reading.content_folder import ContentFolder
from tests.case_runner import REGISTRY
from tests.support import TODAY, need_command

COLOURS = ("red", "green", "blue", "yellow", "black", "white", "orange", "purple")

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def make_picture(colour: str = "red", kind: str = "JPEG") -> bytes:
    """Return a picture of one colour, large enough to be shown."""
    written = BytesIO()
    Image.new("RGB", (320, 240), colour).save(written, kind)
    return written.getvalue()


def colour_of(picture: bytes) -> str:
    """Return which of ``COLOURS`` a picture is nearest to."""
    with Image.open(BytesIO(picture)) as image:
        seen = image.convert("RGB").getpixel((10, 10))
    assert isinstance(seen, tuple)
    return min(COLOURS, key=lambda name: sum(abs(a - b) for a, b in zip(seen, _rgb(name))))  # noqa: B905


def _rgb(name: str) -> tuple[int, ...]:
    found = Image.new("RGB", (1, 1), name).getpixel((0, 0))
    assert isinstance(found, tuple)
    return found


def make_docx(fill: Callable[[Any], None]) -> bytes:
    """Return the file that python-docx makes of what ``fill`` puts into it."""
    document = docx.Document()
    fill(document)
    return save_docx(document)


def save_docx(document: Any) -> bytes:
    """Return a python-docx document as bytes."""
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def write_docx(
    body: str,
    *,
    parts: Mapping[str, str | bytes] | None = None,
    relations: Mapping[str, tuple[str, str]] | None = None,
    main_type: str = _TYPE,
    start: str = "",
) -> bytes:
    """Return a .docx with the XML ``body``.

    ``parts`` are more parts by name, ``relations`` by id their kind and target, one
    with ``://`` outside the file; ``start`` stands before the document's first tag.
    """
    leading = "".join(
        f'<Relationship Id="{name}" Type="{_RELATION}/{kind}" Target="{target}"'
        + (' TargetMode="External"/>' if "://" in target else "/>")
        for name, (kind, target) in (relations or {}).items()
    )
    return pack(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
            f'content-types"><Override PartName="/word/document.xml" ContentType="{main_type}"/>'
            "</Types>",
            "word/document.xml": f"{start}<w:document {NAMESPACES}><w:body>{body}</w:body>"
            "</w:document>",
            "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.'
            f'org/package/2006/relationships">{leading}</Relationships>',
            **(parts or {}),
        }
    )


def pack(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a zip of ``parts``."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return written.getvalue()


def paragraph(text: str, properties: str = "", run: str = "") -> str:
    """Return the XML of a paragraph of one run."""
    return (
        f"<w:p><w:pPr>{properties}</w:pPr>"
        f'<w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


TITLE = paragraph("路口多了一抹红马甲", '<w:jc w:val="center"/>', "<w:b/>")
SENTENCE = "早上七点半，志愿者已经站在路口，提醒行人走斑马线。"


def read_titled(xml: str, **options: Any) -> WordReading:
    """Read a document of a title and what ``xml`` says."""
    return read_word(write_docx(TITLE + xml, **options))


def make_bomb(name: str = "word/document.xml", size: int = 60_000_000) -> bytes:
    """Return a .docx whose part ``name`` unpacks to ``size`` letters and takes little room."""
    text = b"<x>" + b" " * size
    with zipfile.ZipFile(BytesIO(write_docx(paragraph("字")))) as archive:
        kept = {n: archive.read(n) for n in archive.namelist()}
    return pack({**kept, name: text})


def convert_by_office(
    sources: Mapping[str, bytes], folder: Path, reader: str = "", kind: str = "docx"
) -> dict[str, bytes]:
    """Return what LibreOffice makes of ``sources``, by name without its ending.

    ``kind`` is the ending of what it makes, and what it knows of how to write it.
    ``reader`` is its own name for how they are to be read, where it would choose another way.
    """
    office = need_command("soffice")
    for name, data in sources.items():
        (folder / name).write_bytes(data)
    made = folder / "made"
    subprocess.run(
        [
            office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
            *([f"--infilter={reader}"] if reader else []),
            "--convert-to", kind, "--outdir", str(made),
            *(str(folder / name) for name in sources),
        ],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    return {path.stem: path.read_bytes() for path in made.iterdir()}


HEAD = {
    "标题": "路口多了一抹红马甲",
    "日期": "2026-11-20",
    "栏目": "志愿服务",
    "供稿": "洞头区文明办",
}
"""What an article needs that a test's document does not tell."""


@dataclass(frozen=True)
class Sent:
    """A document that became an article: how it reads, and what the check says of it."""

    entry: Entry
    report: Report

    @property
    def html(self) -> str:
        """The body as a page shows it."""
        assert self.entry.body.body
        return self.entry.body.body.html

    @property
    def problems(self) -> list[str]:
        """What the check has against it, in short."""
        return [f"{problem.rule}: {problem.seen}" for problem in self.report.problems]


def send(reading: WordReading, folder: Path, head: Mapping[str, str] = HEAD) -> Sent:
    """Lay what was read down as an article of the tests' city, and check it."""
    shutil.copytree(REGISTRY, folder, dirs_exist_ok=True)
    place = folder / "articles" / "dongtou" / "2026"
    place.mkdir(parents=True)
    names = [f"2026-11-20-hong-ma-jia-{n}.jpg" for n, _ in enumerate(reading.pictures, 1)]
    for name, picture in zip(names, reading.pictures, strict=True):
        (place / name).write_bytes(picture.data)
    front = "\n".join(f"{key}: {value}" for key, value in head.items())
    text = f"---\n{front}\n---\n\n{name_pictures(reading.body, names)}"
    path = place / "2026-11-20-hong-ma-jia.md"
    path.write_text(text, encoding="utf-8")
    content = ContentFolder(folder)
    entry = content.entry(path.relative_to(folder).as_posix())
    assert entry
    return Sent(entry, check_content(Survey(content, TODAY)))


def render(body: str) -> str:
    """Return Markdown as a page shows it."""
    found = read_body(body, 1, "articles/dongtou/2026/2026-11-20-hong-ma-jia.md", _no_picture)
    assert found.body, found.excess
    return found.body.html


def _no_picture(path: str) -> None:
    return None
