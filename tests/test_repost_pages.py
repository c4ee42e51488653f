"""The day's page and the pages of days: which days they hold, what they say, what they refuse."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from plugins.build.content import compose_portal
from plugins.build.errors import BuildStopped
from plugins.model.days import SHANGHAI
from plugins.model.portal import Portal
from plugins.model.repost import RepostItem, describe_window
from plugins.reading.content_folder import ContentFolder
from plugins.repost.days import choose_days, list_past_days
from plugins.repost.origin import tell_origin
from plugins.repost.proof import ends_with_origin
from plugins.repost.review import find_unsourced, read_copyable
from plugins.repost.texts import Network, compose_texts
from tests import support
from tests.builds import build_small_site
from tests.desk import lay_desk
from tests.repost_days import DAYS, LASTING, LATER, OLDEST, TODAY, lay_reposts
from tests.site_pages import SitePage, read_pages, resolve

FRONT = "repost/index.html"
PAGE_LIMIT = 60_000
"""Bytes of the day's page with its style and scripts, without pictures (issue 4)."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("reposts")
    return build_small_site(place / "output", lay_reposts(place / "content"))


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Portal:
    content = lay_reposts(tmp_path_factory.mktemp("portal") / "content")
    return compose_portal(ContentFolder(content), support.TODAY)


def list_shown(page: SitePage) -> list[str]:
    return [e.get("data-day") for e in page.elements if e.get("data-day")]


def read_text(folder: Path, path: str) -> str:
    return (folder / path).read_text("utf-8")


# ---------------------------------------------------------------- which days


def choose(portal: Portal, today: str, kept: int = 31) -> list[str]:
    chosen = choose_days(portal.repost_days, date.fromisoformat(today), kept)
    return [slip.iso_day for slip in chosen]


def test_the_day_comes_first_then_what_lasts_then_what_is_prepared(portal: Portal) -> None:
    assert [TODAY, LASTING, LATER] == choose(portal, TODAY)


def test_on_a_day_without_items_the_last_one_stays(portal: Portal) -> None:
    assert [LASTING, TODAY, LATER] == choose(portal, "2026-11-22")


def test_what_has_passed_leaves(portal: Portal) -> None:
    assert [TODAY, LASTING, LATER] == choose(portal, "2026-11-24")
    assert [LATER] == choose(portal, LATER)
    assert [LATER] == choose(portal, "2027-06-01")


def test_before_the_first_day_there_is_what_is_prepared(portal: Portal) -> None:
    assert [OLDEST, LASTING, TODAY, LATER] == choose(portal, "2026-01-01")


def test_only_so_many_past_days_are_listed_and_none_that_is_to_come(portal: Portal) -> None:
    days = portal.repost_days

    past = [day.isoformat() for day in list_past_days(days, support.TODAY, 31)]
    assert [TODAY, LASTING, OLDEST] == past
    assert [TODAY] == [day.isoformat() for day in list_past_days(days, support.TODAY, 1)]
    assert () == list_past_days(days, date(2026, 1, 1), 31)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("opens", "closes", "said"),
    [
        ("2026-11-23T00:00", "2026-11-23T23:59", "全天"),
        ("2026-11-23T00:00", "2026-11-23T20:00", "到 20:00"),
        ("2026-11-23T08:05", "2026-11-23T20:00", "8:05 至 20:00"),
        ("2026-11-23T08:00", "2026-11-23T23:59", "8:00 起"),
        ("2026-11-23T00:00", "2026-11-25T23:59", "到 11月25日"),
        ("2026-11-22T18:00", "2026-11-24T12:00", "11月22日 18:00 至 11月24日 12:00"),
    ],
)
def test_a_window_is_said_in_words(opens: str, closes: str, said: str) -> None:
    item = RepostItem("k", "题", "文", moment(opens), moment(closes), link="https://example.org/")

    assert said == describe_window(item, support.TODAY)


# ---------------------------------------------------------------- what pages hold


def test_every_day_has_its_page_and_the_front_holds_the_chosen_ones(folder: Path) -> None:
    pages = read_pages(folder)

    assert [TODAY, LASTING, LATER] == list_shown(pages[FRONT])
    for day in DAYS:
        assert [day] == list_shown(pages[f"repost/{day}/index.html"])


