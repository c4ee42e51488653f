"""A volunteer's minute in headless Chromium: the day's page at phone width, as in WeChat."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page

from plugins.repost.texts import Network
from tests.builds import build_small_site
from tests.loopback import serve
from tests.repost_days import LASTING, LATER, OLDEST, TODAY, lay_reposts
from tests.support import TOOLS, need_file

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
SECONDS = 20
TAP = 44
WECHAT = (
    "Mozilla/5.0 (Linux; Android 10; HarmonyOS) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Version/4.0 Chrome/86.0.4240.99 Mobile Safari/537.36 MicroMessenger/8.0.30 NetType/4G"
)
NOON = f"{TODAY}T12:30:00+08:00"

NO_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', {value: undefined})"
REFUSED = "navigator.clipboard.writeText = () => Promise.reject(new Error('refused'))"
NO_COMMAND = "document.execCommand = () => false"
WAYS = {
    "clipboard": [],
    "command": [NO_CLIPBOARD],
    "command-after-refusal": [REFUSED],
    "long-press": [NO_CLIPBOARD, NO_COMMAND],
}
"""What a browser lacks, by the way that is left."""

WORDS = "我家楼下就有这个路口。\n大家慢一点。"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("reposts")
    return build_small_site(place / "output", lay_reposts(place / "content"))


@pytest.fixture(scope="module")
def origin(folder: Path) -> Iterator[str]:
    with serve(folder) as address:
        yield address


@contextmanager
def read_at(
    browser: Browser,
    origin: str,
    moment: str = NOON,
    *,
    path: str = "repost/index.html",
    scripts: list[str] | None = None,
    **options: Any,
) -> Iterator[Page]:
    """Open a page in WeChat's browser at a moment, with scripts that take something away."""
    options = {"viewport": PHONE, "user_agent": WECHAT, **options}
    context = browser.new_context(reduced_motion="reduce", **options)
    context.set_default_timeout(SECONDS * 1000)
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=origin)
    page = context.new_page()
    page.clock.install(time=datetime.fromisoformat(moment))
    for script in scripts or []:
        page.add_init_script(script)
    page.goto(f"{origin}/{path}")
    yield page
    context.close()


def day_of(page: Page, day: str) -> Locator:
    return page.locator(f'[data-day="{day}"]')


def read_clipboard(page: Page) -> str:
    """Read it in another page: the first one may have no clipboard."""
    other = page.context.new_page()
    other.goto(page.url)
    text: str = other.evaluate("navigator.clipboard.readText()")
    other.close()
    return text.replace("\r\n", "\n")


def shown_text(item: Locator, network: Network) -> str:
    return item.locator(f'pre[data-network="{network.value}"]').text_content() or ""


def visible_days(page: Page) -> list[str]:
    shown: list[str] = page.locator("[data-day]").evaluate_all(
        "days => days.filter(d => d.checkVisibility()).map(d => d.dataset.day)"
    )
    return shown


def states(page: Page, day: str) -> list[str]:
    return day_of(page, day).locator(".share-state").all_inner_texts()


# ---------------------------------------------------------------- copying


@pytest.mark.parametrize("words", ["", WORDS], ids=["official", "own-words"])
@pytest.mark.parametrize("way", WAYS)
def test_every_networks_text_is_copied_as_it_is_shown(
    browser: Browser, origin: str, way: str, words: str
) -> None:
    with read_at(browser, origin, scripts=WAYS[way]) as page:
        item = day_of(page, TODAY).locator("article").first
        if words:
            item.get_by_label("自己的话").fill(words)
        for network in Network:
            item.get_by_role("button", name=f"复制{network.title}文案").click()
            said = item.get_by_role("status")
            if way == "long-press":
                said.get_by_text("长按复制").wait_for()
                page.keyboard.press("Control+C")
            else:
                said.get_by_text(f"{network.title}文案已复制").wait_for()
            copied, shown = read_clipboard(page), shown_text(item, network)

            assert shown == copied
            assert copied.startswith(f"{words}\n\n过马路" if words else "过马路")
            assert copied.endswith("https://small.example/wenzhou/2026/11-10-crossing-the-street/")


