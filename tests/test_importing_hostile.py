"""Files that were made to harm, and those that are no Word files: a sentence, and soon."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.importing.document.body import RUNS_LIMIT
from plugins.importing.document.package import ENTRIES_LIMIT
from plugins.importing.document.word_xml import DEPTH_LIMIT, ELEMENTS_LIMIT
from plugins.importing.word import NotWord, read_word
from tests.word_files import make_bomb, make_picture, pack, paragraph, write_docx

CONTAINER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
GOOD = write_docx(
    paragraph("文明过年") + paragraph("这是一段很长很长的正文，用来看看读不读得出来。")
)

PICTURE = (
    '<w:p><w:r><w:drawing><a:blipFill><a:blip r:embed="{}"/></a:blipFill></w:drawing></w:r></w:p>'
)


def refuse(data: bytes) -> str:
    """Return what is said of a file that is refused."""
    with pytest.raises(NotWord) as caught:
        read_word(data)
    return str(caught.value)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "不是 Word 文档"),
        (b"%PDF-1.7", "不是 Word 文档"),
        (make_picture(), "不是 Word 文档"),
        (CONTAINER + b"\0" * 600, "旧版的 .doc 或 .wps"),
        (CONTAINER + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "有密码"),
        (pack({"a.txt": "字"}), "这个压缩文件不是 Word 文档"),
        (pack({"[Content_Types].xml": "<a/>", "xl/workbook.xml": "<a/>"}), "没有文字部分"),
        (GOOD[: len(GOOD) // 2], "损坏"),
        (pack({f"{n}.xml": "" for n in range(ENTRIES_LIMIT + 1)}), "不像一篇稿件"),
        (
            write_docx("", main_type="application/vnd.ms-word.document.macroEnabled.main+xml"),
            "带有宏",
        ),
        (pack({"[Content_Types].xml": "<a/>", "word/document.xml": "<a"}), "损坏"),
        (pack({"[Content_Types].xml": "<a/>", "word/document.xml": "<a/>"}), "没有正文"),
    ],
)  # fmt: skip
def test_what_is_no_word_file_is_refused_with_what_to_send(data: bytes, words: str) -> None:
    said = refuse(data)

    assert words in said
    assert ".docx" in said or "拆开" in said


def test_a_part_that_unpacks_to_far_more_is_not_unpacked() -> None:
    bomb = make_bomb()

    assert len(bomb) < 200_000
    assert "展开以后太大" in refuse(bomb)


def test_all_parts_together_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plugins.importing.document.package.TOTAL_LIMIT", 900)

    assert "展开以后太大" in refuse(GOOD)


@pytest.mark.parametrize(
    "start",
    [
        '<!DOCTYPE a [<!ENTITY a "字字字字"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE a SYSTEM "https://example.com/a.dtd">',
    ],
)
def test_entities_are_refused_before_they_are_read(start: str) -> None:
    assert "损坏" in refuse(write_docx(paragraph("&amp;"), start=start))


def test_nested_tables_have_a_limit() -> None:
    def nest(depth: int) -> str:
        return "<w:tbl><w:tr><w:tc>" * depth + paragraph("字") + "</w:tc></w:tr></w:tbl>" * depth

    assert "层数太多" in refuse(write_docx(nest(DEPTH_LIMIT // 3)))
    assert (
        "字\n" == read_word(write_docx(paragraph("题", "<w:jc w:val='center'/>") + nest(30))).body
    )


def test_a_hundred_thousand_empty_paragraphs_come_to_nothing() -> None:
    empty = "<w:p/>" * 100_000

    assert "字。\n" == read_word(write_docx(empty + paragraph("字。") + empty)).body


def test_a_document_without_end_is_refused() -> None:
    assert "请分成几篇" in refuse(write_docx("<w:p/>" * (ELEMENTS_LIMIT + 1)))
    assert "格式太碎" in refuse(write_docx("<w:p>" + "<w:r/>" * (RUNS_LIMIT + 1) + "</w:p>"))
    assert "个字" in refuse(write_docx(paragraph("字" * 1_000) * 300))


def test_a_row_of_spaces_costs_no_more_than_other_letters() -> None:
    """Markdownify's patterns and ours would share them out in every way, for a minute."""
    assert "供 稿\n" == read_word(write_docx(paragraph("供" + " " * 90_000 + "稿"))).body


def test_names_in_the_zip_and_targets_lead_nowhere() -> None:
    """Nothing is unpacked to the disk, and a target can only name a part of the zip."""
    relations = {
        "a": ("image", "../../../../etc/hostname"),
        "b": ("image", "file:///etc/hostname"),
        "c": ("image", "/etc/hostname"),
    }
    pictures = "".join(PICTURE.format(name) for name in relations)
    parts = {"../../outside.txt": "字", "/absolute.txt": "字"}

    reading = read_word(write_docx(paragraph("题。") + pictures, parts=parts, relations=relations))

    assert () == reading.pictures
    assert "题。\n" == reading.body
    assert 2 == len(reading.remarks)


def test_a_style_map_in_the_file_is_never_asked() -> None:
    parts = {"mammoth/style-map": "p => script:fresh"}

    assert "题。\n" == read_word(write_docx(paragraph("题。"), parts=parts)).body


def test_a_picture_is_read_within_its_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plugins.importing.document.source.PICTURE_LIMIT", 100)

    assert "太大" in refuse(
        write_docx(
            PICTURE.format("a"),
            parts={"word/a.jpg": make_picture()},
            relations={"a": ("image", "a.jpg")},
        )
    )


@settings(max_examples=150)
@given(st.data())
def test_a_damaged_file_is_read_or_refused(data: st.DataObject) -> None:
    """Whatever byte is changed, there is an article or a sentence, and nothing else."""
    damaged = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 8))):
        damaged[data.draw(st.integers(0, len(GOOD) - 1))] = data.draw(st.integers(0, 255))

    try:
        read_word(bytes(damaged))
    except NotWord as error:
        assert "Word" in str(error)


def test_a_part_that_begins_before_the_file_does_is_refused() -> None:
    """The end of a zip says where its list of parts begins; one byte there moves them all."""
    end = GOOD.rindex(b"PK\x05\x06") + 16
    damaged = bytearray(GOOD)
    damaged[end + 2] += 1

    with pytest.raises(NotWord, match="损坏"):
        read_word(bytes(damaged))


_NAMES = (
    "w:p", "w:r", "w:t", "w:tbl", "w:tr", "w:tc", "w:drawing", "a:blip", "w:pict",
    "w:txbxContent", "w:fldChar", "w:sdt",
)  # fmt: skip
_XML = st.recursive(
    st.sampled_from([*(f"<{n}/>" for n in _NAMES), "字", "<w:br/>", "<w:numPr/>", "<w:sym/>"]),
    lambda inner: st.tuples(st.sampled_from(_NAMES), st.lists(inner, max_size=4)).map(
        lambda e: f"<{e[0]} w:val='9' w:id='1' r:embed='x'>{''.join(e[1])}</{e[0]}>"
    ),
    max_leaves=25,
)


@settings(max_examples=200)
@given(st.lists(_XML, max_size=6))
def test_elements_in_any_order_are_read(pieces: list[str]) -> None:
    read_word(write_docx("".join(pieces)))
