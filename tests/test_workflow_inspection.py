"""The weekly inspection, step by step: one issue is opened, kept, closed and opened again.

The scripts are those of ``.github/workflows/inspection.yml``; the host is a stand-in.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from plugins.inspection.report import MARK
from tests.code_host import REPOSITORY, STRANGER, Host, make_host
from tests.inspected_site import SITE, change, lay_clean_content
from tests.stand_in_gh import BOT
from tests.workflow_runner import Run, git

HOST = 'host = "温州市精神文明建设办公室"'


@pytest.fixture
def host(tmp_path: Path) -> Host:
    """The project with content in which nothing is to be found."""
    host = make_host(tmp_path)
    shutil.rmtree(host.desk / "content")
    lay_clean_content(host.desk / "content")
    push(host)
    return host


def push(host: Host) -> None:
    git(host.desk, "add", "--all")
    git(host.desk, "commit", "--quiet", "-m", "内容")
    git(host.desk, "push", "--quiet", "origin", "HEAD:main")


def inspect(host: Host) -> Run:
    event = {"github.repository": REPOSITORY, "github.token": "token"}
    return host.machine.run("inspection.yml", "inspect", event, "refs/heads/main")


def issues(host: Host) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = host.machine.read_host()["issues"]
    return found


def put_fault(host: Host, before: str = HOST, after: str = "") -> None:
    change(host.desk / "content" / SITE, before, after)
    push(host)


def test_where_nothing_is_found_no_issue_is_opened(host: Host) -> None:
    run = inspect(host)

    assert run.passed, run.said
    assert [] == issues(host)
    assert "没有发现要改的地方。" in run.summary


def test_one_issue_is_opened_kept_closed_and_opened_again(host: Host) -> None:
    put_fault(host)
    first = inspect(host)
    assert first.passed, first.said
    [issue] = issues(host)
    assert ("open", ["自查"], "网站自查") == (issue["state"], issue["labels"], issue["title"])
    assert issue["body"].startswith(f"{MARK}\n**2026年11月23日：")
    assert "主办单位：页脚里没有" in issue["body"]
    assert first.summary == issue["body"]

    put_fault(host, 'icp = "浙ICP备00000000号"')
    inspect(host)
    [issue] = issues(host)
    assert "ICP" in issue["body"]

    change(host.desk / "content" / SITE, "[footer]\n", f"[footer]\n{HOST}\nicp = 'x'\n")
    push(host)
    inspect(host)
    [issue] = issues(host)
    assert "closed" == issue["state"]
    assert "没有发现要改的地方。" in issue["body"]

    put_fault(host)
    inspect(host)
    [issue] = issues(host)
    assert "open" == issue["state"]


def test_content_that_cannot_be_built_is_told_by_its_errors(host: Host) -> None:
    article = host.desk / "content/articles/longgang/2026/2026-11-22-first-words.md"
    article.write_text(article.read_text("utf-8") + "\n[看](gone.md)\n", "utf-8")
    push(host)

    run = inspect(host)

    assert run.passed, run.said
    [issue] = issues(host)
    assert "2026-11-22-first-words.md" in issue["body"]
    assert "没有找到生成好的网站" in issue["body"]


def test_somebody_elses_issue_with_our_mark_is_left_alone(host: Host) -> None:
    put_fault(host)
    state = host.machine.read_host()
    theirs = {"number": 1, "state": "open", "user": {"login": STRANGER}, "body": f"{MARK}\n好"}
    request = {"number": 2, "state": "open", "user": {"login": BOT}, "body": f"{MARK}\n好"}
    request["pull_request"] = {}
    other = {"number": 3, "state": "open", "user": {"login": BOT}, "body": None}
    host.machine.write_host({**state, "issues": [theirs, request, other]})

    inspect(host)

    assert [theirs, request, other] == issues(host)[:3]
    assert 4 == len(issues(host))


def test_no_words_of_the_content_mention_link_or_mark_anything(host: Host) -> None:
    words = "@wenming/city #1 <img src=x> [x](https://evil.example/) `a` ::error::x"
    path = host.desk / "content/data/columns.toml"
    column = f"\n[[column]]\nslug = 'x'\ntitle = '{words}'\ndescription = 'x'\n"
    path.write_text(path.read_text("utf-8") + column, "utf-8")
    push(host)

    inspect(host)

    [issue] = issues(host)
    html = MarkdownIt("commonmark").render(issue["body"].removeprefix(MARK))
    prose = re.sub(r"<code>.*?</code>", "", html, flags=re.DOTALL)
    assert "wenming/city" in html
    assert [] == [sign for sign in ("@", "#", "<img", "<a", "::", "evil") if sign in prose]
