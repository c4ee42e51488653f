"""``invoke build --explain PATH`` says what is true, of every kind of file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.builds import copy_repository, run_python
from tests.desk import Desk, lay_desk
from tests.edits import Choice, change_base, change_fields, change_style, draw_picture

ARTICLE = "articles/wenzhou/2026/2026-10-08-a-signed-word.md"
PAGE = "wenzhou/2026/10-08-a-signed-word/index.html"
ASKED = {
    PAGE: ("稿件的标题、摘要等", ARTICLE),
    f"content/{ARTICLE}": ("稿件的标题、摘要等", ARTICLE),
    "column/commentary/": ("列出的稿件", "data/columns.toml"),
    "/": ("最新稿件", "data/site.toml"),
    "feeds/all.json": ("列出的稿件", "plugins/feeds"),
}
"""What of each has changed when an article's title has, and to whom it belongs."""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk that has built once; the article is on the home page."""
    desk = lay_desk(tmp_path)
    desk.change_setting("PORTAL", "latest", lambda _: 20)
    desk.build(desk.live)
    return desk


def explain(desk: Desk, asked: str) -> list[str]:
    """Return the lines of the explanation."""
    return desk.build(desk.live, asked).explanation.splitlines()


@pytest.mark.parametrize("asked", [*ASKED, "theme/site.css", "wenzhou/code.svg"])
def test_what_has_not_changed_is_not_written(asked: str, desk: Desk) -> None:
    first, *_ = explain(desk, asked)

    assert first.endswith("：没有重写，因为它所依据的都没有变。")


@pytest.mark.parametrize("asked", ASKED)
def test_an_edit_is_the_reason_where_the_article_is_shown(asked: str, desk: Desk) -> None:
    cause, owner = ASKED[asked]
    change_fields(desk.content / ARTICLE, 标题="另一个标题")

    first, belongs, grounds = explain(desk, asked)

    assert "：重写了，因为" in first
    assert f"{cause}有改动" in first
    assert "登记表有改动" not in first
    assert "模板" not in first
    assert owner in belongs
    assert cause in grounds


@pytest.mark.parametrize("asked", ["theme/site.css", "404.html", "about/", "follow/"])
def test_an_edit_is_no_reason_elsewhere(asked: str, desk: Desk) -> None:
    change_fields(desk.content / ARTICLE, 标题="另一个标题")

    assert "没有重写" in explain(desk, asked)[0]


def test_a_text_is_the_reason_for_its_page_alone(desk: Desk) -> None:
    path = desk.content / ARTICLE
    change_fields(path, 摘要="一句摘要。")
    desk.build(desk.live)
    with open(path, "a", encoding="utf-8") as file:
        file.write("\n又一句。\n")

    assert f"{PAGE}：重写了，因为正文有改动。" == explain(desk, PAGE)[0]


@pytest.mark.parametrize(
    ("edit", "cause"),
    [(change_base, "模板 base.html 有改动"), (change_style, "样式、脚本和图标有改动")],
)
def test_what_all_pages_share_is_the_reason_for_each(
    edit: Callable[[Desk, Choice], None], cause: str, desk: Desk
) -> None:
    edit(desk, Choice(1))

    assert f"{PAGE}：重写了，因为{cause}。" == explain(desk, PAGE)[0]


def test_the_style_sheet_is_written_for_its_own_sake(desk: Desk) -> None:
    change_style(desk, Choice(1))

    assert "theme/site.css：重写了，因为主题的文件有改动。" == explain(desk, "theme/site.css")[0]


def test_a_picture_that_is_replaced_has_a_new_address(desk: Desk) -> None:
    def find() -> str:
        site = desk.live.resolve()
        return next(site.glob("media/dongtou/2026/tide-*")).relative_to(site).as_posix()

    old = find()
    assert "没有重写" in explain(desk, old)[0]
    (desk.content / "articles/dongtou/2026/tide.png").write_bytes(draw_picture(Choice(1)))

    assert f"{old}：撤下了，已经没有内容要写到这里。" == explain(desk, old)[0]
    assert old != find()
    assert f"{find()}：没有重写，因为它所依据的都没有变。" == explain(desk, find())[0]


def test_an_article_that_is_new_or_gone_is_said_to_be(desk: Desk) -> None:
    path, aside = desk.content / ARTICLE, desk.root / "aside.md"
    path.rename(aside)
    assert f"{PAGE}：撤下了，已经没有内容要写到这里。" == explain(desk, ARTICLE)[0]
    assert f"{PAGE}：站点里没有这个文件。" == explain(desk, ARTICLE)[0]
    aside.rename(path)

    assert f"{PAGE}：写了，因为原来没有这个文件。" == explain(desk, ARTICLE)[0]


def test_the_task_prints_the_explanation(tmp_path: Path) -> None:
    copy = copy_repository(tmp_path / "copy")

    done = run_python("-m", "invoke", "build", "--explain", "follow/", folder=copy)

    assert 0 == done.returncode, done.stderr
    assert "follow/index.html：写了，因为原来没有这个文件。" in done.stdout
