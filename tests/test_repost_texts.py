"""What people copy for each network, and that it always says where it comes from."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.model.article import Article
from plugins.model.registry import Registry, Site
from plugins.model.repost import Origin, RepostItem
from plugins.model.unit import Unit, UnitKind, UnitName
from plugins.repost.origin import list_ending, tell_origin
from plugins.repost.proof import ends_with_origin
from plugins.repost.sentences import shorten_by_clause, shorten_by_sentence
from plugins.repost.texts import FOLD_LINES, Network, compose_text, compose_texts, count_lines
from plugins.repost.weibo import WEIBO_LIMIT, count_weibo

ORIGIN = Origin("文明矩阵", "鹿城区文明办", "https://wenming.example/lucheng/2026/05-20-a/")
ENDING = "来源：文明矩阵\n推荐单位：鹿城区文明办\nhttps://wenming.example/lucheng/2026/05-20-a/"
SENTENCE = "灯亮了再走，车停稳了再上。"


def make_item(
    title: str = "过马路，先看灯",
    text: str = "灯亮了再走。\n车停稳了再上。",
    topics: tuple[str, ...] = ("文明出行", "斑马线"),
    link: str = "",
) -> RepostItem:
    opens, closes = datetime(2026, 11, 25, 0, 0), datetime(2026, 11, 25, 20, 0)
    article = "" if link else "articles/lucheng/2026/2026-05-20-a.md"
    return RepostItem("a", title, text, opens, closes, article, link, "示例网站", "省", topics)


def make_article(**more: object) -> Article:
    day = date(2026, 5, 20)
    return Article(
        "articles/lucheng/2026/2026-05-20-a.md",
        *("lucheng", day, "a", "标题", "volunteer", "鹿城区文明办", "摘要"),
        **more,  # type: ignore[arg-type]
    )


REGISTRY = Registry(
    Site("文明矩阵", "温州", "https://wenming.example/"),
    (
        Unit("lucheng", UnitKind.COUNTY, "鹿城区文明办", (UnitName("鹿城区", "鹿城"),)),
        Unit("wenzhou", UnitKind.CITY, "温州市文明办", (UnitName("温州市", "温州"),)),
    ),
    (),
)

lines = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=30)
addresses = st.from_regex(r"https?://[a-z]{1,9}\.cn/[\w%?&#=!.~-]{0,200}", fullmatch=True)
pieces = st.lists(
    st.sampled_from(
        [
            "灯亮了再走。",
            "他说：“走吧。”",
            "！",
            "做到三点：",
            "（见图。",
            "\n",
            '"',
            "a.cn/?b",
            "!",
        ]
    )
    | lines,
    min_size=1,
    max_size=40,
)
items = st.builds(
    make_item,
    lines,
    pieces.map("".join).map(str.strip).filter(bool),
    st.lists(lines, max_size=3).map(tuple),
)
origins = st.builds(Origin, lines, lines, addresses, st.lists(lines, max_size=2).map(tuple))


# ---------------------------------------------------------------- origin


def test_an_article_is_of_this_site_and_its_office() -> None:
    assert ORIGIN == tell_origin(make_item(), make_article(), REGISTRY)


def test_a_republished_article_names_its_first_source() -> None:
    assert "示例日报" == tell_origin(make_item(), make_article(source="示例日报"), REGISTRY).source


def test_a_link_is_of_its_site_and_the_city_asks_for_it() -> None:
    link = "https://example.org/?a=1&b=2"

    expected = Origin("示例网站", "温州市文明办", link)
    assert expected == tell_origin(make_item(link=link), None, REGISTRY)


def test_an_item_never_goes_out_without_its_article() -> None:
    with pytest.raises(ValueError, match=r"2026-05-20-a\.md"):
        tell_origin(make_item(), None, REGISTRY)


def test_marks_go_with_every_copy() -> None:
    article = make_article(is_ai_generated=True, is_sample=True)
    origin = tell_origin(make_item(), article, REGISTRY)

    for text in compose_texts(make_item(), origin).values():
        assert text.endswith(f"\n本文含人工智能生成内容\n示例内容\n{ENDING}")


# ---------------------------------------------------------------- texts


@pytest.mark.parametrize(
    ("network", "text"),
    [
        (Network.GROUP, f"过马路，先看灯\n\n灯亮了再走。\n车停稳了再上。\n\n{ENDING}"),
        (Network.MOMENTS, f"过马路，先看灯\n灯亮了再走。\n车停稳了再上。\n{ENDING}"),
        (
            Network.WEIBO,
            "过马路，先看灯\n\n灯亮了再走。\n车停稳了再上。\n\n#文明出行# #斑马线#\n\n" + ENDING,
        ),
        (Network.QQ, f"过马路，先看灯\n\n灯亮了再走。\n车停稳了再上。\n\n{ENDING}"),
    ],
)
def test_a_text_is_title_words_and_origin(network: Network, text: str) -> None:
    assert text == compose_text(make_item(), ORIGIN, network)


def test_moments_takes_what_shows_before_the_fold() -> None:
    """A line for the title, and five lines of eighteen hold six sentences of thirteen."""
    text = compose_text(make_item(text=SENTENCE * 20), ORIGIN, Network.MOMENTS)

    assert f"过马路，先看灯\n{SENTENCE * 6}\n{ENDING}" == text


def test_weibo_drops_sentences_only_where_it_must() -> None:
    item = make_item(text=SENTENCE * 200, topics=())
    text = compose_text(item, ORIGIN, Network.WEIBO)

    told = text.count(SENTENCE)
    longer = text.replace(SENTENCE, SENTENCE * 2, 1)
    assert 100 < told < 200
    assert count_weibo(text) <= WEIBO_LIMIT < count_weibo(longer)


@given(items, origins)
def test_every_text_ends_with_its_origin_and_keeps_its_limits(
    item: RepostItem, origin: Origin
) -> None:
    texts = compose_texts(item, origin)

    assert all(ends_with_origin(text, origin) for text in texts.values())
    assert all(text.split("\n")[0] == item.title for text in texts.values())
    assert count_weibo(texts[Network.WEIBO]) <= WEIBO_LIMIT
    assert all(item.text in texts[network] for network in (Network.GROUP, Network.QQ))
    head = texts[Network.MOMENTS].removesuffix("\n" + "\n".join(list_ending(origin)))
    assert count_lines(head) <= FOLD_LINES
    assert item.text.startswith(head.removeprefix(item.title).lstrip("\n"))


# ---------------------------------------------------------------- sentences


@pytest.mark.parametrize(
    ("text", "shorter"),
    [
        ("一句。二句！三句？", ["一句。二句！", "一句。"]),
        ("“走吗？”他问。他走了。", ["“走吗？”他问。"]),
        ("他说：“走。走。”大家笑了。", []),
        ("看图（见下。见下页）。完。", ["看图（见下。见下页）。"]),
        ("看 https://a.cn/?b!c。走。", ["看 https://a.cn/?b!c。"]),
        ("看a.cn/查询?页=1!再说。", []),
        ("快来!一起走。", ["快来!"]),
        ("在Yahoo!上。完。", ["在Yahoo!上。"]),
        ("做到三点：\n一是看灯\n二是慢行", ["做到三点：\n一是看灯"]),
        ("开了“不合上。\n二段。完。", ["开了“不合上。\n二段。", "开了“不合上。"]),
        ('他说"走。走。"完。', []),
        ("真的？！是的。", ["真的？！"]),
    ],
)
def test_a_text_is_shortened_where_a_sentence_surely_ends(text: str, shorter: list[str]) -> None:
    assert [text, *shorter, ""] == list(shorten_by_sentence(text))


@pytest.mark.parametrize(
    ("title", "shorter"),
    [
        ("过马路，先看灯", ["过马路"]),
        ("提示：过马路，先看灯！再走", ["提示：过马路，先看灯！", "提示：过马路", "提示"]),
        ("写给“慢一点，稳一点”的你", []),
        ("8:00开始", []),
    ],
)
def test_a_title_is_shortened_where_a_clause_ends(title: str, shorter: list[str]) -> None:
    assert [title, *shorter] == list(shorten_by_clause(title))


@given(pieces.map("".join))
def test_a_shortened_text_is_a_beginning(text: str) -> None:
    found = list(shorten_by_sentence(text))

    assert all(text.startswith(one) for one in found)
    assert sorted(set(found), key=len, reverse=True) == found
    assert all(
        one in ("", text) or one[-1] in "。！？!?”" or text[len(one) :].lstrip(" \u3000")[0] == "\n"
        for one in found
    )


# ---------------------------------------------------------------- Weibo's counting


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("文明", 2), ("ab", 1), ("abc", 2), ("。", 1), ("😀", 2), ("http://a.cn", 18)],
)
def test_weibo_counts_ideographs_whole_and_letters_half(text: str, count: int) -> None:
    """An address counts with its letters and as a short one: never less than on Weibo."""
    assert count == count_weibo(text)


# ---------------------------------------------------------------- proof


@pytest.mark.parametrize(
    "text",
    [
        "",
        "过马路，先看灯",
        ENDING.replace("来源：文明矩阵\n", "过马路\n"),
        ENDING.replace("推荐单位：鹿城区文明办\n", ""),
        ENDING.rpartition("\n")[0],
        ENDING + "，请看",
        ENDING + "\n再说一句",
        "过马路" + ENDING,
        ENDING.replace("05-20", "05-21"),
    ],
)
def test_a_text_that_lost_its_origin_is_told(text: str) -> None:
    assert not ends_with_origin(text, ORIGIN)


@pytest.mark.parametrize("text", [ENDING, f"自己的话\n{ENDING}", f"{ENDING}\n"])
def test_a_text_with_its_origin_is_told(text: str) -> None:
    assert ends_with_origin(text, ORIGIN)


def test_a_mark_that_is_left_out_is_told() -> None:
    marked = Origin(ORIGIN.source, ORIGIN.office, ORIGIN.url, ("示例内容",))

    assert not ends_with_origin(f"过马路\n{ENDING}", marked)
    assert ends_with_origin(f"过马路\n示例内容\n{ENDING}", marked)


@pytest.mark.parametrize(
    "origin", [Origin("", "甲", "乙"), Origin("甲", " ", "乙"), Origin("甲", "乙", "")]
)
def test_an_origin_with_a_gap_is_none(origin: Origin) -> None:
    assert not ends_with_origin("\n".join(list_ending(origin)), origin)
