"""Share cards: how lines break, what stands on a picture and where, and codes read back."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from plugins.build.content import compose_portal
from plugins.model.days import midnight
from plugins.model.fingerprint import fingerprint
from plugins.model.output import FileOutput
from plugins.model.portal import Portal
from plugins.model.repost import Origin, RepostItem
from plugins.qrcodes.decoding import read_codes
from plugins.qrcodes.drawing import draw_code
from plugins.reading.content_folder import ContentFolder
from plugins.reading.schema import ITEM_TEXT_LIMIT, OFFICE_LIMIT, SOURCE_LIMIT, TITLE_LIMIT
from plugins.repost import card_canvas
from plugins.repost.card_drawing import (
    SAFE_OF,
    draw_cover,
    draw_moments,
    draw_square,
    fit_summary,
    fit_title,
    list_notes,
)
from plugins.repost.card_form import COVER, MOMENTS, SQUARE, CardWords
from plugins.repost.card_text import (
    CLOSING,
    ELLIPSIS,
    OPENING,
    leave_out_pictographs,
    list_sentences,
    set_line,
    set_paragraph,
    set_title,
)
from plugins.repost.cards import cards_of, find_wrong_cards, keeps_cards, list_cards, wants_cards
from plugins.repost.fonts import Face, Faces, FoundFont, find_faces, rank_fonts
from plugins.repost.settings import RepostSettings
from tests.builds import SMALL_CONTENT
from tests.support import ROOT, TODAY, need_font

Draw = Callable[[CardWords, Faces], bytes]

WECHAT_LIMIT = 300_000
"""Bytes of a card (issue 4)."""
IN_WECHAT = 410
"""Pixels a code needs at least to be recognized in WeChat (product page, platform rules)."""

ARTICLE = "articles/dongtou/2026/2026-11-20-beach-in-winter.md"
LINK = "https://www.example.cn/a/very/long/way/" + "0123456789" * 9 + ".html?from=list&x=1"
DAY = f"""---
开放: 6:00
截止: 22:00
---

## 冬天去海边，先看潮汐

稿件: {ARTICLE}

先看潮汐表，再出门。

## “等一等”

链接: {LINK}
来源: 中国文明网
级别: 国家

