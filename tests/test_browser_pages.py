"""Every kind of page in headless Chromium, as readers meet it.

Most pages are the showcase's (tests/showcase.py): the sample content with an
example of everything.  They are served on loopback, and once from disk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Response, Route

from plugins.media.recipe import WIDTHS
from tests.loopback import QuietHandler, serve
from tests.showcase import ACCOUNT_LINK, ARTICLE, EMPTY, SUB_PATH, VERIFIED, make_showcase
from tests.site_pages import read_pages, sample_articles, sample_texts
from tests.support import TOOLS, build_site, need_file, scan

pytestmark = pytest.mark.browser

PHONE, DESK, SMALLEST = 390, 1280, 320
HEIGHT = 844
SECONDS = 20
"""A page that takes longer to do what it should has failed."""
TAP = 44
"""Pixels; WCAG 2.2, 2.5.5 Target Size (Enhanced), which the design asks for."""

AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

_OLDEST = sample_articles()[-1]
_LONGEST = max(sample_articles(), key=lambda article: len(sample_texts()[article.address].html))

PLACES = {
    "home": "",
    "unit": f"{VERIFIED}/",
    "unit-unverified": "longwan/",
    "unit-without-articles": f"{EMPTY}/",
    "article-of-every-form": ARTICLE,
    "article-long": _LONGEST.address,
    "article-2015": _OLDEST.address,
    "column": "column/volunteer/",
    "column-by-unit": "column/blog/",
    "column-by-organization": "column/civilized-units/",
    "columns": "column/",
    "tags": "tag/",
    "month": "archive/2026/11/",
    "archive": "archive/",
    "follow": "follow/",
    "page": "contribute/",
    "figures": "figures/",
    "figures-year": "figures/2026/",
    "figures-month": "figures/2026/11/",
    "figures-unit": f"figures/2026/{VERIFIED}/",
    "figures-unit-empty": f"figures/2026/{EMPTY}/",
    "figures-column": "figures/2026/column/blog/",
    "figures-adopted": "figures/2026/adopted/",
    "prompts": "prompts/",
    "self-check": "figures/self-check/",
    "write": "write/",
    "missing": "404.html",
    "gallery": "gallery/",
}
"""One page of each kind."""

MOVED_ON = {"prompts"}
"""Pages that a script keeps right after the day of the build; other tests read these."""

FILLED_IN = {"write"}
"""Pages that are nothing but their script; without it they say what else to do."""

KINDS = [*PLACES, "tag"]
"""The tag is the first of all: no tag is named here, for texts change."""

# ---------------------------------------------------------------- what all tests share


class _SiteHandler(QuietHandler):
    """Answers what is missing under the sub-path by the site's own page."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / SUB_PATH.strip("/") / "404.html"
        if code != 404 or not self.path.startswith(SUB_PATH):
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="module")
def origin(showcase: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The showcase at /desk/, and as it is published at the sub-path it is meant for."""
    folder = tmp_path_factory.mktemp("served")
    content = make_showcase(folder / "content")
    public = build_site(content, folder / "output", "publishconf.py")
    root = folder / "www"
    root.mkdir()
    (root / "desk").symlink_to(showcase)
    (root / SUB_PATH.strip("/")).symlink_to(public)
    with serve(root, _SiteHandler) as address:
        yield address


@dataclass
class Heard:
    """What a page said and asked for while it was open."""

    messages: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def note_answer(self, response: Response) -> None:
        """Note an answer that says that something is missing."""
        if response.status >= 400:
            self.failures.append(response.url)


class Reader(StrEnum):
    """Who looks at a page, each in a window that is used again: opening one costs most."""

    SCRIPT = "with script"
    PLAIN = "without script"
    AUDIT = "with axe beside the page's own policy"


_CONTEXTS: dict[Reader, dict[str, Any]] = {
    Reader.SCRIPT: {},
    Reader.PLAIN: {"java_script_enabled": False},
    Reader.AUDIT: {"bypass_csp": True},
}


@dataclass(frozen=True)
class Desk:
    """Opens the showcase's pages."""

    browser: Browser
    origin: str
    site: Path
    _windows: dict[Reader, Page] = field(default_factory=dict)

    def visit(self, kind: str, width: int = PHONE, reader: Reader = Reader.SCRIPT) -> Page:
        """Open a page of a kind in the reader's window; leave nothing behind that is kept."""
        if reader not in self._windows:
            self._windows[reader] = self._make_context(**_CONTEXTS[reader]).new_page()
        page = self._windows[reader]
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.goto(self.address(kind))
        return page

    def address(self, kind: str) -> str:
        """Return where the page of a kind is served."""
        place = PLACES.get(kind) or (self._first_tag() if kind == "tag" else "")
        leaf = "index.html" if not place or place.endswith("/") else ""
        return f"{self.origin}/desk/{place}{leaf}"

    def _first_tag(self) -> str:
        paths = read_pages(self.site)
        return next(path for path in paths if path.startswith("tag/") and path.count("/") == 2)

    @contextmanager
    def open(self, address: str, width: int = PHONE, **context: Any) -> Iterator[Page]:
        """Open a page in a context of its own."""
        opened = self._make_context(viewport={"width": width, "height": HEIGHT}, **context)
        page = opened.new_page()
        page.goto(address)
        yield page
        opened.close()

    def _make_context(self, **options: Any) -> BrowserContext:
        context = self.browser.new_context(reduced_motion="reduce", **options)
        context.set_default_timeout(SECONDS * 1000)
        return context


@pytest.fixture(scope="module")
def desk(browser: Browser, origin: str, showcase: Path) -> Desk:
    return Desk(browser, origin, showcase)


@contextmanager
def _listening(page: Page) -> Iterator[Heard]:
    """Note what a page says and asks for."""
    heard = Heard()
    listeners: dict[Any, Callable[[Any], None]] = {
        "console": lambda message: heard.messages.append(f"{message.type}: {message.text}"),
        "pageerror": lambda error: heard.messages.append(str(error)),
        "request": lambda request: heard.requests.append(request.url),
        "requestfailed": lambda request: heard.failures.append(request.url),
        "response": heard.note_answer,
    }
    for event, listener in listeners.items():
        page.on(event, listener)
    yield heard
    for event, listener in listeners.items():
        page.remove_listener(event, listener)


# ---------------------------------------------------------------- each kind of page


@pytest.mark.parametrize("kind", KINDS)
def test_page_has_no_accessibility_violation(desk: Desk, kind: str) -> None:
    """axe-core's rules for WCAG 2.2 A and AA, light and dark, phone and desk."""
    axe = need_file(TOOLS / "axe-core" / "axe.min.js")

    page = desk.visit(kind, reader=Reader.AUDIT)
    page.add_script_tag(path=axe)
    found = []
    for width in (PHONE, DESK):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            found += [f"{width} {scheme} {each}" for each in _run_axe(page)]

    assert [] == found


def _run_axe(page: Page) -> list[str]:
    violations = page.evaluate(
        """async tags => (await axe.run({
             runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']
           })).violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.html} ${n.failureSummary}`))
        """,
        AXE_TAGS,
    )
    found: list[str] = violations
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_page_loads_in_silence_and_from_this_host_alone(desk: Desk, kind: str) -> None:
    """Nothing in the console, nothing missing, no request to another host, all pictures shown."""
    with desk.open("about:blank") as page, _listening(page) as heard:
        page.goto(desk.address(kind))
        broken = page.evaluate(
            """async () => {
              const pictures = Array.from(document.images);
              pictures.forEach(picture => { picture.loading = 'eager' });
              const ends = await Promise.allSettled(pictures.map(picture => picture.decode()));
              return pictures.filter((_, n) => ends[n].status === 'rejected').map(p => p.src);
            }"""
        )

    assert ([], []) == (heard.messages, heard.failures)
    assert [] == [url for url in heard.requests if not url.startswith(f"{desk.origin}/desk/")]
    assert [] == broken


@pytest.mark.parametrize("kind", KINDS)
def test_page_never_scrolls_sideways(desk: Desk, kind: str) -> None:
    """Neither on the smallest phone nor with large text; what is wide scrolls in its own place."""
    page = desk.visit(kind)
    found = []
    for width in (DESK, PHONE, SMALLEST):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        found += [f"{width}: {each}" for each in _find_overflow(page)]
    page.evaluate("document.documentElement.dataset.text = 'large'")
    found += [f"{SMALLEST} with large text: {each}" for each in _find_overflow(page)]

    assert [] == found


def _find_overflow(page: Page) -> list[str]:
    """Return the elements that reach beyond the window, where the page scrolls sideways."""
    found: list[str] = page.evaluate(
        """() => {
          const root = document.documentElement;
          if (root.scrollWidth <= root.clientWidth) return [];
          return [`${root.scrollWidth} > ${root.clientWidth}`].concat(
            Array.from(document.querySelectorAll('body *'))
              .filter(e => e.getBoundingClientRect().right > root.clientWidth + 0.5)
              .map(e => `${e.tagName}.${e.className}`).slice(0, 6));
        }"""
    )
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_tap_targets_are_large_enough(desk: Desk, kind: str) -> None:
    """Links in navigation, buttons and folds on a phone."""
    small = desk.visit(kind).evaluate(
        """tap => Array.from(document.querySelectorAll('nav a, button, .button, summary'))
          .map(e => [e.outerHTML.slice(0, 120), e.getBoundingClientRect().height])
          .filter(([_, height]) => height > 0 && height < tap)""",
        TAP,
    )

    assert [] == small


@pytest.mark.parametrize("kind", [k for k in KINDS if k not in MOVED_ON | FILLED_IN])
def test_page_reads_the_same_without_script(desk: Desk, kind: str) -> None:
    with (
        desk.open(desk.address(kind)) as page,
        desk.open(desk.address(kind), java_script_enabled=False) as plain,
    ):
        texts = [each.locator("main").inner_text() for each in (page, plain)]
        menus = [
            each.get_by_role("navigation", name="主菜单").inner_text() for each in (page, plain)
        ]

    assert texts[0] == texts[1] != ""
    assert menus[0] == menus[1] != ""


@pytest.mark.parametrize("kind", KINDS)
def test_first_tab_reaches_the_skip_link_and_it_leads_to_the_text(desk: Desk, kind: str) -> None:
    page = desk.visit(kind)
    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.textContent")
    box = page.locator(":focus").bounding_box()
    page.keyboard.press("Enter")
    after = page.evaluate("document.activeElement.id")

    assert "跳到正文" == first
    assert box and box["y"] >= 0 and box["height"] >= TAP
    assert "main" == after


@pytest.mark.parametrize("kind", ["home", "unit", "article-of-every-form", "follow", "gallery"])
def test_focus_is_always_visible(desk: Desk, kind: str) -> None:
    """Whoever goes through the page by keyboard sees where they are at every step."""
    page = desk.visit(kind, width=DESK)
    seen, unseen = 0, []
    while True:
        page.keyboard.press("Tab")
        name, width = page.evaluate(
            """() => {
              const at = document.activeElement, style = getComputedStyle(at);
              const shown = style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth);
              return [at === document.body ? '' : at.outerHTML.slice(0, 120), shown];
            }"""
        )
        if not name:
            break
        seen += 1
        if width < 2:
            unseen.append(name)

    assert [] == unseen
    assert seen > 20


# ---------------------------------------------------------------- large text


def test_large_text_is_announced_and_remembered_over_pages(desk: Desk) -> None:
    with desk.open(desk.address("home")) as page:
        before = _text_size(page)
        switch = page.get_by_role("button", name="大字")
        states = [switch.get_attribute("aria-pressed")]
        switch.click()
        states.append(switch.get_attribute("aria-pressed"))
        large = _text_size(page)
        page.goto(desk.address("article-long"))
        states.append(switch.get_attribute("aria-pressed"))
        elsewhere = _text_size(page)
        switch.press("Space")
        states.append(switch.get_attribute("aria-pressed"))
        page.reload()
        after = _text_size(page)

    assert ["false", "true", "true", "false"] == states
    assert large >= 1.2 * before
    assert (large, before) == (elsewhere, after)


def test_large_text_works_where_nothing_can_be_remembered(desk: Desk) -> None:
    """Private windows and some in-app browsers refuse storage."""
    with desk.open("about:blank") as page:
        page.add_init_script(
            "Object.defineProperty(window, 'localStorage', {get() { throw new Error('refused') }})"
        )
        with _listening(page) as heard:
            page.goto(desk.address("home"))
            before = _text_size(page)
            page.get_by_role("button", name="大字").click()
            large = _text_size(page)

    assert large > before
    assert [] == heard.messages


def test_without_script_there_is_no_dead_switch(desk: Desk) -> None:
    with desk.open(desk.address("home"), java_script_enabled=False) as page:
        assert 0 == page.get_by_role("button").count()


def _text_size(page: Page) -> float:
    size: float = page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
    return size


# ---------------------------------------------------------------- contributors


@pytest.mark.parametrize("kind", ["column-by-unit", "column-by-organization"])
def test_a_count_is_opened_and_followed_by_the_keyboard_alone(desk: Desk, kind: str) -> None:
    """Without script as well."""
    page = desk.visit(kind, reader=Reader.PLAIN)
    fold = page.locator("details.tally-fold").first
    links = fold.locator("a")
    assert not links.first.is_visible()
    fold.locator("summary").focus()
    page.keyboard.press("Enter")

    assert fold.locator("summary").inner_text().endswith(f"{links.count()} 篇")
    title = links.first.inner_text()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    assert title == page.locator("h1").inner_text()


# ---------------------------------------------------------------- codes


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_follow_page_shows_one_code_at_a_time(desk: Desk, script: bool) -> None:
    """So that a camera never sees two."""
    with desk.open(desk.address("follow"), java_script_enabled=script) as page:
        shown = [_count_visible_codes(page)]
        folds = page.locator("details.fold > summary")
        units = folds.count()
        for place in range(1, units):
            folds.nth(place).click()
            shown.append(_count_visible_codes(page))

    assert [1] * units == shown


def test_follow_page_shows_one_code_where_the_browser_knows_no_groups(desk: Desk) -> None:
    """WeChat's older browsers do not close the others by themselves: the script does.

    Every fold gets a group of its own for the browser, while the script reads one name.
    """
    with desk.open("about:blank") as page:
        page.route("**/follow/index.html", _part_groups)
        page.add_init_script("HTMLDetailsElement.prototype.getAttribute = () => 'follow'")
        page.goto(desk.address("follow"))
        folds = page.locator("details.fold > summary")
        shown = []
        for place in range(1, folds.count()):
            folds.nth(place).click()
            page.locator("details.fold[open]").nth(1).wait_for(state="detached")
            shown.append(_count_visible_codes(page))

    assert {1} == set(shown)


def _part_groups(route: Route) -> None:
    response = route.fetch()
    first, *parts = response.text().split(' name="follow"')
    numbered = [f' name="follow-{number}"{part}' for number, part in enumerate(parts)]
    route.fulfill(response=response, body=first + "".join(numbered))


@pytest.mark.parametrize("kind", ["unit", "unit-unverified", "unit-without-articles"])
def test_unit_page_shows_one_code(desk: Desk, kind: str) -> None:
    assert 1 == _count_visible_codes(desk.visit(kind))


def _count_visible_codes(page: Page) -> int:
    """Count without waiting for anything: an ``img`` in a closed fold has no box."""
    codes = page.locator("img.qrcode-image, img.imprint-code")
    count: int = codes.evaluate_all("found => found.filter(e => e.checkVisibility()).length")
    return count


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_code_is_black_on_a_white_card_and_can_be_scanned_off_the_screen(
    desk: Desk, scheme: str
) -> None:
    with desk.open(desk.address("unit"), color_scheme=scheme, device_scale_factor=2) as page:
        card = page.locator(".qrcode").first
        picture = card.locator("img")
        ground = card.evaluate("e => getComputedStyle(e).backgroundColor")
        around = _white_around(card.bounding_box(), picture.bounding_box())
        drawn = picture.bounding_box()
        read = scan(card.screenshot())

    assert "rgb(255, 255, 255)" == ground
    assert around >= 16
    assert drawn and min(drawn["width"], drawn["height"]) >= 200
    assert [ACCOUNT_LINK] == read


def test_drawing_for_print_is_what_the_bitmap_is(desk: Desk) -> None:
    """The SVG, drawn by a browser, is read as the same code."""
    address = f"{desk.origin}/desk/{VERIFIED}/code.svg"
    with desk.open(address, width=600) as page:
        assert [ACCOUNT_LINK] == scan(page.screenshot())


def _white_around(card: Any, picture: Any) -> float:
    left = picture["x"] - card["x"]
    top = picture["y"] - card["y"]
    right = card["width"] - left - picture["width"]
    return min(float(left), float(top), float(right))


# ---------------------------------------------------------------- where a page stands


def test_pages_open_from_disk_with_their_style_and_pictures(site: Path, browser: Browser) -> None:
    """``file://``, from page to page by its own links."""
    desk = Desk(browser, "", site)
    with desk.open("about:blank", width=DESK) as page, _listening(page) as heard:
        page.goto((site / "index.html").as_uri())
        steps = [_is_styled(page)]
        for follow in _links_to_click():
            follow(page).click()
            page.wait_for_load_state()
            steps.append(_is_styled(page))
        end = page.url

    assert [True] * 4 == steps
    assert ([], []) == (heard.messages, heard.failures)
    assert end == (site / "follow" / "index.html").as_uri()


@pytest.mark.parametrize("kind", ["home", "article-of-every-form"])
def test_the_width_that_a_page_loads_is_the_one_it_shows(desk: Desk, kind: str) -> None:
    """``sizes`` says what the style sheet does: the next larger picture, and in WebP."""
    for width in (PHONE, DESK):
        with desk.open(desk.address(kind), width=width) as page:
            cover = page.locator("picture img").first
            cover.evaluate("image => image.decode()")
            shown, loaded = cover.evaluate("i => [i.clientWidth, i.currentSrc]")

        wanted = next(step for step in WIDTHS if step >= shown)
        assert loaded.endswith(f"-{wanted}.webp"), (kind, width, shown)


def _links_to_click() -> list[Callable[[Page], Any]]:
    """A unit's tile, its first article, the menu."""
    return [
        lambda page: page.locator("a.tile").nth(1),
        lambda page: page.locator("a.card-link").first,
        lambda page: page.get_by_role("navigation", name="主菜单").get_by_text("关注"),
    ]


def _is_styled(page: Page) -> bool:
    """Tell whether the style sheet is in force and every picture in sight is shown."""
    styled: bool = page.evaluate(
        """() => getComputedStyle(document.documentElement).getPropertyValue('--paper') !== ''
             && Array.from(document.images)
                  .filter(i => i.loading !== 'lazy').every(i => i.complete && i.naturalWidth > 0)"""
    )
    return styled


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "gallery"])
def test_page_works_under_a_sub_path(desk: Desk, kind: str) -> None:
    """The published site at /wenming/: everything it asks for is there, too."""
    path = desk.address(kind).removeprefix(f"{desk.origin}/desk/").removesuffix("index.html")
    with desk.open("about:blank") as page, _listening(page) as heard:
        page.goto(f"{desk.origin}{SUB_PATH}{path}")
        styled = _is_styled(page)

    assert styled
    assert ([], []) == (heard.messages, heard.failures)
    outside = [url for url in heard.requests if not url.startswith(desk.origin + SUB_PATH)]
    assert [] == outside


