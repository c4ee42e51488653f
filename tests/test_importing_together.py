"""An article and its pictures are written together or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.importing.new_files import write_together
from tests.made_pictures import make_phone_photo
from tests.word_inbox import ARTICLE, HEAD_LINES, TEXT, WORD, Office, make_word


def fill_disk() -> None:
    """What happens when the last thing to be written finds no room."""
    raise OSError(28, os.strerror(28))


def press_ctrl_c() -> None:
    """What happens when somebody has had enough."""
    raise KeyboardInterrupt


@pytest.mark.parametrize("stop", [fill_disk, press_ctrl_c])
def test_files_come_together_or_not_at_all(tmp_path: Path, stop: Callable[[], None]) -> None:
    """No folder is left either that was made for them."""
    files = {tmp_path / "a" / "b" / name: b"x" for name in ("one.jpg", "article.md")}

    with pytest.raises((OSError, KeyboardInterrupt)):
        write_together(files, stop)
    assert [] == list(tmp_path.iterdir())


def test_a_name_that_is_taken_stops_all_and_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "article.md").write_bytes(b"somebody else's")
    files = {tmp_path / "one.jpg": b"x", tmp_path / "article.md": b"y"}

    with pytest.raises(FileExistsError):
        write_together(files, lambda: None)
    assert ["article.md"] == [path.name for path in tmp_path.iterdir()]
    assert b"somebody else's" == (tmp_path / "article.md").read_bytes()


def test_a_disk_that_can_not_be_written_is_said(office: Office) -> None:
    """Here a file stands where the year's folder should come to be."""
    word = office.receive(WORD, make_word(**HEAD_LINES))
    office.receive("../articles/dongtou/2026", b"")

    assert 1 == office.run()
    assert "什么也没有留下" in office.said
    assert word.exists()
    assert ["dongtou/2026"] == office.articles


def test_what_a_killed_import_left_behind_is_no_hindrance(office: Office) -> None:
    """Pictures without their article, a half-written one, a note of what never came to be."""
    stem = ARTICLE.removesuffix(".md")
    data = make_word(TEXT, pictures=[make_phone_photo()], **HEAD_LINES)
    office.receive(f"../articles/{stem}-1.jpg", b"half")
    office.receive(f"../articles/dongtou/2026/.{Path(ARTICLE).name}.tmp", b"half")
    office.receive(WORD, data)

    assert 0 == office.run(), office.said
    assert "](2026-11-20-zhou-mo-huan-shu-2.jpg" in office.read(ARTICLE)
    assert not (office.content / "articles" / f"dongtou/2026/.{Path(ARTICLE).name}.tmp").exists()
