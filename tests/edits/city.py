"""Edits of what the city keeps for volunteers and liaisons: days' lists and work prompts."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from tests.desk import Desk
from tests.edits.pictures import draw_picture
from tests.edits.steps import Choice, edit, say
from tests.edits.texts import list_texts, pick


def choose_near_day(desk: Desk, choice: Choice) -> date:
    """Return the desk's day or one around it; now and then one of another month."""
    return desk.day + timedelta(choice.choice((0, 0, 0, 1, 2, -1, -2, -9, -40, -400)))


def write_list(desk: Desk, day: date, items: list[str]) -> Path:
    path = desk.content / f"reposts/{day}.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join(["---", "截止: 21:00", "---", "", *items]), "utf-8")
    return path


def write_item(target: str, choice: Choice) -> str:
    """Return an item that leads to ``target``, which are one or more fields."""
    more = choice.choice(("", "话题: 文明出行\n", "截止: 次日 12:00\n", "开放: 8:00\n"))
    return f"## {say(choice)}\n\n{target}\n{more}\n{say(choice, 6)}。\n"


def pick_list(desk: Desk, choice: Choice) -> Path:
    """Return some day's list; a new one where there is none."""
    lists = sorted(desk.content.glob("reposts/*.md"))
    return choice.choice(lists) if lists else ask_for_articles(desk, choice)


def pick_prompt(desk: Desk, choice: Choice) -> Path:
    """Return some work prompt; a new one where there is none."""
    prompts = sorted(desk.content.glob("prompts/*.md"))
    return choice.choice(prompts) if prompts else issue_prompt(desk, choice)


# ---------------------------------------------------------------- days' lists


def ask_for_articles(desk: Desk, choice: Choice) -> Path:
    pick(desk, choice)
    texts = list_texts(desk)
    chosen = choice.sample(texts, min(len(texts), choice.randrange(1, 4)))
    paths = [text.relative_to(desk.content).as_posix() for text in chosen]
    items = [write_item(f"稿件: {path}", choice) for path in paths]
    return write_list(desk, choose_near_day(desk, choice), items)


@edit
def ask_to_pass_on_articles(desk: Desk, choice: Choice) -> None:
    ask_for_articles(desk, choice)


@edit
def ask_to_pass_on_a_link(desk: Desk, choice: Choice) -> None:
    level = choice.choice(("国家", "省", "市", "县"))
    link = f"链接: https://example.com/{choice.randrange(9)}\n来源: 示例网\n级别: {level}"
    write_list(desk, choose_near_day(desk, choice), [write_item(link, choice)])


@edit
def show_a_picture_in_a_list(desk: Desk, choice: Choice) -> None:
    path = pick_list(desk, choice)
    path.with_name("shown.png").write_bytes(draw_picture(choice))
    shown = "配图: shown.png\n配图说明: 示例图片里的色块"
    link = f"链接: https://example.com/shown\n来源: 示例网\n级别: 市\n{shown}"
    path.write_text(path.read_text("utf-8") + f"\n{write_item(link, choice)}", "utf-8")


@edit
def change_a_list(desk: Desk, choice: Choice) -> None:
    path = pick_list(desk, choice)
    text = path.read_text("utf-8").rstrip("\n")
    path.write_text(f"{text}{say(choice, 2)}。\n", "utf-8")


@edit
def move_a_list(desk: Desk, choice: Choice) -> None:
    path = pick_list(desk, choice)
    path.rename(path.with_name(f"{choose_near_day(desk, choice)}.md"))


@edit
def drop_a_list(desk: Desk, choice: Choice) -> None:
    pick_list(desk, choice).unlink()


# ---------------------------------------------------------------- work prompts


def issue_prompt(desk: Desk, choice: Choice) -> Path:
    day = choose_near_day(desk, choice)
    due = day + timedelta(choice.choice((0, 3, 20, 60)))
    fields = {
        "标题": say(choice),
        "发布单位": "温州市文明办",
        "对象": choice.choice(("志愿者", "联络员、评论员", "全国文明单位")),
        "截止": f"{due} 18:00",
        "用时": str(choice.randrange(5, 90)),
    }
    if choice.random() < 0.4:
        fields["重复"] = "每月"
    path = desk.content / f"prompts/{day}-{choice.choice(('a', 'b', 'walk'))}.md"
    path.parent.mkdir(exist_ok=True)
    lines = "".join(f"{key}: {value}\n" for key, value in fields.items())
    path.write_text(f"---\n{lines}---\n\n{say(choice, 8)}。\n", "utf-8")
    return path


@edit
def issue_a_prompt(desk: Desk, choice: Choice) -> None:
    issue_prompt(desk, choice)


@edit
def change_a_prompt(desk: Desk, choice: Choice) -> None:
    path = pick_prompt(desk, choice)
    path.write_text(path.read_text("utf-8") + f"\n{say(choice, 5)}。\n", "utf-8")


@edit
def drop_a_prompt(desk: Desk, choice: Choice) -> None:
    pick_prompt(desk, choice).unlink()