def test_missing_page_has_its_style_at_any_depth_of_a_sub_path(desk: Desk) -> None:
    with desk.open(f"{desk.origin}{SUB_PATH}lucheng/2026/no/such/page/") as page:
        assert "没有找到" in page.locator("h1").inner_text()
        assert _is_styled(page)
        page.locator("main").get_by_text("首页").click()
        page.wait_for_load_state()
        assert f"{desk.origin}{SUB_PATH}" == page.url


# ---------------------------------------------------------------- print


def test_printing_leaves_out_the_ways_and_writes_addresses_out(desk: Desk) -> None:
    """On paper nothing can be pressed; the unit's mark and code stand at the foot."""
    with desk.open(desk.address("article-of-every-form"), width=DESK) as page:
        page.emulate_media(media="print", color_scheme="dark")
        ways = [each for each in page.locator("nav, button, .skip").all() if each.is_visible()]
        written = page.evaluate(
            """() => Array.from(document.querySelectorAll('.prose a[href^="http"]'))
                 .map(a => [a.getAttribute('href'), getComputedStyle(a, '::after').content])"""
        )
        imprint = page.locator(".imprint")
        foot = imprint.inner_text()
        has_code = imprint.locator("img").is_visible()
        colours = page.evaluate(
            """() => [getComputedStyle(document.body).backgroundColor,
                      getComputedStyle(document.querySelector('.prose p')).color]"""
        )

    assert [] == ways
    assert len(written) > 1
    assert [] == [address for address, behind in written if address not in behind]
    assert "https://wenming.example/" in foot
    assert has_code
    assert ["rgb(255, 255, 255)", "rgb(0, 0, 0)"] == colours
