"""The pictures of CONTRIBUTING.md: what each shows, and where on the real pages it is found.

``invoke pictures`` takes them (tests/guide_camera.py); ``tests/test_guide.py``
compares what stands there with what the pages say today.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

from tests.support import ROOT, build_site

FOLDER = ROOT / "docs" / "pictures"

CODE_HOST = """
[repository]
host = "github"
address = "https://github.com/wenming/matrix"
offers_editor = false
"""


@dataclass(frozen=True)
class GuidePicture:
    """One picture: its name, the page, what is done there, the region, and its description.

    The region goes from the top of the first element that ``first`` selects to the
    bottom of the first that ``last`` selects, over the whole width of the phone.
    ``is_hosted`` is a page of the site with a code host named in ``site.toml``.
    """

    name: str
    page: str
    first: str
    last: str
    description: str
    act: Callable[[Page], None] = lambda page: None
    is_hosted: bool = False

    @property
    def file(self) -> Path:
        """The picture."""
        return FOLDER / f"{self.name}.png"

    @property
    def words(self) -> Path:
        """What can be read on it."""
        return FOLDER / f"{self.name}.txt"


@dataclass(frozen=True)
class Sites:
    """The sample site as it is, and as it is where a code host is named."""

    plain: Path
    hosted: Path

    def locate(self, picture: GuidePicture) -> str:
        """Return the address of a picture's page."""
        site = self.hosted if picture.is_hosted else self.plain
        return (site / picture.page).as_uri()


def build_hosted_site(folder: Path) -> Path:
    """Build the sample content with a code host below ``folder``; return the finished site."""
    content = shutil.copytree(ROOT / "content", folder / "content")
    with open(content / "data" / "site.toml", "a", encoding="utf-8") as registry:
        registry.write(CODE_HOST)
    return build_site(content, folder / "output")


def fill_form(page: Page) -> None:
    """Write a short article in the form."""
    page.locator("#field-unit").select_option(label="鹿城区")
    page.locator("#field-column").select_option(label="志愿服务")
    page.locator("#field-title").fill("旧书交换怎样办")
    page.locator("#field-body").fill(
        "桌子分三类摆：童书、小说、工具书。\n\n## 带几本来\n\n带几本，换几本。"
    )


def finish_form(page: Page) -> None:
    """Write a short article in the form and have its file made."""
    fill_form(page)
    page.get_by_role("button", name="生成稿件文件").click()
    page.locator("[data-place=output]").wait_for()


PICTURES = (
    GuidePicture(
        "word-template",
        "contribute/index.html",
        "main h1",
        "main p:has(a[href$='.docx']) + p",
        "手机上的“怎样投稿”：标题下面是“在线写稿”和“下载Word模板”两个按钮",
    ),
    GuidePicture(
        "write-fields",
        "write/index.html",
        "form legend",
        "[data-field=office]",
        "手机上的“在线写稿”：所在地选了鹿城区，栏目选了志愿服务，供稿已经填好",
        fill_form,
    ),
    GuidePicture(
        "write-output",
        "write/index.html",
        "[data-place=output] h2",
        "[data-place=ways]",
        "写好以后：“复制全文”和“下载稿件文件”两个按钮",
        finish_form,
    ),
    GuidePicture(
        "write-host",
        "write/index.html",
        "[data-place=output] h2",
        "[data-place=host-said]",
        "写好以后多一个按钮：“到代码托管网站新建”",
        finish_form,
        is_hosted=True,
    ),
)
