"""What tools read of the days' items: today.txt, Atom and JSON Feed, parsed back."""

from __future__ import annotations

import html
import json
import re
import shutil
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import feedparser
import pytest

from plugins.build.content import compose_portal
from plugins.model.fingerprint import fingerprint
from plugins.model.output import FileOutput
from plugins.model.portal import Portal
from plugins.reading.content_folder import ContentFolder
from plugins.repost.asked import AskedItem, list_asked, prove_item
from plugins.repost.feeds import list_feeds
from plugins.repost.proof import ends_with_origin
from plugins.repost.settings import RepostSettings
from plugins.repost.texts import Network
from tests.builds import SMALL_CONTENT, write_article
from tests.support import TODAY

ATOM, JSON, TEXT = "feeds/repost.atom.xml", "feeds/repost.json", "repost/today.txt"
LINK = "https://www.example.org/read?a=1&b=2#top"
OWN = """## 先看灯，再 <过> 街 & 停一停

稿件: wenzhou/2026/2026-11-10-crossing-the-street.md
话题: 文明出行、安全
开放: 8:00
截止: 20:00

绿灯亮了再走。

<b>右转的车</b>也要让一让。
"""
FOREIGN = f"""## 一起读一本书

链接: {LINK}
来源: 示例网
级别: 国家

每天读十分钟。
"""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The small site's content with three days that have begun and one that has not."""
    folder = tmp_path / "content"
    shutil.copytree(SMALL_CONTENT, folder)
    (folder / "reposts").mkdir()
    write_article(folder, "wenzhou/2026/2026-11-22-marked.md", AI生成="是", 示例="是")
    _write_day(folder, 1, FOREIGN)
    _write_day(folder, 0, f"{OWN}\n{FOREIGN}")
    _write_day(folder, -1, "## 有标记\n\n稿件: wenzhou/2026/2026-11-22-marked.md\n\n一句话。\n")
    _write_day(folder, -9, FOREIGN)
    return folder


def _write_day(content: Path, ahead: int, text: str) -> None:
    day = TODAY + timedelta(days=ahead)
    (content / "reposts" / f"{day}.md").write_text(text, "utf-8")


def _read_portal(content: Path, today: date = TODAY) -> Portal:
    return compose_portal(ContentFolder(content), today)


def _make(portal: Portal, feed_days: int = 7) -> dict[str, bytes]:
    """Return every file that the room's feeds are, by path, as the build makes them."""
    made = {}
    for section in list_feeds(portal, RepostSettings(feed_days=feed_days)):
        assert fingerprint(dict(section.inputs))
        for output in section.list(**section.inputs):
            assert isinstance(output, FileOutput)
            assert output.path not in made
            made[output.path] = output.make(**output.inputs)
    return made


def _list_asked(portal: Portal) -> dict[str, AskedItem]:
    """Return every item of the portal by its stable id."""
    asked = list_asked(portal.repost_days, portal.by_path, portal.registry)
    return {portal.registry.site.url + one.address: one for one in asked}


