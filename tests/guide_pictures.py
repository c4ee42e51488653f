"""The pictures of CONTRIBUTING.md: what each shows, and how it is taken from the real pages.

``invoke pictures`` builds the sample site on the tests' day, opens its pages in
Chromium as a phone does, does what a liaison would have done, and takes the
region.  Beside each picture stands a text file with the words that could be read
there: fonts and browsers draw the same page differently, the words are compared
(``tests/test_guide.py``).
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests.support import EPOCH, ROOT, build_site

FOLDER = ROOT / "docs" / "pictures"
GUIDE = ROOT / "CONTRIBUTING.md"

WIDTH, HEIGHT, SCALE = 390, 844, 2
"""A phone of middling size, in CSS pixels, and how many real ones each has."""
MARGIN = 12
"""CSS pixels of the page around the region."""
COLOURS = 64
"""Enough for text on paper with one colour of links; a picture stays below 150 kB."""
SECONDS = 20

WORDS_BETWEEN = """([first, last]) => {
  const range = document.createRange();
  range.setStartBefore(first);
  range.setEndAfter(last);
  const said = [];
  const walker = document.createTreeWalker(
    document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  const chosen = (field) => Array.from(field.selectedOptions, (option) => option.label).join(' ');
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!range.intersectsNode(node)) continue;
    const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    if (!element.checkVisibility({visibilityProperty: true})) continue;
    if (element.closest('.visually-hidden')) continue;
    let words = '';
    if (node.nodeType === Node.TEXT_NODE) {
      words = element.closest('option, textarea') ? '' : node.data;
    } else if (node.matches('select')) {
      words = chosen(node);
    } else if (node.matches('input[type=checkbox], input[type=radio]')) {
      words = node.checked ? '（选中）' : '（没有选）';
    } else if (node.matches('input, textarea')) {
      words = node.value;
    } else if (node.matches('img')) {
      words = node.alt;
    }
    words.split('\\n').map((line) => line.replace(/\\s+/g, ' ').trim())
      .filter(Boolean).forEach((line) => said.push(line));
  }
  return said;
}"""
"""What can be read between two elements, in order: text, what stands in fields, descriptions."""


@dataclass(frozen=True)
class GuidePicture:
    """One picture: its name, the page, what is done there, the region, and its description.

    The region goes from the top of the first element that ``first`` selects to the
    bottom of the first that ``last`` selects, over the whole width of the phone.
    """

    name: str
    page: str
    first: str
    last: str
    description: str
    act: Callable[[Page], None] = lambda page: None

    @property
    def file(self) -> Path:
        """The picture."""
        return FOLDER / f"{self.name}.png"

    @property
    def words(self) -> Path:
        """What can be read on it."""
        return FOLDER / f"{self.name}.txt"


PICTURES = (
    GuidePicture(
        "word-template",
        "contribute/index.html",
        "main h1",
        "main .button",
        "手机上的“怎样投稿”：标题下面是“下载Word模板”的按钮",
    ),
)


Visit = Callable[[GuidePicture], Page]


@contextmanager
def open_phone(site: Path) -> Iterator[Visit]:
    """Give a function that opens the page of a picture, with all done that the picture shows.

    The phone stands in Wenzhou at noon of the tests' day.
    """
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        context = browser.new_context(
            viewport={"width": WIDTH, "height": HEIGHT},
            device_scale_factor=SCALE,
            color_scheme="light",
            reduced_motion="reduce",
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
        )
        context.set_default_timeout(SECONDS * 1000)

        def visit(picture: GuidePicture) -> Page:
            page = context.new_page()
            page.clock.set_fixed_time(datetime.fromtimestamp(int(EPOCH), UTC))
            page.goto((site / picture.page).as_uri())
            picture.act(page)
            return page

        yield visit
        browser.close()


def read_words(page: Page, picture: GuidePicture) -> str:
    """Return what can be read in the region of a picture, one line for each piece."""
    ends = [page.locator(end).first.element_handle() for end in (picture.first, picture.last)]
    said: list[str] = page.evaluate(WORDS_BETWEEN, ends)
    return "".join(f"{line}\n" for line in said)


def take_region(page: Page, picture: GuidePicture) -> bytes:
    """Return the region of a picture as a PNG of few colours."""
    page.evaluate("() => document.activeElement && document.activeElement.blur()")
    top = page.locator(picture.first).first.bounding_box()
    bottom = page.locator(picture.last).first.bounding_box()
    assert top and bottom, f"{picture.name}：页面上没有要拍的地方"
    scrolled = page.evaluate("() => window.scrollY")
    begin = max(0, top["y"] + scrolled - MARGIN)
    end = bottom["y"] + scrolled + bottom["height"] + MARGIN
    clip = {"x": 0, "y": begin, "width": WIDTH, "height": end - begin}
    taken = page.screenshot(clip=clip, full_page=True, animations="disabled")
    small = BytesIO()
    with Image.open(BytesIO(taken)) as image:
        few = image.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        few.save(small, "PNG", optimize=True)
    return small.getvalue()


def take_pictures(site: Path) -> list[Path]:
    """Take every picture anew from the built ``site``; return the files written or removed.

    A picture whose words are still those that stand beside it is taken all the same:
    what a page looks like changes without its words.
    """
    FOLDER.mkdir(exist_ok=True)
    kept = {path for picture in PICTURES for path in (picture.file, picture.words)}
    changed = [path for path in FOLDER.iterdir() if path not in kept]
    for path in changed:
        path.unlink()
    with open_phone(site) as visit:
        for picture in PICTURES:
            page = visit(picture)
            words = read_words(page, picture)
            picture.file.write_bytes(take_region(page, picture))
            picture.words.write_text(words, "utf-8")
            changed += [picture.file, picture.words]
            page.close()
    return changed


def renew_pictures() -> list[Path]:
    """Build the sample site and take every picture anew; return the files written or removed."""
    with TemporaryDirectory() as folder:
        return take_pictures(build_site(ROOT / "content", Path(folder) / "output"))
