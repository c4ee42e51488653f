"""Edits of articles and plain pages: written, changed, moved, withdrawn, linked."""

from __future__ import annotations

import os
import re
import shutil
from datetime import date, timedelta
from pathlib import Path

from tests.builds import write_article
from tests.desk import Desk
from tests.edits.steps import Choice, edit, say

UNITS = ("wenzhou", "dongtou", "longgang")
COLUMNS = ("core-values", "volunteer", "documents")
TAGS = ("海边", "安全", "事实", "实施", "出行", "新标签", "AI")

_ENGLISH = {
    "title": "标题", "date": "日期", "column": "栏目", "office": "供稿", "evergreen": "长期有效",
    "sample": "示例",
}  # fmt: skip


def list_texts(desk: Desk) -> list[Path]:
    """Return every article's file."""
    return sorted(desk.content.glob("articles/*/*/*.md"))


def pick(desk: Desk, choice: Choice) -> Path:
    """Return the file of some article; of a new one where there is none."""
    texts = list_texts(desk)
    if texts:
        return choice.choice(texts)
    return write_article(desk.content, "wenzhou/2026/2026-11-02-only-one.md")


def read_sheet(path: Path) -> tuple[dict[str, str], str]:
    """Return an article's fields as written and its body."""
    _, front, body = path.read_text("utf-8").split("---\n", 2)
    pairs = (line.partition(": ")[::2] for line in front.splitlines())
    return {_ENGLISH.get(key, key): value for key, value in pairs}, body


def write_sheet(path: Path, fields: dict[str, str], body: str) -> None:
    """Write an article; empty fields are left out."""
    front = "".join(f"{key}: {value}\n" for key, value in fields.items() if value)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\n{front}---\n{body}", "utf-8")


def change_fields(path: Path, **changed: str) -> None:
    """Give fields of an article other values; an empty one takes the field away."""
    fields, body = read_sheet(path)
    write_sheet(path, fields | changed, body)


def choose_day(choice: Choice) -> date:
    """Return a day of the past, often one that has articles already."""
    days = [date(2026, 11, 22), date(2026, 11, 10), date(2026, 10, 31), date(2025, 12, 31)]
    return choice.choice(
        [*days, date(2020, 2, 29), date(2026, 11, 1) + timedelta(choice.randrange(23))]
    )


def choose_place(choice: Choice) -> str:
    """Return where a new article may lie."""
    day = choose_day(choice)
    name = f"{day}-{choice.choice(('a', 'b', 'walk', 'zeta'))}-{choice.randrange(9)}"
    return f"{choice.choice(UNITS)}/{day.year}/{name}.md"


@edit
def add_article(desk: Desk, choice: Choice) -> None:
    tags = "、".join(choice.sample(TAGS, choice.randrange(4)))
    fields = {"标题": say(choice), "栏目": choice.choice(COLUMNS), "标签": tags}
    body = f"{say(choice, 9)}。\n\n## {say(choice, 2)}\n\n{say(choice, 5)}。"
    write_article(
        desk.content, choose_place(choice), body, **{k: v for k, v in fields.items() if v}
    )


@edit
def add_commentary(desk: Desk, choice: Choice) -> None:
    fields = {"栏目": "commentary", "作者": choice.choice(("林之测", ""))}
    write_article(desk.content, choose_place(choice), say(choice, 9), **fields)


@edit
def add_to_every_unit(desk: Desk, choice: Choice) -> None:
    day = choose_day(choice)
    for unit in UNITS:
        write_article(desk.content, f"{unit}/{day.year}/{day}-together.md", 标题=say(choice))


@edit
def change_text(desk: Desk, choice: Choice) -> None:
    path = pick(desk, choice)
    fields, body = read_sheet(path)
    write_sheet(path, fields, f"{body}\n{say(choice, 8)}。\n")


@edit
def replace_text(desk: Desk, choice: Choice) -> None:
    path = pick(desk, choice)
    write_sheet(path, read_sheet(path)[0], f"\n{say(choice, 8)}。\n")


@edit
def change_title(desk: Desk, choice: Choice) -> None:
    change_fields(pick(desk, choice), 标题=say(choice))


@edit
def change_summary(desk: Desk, choice: Choice) -> None:
    change_fields(pick(desk, choice), 摘要=choice.choice((say(choice, 6), "")))


@edit
def retag(desk: Desk, choice: Choice) -> None:
    change_fields(pick(desk, choice), 标签="，".join(choice.sample(TAGS, choice.randrange(4))))


@edit
def move_column(desk: Desk, choice: Choice) -> None:
    change_fields(pick(desk, choice), 栏目=choice.choice((*COLUMNS, "文件通知")))


