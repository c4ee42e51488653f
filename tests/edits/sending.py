"""Edits of what comes with a text: waivers, Word files that wait, pictures kept from before."""

from __future__ import annotations

import re
import shutil

from tests.desk import Desk
from tests.edits.steps import Choice, edit, say
from tests.edits.texts import UNITS, pick, read_sheet, write_sheet
from tests.word_files import make_docx

_WAIVER = re.compile(r"^<!-- 放过.*\n", re.MULTILINE)


@edit
def waive(desk: Desk, choice: Choice) -> None:
    """A reminder is let pass, or no more; now and then one that is none."""
    path = pick(desk, choice)
    fields, body = read_sheet(path)
    rules = choice.sample(("title", "name", "tags", "paragraph", "picture", "no-such-rule"), 2)
    waiver = choice.choice((f"<!-- 放过: {'、'.join(rules)} -->\n", ""))
    write_sheet(path, fields, f"\n{waiver}{_WAIVER.sub('', body)}")


@edit
def leave_a_waiver_open(desk: Desk, choice: Choice) -> None:
    path = pick(desk, choice)
    fields, body = read_sheet(path)
    write_sheet(path, fields, f"\n<!-- 放过: title\n{body}")


@edit
def lay_a_word_file_into_the_inbox(desk: Desk, choice: Choice) -> None:
    unit = choice.choice((*UNITS, "nobody"))
    path = desk.content / "inbox" / unit / choice.choice(("来稿.docx", "来稿.doc"))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(make_docx(lambda document: document.add_paragraph(say(choice))))


@edit
def clear_the_inbox(desk: Desk, choice: Choice) -> None:
    shutil.rmtree(desk.content / "inbox", ignore_errors=True)


@edit
def lose_kept_pictures(desk: Desk, choice: Choice) -> None:
    shutil.rmtree(desk.pictures, ignore_errors=True)


@edit
def tear_kept_pictures(desk: Desk, choice: Choice) -> None:
    for path in sorted(path for path in desk.pictures.rglob("*") if path.is_file()):
        data = path.read_bytes()
        start = choice.randrange(len(data) + 1)
        path.write_bytes(choice.choice((b"", b"garbage", data[:start], data[start:], data)))


@edit
def mix_up_kept_pictures(desk: Desk, choice: Choice) -> None:
    """What one picture is published as stands under the name of another."""
    found = sorted(path for path in desk.pictures.rglob("*") if path.is_file())
    for path in found:
        path.write_bytes(choice.choice(found).read_bytes())
