"""The small site mended until an inspection finds nothing, for tests to plant one fault in it."""

from __future__ import annotations

import shutil
from pathlib import Path

from plugins.build.content import compose_portal
from plugins.inspection.engine import inspect_evidence
from plugins.inspection.evidence import Evidence, take_view
from plugins.inspection.finding import Finding
from plugins.model.portal import Portal
from plugins.reading.content_folder import ContentFolder
from tests.builds import SMALL_CONTENT, write_article
from tests.support import TODAY

URL = "https://wenming.gov.cn/"
"""An address that the reserved names do not cover; nothing is asked there."""

SITE = "data/site.toml"
UNITS = "data/units.toml"
NOTICE = "dongtou/2026/2026-11-21-tide-notice.md"
NEWEST = "longgang/2026/2026-11-22-first-words.md"

_HOST = 'host = "温州市精神文明建设办公室"'
_FOOTER = """
icp = "浙ICP备00000000号"
police_record = "浙公网安备00000000000000号"
site_code = "0000000000"
contact = "温州市文明办"
"""

_ACCOUNT = """
qr_link = "http://weixin.qq.com/r/TESTONLY_{name}"
verified_on = 2026-11-01
verified_by = "温州市文明办"
"""


def lay_clean_content(content: Path) -> Path:
    """Lay out content at ``content`` in which nothing is to be found."""
    shutil.copytree(SMALL_CONTENT, content)
    change(content / SITE, "https://small.example/", URL)
    change(content / SITE, "is_demonstration = true", "is_demonstration = false")
    change(content / SITE, _HOST, _HOST + _FOOTER)
    change(content / UNITS, 'opened = "2014年1月"\n', _ACCOUNT.format(name="wenzhou"))
    change(content / UNITS, 'name = "测试洞头"', 'name = "测试洞头"\nid = "testdongtou"')
    account = '\n[unit.account]\nname = "测试龙港"\nid = "testlonggang"'
    append(content / UNITS, account + _ACCOUNT.format(name="longgang"))
    for article in (content / "articles").rglob("*.md"):
        lines = article.read_text("utf-8").splitlines(keepends=True)
        article.write_text(
            "".join(x for x in lines if not x.startswith(("示例: ", "sample"))), "utf-8"
        )
    (content / "articles/dongtou/2015/2015-07-23-first-day-of-the-name.md").unlink()
    write_article(content, NOTICE, 栏目="文件通知", 标题="潮水时间已经更新")
    write_article(content, NEWEST, 标题="第一篇")
    return content


def change(path: Path, before: str, after: str) -> None:
    """Replace a text that must be there, once."""
    text = path.read_text("utf-8")
    assert text.count(before) == 1, f"{path}: {before}"
    path.write_text(text.replace(before, after), "utf-8")


def append(path: Path, text: str) -> None:
    """Write ``text`` at a file's end."""
    path.write_text(path.read_text("utf-8") + text, "utf-8")


def read_clean_portal(content: Path) -> Portal:
    """Return the portal on the tests' day."""
    return compose_portal(ContentFolder(content), TODAY)


def find_in_content(content: Path) -> dict[str, list[Finding]]:
    """Return what the page's findings say of ``content``, by kind; kinds without any left out."""
    return group(Evidence(view=take_view(read_clean_portal(content))))


def group(evidence: Evidence) -> dict[str, list[Finding]]:
    """Return the findings by the name of their kind."""
    results = inspect_evidence(evidence)
    return {result.name: list(result.findings) for result in results if result.findings}
