"""``invoke inspect`` and ``invoke status`` as the editor types them."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.builds import copy_repository, run_python, write_article
from tests.inspected_site import SITE, change, lay_clean_content


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lay_clean_content(tmp_path_factory.mktemp("clean") / "content")


@pytest.fixture
def copy(content: Path, tmp_path: Path) -> Path:
    return copy_repository(tmp_path / "copy", content)


def run(copy: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return run_python("-m", "invoke", *words, folder=copy, environment=environment)


def test_the_exit_code_says_whether_anything_is_to_be_mended(copy: Path) -> None:
    unbuilt = run(copy, "inspect")
    assert 0 == unbuilt.returncode, unbuilt.stderr
    assert "没有找到生成好的网站（output），先运行 invoke build。" in unbuilt.stdout
    assert "没有看：没有日期、站内死链、图片没有说明。" in unbuilt.stdout

    assert 0 == run(copy, "build").returncode
    clean = run(copy, "inspect")
    assert 0 == clean.returncode, clean.stderr
    assert "没有发现要改的地方。" in clean.stdout
    assert "invoke build" not in clean.stdout

    page = copy / "output" / "about" / "index.html"
    page.write_text(page.read_text("utf-8").replace('href="#main"', 'href="#mein"'), "utf-8")
    broken = run(copy, "inspect")
    assert 1 == broken.returncode
    assert "“about/#mein”打不开" in broken.stdout
    for form, sign in (("github", "::error "), ("markdown", "<!-- wenming-inspection -->")):
        told = run(copy, "inspect", "--format", form)
        assert (1, True) == (told.returncode, told.stdout.startswith(sign))

    os.utime(copy / "content" / SITE)
    assert "生成好的网站比内容旧" in run(copy, "inspect").stdout


def test_an_inspection_that_cannot_run_says_why(copy: Path) -> None:
    form = run(copy, "inspect", "--format", "html")
    day = run(copy, "inspect", SOURCE_DATE_EPOCH="abc")
    change(copy / "content" / SITE, 'name = "文明小站"', "name = ")
    registry = run(copy, "inspect")

    assert [2, 2, 2] == [form.returncode, day.returncode, registry.returncode]
    assert all("没有查看：" in done.stderr for done in (form, day, registry))


def test_contact_data_in_a_name_is_masked(copy: Path) -> None:
    number = "138" + "0013" + "8000"
    folder = copy / "content" / "articles" / "longgang" / "2026"
    (folder / f"{number}.md").write_text("坏的", "utf-8")

    for form in ("text", "github", "markdown"):
        told = run(copy, "inspect", "--format", form)
        assert 1 == told.returncode
        assert number not in told.stdout


def test_the_dashboard_says_how_things_stand(copy: Path) -> None:
    inbox = copy / "content" / "inbox" / "longgang"
    inbox.mkdir(parents=True)
    waiting = inbox / "来稿.docx"
    waiting.write_bytes(b"x")
    os.utime(waiting, (1795406400 - 3 * 86400,) * 2)
    write_article(copy / "content", "longgang/2026/2026-11-20-later.md", 状态="草稿")
    prompts = copy / "content" / "prompts"
    prompts.mkdir()
    (prompts / "2026-11-20-forms.md").write_text(PROMPT, "utf-8")
    change(copy / "content" / "data" / "units.toml", 'id = "testlonggang"', "")

    done = run(copy, "status")

    assert 0 == done.returncode, done.stderr
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    assert ["收件箱", "inbox/longgang/来稿.docx", "龙港市，等了 3 天"] in rows
    assert ["14 天内截止", "报送登记表", "2026年11月30日 星期一 17:00，联络员"] in rows
    assert ["转发", "今天", "还没有清单，运行 invoke repost 选几条"] in rows
    assert ["转发", "明天", "还没有清单，运行 invoke repost 选几条"] in rows
    assert ["久无来稿", "各单位一个月内都有"] in rows
    assert ["公众号待核实", "公众号还缺微信号", "龙港市"] in rows
    drafts = [path for title, path, _ in (row for row in rows if len(row) == 3) if title == "草稿"]
    assert ["articles/longgang/2026/2026-11-20-later.md", NOT_YET] == drafts
    assert ["检查", "内容", "0 处要改，1 处提醒"] in rows
    assert ["网站", "上次生成", "还没有生成，运行 invoke build"] in rows


NOT_YET = "articles/wenzhou/2026/2026-11-15-not-yet.md"
PROMPT = """---
标题: 报送登记表
发布单位: 温州市文明办
对象: 联络员
截止: 2026-11-30 17:00
用时: 10分钟
---

把登记表送来。
"""


def test_a_day_with_a_list_says_how_many_and_until_when(copy: Path) -> None:
    assert 0 == run(copy, "repost", "--day", "2026-11-24", "--count", "2").returncode

    rows = [line.split("\t") for line in run(copy, "status").stdout.splitlines()]

    assert ["转发", "明天", "2 条，到 24:00"] in rows
