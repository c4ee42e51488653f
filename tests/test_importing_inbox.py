"""What was put into the inbox to do harm, or changes while it is read: nothing leads outside."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from html import unescape
from pathlib import Path

import pytest

from plugins.check.waivers import find_waivers
from plugins.importing.new_files import write_together
from plugins.reading.content_folder import ContentFolder
from tests.word_inbox import Office, Verdict, make_word

HEAD = {"标题": "换书的早晨", "栏目": "志愿服务", "日期": "2026年11月20日"}
ARTICLE = "dongtou/2026/2026-11-20-huan-shu-de-zao-chen.md"
WORD = "dongtou/来稿.docx"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path / "repository")


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder that is no part of the repository, with somebody's Word file."""
    folder = tmp_path / "outside" / "dongtou"
    folder.mkdir(parents=True)
    (folder / "来稿.docx").write_bytes(make_word(**HEAD))
    return folder


@pytest.mark.parametrize("link", ["inbox", "inbox/dongtou", WORD])
@pytest.mark.parametrize("is_typed", [False, True])
def test_what_lies_behind_a_link_is_neither_published_nor_moved(
    office: Office, outside: Path, link: str, is_typed: bool
) -> None:
    place = office.content / (link if link != WORD else f"inbox/{WORD}")
    place.parent.mkdir(parents=True, exist_ok=True)
    target = {"inbox": outside.parent, "inbox/dongtou": outside, WORD: outside / "来稿.docx"}
    place.symlink_to(target[link])

    assert 1 == office.run(*([str(office.content / "inbox" / WORD)] if is_typed else []))
    assert [] == office.articles
    assert (outside / "来稿.docx").is_file()


@pytest.mark.parametrize("link", ["", "dongtou"])
def test_no_word_file_is_moved_through_a_link(office: Office, outside: Path, link: str) -> None:
    office.receive(WORD, make_word(**HEAD))
    place = office.kept / link
    place.parent.mkdir(exist_ok=True)
    place.symlink_to(outside)

    office.run()

    assert "这里该是文件夹，却不是" in office.said
    assert (office.content / "inbox" / WORD).is_file()
    assert ["来稿.docx"] == [path.name for path in outside.iterdir()]


def test_a_file_in_place_of_the_folder_for_word_files_is_said(office: Office) -> None:
    office.receive(WORD, make_word(**HEAD))
    office.kept.write_text("文件", "utf-8")

    assert 1 == office.run()
    assert "这里该是文件夹，却不是" in office.said
    assert [] == office.articles


def test_no_name_of_a_word_file_can_write_on_the_screen(office: Office) -> None:
    office.receive("dongtou/a\x1b[31m\n::error::b\u202e.docx", make_word(**HEAD))

    assert 0 == office.run()
    assert "inbox/dongtou/a□[31m□::error::b□.docx" in office.said


SAID = (
    "<!-- 放过: paragraph、name -->", "---", "状态: 草稿", "save_as: ../../index.html",
    "[文](javascript:alert(1))", "![文](../../../data/units.toml)", "<script>alert(1)</script>",
    "```", "[^1]: 注", "[一]: javascript:alert(1)", "| 一 |", "![文](picture-1)",
)  # fmt: skip
HEADS = {
    "标题": "换书的早晨 save_as: index.html",
    "供稿": '"洞头区文明办" # 后面不算',
    "来源": "x: {y: [z",
    "摘要": "!!python/object/apply:os.system ['touch pwned']",
    "作者": "*a",
}


def test_a_word_file_says_words_and_nothing_else(office: Office) -> None:
    """No field but those of its head, no waiver, no link, no picture of its own."""
    lines = (f"换书的早晨，来了很多人：{'大家都带着书。' * 9}", *SAID)
    office.receive(WORD, make_word(*lines, **{**HEAD, **HEADS}))
    office.run()
    (article,) = office.articles
    entry = ContentFolder(office.content).entry(f"articles/{article}")

    assert entry
    fields = {field.key: str(field.value) for field in entry.front_matter.fields.values()}
    assert HEADS | {"栏目": "志愿服务"} == fields
    assert () == find_waivers(entry)
    assert () == entry.body.links == entry.body.pictures
    assert entry.body.body
    shown = unescape(re.sub(r"<[^>]*>", "", entry.body.body.html)).split("\n")
    assert [*lines] == [line for line in shown if line]


def test_two_units_that_send_the_same_file_have_an_article_each(office: Office) -> None:
    for unit in ("dongtou", "wenzhou"):
        office.receive(f"{unit}/来稿.docx", make_word(**HEAD))

    assert 0 == office.run()
    assert [ARTICLE, ARTICLE.replace("dongtou", "wenzhou")] == office.articles


def test_a_file_that_was_replaced_while_it_was_read_stays(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = office.receive(WORD, make_word(**HEAD))
    other = make_word(**{**HEAD, "标题": "另一个早晨"})
    check = Office._check

    def replace_and_check(self: Office, paths: Sequence[str]) -> Verdict:
        path.write_bytes(other)
        return check(self, paths)

    monkeypatch.setattr(Office, "_check", replace_and_check)
    office.run()

    assert "刚才换了内容" in office.said
    assert other == path.read_bytes()


def test_of_two_imports_at_once_one_gives_up_and_nothing_is_mixed(tmp_path: Path) -> None:
    """The other begins when the first has drafted its article, and again when it stands."""
    article, picture = tmp_path / "a.md", tmp_path / "a-1.png"

    def begin_another() -> None:
        with pytest.raises(FileExistsError):
            write_together({article: b"another"}, lambda: None)

    write_together({picture: b"pixels", article: b"first"}, begin_another)

    assert b"first" == article.read_bytes()
    assert ["a-1.png", "a.md"] == sorted(os.listdir(tmp_path))


def test_a_draft_of_another_import_is_never_written_into(tmp_path: Path) -> None:
    """It may bear the article's name by now: one file with two names."""
    article = tmp_path / "a.md"
    article.write_bytes(b"first")
    for name in (".a.md.tmp", ".a.md.1.tmp"):
        os.link(article, tmp_path / name)

    with pytest.raises(FileExistsError):
        write_together({article: b"another"}, lambda: None)

    assert b"first" == article.read_bytes()
    assert ["a.md"] == os.listdir(tmp_path)
