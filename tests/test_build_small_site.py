"""The small good site, which has a little of everything, and its kept output."""

from __future__ import annotations

import difflib
import shutil
from io import BytesIO
from pathlib import Path

import feedparser
import pytest
from PIL import Image

from tests.builds import (
    SMALL_CONTENT,
    SMALL_DRAFT,
    SMALL_OUTPUT,
    build_small_site,
    differing,
    write_article,
)
from tests.support import read_site

HOW = "改动是有意的，就运行 invoke renew，看过 git diff 再提交。"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return read_site(build_small_site(tmp_path_factory.mktemp("small") / "output"))


def text_of(site: dict[str, bytes], path: str) -> str:
    return site[path].decode()


def test_small_site_has_exactly_the_files_that_are_kept(small: dict[str, bytes]) -> None:
    assert sorted(read_site(SMALL_OUTPUT)) == sorted(small), HOW


def test_every_file_of_the_small_site_is_as_kept(small: dict[str, bytes]) -> None:
    kept = read_site(SMALL_OUTPUT)

    different = [path for path in differing(kept, small) if not is_same_code(path, kept, small)]

    assert [] == different, describe_difference(kept, small, different)


def is_same_code(path: str, kept: dict[str, bytes], built: dict[str, bytes]) -> bool:
    """Codes are compared as pixels where bytes differ: how PNG packs them is the machine's zlib's.

    Every other file, pictures of articles too, has to be the same to the byte.
    """
    if not path.endswith(("/code.png", "/calendar.png")) or not (path in kept and path in built):
        return False
    one, other = (Image.open(BytesIO(data)).convert("L") for data in (kept[path], built[path]))
    return one.size == other.size and one.tobytes() == other.tobytes()


def describe_difference(
    kept: dict[str, bytes], built: dict[str, bytes], different: list[str]
) -> str:
    for path in different:
        one, other = (site.get(path, b"").decode("utf-8", "replace") for site in (kept, built))
        lines = difflib.unified_diff(one.split("\n"), other.split("\n"), "保存的", path, n=1)
        return "\n".join([*list(lines)[:40], HOW])
    return HOW


def test_a_draft_leaves_no_trace(small: dict[str, bytes]) -> None:
    """Neither its page nor its title, its tag, its text or its picture."""
    assert not [path for path in small if "not-yet" in path or "cao-gao" in path]
    for data in small.values():
        assert [] == [words for words in SMALL_DRAFT if words.encode() in data]


def test_an_old_article_says_what_its_unit_was_called_then(small: dict[str, bytes]) -> None:
    before = text_of(small, "dongtou/2015/05-20-pick-up-litter/index.html")
    after = text_of(small, "dongtou/2015/07-23-first-day-of-the-name/index.html")

    assert "洞头区在本文发布时称洞头县。" in before
    assert "洞头县文明办" in before
    assert "洞头县" not in after


def test_a_unit_without_articles_has_its_page_its_feeds_and_its_code(
    small: dict[str, bytes],
) -> None:
    feed = feedparser.parse(small["longgang/feed.atom.xml"])

    assert "还没有稿件" in text_of(small, "longgang/index.html")
    assert not feed.bozo
    assert [] == feed.entries
    assert {"longgang/code.png", "longgang/code.svg", "longgang/feed.json"} <= small.keys()
    assert 'href="longgang/index.html"' in text_of(small, "index.html")


def test_homophone_tags_have_a_page_each(small: dict[str, bytes]) -> None:
    pages = [path for path in small if path.startswith("tag/shi-shi-")]

    headings = {text_of(small, path).partition('"title-name">')[2][:2] for path in pages}

    assert {"事实", "实施"} == headings


def test_only_an_old_article_that_may_go_out_of_date_says_how_old_it_is(
    small: dict[str, bytes],
) -> None:
    stale = {
        path
        for path in small
        if path.endswith(".html") and "本文发布已超过" in text_of(small, path)
    }

    expected = {
        "wenzhou/2021/03-05-lend-an-umbrella/index.html",
        "dongtou/2015/07-23-first-day-of-the-name/index.html",
    }
    assert expected == stale


def test_text_made_by_ai_says_so_on_its_page_and_in_every_feed(small: dict[str, bytes]) -> None:
    name = "dongtou/2026/09-19-tide-table/"
    mark = "本文含人工智能生成内容"

    assert mark in text_of(small, f"{name}index.html")
    for feed in ("dongtou/feed.atom.xml", "dongtou/feed.json", "feeds/all.atom.xml"):
        assert 1 == text_of(small, feed).count(mark)


def test_a_picture_that_two_places_show_is_served_once(small: dict[str, bytes]) -> None:
    tides = [path for path in small if path.startswith("media/dongtou/")]

    assert [".webp", ".jpg"] == [Path(path).suffix for path in sorted(tides)]
    for name in ("09-19-tide-table", "11-20-beach-in-winter"):
        page = text_of(small, f"dongtou/2026/{name}/index.html")
        assert [] == [path for path in tides if path not in page]


def test_internal_links_lead_to_headings_by_their_words(small: dict[str, bytes]) -> None:
    page = text_of(small, "wenzhou/2026/11-10-crossing-the-street/index.html")
    target = text_of(small, "dongtou/2026/11-20-beach-in-winter/index.html")

    assert '/dongtou/2026/11-20-beach-in-winter/index.html#h-记住一句话"' in page
    assert 'id="h-记住一句话"' in target


def test_a_new_article_leaves_the_older_pages_of_every_list_as_they_are(
    small: dict[str, bytes], tmp_path: Path
) -> None:
    """To the byte: what changes with each article stands on the front pages alone."""
    content = tmp_path / "content"
    shutil.copytree(SMALL_CONTENT, content)
    write_article(content, "dongtou/2026/2026-11-23-new.md", 标签="海边")

    after = read_site(build_small_site(tmp_path / "output", content))

    older = [path for path in small if "/page/" in path]
    lists = {"archive", "dongtou", "wenzhou", "column", "tag"}
    assert lists == {path.split("/")[0] for path in older}
    assert not {*older} & {*differing(small, after)}