def test_the_front_leads_to_the_days_that_have_begun(folder: Path) -> None:
    page = read_pages(folder)[FRONT]
    links = [e for e in page.all("a") if "tags-link" in e.classes]

    found = [resolve(FRONT, e.get("href")) for e in links]
    assert [(f"repost/{day}/index.html", "") for day in (TODAY, LASTING, OLDEST)] == found


def test_days_lead_to_the_days_beside_them(folder: Path) -> None:
    page = read_pages(folder)[f"repost/{LASTING}/index.html"]
    ways = {e.get("data-way"): e.get("href") for e in page.all("a") if e.get("data-way")}

    assert f"repost/{TODAY}/index.html" == resolve(page.path, ways["newer"])[0]
    assert f"repost/{OLDEST}/index.html" == resolve(page.path, ways["older"])[0]


def test_texts_stand_on_the_pages_letter_by_letter(folder: Path, portal: Portal) -> None:
    """Signs that HTML has its own use for come back as they were written."""
    for slip in portal.repost_days:
        found = read_copyable(read_text(folder, f"repost/{slip.iso_day}/index.html"))
        assert len(slip.open().items) == len(found)
        for item in slip.open().items:
            article = portal.by_path[item.article].article if item.article else None
            origin = tell_origin(item, article, portal.registry)
            texts = {n.value: text for n, text in compose_texts(item, origin).items()}
            assert texts == found[f"{slip.iso_day}/{item.key}"]
            assert all(ends_with_origin(text, origin) for text in texts.values())


def test_an_item_says_whose_it_is_and_until_when(folder: Path) -> None:
    page = read_pages(folder)[f"repost/{TODAY}/index.html"]
    first, _, third = [e.text for e in page.all("article")]

    assert "温州市文明办" in first
    assert "到 20:00" in first
    assert "转发自愿" in first
    assert "示例网站（省级网站）" in third
    assert "https://example.org/a?b=1&c=文明" in page.addresses


def test_an_items_own_picture_is_shown_and_served(tmp_path: Path) -> None:
    content = lay_reposts(tmp_path / "content", (OLDEST,))
    shutil.copy(content / "articles/dongtou/2026/tide.png", content / "reposts" / "beach.png")
    day = content / "reposts" / f"{OLDEST}.md"
    fields = "lend-an-umbrella.md\n配图: beach.png\n配图说明: 冬天的沙滩"
    day.write_text(day.read_text("utf-8").replace("lend-an-umbrella.md", fields), "utf-8")
    built = build_small_site(tmp_path / "output", content)
    page = read_pages(built)[f"repost/{OLDEST}/index.html"]
    (picture,) = page.all("img")

    assert "冬天的沙滩" == picture.get("alt")
    assert (built / resolve(page.path, picture.get("src"))[0]).is_file()


def test_without_any_day_the_page_says_so(tmp_path: Path) -> None:
    built = build_small_site(tmp_path / "output", lay_reposts(tmp_path / "content", ()))

    assert "还没有安排转发" in read_text(built, FRONT)
    assert "请转发" not in read_text(built, "index.html")


def test_the_home_page_leads_to_the_day_and_names_it(folder: Path) -> None:
    page = read_pages(folder)["index.html"]
    strip = next(e for e in page.all("p") if "strip" in e.classes)
    link = next(e for e in page.all("a") if "strip-link" in e.classes)

    assert "11月23日 请转发 3 条，最晚到 20:00" == strip.text
    assert (FRONT, "") == resolve("index.html", link.get("href"))


def test_the_home_page_names_the_next_day_where_today_has_none(tmp_path: Path) -> None:
    content = lay_reposts(tmp_path / "content", (OLDEST, LATER))
    built = build_small_site(tmp_path / "output", content)

    assert "11月25日</time> 请转发 1 条，最晚到 24:00" in read_text(built, "index.html")


def test_the_sitemap_of_the_year_lists_the_days(folder: Path) -> None:
    assert "<loc>https://small.example/repost/</loc>" in read_text(folder, "sitemap-pages.xml")
    for day in DAYS:
        found = f"<loc>https://small.example/repost/{day}/</loc>"
        assert found in read_text(folder, "sitemap-2026.xml")