@pytest.mark.parametrize("way", WAYS)
def test_the_keyboard_alone_is_enough(browser: Browser, origin: str, way: str) -> None:
    with read_at(browser, origin, scripts=WAYS[way]) as page:
        item = day_of(page, TODAY).locator("article").first
        for network in Network:
            while not page.evaluate(
                "network => (document.activeElement.dataset.copies || '').endsWith(network)",
                f" {network.value}",
            ):
                page.keyboard.press("Tab")
            page.keyboard.press("Enter")
            said = item.get_by_role("status")
            if way == "long-press":
                said.get_by_text("长按复制").wait_for()
                page.keyboard.press("Control+C")
                page.evaluate("scrollTo(0, 0); document.activeElement.blur()")
                page.locator("a.skip").focus()
            else:
                said.get_by_text(f"{network.title}文案已复制").wait_for()

            assert shown_text(item, network) == read_clipboard(page)


def test_what_was_copied_is_marked_for_this_day_alone(browser: Browser, origin: str) -> None:
    with read_at(browser, origin, f"{TODAY}T23:58:30+08:00") as page:
        button = day_of(page, TODAY).get_by_role("button", name="复制微信群文案").first
        mark = button.get_by_text("已复制")
        seen = [mark.is_visible()]
        button.click()
        mark.wait_for()
        page.reload()
        seen.append(mark.is_visible())
        others = page.locator(".copy-mark:visible").count()
        page.clock.run_for(3 * 60 * 1000)
        seen.append(mark.is_visible())
        kept = page.evaluate("Object.keys(localStorage).filter(k => k.startsWith('copied:'))")

    assert [False, True, False] == seen
    assert 1 == others
    assert [] == kept


def test_copying_works_where_nothing_can_be_remembered(browser: Browser, origin: str) -> None:
    refused = "Object.defineProperty(window, 'localStorage', {get() { throw new Error('no') }})"
    with read_at(browser, origin, scripts=[refused]) as page:
        button = day_of(page, TODAY).get_by_role("button", name="复制QQ文案").first
        button.click()
        button.get_by_text("已复制").wait_for()


# ---------------------------------------------------------------- which day, what is open


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/Los_Angeles", "Pacific/Kiritimati"])
def test_the_day_is_that_of_shanghai(browser: Browser, origin: str, zone: str) -> None:
    """At the first and the last minute of the day, wherever the device thinks it is."""
    for clock in ("00:00", "23:59"):
        with read_at(browser, origin, f"{TODAY}T{clock}:00+08:00", timezone_id=zone) as page:
            assert TODAY == visible_days(page)[0]
            assert not page.locator('[data-place="notice"]').is_visible()


def test_read_on_the_day(browser: Browser, origin: str) -> None:
    """Items that last from days before come after the day's own."""
    with read_at(browser, origin) as page:
        assert [TODAY, LASTING] == visible_days(page)
        assert ["现在可以转发"] * 3 == states(page, TODAY)
        assert "共 3 条，最晚到 20:00，现在可以转发 3 条" in day_of(page, TODAY).inner_text()


def test_read_early_and_late_on_the_day(browser: Browser, origin: str) -> None:
    with read_at(browser, origin, f"{TODAY}T08:00:00+08:00") as page:
        assert ["现在可以转发", "12:00 开始", "现在可以转发"] == states(page, TODAY)
    with read_at(browser, origin, f"{TODAY}T19:00:00+08:00") as page:
        assert ["现在可以转发", "已过时限", "现在可以转发"] == states(page, TODAY)
    with read_at(browser, origin, f"{TODAY}T21:00:00+08:00") as page:
        assert ["已过时限"] * 3 == states(page, TODAY)
        assert "都已过时限" in day_of(page, TODAY).inner_text()


def test_the_page_keeps_up_with_the_clock(browser: Browser, origin: str) -> None:
    with read_at(browser, origin, f"{TODAY}T11:58:10+08:00") as page:
        before = states(page, TODAY)[1]
        page.clock.run_for(2 * 60 * 1000)

        assert ["12:00 开始", "现在可以转发"] == [before, states(page, TODAY)[1]]


def test_a_page_that_comes_to_the_front_is_right_at_once(browser: Browser, origin: str) -> None:
    """A phone that slept ran no timers."""
    with read_at(browser, origin, f"{TODAY}T11:00:00+08:00") as page:
        page.clock.set_system_time(datetime.fromisoformat(f"{LATER}T09:00:00+08:00"))
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

        assert [LATER] == visible_days(page)