def _strip(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", markup))


# ---------------------------------------------------------------- what stands in the feeds


def test_both_feeds_hold_the_newest_days_that_have_begun(content: Path) -> None:
    portal = _read_portal(content)
    site = portal.registry.site.url
    begun = [
        f"{site}repost/2026-11-23/#wenzhou-2026-11-10-crossing-the-street",
        next(key for key in _list_asked(portal) if "11-23/#link-" in key),
        f"{site}repost/2026-11-22/#wenzhou-2026-11-22-marked",
    ]
    old = next(key for key in _list_asked(portal) if "11-14/#link-" in key)

    for length, wanted in ((2, begun), (7, [*begun, old])):
        made = _make(portal, length)
        assert wanted == [entry.id for entry in feedparser.parse(made[ATOM]).entries]
        assert wanted == [item["id"] for item in json.loads(made[JSON])["items"]]


def test_a_day_stands_in_the_feeds_from_that_day_on(content: Path) -> None:
    tomorrow = _make(_read_portal(content, TODAY + timedelta(days=1)))

    assert 5 == len(feedparser.parse(tomorrow[ATOM]).entries)
    assert tomorrow[TEXT].decode().startswith("2026年11月24日 星期二 转发清单，共 1 条\n")


def test_the_feeds_stay_the_same_until_a_day_begins(content: Path) -> None:
    """The day of the build is no input: a build on a day without a list writes nothing."""
    soon, later = (_read_portal(content, TODAY + timedelta(days=n)) for n in (1, 300))

    inputs = [
        [fingerprint(dict(s.inputs)) for s in list_feeds(portal, RepostSettings())]
        for portal in (soon, later)
    ]
    assert inputs[0] == inputs[1]


def test_an_id_stays_when_all_else_of_an_item_changes(content: Path) -> None:
    before = [item["id"] for item in json.loads(_make(_read_portal(content))[JSON])["items"]]
    changed = OWN.replace("先看灯", "改过的题目").replace("20:00", "21:00").replace("绿灯", "红灯")
    _write_day(content, 0, f"{FOREIGN}\n{changed}")

    after = [item["id"] for item in json.loads(_make(_read_portal(content))[JSON])["items"]]

    assert before != after
    assert sorted(before) == sorted(after)


# ---------------------------------------------------------------- Atom


def test_the_atom_feed_is_sound(content: Path) -> None:
    portal = _read_portal(content)
    feed = feedparser.parse(_make(portal)[ATOM])

    assert not feed.bozo, feed.get("bozo_exception")
    assert ("atom10", "utf-8") == (feed.version, feed.encoding)
    assert [portal.registry.site.url + path for path in ("repost/", ATOM)] == [
        link.href for link in feed.feed.links
    ]
    assert "2026-11-23T00:00:00+08:00" == feed.feed.updated == feed.entries[0].published


def test_every_entry_says_its_window_and_ends_with_its_origin(content: Path) -> None:
    portal = _read_portal(content)
    asked = _list_asked(portal)

    for entry in feedparser.parse(_make(portal)[ATOM]).entries:
        one = asked[entry.id]
        [text] = [_strip(piece.value) for piece in entry.content]
        note, _, rest = text.partition("\n")
        assert entry.title == one.item.title
        assert one.origin.office == entry.author
        assert note.startswith(f"转发时间：{one.day.year}年{one.day.month}月{one.day.day}日，")
        assert one.texts[Network.GROUP] == rest
        assert ends_with_origin(rest, one.origin)
        assert f'href="{html.escape(one.origin.url)}"' in entry.content[0].value
    assert b"<summary" not in _make(portal)[ATOM], "it would be a text without its source"
    first = feedparser.parse(_make(portal)[ATOM]).entries[0]
    assert "8:00" in first.content[0].value
    assert "20:00" in first.content[0].value
    assert ["文明出行", "安全"] == [tag.term for tag in first.tags]


# ---------------------------------------------------------------- JSON Feed


def test_the_json_feed_has_what_the_format_requires(content: Path) -> None:
    """JSON Feed 1.1, "Top-level" and "Items": required fields, and types where optional."""
    portal = _read_portal(content)
    url = portal.registry.site.url
    feed = json.loads(_make(portal)[JSON])

    assert "https://jsonfeed.org/version/1.1" == feed["version"]
    assert feed["title"]
    assert (f"{url}repost/", url + JSON) == (feed["home_page_url"], feed["feed_url"])
    for item in feed["items"]:
        assert item["id"] == item["url"]
        assert item["external_url"].startswith("https://")
        assert isinstance(item["content_html"], str)
        assert datetime.fromisoformat(item["date_published"]).tzinfo
        assert [{"name"}] == [set(author) for author in item["authors"]]
        assert all(isinstance(tag, str) for tag in item["tags"])
        assert ["_wenming"] == [key for key in item if key.startswith("_")]


def test_a_json_item_holds_the_texts_the_window_and_the_origin(content: Path) -> None:
    portal = _read_portal(content)
    asked = _list_asked(portal)
    items: list[dict[str, Any]] = json.loads(_make(portal)[JSON])["items"]

    for item in items:
        one, ours = asked[item["id"]], item["_wenming"]
        assert {network.value: text for network, text in one.texts.items()} == ours["texts"]
        assert {"wechat", "moments", "weibo", "qq"} == set(ours["texts"])
        assert all(ends_with_origin(text, one.origin) for text in ours["texts"].values())
        assert one.item.opens == datetime.fromisoformat(ours["opens"])
        assert one.item.closes == datetime.fromisoformat(ours["closes"])
        assert (one.origin.source, one.origin.office) == (ours["source"], ours["office"])
        assert (one.item.level, one.day.isoformat()) == (ours["level"], ours["day"])
        assert one.origin.url == item["external_url"]
    assert "2026-11-23T08:00:00+08:00" == items[0]["_wenming"]["opens"]
    assert ("国家", LINK) == (items[1]["_wenming"]["level"], items[1]["external_url"])
    assert 2 == len(items[2]["_wenming"]["marks"])


# ---------------------------------------------------------------- plain text


def test_the_text_is_the_newest_day_ready_to_paste(content: Path) -> None:
    portal = _read_portal(content)
    own, foreign = [one for key, one in _list_asked(portal).items() if "/2026-11-23/" in key]

    text = _make(portal)[TEXT].decode()

    heading, _, blocks = text.partition("\n\n")
    assert "2026年11月23日 星期一 转发清单，共 2 条" == heading.split("\n")[0]
    first, second = re.split(r"\n\n(?=\d\. 转发时间)", blocks.removesuffix("\n"))
    assert ["1. 转发时间：8:00 至 20:00", own.texts[Network.GROUP]] == first.split("\n", 1)
    assert ["2. 转发时间：全天", foreign.texts[Network.GROUP]] == second.split("\n", 1)
    assert ends_with_origin(first, own.origin)
    assert ends_with_origin(second, foreign.origin)


def test_on_a_day_without_a_list_the_text_is_that_of_the_last_one(content: Path) -> None:
    text = _make(_read_portal(content, TODAY + timedelta(days=9)))[TEXT].decode()

    assert text.startswith("2026年11月24日")


def test_without_any_day_that_has_begun_everything_says_so(content: Path) -> None:
    made = _make(_read_portal(content, TODAY - timedelta(days=10)))
    feed = feedparser.parse(made[ATOM])

    assert made[TEXT].decode().startswith("今天没有转发任务。\n")
    assert not feed.bozo
    assert [] == feed.entries
    assert "2014-01-01T00:00:00+08:00" == feed.feed.updated
    assert [] == json.loads(made[JSON])["items"]


# ---------------------------------------------------------------- nothing goes without its source


def test_a_text_that_lost_its_source_is_not_written(content: Path) -> None:
    """Whichever of the lines at its end is missing, and in whichever network's text."""
    for one in _list_asked(_read_portal(content)).values():
        for network, text in one.texts.items():
            for line in (one.origin.source, one.origin.office, one.origin.url):
                stripped = "\n".join(part for part in text.split("\n") if line not in part)
                texts = {**one.texts, network: stripped}
                with pytest.raises(ValueError, match="没有写全来源、单位和链接"):
                    prove_item(AskedItem(one.day, one.item, one.origin, texts))


def test_an_item_whose_article_is_gone_stops_every_file(content: Path) -> None:
    """The check refuses it before; should it ever not, nothing is written without a source."""
    (content / "articles/wenzhou/2026/2026-11-10-crossing-the-street.md").unlink()
    portal = _read_portal(content)

    with pytest.raises(ValueError, match="找不到稿件 articles/wenzhou/2026/2026-11-10-crossing"):
        _make(portal)