def test_a_days_page_does_not_change_with_the_day_of_the_build(tmp_path: Path) -> None:
    desk = lay_desk(tmp_path)
    shutil.rmtree(desk.content)
    lay_reposts(desk.content)
    desk.build(desk.live)
    before = read_text(desk.live, f"repost/{OLDEST}/index.html")
    desk.turn_to(support.TODAY + timedelta(days=2))
    desk.build(desk.live)

    assert before == read_text(desk.live, f"repost/{OLDEST}/index.html")
    assert [LATER] == list_shown_text(read_text(desk.live, FRONT))


def list_shown_text(markup: str) -> list[str]:
    return [part[:10] for part in markup.split('data-day="')[1:]]


# ---------------------------------------------------------------- nothing without its source


@pytest.mark.parametrize(
    ("kept", "changed"),
    [
        ("{{ text.text }}</pre>", "{{ text.text.split('来源')[0] }}</pre>"),
        ("{{ text.text }}</pre>", "{{ text.text }}\n快来看</pre>"),
        ('data-network="{{ text.network }}"', ""),
        ('data-item="{{ name }}"', ""),
    ],
    ids=["source-stripped", "words-behind", "texts-not-found", "items-not-found"],
)
def test_a_theme_that_strips_the_source_stops_the_build(
    tmp_path: Path, kept: str, changed: str
) -> None:
    desk = lay_desk(tmp_path)
    shutil.rmtree(desk.content)
    lay_reposts(desk.content)
    desk.build(desk.live)
    served = read_text(desk.live, FRONT)
    component = desk.theme / "templates" / "components" / "share.html"
    before = component.read_text("utf-8")
    assert kept in before
    component.write_text(before.replace(kept, changed), "utf-8")

    with pytest.raises(BuildStopped, match="转发文案丢了来源") as stop:
        desk.build(desk.live)

    assert "微信群文案末尾没有来源" in str(stop.value)
    assert served == read_text(desk.live, FRONT)


def test_whole_pages_are_found_right(folder: Path, portal: Portal) -> None:
    paths = [FRONT, *(f"repost/{day}/index.html" for day in DAYS)]

    assert [] == list(find_unsourced(portal, {path: read_text(folder, path) for path in paths}))


def test_each_text_that_lost_its_link_is_named(folder: Path, portal: Portal) -> None:
    path = f"repost/{OLDEST}/index.html"
    page = read_text(folder, path).replace("lend-an-umbrella/</pre>", "</pre>")

    found = list(find_unsourced(portal, {path: page}))
    assert len(Network) == len(found)
    assert all(path in sentence for sentence in found)


# ---------------------------------------------------------------- weight


def test_the_days_page_is_light(tmp_path: Path) -> None:
    """Five items of 150 characters each, with the style sheet and every script, as sent."""
    content = lay_reposts(tmp_path / "content", ())
    (content / "reposts" / f"{TODAY}.md").write_text(_five_items(content), "utf-8")
    built = build_small_site(tmp_path / "output", content)
    assets = ["theme/site.css", *(f"theme/js/{name}.js" for name in ("switch", "copy", "repost"))]
    files = [(built / path).read_bytes() for path in (FRONT, *assets)]

    assert 5 == files[0].count(b"data-item=")
    assert PAGE_LIMIT > sum(map(len, _compress(files)))


def _compress(files: Sequence[bytes]) -> list[bytes]:
    return [gzip.compress(data) for data in files]


def _five_items(content: Path) -> str:
    articles = sorted((content / "articles").rglob("*.md"))
    paths = [p.relative_to(content / "articles").as_posix() for p in articles]
    chosen = [path for path in paths if "not-yet" not in path][:5]
    line = "路口多等几秒，换来的是一家人的放心，走得慢一点也看得清一点。"
    return "\n".join(
        f"## 第{number}条要转发的内容\n\n稿件: {path}\n话题: 文明出行\n\n{line * 5}\n"
        for number, path in enumerate(chosen, 1)
    )
