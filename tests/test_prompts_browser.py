"""The page of work prompts as it is read late, by any device's clock, in Chromium."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.builds import SMALL_CONTENT, build_small_site
from tests.test_prompts import write_prompt

pytestmark = pytest.mark.browser

ZONES = ["Asia/Shanghai", "America/Los_Angeles", "Pacific/Auckland"]
WECHAT = (
    "Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0"
    " Chrome/107.0.0.0 Mobile Safari/537.36 MicroMessenger/8.0.40 NetType/WIFI Language/zh_CN"
)
MONTHLY, ONCE, ENDS, OVER = (
    "2026-01-05-monthly",
    "2026-11-02-once",
    "2026-09-01-ends",
    "2026-03-01-over",
)

Open = Callable[..., AbstractContextManager[Page]]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page as it was built on 23 November 2026, opened from disk."""
    folder = tmp_path_factory.mktemp("prompts")
    content = shutil.copytree(SMALL_CONTENT, folder / "content")
    write_prompt(content, ONCE, 截止="2026-11-25 18:00")
    write_prompt(content, MONTHLY, 标题="每月一篇", 截止="2026-01-24 12:00", 重复="每月")
    ends = {"截止": "2026-09-28 09:30", "重复": "每月", "重复到": "2026-12-28"}
    write_prompt(content, ENDS, 标题="做到十二月", **ends)
    write_prompt(content, OVER, 标题="春天做完的", 截止="2026-03-31")
    return (build_small_site(folder / "output", content) / "prompts" / "index.html").as_uri()


@pytest.fixture
def visit(browser: Browser, address: str) -> Open:
    """Open the page at a moment in Shanghai, on a phone set to some zone."""

    @contextmanager
    def visit(
        moment: str, zone: str = ZONES[0], fragment: str = "", script: bool = True
    ) -> Iterator[Page]:
        context = browser.new_context(
            viewport={"width": 390, "height": 844},
            user_agent=WECHAT,
            timezone_id=zone,
            java_script_enabled=script,
        )
        page = context.new_page()
        page.clock.install(time=datetime.fromisoformat(f"{moment}+08:00"))
        page.goto(f"{address}{fragment}")
        yield page
        context.close()

    return visit


def names(page: Page, place: str) -> list[str]:
    found: list[str] = page.eval_on_selector_all(
        f'[data-place="{place}"] li[id]', "items => items.map(item => item.id)"
    )
    return found


def mark(page: Page, name: str) -> str:
    found = page.locator(f'[id="{name}"] [data-part="mark"]')
    return found.inner_text() if found.is_visible() else ""


def due(page: Page, name: str) -> str:
    return page.locator(f'[id="{name}"] [data-part="due"]').inner_text()


@pytest.mark.parametrize("zone", ZONES)
def test_what_is_due_is_marked_by_the_day_in_shanghai(visit: Open, zone: str) -> None:
    with visit("2026-11-23T00:01", zone) as page:
        assert [MONTHLY, ONCE, ENDS] == names(page, "open")
        assert ["明天截止", "还有 2 天", ""] == [mark(page, n) for n in (MONTHLY, ONCE, ENDS)]
    with visit("2026-11-25T00:00", zone) as page:
        assert [ONCE, ENDS, MONTHLY] == names(page, "open")
        assert ["今天截止", "还有 3 天", ""] == [mark(page, n) for n in (ONCE, ENDS, MONTHLY)]


@pytest.mark.parametrize("zone", ZONES)
def test_what_has_passed_goes_down_when_its_minute_is_over(visit: Open, zone: str) -> None:
    with visit("2026-11-25T18:00:30", zone) as page:
        assert ONCE in names(page, "open")

        page.clock.run_for(60_000)

        assert [ENDS, MONTHLY] == names(page, "open")
        assert [ONCE, OVER] == names(page, "past")
        page.get_by_text("过去十二个月已经截止的").click()
        assert "已截止" == mark(page, ONCE)


def test_a_prompt_that_comes_back_shows_its_next_deadline(visit: Open) -> None:
    with visit("2026-11-24T12:01") as page:
        assert "2026年12月24日 星期四 12:00" == due(page, MONTHLY)
        stamp = page.locator(f'[id="{MONTHLY}"] time').get_attribute("datetime")
        assert "2026-12-24T12:00+08:00" == stamp
    with visit("2028-02-24T12:00") as page:
        assert "2028年2月24日 星期四 12:00" == due(page, MONTHLY)
        assert "今天截止" == mark(page, MONTHLY)


def test_a_prompt_that_comes_back_until_a_day_ends_on_it(visit: Open) -> None:
    with visit("2026-12-28T09:30") as page:
        assert "今天截止" == mark(page, ENDS)
    with visit("2026-12-28T09:31") as page:
        assert [ENDS, ONCE, OVER] == names(page, "past")
        page.locator('[data-place="past"] summary').click()
        assert "2026年12月28日 星期一 09:30" == due(page, ENDS)


def test_without_script_the_page_is_a_list_with_every_deadline(visit: Open) -> None:
    with visit("2026-12-30T10:00", script=False) as page:
        assert [MONTHLY, ONCE, ENDS] == names(page, "open")
        assert "2026年11月25日 星期三 18:00" == due(page, ONCE)
        assert "" == mark(page, ONCE)
        page.locator('[data-place="past"] summary').click()
        assert page.get_by_text("春天做完的").is_visible()


def test_a_link_from_the_calendar_opens_what_is_over(visit: Open) -> None:
    with visit("2026-12-30T10:00", fragment=f"#{ONCE}") as page:
        assert page.get_by_text("核对公众号").is_visible()


def test_where_nothing_is_open_the_page_says_so(browser: Browser, tmp_path: Path) -> None:
    content = shutil.copytree(SMALL_CONTENT, tmp_path / "content")
    write_prompt(content, ONCE, 截止="2026-11-25 18:00")
    page = browser.new_page()
    page.clock.install(time=datetime.fromisoformat("2026-12-01T08:00+08:00"))

    page.goto((build_small_site(tmp_path / "output", content) / "prompts/index.html").as_uri())

    assert page.get_by_text("现在没有要做的事").is_visible()
    assert page.locator('[data-place="past"]').is_visible()
    page.close()