车让人，人快走。
"""

WORDS = CardWords(
    "鹿城",
    date(2026, 11, 25),
    "过马路，先看灯",
    "先看灯，再看左右。\n带着老人和孩子，走慢一点。",
    Origin(
        "文明矩阵", "鹿城区文明办", "https://small.example/lucheng/2026/05-20-bus/", ("示例内容",)
    ),
)
FULLEST = CardWords(
    "高新开发",
    date(2026, 12, 31),
    "文" * (TITLE_LIMIT - 1) + "。",
    "路" * 80 + "。" + "灯" * (ITEM_TEXT_LIMIT - 82) + "。",
    Origin("源" * SOURCE_LIMIT, "办" * OFFICE_LIMIT, LINK, ("本文含人工智能生成内容", "示例内容")),
)
DRAWN: list[tuple[Draw, tuple[int, int]]] = [
    (draw_moments, MOMENTS),
    (draw_cover, COVER),
    (draw_square, SQUARE),
]
MIXED = st.text("路灯人文明，。、：！？（）《》“”…—A1 a9.,%", min_size=1, max_size=TITLE_LIMIT)


class Squares:
    """A pen that writes as on squared paper: a square a character, half of one for Latin."""

    size = 20

    def advance(self, text: str) -> float:
        return sum(10.0 if sign.isascii() else 20.0 for sign in text)

    def blanks(self, mark: str) -> tuple[float, float]:
        return (0.0, 0.0) if mark.isascii() else (10.0, 10.0)


PEN = Squares()


@pytest.fixture(scope="module")
def faces() -> Faces:
    return need_font()


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Portal:
    content = tmp_path_factory.mktemp("cards") / "content"
    shutil.copytree(SMALL_CONTENT, content)
    (content / "reposts").mkdir()
    for day in (TODAY, TODAY - timedelta(days=40), TODAY + timedelta(days=30), date(2026, 9, 30)):
        (content / "reposts" / f"{day}.md").write_text(DAY, "utf-8")
    return compose_portal(ContentFolder(content), TODAY)


@pytest.fixture(scope="module")
def pictures(portal: Portal, faces: Faces) -> dict[str, bytes]:
    return {output.path: output.make(**output.inputs) for output in outputs_of(portal, faces)}


def outputs_of(portal: Portal, faces: Faces | None) -> list[FileOutput]:
    outputs = [o for s in list_cards(portal, faces) for o in s.list(**s.inputs)]
    return [output for output in outputs if isinstance(output, FileOutput)]


def find_words(data: bytes) -> tuple[int, int, int, int]:
    """Return the smallest box around all that is neither paper nor glaze."""
    with Image.open(BytesIO(data)) as image:
        pixels = image.convert("RGB")
    grounds = {bytes.fromhex(color[1:]) for color in (card_canvas.PAPER, card_canvas.GLAZE)}
    raw = pixels.tobytes()
    drawn = bytes(0 if raw[at : at + 3] in grounds else 255 for at in range(0, len(raw), 3))
    box = Image.frombytes("L", pixels.size, drawn).getbbox()
    assert box
    return box


# ---------------------------------------------------------------- lines


@pytest.mark.parametrize("setting", [set_title, set_paragraph])
@given(text=MIXED)
@example("过马路，先看灯。（先看）灯”，“灯。”。" * 3)
@settings(max_examples=150, deadline=None)
def test_no_line_begins_with_a_closing_mark_nor_ends_with_an_opening_one(
    setting: Callable[..., tuple[object, ...]], text: str
) -> None:
    """But where a row of marks alone is longer than a line."""
    if re.search(r"[^路灯人文明]{9}", text):
        return
    lines = [line.text for line in setting(text, PEN, 260)]  # type: ignore[attr-defined]

    assert not [line for line in lines[1:] if line[0] in CLOSING]
    assert not [line for line in lines[:-1] if line[-1] in OPENING]


@pytest.mark.parametrize("setting", [set_title, set_paragraph])
@given(text=MIXED, limit=st.integers(60, 400))
@settings(max_examples=150, deadline=None)
def test_lines_keep_all_of_a_text_and_stay_within_their_width(
    setting: Callable[..., tuple[object, ...]], text: str, limit: int
) -> None:
    lines = setting(text, PEN, limit)

    joined = "".join(line.text for line in lines)  # type: ignore[attr-defined]
    assert re.sub(r"\s", "", text) == re.sub(r"\s", "", joined)
    assert all(line.width <= limit + 0.01 for line in lines)  # type: ignore[attr-defined]


def test_latin_words_numbers_and_long_dashes_are_not_cut() -> None:
    lines = set_paragraph("路口有1,280个——用Wenming App可以查到……吗", PEN, 120)

    text = "|".join(line.text for line in lines)
    assert all(word in text for word in ("1,280", "——", "Wenming", "App", "……"))


def test_a_word_longer_than_a_line_is_cut_rather_than_lost() -> None:
    lines = set_paragraph("见" + "a" * 50, PEN, 120)

    assert "见" + "a" * 50 == "".join(line.text for line in lines)
    assert all(line.width <= 120 for line in lines)


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("灯灯", 40),
        ("（灯）", 40),
        ("灯”（灯", 70),
        ("灯。”灯", 70),
        ("灯“《灯", 70),
        ("灯（”灯", 80),
    ],
)
def test_the_blank_half_of_marks_goes_where_two_meet_and_at_both_ends(
    text: str, width: int
) -> None:
    assert width == set_line(text, PEN).width


def test_a_title_breaks_at_a_pause_into_lines_of_like_width() -> None:
    lines = set_title("过马路时，先看信号灯再走", PEN, 190)

    assert ["过马路时，", "先看信号灯再走"] == [line.text for line in lines]


def test_an_opening_mark_goes_with_what_it_opens() -> None:
    assert ["一二三四", "（五六）"] == [x.text for x in set_paragraph("一二三四（五六）", PEN, 100)]


def test_a_paragraph_does_not_leave_one_character_alone() -> None:
    lines = set_paragraph("一二三四五六七八九十一。", PEN, 200)

    assert ["一二三四五六七八九", "十一。"] == [line.text for line in lines]


def test_full_lines_reach_the_margin_and_the_last_one_does_not() -> None:
    first, last = set_paragraph("一二三四五六七八九，十一二", PEN, 190)

    assert 190 == pytest.approx(first.width)
    assert last.width < 190


def test_pictographs_are_left_out() -> None:
    assert "让座" == leave_out_pictographs("让\U0001f60a座\ufe0f")


def test_sentences_end_behind_their_closing_quotes_and_at_paragraphs() -> None:
    found = list(list_sentences("他说：“等一等。”先看灯\n再走！3.5米"))

    assert ["他说：“等一等。”", "先看灯", "\n再走！", "3.5米"] == found


# ---------------------------------------------------------------- pictures


@pytest.mark.parametrize(("draw", "size"), DRAWN)
@pytest.mark.parametrize("words", [WORDS, FULLEST], ids=["short", "fullest"])
def test_nothing_stands_outside_the_safe_zone(
    draw: Draw, size: tuple[int, int], words: CardWords, faces: Faces
) -> None:
    left, top, right, bottom = find_words(draw(words, faces))

    safe = SAFE_OF[size]
    assert safe <= left < right <= size[0] - safe
    assert safe <= top < bottom <= size[1] - safe


def test_a_title_stands_below_all_notes(faces: Faces) -> None:
    """On the square cover both may be as long as can be."""
    origin = FULLEST.origin
    other = replace(
        origin,
        source=origin.source.replace("源", "泉"),
        office=origin.office.replace("办", "力"),
        marks=("木木木木木木木木木木木", "木木木木"),
    )
    title = replace(FULLEST, title=FULLEST.title.replace("文", "木"))

    notes_box = find_change(FULLEST, replace(FULLEST, origin=other), faces)
    title_box = find_change(FULLEST, title, faces)

    assert notes_box[3] <= title_box[1]


def find_change(one: CardWords, other: CardWords, faces: Faces) -> tuple[int, int, int, int]:
    """Return the smallest box around all that differs between two square covers."""
    pictures = (Image.open(BytesIO(draw_square(w, faces))).convert("RGB") for w in (one, other))
    box = ImageChops.difference(*pictures).getbbox()
    assert box
    return box


@given(title=MIXED, text=st.text("路灯人文明，。\n（）“”A1 ", min_size=1, max_size=ITEM_TEXT_LIMIT))
@settings(max_examples=12, deadline=None)
def test_any_text_stays_inside(title: str, text: str, faces: Faces) -> None:
    words = replace(WORDS, title=f"灯{title}"[:TITLE_LIMIT], text=f"灯{text}"[:ITEM_TEXT_LIMIT])

    for draw, size in DRAWN:
        left, top, right, bottom = find_words(draw(words, faces))
        safe = SAFE_OF[size]
        assert safe <= min(left, top)
        assert right <= size[0] - safe
        assert bottom <= size[1] - safe


@pytest.mark.parametrize(("draw", "size"), DRAWN)
@pytest.mark.parametrize("words", [WORDS, FULLEST], ids=["short", "fullest"])
def test_a_card_is_a_small_bitmap_of_its_size_and_always_the_same(
    draw: Draw, size: tuple[int, int], words: CardWords, faces: Faces
) -> None:
    data = draw(words, faces)

    with Image.open(BytesIO(data)) as image:
        assert ("PNG", size) == (image.format, image.size)
    assert len(data) <= WECHAT_LIMIT
    assert data == draw(words, faces)


@pytest.mark.parametrize("url", [WORDS.origin.url, LINK, "https://a.example/" + "long/" * 46])
def test_a_card_leads_to_the_original_by_a_code_as_large_as_wechat_needs(
    url: str, faces: Faces
) -> None:
    data = draw_moments(replace(WORDS, origin=replace(WORDS.origin, url=url)), faces)

    with Image.open(BytesIO(data)) as image:
        white = image.convert("RGB").point(lambda value: 255 if value == 255 else 0)
    left, top, right, bottom = white.convert("1").getbbox() or (0, 0, 0, 0)
    assert (url,) == read_codes(data)
    assert right - left == bottom - top >= IN_WECHAT


@pytest.mark.parametrize("draw", [draw_cover, draw_square])
def test_a_cover_has_no_code_that_would_be_too_small(draw: Draw, faces: Faces) -> None:
    assert () == read_codes(draw(WORDS, faces))


@pytest.mark.parametrize(
    "other",
    [
        replace(WORDS, origin=replace(WORDS.origin, source="浙江文明网")),
        replace(WORDS, origin=replace(WORDS.origin, office="龙湾区文明办")),
        replace(WORDS, origin=replace(WORDS.origin, marks=())),
        replace(WORDS, short="龙湾"),
        replace(WORDS, title="等一等"),
    ],
    ids=["source", "office", "marks", "mark", "title"],
)
@pytest.mark.parametrize(("draw", "size"), DRAWN)
def test_every_card_says_whose_it_is(
    draw: Draw, size: tuple[int, int], other: CardWords, faces: Faces
) -> None:
    assert draw(WORDS, faces) != draw(other, faces)


def test_a_title_takes_the_largest_size_that_fits(faces: Faces) -> None:
    sizes = (84, 72, 62, 54, 48)

    assert 84 == fit_title("过马路，先看灯", faces.title, sizes, 920, 330).pen.size
    assert 48 <= fit_title("文" * TITLE_LIMIT, faces.title, sizes, 920, 330).pen.size < 84
    assert 330 >= fit_title("文" * TITLE_LIMIT, faces.title, sizes, 920, 330).height


def test_a_summary_that_is_too_long_ends_behind_a_whole_sentence(faces: Faces) -> None:
    text = "先看灯，再看左右，等车停稳再走。" * 18

    block = fit_summary(text, faces.text, (40, 34), 920, 300)

    assert block
    assert block.height <= 300
    shown = "".join(line.text for line in block.lines)
    assert shown.endswith(f"。{ELLIPSIS}")
    assert text.startswith(shown.removesuffix(ELLIPSIS))


def test_a_sentence_that_does_not_fit_is_not_cut(faces: Faces) -> None:
    assert fit_summary("文" * ITEM_TEXT_LIMIT, faces.text, (40, 34), 920, 200) is None


def test_the_colours_are_those_of_the_theme() -> None:
    style = (ROOT / "theme/static/css/tokens/colors.css").read_text("utf-8")
    by_day = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", style.partition("@media")[0]))

    assert (card_canvas.PAPER, card_canvas.GLAZE) == (by_day["paper"], by_day["glaze"])
    assert card_canvas.INK_COLOR == by_day["ink"]
    assert card_canvas.QUIET_COLOR == by_day["ink-quiet"]
    assert card_canvas.CELADON == by_day["link"]
    assert (card_canvas.SEAL, card_canvas.ON_SEAL) == (by_day["seal-ground"], by_day["on-seal"])


# ---------------------------------------------------------------- which, and where


def test_the_cards_of_a_day_stand_where_pages_are_told(
    portal: Portal, pictures: dict[str, bytes]
) -> None:
    """For this month, the last one and what is to come; not for the month before."""
    told = {
        card.address: (card.width, card.height)
        for slip in portal.repost_days
        if keeps_cards(slip.day, portal.today)
        for item in slip.open().items
        for card in cards_of(slip.day, item)
    }

    drawn = {path: Image.open(BytesIO(data)).size for path, data in pictures.items()}
    assert told == drawn
    assert 3 * 2 * 3 == len(drawn)
    assert f"repost/{TODAY}/dongtou-2026-11-20-beach-in-winter-card.png" in drawn
    assert not [path for path in drawn if "2026-09-30" in path]


@pytest.mark.parametrize(
    ("day", "kept"),
    [("2026-09-30", False), ("2026-10-01", True), ("2026-11-30", True), ("2027-02-01", True)],
)
def test_cards_are_kept_by_whole_months(day: str, kept: bool) -> None:
    for today in (date(2026, 11, 1), date(2026, 11, 30)):
        assert kept is keeps_cards(date.fromisoformat(day), today)


def test_a_months_cards_follow_from_that_month_alone(portal: Portal, faces: Faces) -> None:
    def names(of: Portal) -> dict[str, str]:
        return {section.key: fingerprint(dict(section.inputs)) for section in list_cards(of, faces)}

    later = replace(portal, today=TODAY + timedelta(days=5), repost_days=portal.repost_days[1:])

    before, after = names(portal), names(later)
    assert ["cards 2026-12", "cards 2026-11", "cards 2026-10"] == list(before)
    assert {key: before[key] for key in after} == after
    assert before.keys() - after.keys() == {"cards 2026-12"}


def test_another_font_draws_all_cards_anew(portal: Portal, faces: Faces) -> None:
    other = replace(faces, text=replace(faces.text, state="another"))

    (one, *_), (two, *_) = list_cards(portal, faces), list_cards(portal, other)

    assert fingerprint(dict(one.inputs)) != fingerprint(dict(two.inputs))


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("https://a.example/lucheng/2026/05-20-walk/", "a.example/lucheng/2026/05-20-walk/"),
        (f"https://a.example/{'x' * 90}", "a.example"),
    ],
)
def test_every_card_says_where_the_original_stands(url: str, place: str) -> None:
    """A cover has no code: people type the address, or find the site by its name."""
    words = CardWords("鹿城", TODAY, "题", "文", Origin("某网", "某办", url))

    assert ("某办", "来源：某网", place) == list_notes(words)


def test_without_a_font_there_are_no_cards(portal: Portal) -> None:
    assert [] == outputs_of(portal, None)


def test_the_keys_of_a_day_do_not_meet() -> None:
    opens = midnight(TODAY)
    items = [RepostItem(key, "题", "文", opens, opens) for key in ("a", "a-card", "a-card-card")]

    addresses = [card.address for item in items for card in cards_of(TODAY, item)]
    assert 9 == len(set(addresses))


# ---------------------------------------------------------------- read back


def test_right_cards_give_no_complaint(portal: Portal, pictures: dict[str, bytes]) -> None:
    assert [] == list(find_wrong_cards(portal, pictures.keys(), pictures.__getitem__))


@pytest.mark.parametrize(
    ("spoiled", "seen"),
    [(draw_code("https://other.example/").png, "https://other.example/"), (b"", "什么也没有")],
)
def test_a_card_that_leads_elsewhere_is_found(
    portal: Portal, pictures: dict[str, bytes], spoiled: bytes, seen: str
) -> None:
    (path,) = (p for p in pictures if p.startswith(f"repost/{TODAY}/link-") and "-card" in p)

    (said,) = find_wrong_cards(portal, pictures.keys(), {**pictures, path: spoiled}.__getitem__)

    assert f"转发图片 {path} 里读出的是 {seen}，应当是 {LINK}" == said


def test_cards_of_an_earlier_build_are_not_read_again(portal: Portal) -> None:
    def refuse(path: str) -> bytes:
        raise AssertionError(path)

    assert [] == list(
        find_wrong_cards(portal, {"index.html", f"repost/{TODAY}/index.html"}, refuse)
    )


# ---------------------------------------------------------------- fonts


def test_without_any_font_the_build_says_once_how_to_get_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As on a machine without fontconfig."""
    monkeypatch.setenv("PATH", str(tmp_path))

    assert find_faces(RepostSettings()) is None
    (said,) = capsys.readouterr().err.splitlines()
    assert "没有找到中文字体" in said
    assert "fonts-noto-cjk" in said


