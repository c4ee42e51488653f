"""``invoke serve`` with a page open in Chromium: what is written appears, what is wrong is said."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.builds import copy_repository, write_article
from tests.support import EPOCH, free_port

pytestmark = pytest.mark.browser

SECONDS = 20
"""A page that takes longer to do what it should has failed."""

TEXT = "wenzhou/2026/2026-11-20-preview.md"
PLACE = "wenzhou/2026/11-20-preview/"
REFUSED = "检查发现问题，站点没有更新。"
SENTENCE = "看到：没有叫“没有这个栏目”的栏目。"
LONG = "\n\n".join(f"第{number}段话，一句接一句。" for number in range(80))


class Preview:
    """A working copy that is previewed, and what its terminal says."""

    def __init__(self, copy: Path) -> None:
        self.copy = copy
        self.port = free_port()
        self.origin = f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Run ``invoke serve`` until it says where the preview is."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "invoke", "serve", "--port", str(self.port)],
            cwd=self.copy,
            env={**os.environ, "SOURCE_DATE_EPOCH": EPOCH, "PYTHONDONTWRITEBYTECODE": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )
        self.listen_for("预览地址")

    def stop(self) -> None:
        self._process.kill()
        self._process.communicate()

    def listen_for(self, words: str) -> str:
        """Wait until the terminal says ``words`` and return the line they stand in."""
        assert self._process.stdout
        said = ""
        while line := self._process.stdout.readline():
            if words in line:
                return line
            said += line
        raise AssertionError(said)

    def write(self, body: str = "一句话就够了。", **fields: str) -> None:
        write_article(self.copy / "content", TEXT, body, **fields)

    def edit(self, path: str, change: Callable[[str], str]) -> None:
        file = self.copy / path
        file.write_text(change(file.read_text("utf-8")), "utf-8")


@pytest.fixture
def copy(tmp_path: Path) -> Preview:
    """A working copy with one text more; nobody previews it yet."""
    made = Preview(copy_repository(tmp_path / "copy"))
    made.write()
    return made


@pytest.fixture
def preview(copy: Preview) -> Iterator[Preview]:
    copy.start()
    yield copy
    copy.stop()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page whose complaints are the test's failures."""
    complaints: list[str] = []
    context = browser.new_context(viewport={"width": 390, "height": 844})
    context.set_default_timeout(SECONDS * 1000)
    expect.set_options(timeout=SECONDS * 1000)
    opened = context.new_page()
    opened.on("console", lambda message: complaints.append(message.text))
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    context.close()
    # what the browser itself says of a page that is missing, or of a restart, is none
    assert [] == [c for c in complaints if not c.startswith("Failed to load resource")]


# ---------------------------------------------------------------- what is written appears


def test_what_is_written_appears_where_the_reader_was(preview: Preview, page: Page) -> None:
    preview.write(LONG)
    page.goto(f"{preview.origin}/{PLACE}")
    expect(page.locator("main")).to_contain_text("第79段话")
    reading = page.get_by_text("第40段话")
    reading.scroll_into_view_if_needed()

    preview.write(LONG.replace("一句接一句", "改过的句子"))

    expect(page.locator("main")).to_contain_text("改过的句子")
    expect(reading).to_be_in_viewport()
    line = preview.listen_for(f"改了 content/articles/{TEXT}，用时")
    assert line.rstrip().endswith("秒")


def test_a_change_in_the_theme_appears(preview: Preview, page: Page) -> None:
    page.goto(f"{preview.origin}/{PLACE}")

    preview.edit(
        "theme/static/css/base/document.css",
        lambda text: text.replace("var(--paper)", "rgb(1, 2, 3)"),
    )

    expect(page.locator("body")).to_have_css("background-color", "rgb(1, 2, 3)")


def test_a_text_that_is_new_is_found_where_it_was_missing(preview: Preview, page: Page) -> None:
    """The page that says so looks as it should and waits, too."""
    answer = page.goto(f"{preview.origin}/dongtou/2026/11-20-new/")
    expect(page.locator("body")).to_have_css("background-color", "rgb(251, 248, 241)")

    write_article(preview.copy / "content", "dongtou/2026/2026-11-20-new.md", "刚刚写好。")

    assert answer
    assert 404 == answer.status
    expect(page.locator("main")).to_contain_text("刚刚写好。")


def test_nothing_of_the_preview_is_written_into_the_site(preview: Preview, page: Page) -> None:
    page.goto(preview.origin)

    site = (preview.copy / "output").resolve()
    assert 1 == page.locator("script[data-site]").count()
    assert [] == [
        path for path in site.rglob("*") if path.is_file() and b"_preview" in path.read_bytes()
    ]


# ---------------------------------------------------------------- what is refused is said


def test_what_the_check_refuses_is_said_on_every_page_until_it_is_mended(
    preview: Preview, page: Page
) -> None:
    page.goto(f"{preview.origin}/{PLACE}")
    panel = page.get_by_role("alert").filter(has_text=REFUSED)

    preview.write(栏目="没有这个栏目")
    expect(panel).to_contain_text(SENTENCE)
    expect(page.locator("main")).to_contain_text("一句话就够了。")

    page.goto(f"{preview.origin}/dongtou/")
    expect(panel).to_contain_text(SENTENCE)

    preview.write("这一次写对了。")
    expect(panel).to_have_count(0)
    page.goto(f"{preview.origin}/{PLACE}")
    expect(page.locator("main")).to_contain_text("这一次写对了。")
    expect(panel).to_have_count(0)


