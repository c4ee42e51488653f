"""Share links: what opens them gets what was put in, and no more than has room."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.model.repost import Origin
from plugins.repost.sentences import shorten_by_clause, shorten_by_sentence
from plugins.repost.sharing import qzone_link, weibo_link

SITE = "https://wenming.example/lucheng/2026/05-20-a/"


def read_link(link: str) -> dict[str, str]:
    """Return the fields as the network's server reads them; each stands there once."""
    assert not urlsplit(link).fragment
    fields = parse_qs(urlsplit(link).query, strict_parsing=True, errors="strict")
    assert all(len(values) == 1 for values in fields.values())
    return {name: values[0] for name, values in fields.items()}


def make_origin(url: str = SITE, source: str = "文明矩阵") -> Origin:
    return Origin(source, "鹿城区文明办", url)


@pytest.mark.parametrize("title", ["过马路，先看灯", "a&b=c#d%20e", "走 一 走+", "😀好", "50%！"])
def test_a_link_gives_back_what_was_put_in(title: str) -> None:
    url = "https://example.org/?a=1&b=%E6%96%87#c d"
    origin = make_origin(url, "a&b")

    shared = {"url": url, "title": f"{title} - a&b"}
    assert shared == read_link(weibo_link(title, origin))
    assert shared == read_link(qzone_link(title, origin))


def test_links_lead_to_the_networks() -> None:
    assert weibo_link("甲", make_origin()).startswith(
        f"https://service.weibo.com/share/share.php?url={SITE}&title=%E7%94%B2%20-%20"
    )
    assert qzone_link("甲", make_origin()).startswith(
        f"https://sns.qzone.qq.com/cgi-bin/qzshare/cgi_qzshare_onekey?url={SITE}&title=%E7%94%B2"
    )


@pytest.mark.parametrize(
    ("title", "shared"),
    [
        ("过马路，先看灯", "过马路，先看灯 - 文明矩阵"),
        ("过马路先看灯，车停稳了再上下车", "过马路先看灯 - 文明矩阵"),
        ("给孩子和老人的过街提示请收好", "来源：文明矩阵"),
    ],
)
def test_a_long_title_goes_by_clauses_and_the_source_stays(title: str, shared: str) -> None:
    assert shared == read_link(weibo_link(title, make_origin()))["title"]


def test_a_picture_and_a_summary_go_in_where_they_have_room() -> None:
    origin = make_origin("https://a.cn/", "甲")
    picture = "https://a.cn/b.png"

    assert picture == read_link(weibo_link("乙", origin, picture))["pic"]
    assert {
        "url": "https://a.cn/",
        "title": "乙 - 甲",
        "summary": "丙。",
        "pics": picture,
    } == read_link(qzone_link("乙", origin, "丙。" + "丁" * 30, picture))
    assert "pic" not in read_link(weibo_link("乙", origin, picture + "x" * 200))


def test_a_link_that_is_too_long_is_none() -> None:
    """The form's address and ``?url=`` take 46 characters of Weibo's 254."""
    url = "https://a.cn/"
    longest = url + "x" * (254 - 46 - len(url))

    assert {"url": longest} == read_link(weibo_link("甲", make_origin(longest)))
    assert "" == weibo_link("甲", make_origin(longest + "x"))
    assert "" == qzone_link("甲", make_origin(longest))


texts = st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=64)


@given(
    texts,
    texts,
    st.from_regex(r"https?://[a-z]{1,9}\.cn/[\w%?&#=+ ~-]{0,120}", fullmatch=True),
    texts,
    texts,
)
def test_any_link_is_short_and_decodes_to_what_was_put_in(
    title: str, source: str, url: str, summary: str, picture: str
) -> None:
    origin = make_origin(url, source)
    titles = {f"{short} - {source}" for short in shorten_by_clause(title)} | {f"来源：{source}"}
    allowed = {
        "url": {url},
        "title": titles,
        "summary": set(shorten_by_sentence(summary)),
        "pic": {picture},
        "pics": {picture},
    }

    for link in (weibo_link(title, origin, picture), qzone_link(title, origin, summary, picture)):
        assert len(link) < 255
        assert link.isascii()
        if link:
            shared = read_link(link)
            assert url == shared["url"]
            assert all(value in allowed[name] for name, value in shared.items())