def test_a_site_without_cards_looks_for_no_font(portal: Portal) -> None:
    long_ago = replace(portal, repost_days=portal.repost_days[-1:])

    assert wants_cards(portal, RepostSettings())
    assert not wants_cards(portal, RepostSettings(draws_cards=False))
    assert not wants_cards(long_ago, RepostSettings())


def test_the_next_build_looks_at_the_fonts_again(portal: Portal, faces: Faces) -> None:
    """A font that was installed or replaced is a change; without one, so is any new one."""
    (none,) = list_cards(portal, None)

    assert all(
        {faces.title.path, faces.text.path} == set(section.reads)
        for section in list_cards(portal, faces)
    )
    assert any(faces.text.path.startswith(f"{place}/") for place in none.reads)


def test_a_font_named_in_the_settings_is_used_for_all_words(faces: Faces) -> None:
    chosen = find_faces(RepostSettings(font=faces.text.path))

    assert chosen == Faces(title=faces.text, text=faces.text)


@pytest.mark.parametrize("setting", ["font", "title_font"])
@pytest.mark.parametrize("data", [None, b"no font at all"])
def test_a_setting_that_names_no_font_stops_the_build(
    setting: str, data: bytes | None, tmp_path: Path
) -> None:
    path = tmp_path / "font.ttf"
    if data:
        path.write_bytes(data)

    with pytest.raises(ValueError, match=f"{re.escape(str(path))} 不是"):
        find_faces(RepostSettings(**{setting: str(path)}))


def test_the_most_welcome_font_is_chosen_whatever_the_order() -> None:
    song = FoundFont("/b.ttc", 2, 80, ("Noto Serif CJK SC", "思源宋体"))
    bold = FoundFont("/a.ttc", 2, 200, ("Noto Serif CJK SC",))
    sans = FoundFont("/c.ttc", 2, 200, ("Noto Sans CJK SC",))
    mono = FoundFont("/0.ttc", 7, 200, ("Noto Sans Mono CJK SC",))

    for order in ([song, bold, sans, mono], [mono, sans, bold, song]):
        assert [bold, song, sans, mono] == rank_fonts(order, ("Noto Serif CJK SC",), 200)


def test_a_face_is_told_by_its_file_and_its_number() -> None:
    names = {fingerprint(Face("/a", index, state)) for index in (0, 2) for state in ("x", "y")}

    assert 4 == len(names)