def test_a_panel_that_is_put_away_comes_back_with_the_next_refusal(
    preview: Preview, page: Page
) -> None:
    page.goto(preview.origin)
    panel = page.locator(".preview-panel")
    preview.write(栏目="没有这个栏目")
    page.get_by_role("button", name="收起").click()
    expect(panel).to_have_count(0)

    preview.write("还是没有写对。", 栏目="没有这个栏目")

    expect(panel).to_contain_text(SENTENCE)


def test_a_long_refusal_leaves_the_page_in_sight(preview: Preview, page: Page) -> None:
    """Nothing runs out of the window, the report scrolls, the button can be hit."""
    for number in range(30):
        name = f"wenzhou/2026/2026-11-20-wrong-{number}.md"
        write_article(preview.copy / "content", name, 栏目="没有这个栏目")
    page.goto(preview.origin)
    panel, text = page.locator(".preview-panel"), page.locator(".preview-text")
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        expect(panel).to_have_css("position", "fixed")
        expect(panel).to_contain_text("wrong-29.md")

        box = panel.bounding_box()
        button = page.get_by_role("button", name="收起").bounding_box()
        assert box
        assert button
        assert box["height"] <= 844 * 0.6
        assert (0, width) == (box["x"], box["width"])
        assert 844 == box["y"] + box["height"]
        assert min(button["width"], button["height"]) >= 44
        assert text.evaluate("text => text.scrollHeight > text.clientHeight")
        assert text.evaluate("text => text.scrollWidth <= text.clientWidth")


@pytest.mark.parametrize(
    ("scheme", "paper"), [("light", "rgb(241, 237, 226)"), ("dark", "rgb(27, 40, 51)")]
)
def test_the_panel_is_light_or_dark_as_the_page_is(
    preview: Preview, page: Page, scheme: Literal["light", "dark"], paper: str
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(preview.origin)

    preview.write(栏目="没有这个栏目")

    expect(page.locator(".preview-panel")).to_have_css("background-color", paper)


def test_a_first_build_that_is_refused_has_a_page_that_says_so(copy: Preview, page: Page) -> None:
    copy.write(栏目="没有这个栏目")
    copy.start()
    try:
        page.goto(f"{copy.origin}/{PLACE}")
        expect(page.get_by_role("alert")).to_contain_text(SENTENCE)

        copy.write("标题也没有。", 标题="")
        expect(page.get_by_role("alert")).not_to_contain_text(SENTENCE)
        expect(page.get_by_role("alert")).to_contain_text(REFUSED)

        copy.write("现在对了。")
        expect(page.locator("main")).to_contain_text("现在对了。")
    finally:
        copy.stop()


def test_a_template_that_is_broken_is_said_and_then_mended(preview: Preview, page: Page) -> None:
    page.goto(preview.origin)

    preview.edit(
        "theme/templates/base.html", lambda text: text.replace("</body>", "{% oh %}</body>")
    )
    expect(page.locator(".preview-panel")).to_contain_text("Encountered unknown tag 'oh'")

    preview.edit("theme/templates/base.html", lambda text: text.replace("{% oh %}", ""))
    expect(page.locator(".preview-panel")).to_have_count(0)


# ---------------------------------------------------------------- a change in the code


@pytest.mark.parametrize("path", ["plugins/model/days.py", "pelicanconf.py"])
def test_code_that_starts_is_started_and_the_page_is_loaded_again(
    preview: Preview, page: Page, path: str
) -> None:
    page.goto(preview.origin)
    site = page.locator("script[data-site]").get_attribute("data-site")

    preview.edit(path, lambda text: f"{text}\n# one line more\n")

    preview.listen_for("预览重新启动")
    preview.listen_for("预览地址")
    expect(page.locator("script[data-site]")).not_to_have_attribute("data-site", str(site))


def test_code_that_does_not_start_is_said_and_the_preview_lives_on(
    preview: Preview, page: Page
) -> None:
    """Whatever else is written meanwhile: what runs is not what is on disk."""
    page.goto(f"{preview.origin}/{PLACE}")
    panel = page.locator(".preview-panel")

    preview.edit("plugins/model/days.py", lambda text: f"{text}\noh no\n")
    expect(panel).to_contain_text("SyntaxError")
    page.get_by_role("button", name="收起").click()
    preview.write("写了一句。")
    expect(panel).to_contain_text("SyntaxError")

    preview.edit("plugins/model/days.py", lambda text: text.replace("oh no", ""))
    expect(panel).to_have_count(0)
    expect(page.locator("main")).to_contain_text("写了一句。")


# ---------------------------------------------------------------- what does not count


def test_a_build_and_a_running_editor_do_not_start_another(preview: Preview) -> None:
    """Had one of them, the next line of the terminal would speak of it."""
    shutil.copytree(preview.copy / "output", preview.copy / ".releases" / "output" / "other")
    (preview.copy / "content" / "articles" / ".article.md.swp").write_text("…", "utf-8")
    preview.write("再改一句。")

    assert f"改了 content/articles/{TEXT}，用时" in preview.listen_for("改了")


def test_what_the_check_refuses_counts_when_it_comes_and_when_it_goes(preview: Preview) -> None:
    """Some editors write a text beside itself for a moment."""
    beside = preview.copy / "content" / "articles" / "article.md~"
    beside.write_text("…", "utf-8")
    preview.listen_for(REFUSED)

    beside.unlink()

    preview.listen_for("article.md~，用时")