@edit
def change_office(desk: Desk, choice: Choice) -> None:
    change_fields(pick(desk, choice), 供稿=say(choice, 2))


@edit
def switch_marks(desk: Desk, choice: Choice) -> None:
    mark = choice.choice(("长期有效", "示例", "AI生成"))
    change_fields(pick(desk, choice), **{mark: choice.choice(("是", ""))})


@edit
def switch_draft(desk: Desk, choice: Choice) -> None:
    path = pick(desk, choice)
    is_draft = read_sheet(path)[0].get("状态") == "草稿"
    change_fields(path, 状态="" if is_draft else "草稿")


@edit
def publish_all_drafts(desk: Desk, choice: Choice) -> None:
    for path in list_texts(desk):
        if read_sheet(path)[0].get("状态") == "草稿":
            change_fields(path, 状态="")


@edit
def rename_file(desk: Desk, choice: Choice) -> None:
    path = pick(desk, choice)
    change_fields(path, 日期="")
    path.rename(path.with_name(f"{path.name[:10]}-{choice.choice(('a', 'b', 'other'))}.md"))


@edit
def change_day_of_article(desk: Desk, choice: Choice) -> None:
    path, day = pick(desk, choice), choose_day(choice)
    change_fields(path, 日期="")
    target = path.parent.with_name(str(day.year)) / f"{day}{path.name[10:]}"
    target.parent.mkdir(exist_ok=True)
    path.rename(target)


@edit
def move_to_other_unit(desk: Desk, choice: Choice) -> None:
    path = pick(desk, choice)
    target = desk.content / "articles" / choice.choice(UNITS) / path.parent.name / path.name
    target.parent.mkdir(parents=True, exist_ok=True)
    path.rename(target)


@edit
def swap_two_articles(desk: Desk, choice: Choice) -> None:
    one, other = pick(desk, choice), pick(desk, choice)
    between = one.with_suffix(".between")
    for path in (one, other):
        change_fields(path, 日期="")
    one.rename(between)
    if other.exists():
        other.rename(one)
    between.rename(other)


@edit
def withdraw(desk: Desk, choice: Choice) -> None:
    pick(desk, choice).unlink()


@edit
def withdraw_a_year(desk: Desk, choice: Choice) -> None:
    shutil.rmtree(pick(desk, choice).parent)


@edit
def earn_advice(desk: Desk, choice: Choice) -> None:
    changed = {"标题": say(choice, 17)} if choice.random() < 0.5 else {"标签": "海边 安全"}
    change_fields(pick(desk, choice), **changed)


@edit
def link_articles(desk: Desk, choice: Choice) -> None:
    path, target = pick(desk, choice), pick(desk, choice)
    fields, body = read_sheet(path)
    headings = re.findall(r"^## (.+)$", read_sheet(target)[1], re.M)
    fragment = f"#{choice.choice(headings)}" if headings and choice.random() < 0.7 else ""
    way = os.path.relpath(target, path.parent)
    write_sheet(path, fields, f"{body}\n看[那一篇]({way}{fragment})。\n")


@edit
def change_heading(desk: Desk, choice: Choice) -> None:
    path = pick(desk, choice)
    fields, body = read_sheet(path)
    write_sheet(path, fields, re.sub(r"^## .+$", f"## {say(choice, 2)}", body, count=1, flags=re.M))


@edit
def drop_links(desk: Desk, choice: Choice) -> None:
    for path in list_texts(desk):
        fields, body = read_sheet(path)
        write_sheet(path, fields, re.sub(r"(?<!!)\[([^\]^]*)\]\([^)]*\)", r"\1", body))


@edit
def change_page(desk: Desk, choice: Choice) -> None:
    path = desk.content / "pages" / "about.md"
    text = path.read_text("utf-8") if path.exists() else "---\n标题: 关于本站\n---\n"
    path.write_text(f"{text}\n{say(choice, 6)}。\n", "utf-8")


@edit
def change_title_of_page(desk: Desk, choice: Choice) -> None:
    path = desk.content / "pages" / "about.md"
    path.write_text(f"---\n标题: {say(choice, 2)}\n---\n\n{say(choice, 5)}。\n", "utf-8")


@edit
def add_page(desk: Desk, choice: Choice) -> None:
    path = desk.content / "pages" / choice.choice(("privacy.md", "join.md", "about.md"))
    target = os.path.relpath(pick(desk, choice), path.parent)
    path.write_text(f"---\n标题: {say(choice, 2)}\n---\n\n看[这一篇]({target})。\n", "utf-8")


@edit
def delete_page(desk: Desk, choice: Choice) -> None:
    choice.choice([*desk.content.glob("pages/*.md"), pick(desk, choice)]).unlink()
