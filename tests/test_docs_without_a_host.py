"""What docs/不用代码托管.md shows is what the commands say."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

from tests.builds import copy_repository, run_python
from tests.support import ROOT
from tests.word_inbox import make_word

PAGE = ROOT / "docs" / "不用代码托管.md"
BLOCK = re.compile(r"^ *```\n(.*?)^ *```$", re.DOTALL | re.MULTILINE)


def test_the_import_says_what_the_page_shows(tmp_path: Path) -> None:
    command, said = (textwrap.dedent(block) for block in BLOCK.findall(PAGE.read_text("utf-8"))[:2])
    program, *words = command.split()
    office = copy_repository(tmp_path / "office")
    book_swap = make_word(标题="旧书交换怎样办", 栏目="志愿服务", 日期="2026-11-20")
    (office / "旧书交换.docx").write_bytes(book_swap)
    (office / "没有栏目.docx").write_bytes(make_word(标题="没有栏目的一篇"))

    done = run_python("-m", "invoke", *words, folder=office)

    assert ".venv/bin/invoke" == program
    assert said == done.stdout


def test_the_guides_name_the_script_and_lead_to_files_that_are_there() -> None:
    for name in (PAGE.name, "pull-requests.md"):
        text = (ROOT / "docs" / name).read_text("utf-8")
        assert "docs/review.sh 12" in text
        for link in re.findall(r"\]\(([^)#]+)\)", text):
            assert (ROOT / "docs" / link).is_file(), link
