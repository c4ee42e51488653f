"""Takes the pictures of CONTRIBUTING.md from the built pages, as a phone shows them.

Beside each picture stands a text file with the words that could be read there:
fonts and browsers draw the same page differently, the words are compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PIL import Image
from playwright.sync_api import Page

from tests.chromium import launch_chromium
from tests.guide_pictures import FOLDER, PICTURES, GuidePicture, Sites, build_hosted_site
from tests.support import EPOCH, ROOT, build_site

WIDTH, HEIGHT, SCALE = 390, 844, 2
"""A phone of middling size, in CSS pixels, and how many real ones each has."""
PHONE: dict[str, Any] = {
    "viewport": {"width": WIDTH, "height": HEIGHT},
    "device_scale_factor": SCALE,
    "color_scheme": "light",
    "reduced_motion": "reduce",
    "locale": "zh-CN",
    "timezone_id": "Asia/Shanghai",
}
MARGIN = 12
"""CSS pixels of the page around the region."""
COLOURS = 64
"""Enough for text on paper with one colour of links; a picture stays below 150 kB."""
SECONDS = 20

Visit = Callable[[GuidePicture], Page]

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


@contextmanager
def open_phone(sites: Sites) -> Iterator[Visit]:
    """Give a function that opens the page of a picture, with all done that the picture shows.

    The phone stands in Wenzhou at noon of the tests' day.
    """
    with launch_chromium() as browser:

        def visit(picture: GuidePicture) -> Page:
            context = browser.new_context(**PHONE)  # its own: the form keeps a draft
            context.set_default_timeout(SECONDS * 1000)
            page = context.new_page()
            page.clock.set_fixed_time(datetime.fromtimestamp(int(EPOCH), UTC))
            page.goto(sites.locate(picture))
            picture.act(page)
            return page

        yield visit


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


def take_pictures(sites: Sites) -> list[Path]:
    """Take every picture anew from the built ``sites``; return the files written or removed.

    A picture whose words are still those that stand beside it is taken all the same:
    what a page looks like changes without its words.
    """
    FOLDER.mkdir(exist_ok=True)
    kept = {path for picture in PICTURES for path in (picture.file, picture.words)}
    changed = [path for path in FOLDER.iterdir() if path not in kept]
    for path in changed:
        path.unlink()
    with open_phone(sites) as visit:
        for picture in PICTURES:
            page = visit(picture)
            words = read_words(page, picture)
            picture.file.write_bytes(take_region(page, picture))
            picture.words.write_text(words, "utf-8")
            changed += [picture.file, picture.words]
            page.context.close()
    return changed


def renew_pictures() -> list[Path]:
    """Build both sites and take every picture anew; return the files written or removed."""
    with TemporaryDirectory() as folder:
        plain = build_site(ROOT / "content", Path(folder) / "plain" / "output")
        return take_pictures(Sites(plain, build_hosted_site(Path(folder) / "hosted")))