def test_read_the_day_before(browser: Browser, origin: str) -> None:
    """Before the day of the build, by a clock that is slow: nothing is said to be open."""
    with read_at(browser, origin, "2026-11-22T12:00:00+08:00") as page:
        notice = page.locator('[data-place="notice"]').inner_text()

        assert "今天（11月22日 星期日）没有安排转发" in notice
        assert "下一次是11月23日 星期一" in notice
        assert [LASTING] == visible_days(page)


def test_read_the_day_after_when_nothing_is_set(browser: Browser, origin: str) -> None:
    with read_at(browser, origin, "2026-11-24T09:00:00+08:00") as page:
        notice = page.locator('[data-place="notice"]').inner_text()

        assert "今天（11月24日 星期二）没有安排转发。下面是最近一次的内容。" in notice
        assert "下一次是11月25日 星期三" in notice
        assert [TODAY, LASTING] == visible_days(page)
        assert ["已过时限"] * 3 == states(page, TODAY)
        assert ["现在可以转发"] == states(page, LASTING)


def test_read_on_a_day_prepared_when_the_page_was_built(browser: Browser, origin: str) -> None:
    with read_at(browser, origin, f"{LATER}T09:00:00+08:00") as page:
        assert [LATER] == visible_days(page)
        assert not page.locator('[data-place="notice"]').is_visible()


def test_read_long_after(browser: Browser, origin: str) -> None:
    with read_at(browser, origin, "2027-03-01T09:00:00+08:00") as page:
        assert [LATER] == visible_days(page)
        assert "没有安排转发" in page.locator('[data-place="notice"]').inner_text()
        assert ["已过时限"] == states(page, LATER)


def test_the_page_of_a_day_stays_itself(browser: Browser, origin: str) -> None:
    with read_at(browser, origin, path=f"repost/{OLDEST}/index.html") as page:
        assert [OLDEST] == visible_days(page)
        assert ["已过时限"] == states(page, OLDEST)


# ---------------------------------------------------------------- the page itself


def test_without_script_it_is_a_plain_list_with_texts_to_select(
    browser: Browser, origin: str
) -> None:
    with read_at(browser, origin, java_script_enabled=False) as page:
        days = page.locator("h2.section-title").all_inner_texts()
        item = day_of(page, TODAY).locator("article").first
        item.locator("summary").click()

        assert "2026年11月23日 星期一" == days[0]
        assert "2026年11月25日 星期三" in days
        assert "到 20:00" in item.inner_text()
        assert item.locator("pre").first.is_visible()
        assert 0 == page.get_by_role("button").count()
        assert 0 == page.locator("textarea").count()


@pytest.mark.parametrize("width", [390, 360, 320])
def test_the_page_fits_a_phone_and_a_finger(browser: Browser, origin: str, width: int) -> None:
    with read_at(browser, origin, viewport={"width": width, "height": 800}) as page:
        page.locator("summary").first.click()
        overflow = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        small = page.evaluate(
            """tap => Array.from(
                   document.querySelectorAll('main button, main summary, .share-link'))
                 .map(e => [e.textContent, e.getBoundingClientRect().height])
                 .filter(([_, height]) => height > 0 && height < tap)""",
            TAP,
        )

    assert 0 == overflow
    assert [] == small


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_has_no_accessibility_violation(
    browser: Browser, origin: str, scheme: str
) -> None:
    """With items open, passed and copied; axe-core's rules for WCAG 2.2 A and AA."""
    axe = need_file(TOOLS / "axe-core" / "axe.min.js")
    moment = f"{TODAY}T19:00:00+08:00"
    with read_at(browser, origin, moment, bypass_csp=True, color_scheme=scheme) as page:
        button = page.get_by_role("button", name="复制微信群文案").first
        button.click()
        button.get_by_text("已复制").wait_for()
        page.locator("summary").first.click()
        page.clock.resume()
        page.add_script_tag(path=axe)
        found = page.evaluate(
            """async () => (await axe.run({runOnly: {type: 'tag',
                 values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']}}))
               .violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.html}`))"""
        )

    assert [] == found


def test_the_page_asks_no_other_host_and_stays_silent(browser: Browser, origin: str) -> None:
    with read_at(browser, origin) as page:
        heard: list[str] = []
        page.on("console", lambda message: heard.append(message.text))
        page.on("pageerror", lambda error: heard.append(str(error)))
        page.on("request", lambda request: heard.append(request.url))
        page.reload()

    assert [] == [each for each in heard if not each.startswith(f"{origin}/")]
