"""A content folder with an inbox, Word files to put into it, and the import over both."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document

from plugins.check.desk import check_places
from plugins.check.fixer import mend
from plugins.check.nearest import find_nearest
from plugins.check.report import write_text
from plugins.importing.clerk import Clerk, Given
from plugins.importing.desk import ImportDesk, Verdict
from plugins.importing.kept import Kept
from plugins.reading.content_folder import ContentFolder
from tests.case_runner import REGISTRY
from tests.support import TODAY

TEXT = "周六上午九点，志愿者在社区门口摆好三张长桌，等着换书的人。"
HEAD_LINES = {"标题": "周末换书", "日期": "2026年11月20日", "栏目": "志愿服务"}
ARTICLE = "dongtou/2026/2026-11-20-zhou-mo-huan-shu.md"
WORD = "dongtou/来稿.docx"
"""A Word file that says all that is asked, and the article it becomes."""


def make_word(
    *lines: str, pictures: Sequence[bytes] = (), author: str = "某某某", **head: str
) -> bytes:
    """Return a .docx: a table of ``head`` by Chinese names, paragraphs, pictures with captions.

    ``author`` stands where Word keeps the name of whoever wrote it.
    """
    document = Document()
    document.core_properties.author = author
    if head:
        table = document.add_table(rows=0, cols=2)
        for label, value in head.items():
            cells = table.add_row().cells
            cells[0].text, cells[1].text = label, value
    for line in lines or (TEXT,):
        document.add_paragraph(line)
    for number, picture in enumerate(pictures, 1):
        document.add_picture(BytesIO(picture))
        document.add_paragraph(f"图片说明：长桌上摆着第{number}摞书")
    return save_word(document)


def save_word(document: Any) -> bytes:
    """Return the bytes of a python-docx document."""
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()


@dataclass
class Office:
    """A content folder at ``root`` where Word files arrive; ``said`` is what the import told.

    ``answers`` are typed at the terminal one by one; with none nobody is there.
    """

    root: Path
    said: str = ""
    answers: list[str] | None = None
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        shutil.copytree(REGISTRY, self.content)

    @property
    def content(self) -> Path:
        """The content folder."""
        return self.root / "content"

    @property
    def kept(self) -> Path:
        """Where Word files go that have become articles."""
        return self.root / ".imported"

    @property
    def articles(self) -> list[str]:
        """The files among the articles, by their paths there."""
        folder = self.content / "articles"
        return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())

    def receive(self, name: str, data: bytes) -> Path:
        """Put a file into the inbox, or elsewhere below the content folder."""
        path = self.content / "inbox" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path

    def read(self, article: str) -> str:
        """Return the text of an article."""
        return (self.content / "articles" / article).read_text("utf-8")

    def run(self, *typed: str, **given: str) -> int:
        """Import, and return the code it ends with."""
        lines: list[str] = []
        registry = ContentFolder(self.content).registry
        ask = None if self.answers is None else self._answer
        clerk = Clerk(registry, TODAY, Given(**given), ask)
        desk = ImportDesk(
            self.content,
            Kept(self.kept),
            clerk,
            lambda path, data: mend(path, data).data,
            self._check,
            find_nearest,
            lines.append,
        )
        code = desk.run(typed)
        self.said = "\n".join(lines)
        return int(code)

    def _answer(self, question: str) -> str:
        self.asked.append(question)
        if not self.answers:
            raise EOFError
        return self.answers.pop(0)

    def _check(self, paths: Sequence[str]) -> Verdict:
        report = check_places(ContentFolder(self.content), tuple(paths), TODAY)
        failing = frozenset(problem.path for problem in report.errors)
        return Verdict(failing, write_text(report) if report.problems else "")
