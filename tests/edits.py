"""What people do between two builds, and what befalls a disk: edits by name, on a desk.

A step is the name of an edit and a number that settles every choice in it, so that
the same steps do the same thing again.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

from PIL import Image

from tests.builds import write_article
from tests.desk import Desk, lay_desk, looking_later

Choice = random.Random
Edit = Callable[[Desk, Choice], None]

EDITS: dict[str, Edit] = {}
"""Every edit by its name."""

UNITS = ("wenzhou", "dongtou", "longgang")
COLUMNS = ("core-values", "volunteer", "documents")
TAGS = ("海边", "安全", "事实", "实施", "出行", "新标签", "AI")
WORDS = ("潮水", "志愿者", "路口", "信封", "雨伞", "窗口", "老人", "孩子", "台阶", "水井")

_ENGLISH = {
    "title": "标题", "date": "日期", "column": "栏目", "office": "供稿", "evergreen": "长期有效",
    "sample": "示例",
}  # fmt: skip


@dataclass(frozen=True)
class Step:
    """One edit, settled by ``choice``, and whether a build follows it.

    ``is_later`` says whether the build comes long enough after it to trust the
    states of files.
    """

    edit: str
    choice: int = 0
    builds: bool = True
    is_later: bool = True


def walk(
    root: Path, steps: Sequence[Step], hear: Callable[[int, Step], None] | None = None
) -> None:
    """Take the steps on a fresh desk, comparing after every build; raises ``AssertionError``."""
    desk = lay_desk(root)
    desk.check()
    for number, step in enumerate(steps):
        if hear:
            hear(number, step)
        take_step(desk, step)
    desk.check()


def take_step(desk: Desk, step: Step) -> None:
    """Do one edit; what a build refused is put back first, as often as not."""
    choice = Choice(step.choice)
    if desk.is_refused and choice.random() < 0.6:
        desk.put_back(desk.good)
    EDITS[step.edit](desk, choice)
    if step.builds:
        desk.check(is_later=step.is_later)


def edit(function: Edit) -> Edit:
    """Enter an edit under its name."""
    EDITS[function.__name__] = function
    return function


# ---------------------------------------------------------------- articles


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


def say(choice: Choice, words: int = 4) -> str:
    """Return some words."""
    return "".join(choice.choice(WORDS) for _ in range(words))


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


# ---------------------------------------------------------------- links and headings


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


# ---------------------------------------------------------------- pictures


def draw_picture(choice: Choice) -> bytes:
    """Return a picture; all of them have one size in bytes, and differ."""
    shade = tuple(choice.randrange(256) for _ in range(3))
    drawn = BytesIO()
    Image.new("RGB", (24, 16), shade).save(drawn, "PNG", compress_level=0)
    return drawn.getvalue()


def pick_picture(desk: Desk, choice: Choice) -> Path:
    """Return some picture's file; a new one where there is none."""
    found = sorted(p for p in desk.content.glob("articles/*/*/*.png") if p.is_file())
    if found:
        return choice.choice(found)
    path = pick(desk, choice).with_name("new.png")
    path.write_bytes(draw_picture(choice))
    return path


@edit
def add_picture(desk: Desk, choice: Choice) -> None:
    path = pick(desk, choice)
    name = choice.choice(("one.png", "two.png", "tide.png"))
    path.with_name(name).write_bytes(draw_picture(choice))
    fields, body = read_sheet(path)
    if choice.random() < 0.5:
        write_sheet(path, fields | {"题图": name, "题图说明": say(choice)}, body)
    else:
        write_sheet(path, fields, f"{body}\n![{say(choice)}]({name})\n")


@edit
def show_picture_again(desk: Desk, choice: Choice) -> None:
    picture = pick_picture(desk, choice)
    beside = sorted(picture.parent.glob("*.md"))
    if beside:
        path = choice.choice(beside)
        fields, body = read_sheet(path)
        write_sheet(path, fields, f"{body}\n![{say(choice)}]({picture.name})\n")


@edit
def replace_picture(desk: Desk, choice: Choice) -> None:
    pick_picture(desk, choice).write_bytes(draw_picture(choice))


@edit
def replace_picture_keeping_size_and_time(desk: Desk, choice: Choice) -> None:
    path = pick_picture(desk, choice)
    path.write_bytes(draw_picture(choice))
    facts = path.stat()
    path.write_bytes(draw_picture(choice))
    os.utime(path, ns=(facts.st_atime_ns, facts.st_mtime_ns))


@edit
def delete_picture(desk: Desk, choice: Choice) -> None:
    pick_picture(desk, choice).unlink()


@edit
def break_picture(desk: Desk, choice: Choice) -> None:
    path = pick_picture(desk, choice)
    path.write_bytes(choice.choice((b"", b"<html>", path.read_bytes()[:60])))


@edit
def make_picture_a_link(desk: Desk, choice: Choice) -> None:
    path = pick_picture(desk, choice)
    path.unlink()
    path.symlink_to("elsewhere.png")


# ---------------------------------------------------------------- pages


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


# ---------------------------------------------------------------- the registry


def change_registry(desk: Desk, name: str, pattern: str, text: str) -> None:
    """Replace the first match of ``pattern`` in a registry file."""
    path = desk.content / "data" / name
    before = path.read_text("utf-8")
    path.write_text(re.sub(pattern, lambda _: text, before, count=1, flags=re.M), "utf-8")


def change_site(desk: Desk, key: str, value: str) -> None:
    """Give a fact of the site another value."""
    change_registry(desk, "site.toml", rf"^{key} = .*$", f"{key} = {value}")


@edit
def change_name_of_site(desk: Desk, choice: Choice) -> None:
    change_site(desk, "name", f'"文明{say(choice, 1)}"')


@edit
def change_address_of_site(desk: Desk, choice: Choice) -> None:
    change_site(desk, "url", choice.choice(('"https://small.example/"', '"https://b.example/c/"')))


@edit
def change_words_of_site(desk: Desk, choice: Choice) -> None:
    change_site(desk, choice.choice(("description", "alert")), f'"{say(choice, 3)}"')


@edit
def change_ways_of_site(desk: Desk, choice: Choice) -> None:
    addresses = (
        '"about/"',
        '"column/volunteer/"',
        '"archive/2026/11/"',
        '"https://b.example/"',
        '""',
    )
    change_site(desk, "alert_address", choice.choice(addresses))
    pages = choice.choice(("[]", '["about"]', '["about", "privacy"]'))
    change_site(desk, "footer_pages", pages)
    change_site(desk, "contribute_page", choice.choice(('""', '"about"')))


@edit
def change_notice_column(desk: Desk, choice: Choice) -> None:
    change_site(desk, "notice_column", f'"{choice.choice((*COLUMNS, ""))}"')


@edit
def end_demonstration(desk: Desk, choice: Choice) -> None:
    change_site(desk, "is_demonstration", choice.choice(("true", "false")))


@edit
def change_title_of_column(desk: Desk, choice: Choice) -> None:
    """The articles that name the column by its title follow, as often as not."""
    path = desk.content / "data" / "columns.toml"
    title = choice.choice(re.findall(r'^title = "(.*)"$', path.read_text("utf-8"), re.M))
    fresh = say(choice, 2)
    change_registry(desk, "columns.toml", rf'^title = "{title}"$', f'title = "{fresh}"')
    for text in list_texts(desk) if choice.random() < 0.6 else ():
        if read_sheet(text)[0].get("栏目") == title:
            change_fields(text, 栏目=fresh)


@edit
def change_words_of_column(desk: Desk, choice: Choice) -> None:
    change_registry(desk, "columns.toml", r"^description = .*$", f'description = "{say(choice)}"')


@edit
def change_order_of_columns(desk: Desk, choice: Choice) -> None:
    path = desk.content / "data" / "columns.toml"
    head, *parts = path.read_text("utf-8").split("[[column]]\n")
    choice.shuffle(parts)
    path.write_text("[[column]]\n".join([head, *(f"{p.strip()}\n\n" for p in parts)]), "utf-8")


@edit
def change_signing_of_column(desk: Desk, choice: Choice) -> None:
    change_registry(
        desk, "columns.toml", r"^(is_signed = .*\n)?\[\[column\]\]\nslug", "[[column]]\nslug"
    )
    change_registry(desk, "columns.toml", r"^is_signed = .*$", "is_signed = false")


@edit
def change_words_of_unit(desk: Desk, choice: Choice) -> None:
    change_registry(desk, "units.toml", r"^introduction = .*$", f'introduction = "{say(choice)}"')


@edit
def change_office_of_unit(desk: Desk, choice: Choice) -> None:
    office = choice.choice(("温州市文明办", "洞头区文明办", "龙港市文明办"))
    change_registry(desk, "units.toml", rf'^office = "{office}"$', f'office = "{say(choice, 2)}"')


@edit
def verify_account(desk: Desk, choice: Choice) -> None:
    link = f'qr_link = "http://weixin.qq.com/r/TESTONLY_{choice.randrange(4)}"'
    change_registry(desk, "units.toml", r"^qr_link = .*$", link)
    change_registry(
        desk,
        "units.toml",
        r"^verified_on = .*$",
        f"verified_on = 2026-11-{choice.randrange(1, 20):02}",
    )


@edit
def rename_unit(desk: Desk, choice: Choice) -> None:
    day = choice.choice(("2015-07-23", "2015-06-01", "2016-01-01"))
    change_registry(desk, "units.toml", r"^until = .*$", f"until = {day}")
    change_registry(desk, "units.toml", r"^since = 201[56].*$", f"since = {day}")
    change_registry(desk, "units.toml", r'^name = "洞头县.*$', f'name = "洞头县{say(choice, 1)}"')


@edit
def found_unit(desk: Desk, choice: Choice) -> None:
    path = desk.content / "data" / "units.toml"
    text = path.read_text("utf-8").partition("\n# 又一个\n")[0]
    fresh = (
        '\n# 又一个\n[[unit]]\nslug = "ruian"\nkind = "county"\noffice = "瑞安市文明办"\n'
        '[[unit.name]]\nname = "瑞安市"\nshort = "瑞安"\ncode = "330381"\n'
    )
    path.write_text(text + choice.choice((fresh, "")), "utf-8")


@edit
def break_registry(desk: Desk, choice: Choice) -> None:
    change_registry(desk, choice.choice(("units.toml", "site.toml")), r"^name = .*$", "name = 5")


# ---------------------------------------------------------------- theme and settings


def pick_template(desk: Desk, choice: Choice) -> Path:
    """Return some template: of each kind as often."""
    kind = choice.choice(("*.html", "regions/*.html", "components/*.html"))
    return choice.choice(sorted((desk.theme / "templates").glob(kind)))


@edit
def change_template(desk: Desk, choice: Choice) -> None:
    """A word in every block, macro or region of it."""
    path = pick_template(desk, choice)
    text = path.read_text("utf-8")
    mark = f"<!-- {say(choice, 2)} -->"
    changed = re.sub(r"(%}\n)(?=<)", lambda found: f"{found[1]}{mark}", text)
    path.write_text(changed if changed != text else f"{text}{mark}", "utf-8")


@edit
def change_template_keeping_size_and_time(desk: Desk, choice: Choice) -> None:
    path = pick_template(desk, choice)
    facts = path.stat()
    path.write_text(
        path.read_text("utf-8").replace("class=", choice.choice(("clasz=", "clasy="))), "utf-8"
    )
    os.utime(path, ns=(facts.st_atime_ns, facts.st_mtime_ns))


@edit
def change_base(desk: Desk, choice: Choice) -> None:
    path = desk.theme / "templates" / "base.html"
    text = path.read_text("utf-8")
    path.write_text(text.replace("</body>", f"<!-- {say(choice, 1)} --></body>"), "utf-8")


@edit
def draw_one_template_in_another(desk: Desk, choice: Choice) -> None:
    """One that is new, or no page at all, drawn by a region."""
    name = choice.choice(
        ("regions/extra.html", "extra.html", "regions/mark.svg", "regions/note.txt")
    )
    (desk.theme / "templates" / name).write_text(f"<!-- {say(choice, 2)} -->", "utf-8")
    path = (
        desk.theme / "templates" / choice.choice(("regions/footer.html", "home.html", "base.html"))
    )
    text = path.read_text("utf-8")
    if name not in text and (path.name == "footer.html" or choice.random() < 0.5):
        text = text.replace("{% endblock %}", f'{{% include "{name}" %}}{{% endblock %}}')
        path.write_text(text.replace("</footer>", f'{{% include "{name}" %}}</footer>'), "utf-8")


@edit
def break_template(desk: Desk, choice: Choice) -> None:
    path = pick_template(desk, choice)
    path.write_text(
        path.read_text("utf-8") + choice.choice(("{% if %}", "{{ nobody.knows }}")), "utf-8"
    )


@edit
def change_style(desk: Desk, choice: Choice) -> None:
    path = choice.choice(sorted((desk.theme / "static" / "css" / "blocks").glob("*.css")))
    path.write_text(
        f"{path.read_text('utf-8')}.{choice.choice('abcdef')} {{ margin: 0; }}\n", "utf-8"
    )


@edit
def change_script(desk: Desk, choice: Choice) -> None:
    path = choice.choice(sorted((desk.theme / "static" / "js").glob("*.js")))
    path.write_text(f"{path.read_text('utf-8')}// {say(choice, 2)}\n", "utf-8")


@edit
def change_theme_files(desk: Desk, choice: Choice) -> None:
    path = desk.theme / "static" / "img" / "extra.svg"
    if choice.random() < 0.7:
        path.write_text(f"<svg><!-- {say(choice, 2)} --></svg>", "utf-8")
    else:
        path.unlink(missing_ok=True)


@edit
def change_example(desk: Desk, choice: Choice) -> None:
    path = choice.choice(sorted((desk.theme / "examples").glob("*.toml")))
    path.write_text(
        re.sub(
            r'^name = ".*"$',
            f'name = "{say(choice, 2)}"',
            path.read_text("utf-8"),
            count=1,
            flags=re.M,
        ),
        "utf-8",
    )


@edit
def change_length_of_lists(desk: Desk, choice: Choice) -> None:
    room, name = choice.choice(
        (("PORTAL", "page_size"), ("PORTAL", "latest"), ("PORTAL", "notices"),
         ("PORTAL", "related"), ("PORTAL", "stale_years"), ("UNITS", "page_size"),
         ("FEEDS", "length"))
    )  # fmt: skip
    desk.change_setting(room, name, lambda _: choice.randrange(1, 5))


@edit
def switch_setting(desk: Desk, choice: Choice) -> None:
    room, name = choice.choice((("BUILD", "names_index"), ("PORTAL", "shows_gallery")))
    desk.change_setting(room, name, lambda value: not value)


@edit
def change_how_templates_are_read(desk: Desk, choice: Choice) -> None:
    name = choice.choice(("trim_blocks", "lstrip_blocks"))
    path = desk.root / "settings.py"
    line = (
        f"JINJA_ENVIRONMENT = {{**JINJA_ENVIRONMENT, {name!r}: {choice.choice((True, False))}}}\n"
    )
    path.write_text(path.read_text("utf-8") + line, "utf-8")


# ---------------------------------------------------------------- the day


@edit
def change_day(desk: Desk, choice: Choice) -> None:
    days = choice.choice((1, 1, 8, 31, 366, -1, -31, -366, 0))
    desk.turn_to(desk.day + timedelta(days) if days else date(2026, 11, 23))


# ---------------------------------------------------------------- files as such


def pick_input(desk: Desk, choice: Choice) -> Path:
    """Return some file of content or theme."""
    folder = choice.choice((desk.content, desk.theme))
    return choice.choice(sorted(path for path in folder.rglob("*") if path.is_file()))


@edit
def change_nothing(desk: Desk, choice: Choice) -> None:
    """Two builds one after the other."""


@edit
def touch_file(desk: Desk, choice: Choice) -> None:
    path = pick_input(desk, choice)
    os.utime(path, (choice.randrange(10**9), choice.randrange(10**9)))


@edit
def write_same_bytes(desk: Desk, choice: Choice) -> None:
    path = pick_input(desk, choice)
    fresh = path.with_name(".fresh")
    fresh.write_bytes(path.read_bytes())
    fresh.rename(path)


@edit
def check_out_anew(desk: Desk, choice: Choice) -> None:
    """All content as a fresh clone has it: the same bytes in other files."""
    shutil.copytree(desk.content, desk.root / "clone", symlinks=True)
    shutil.rmtree(desk.content)
    (desk.root / "clone").rename(desk.content)


@edit
def change_text_keeping_size_and_time(desk: Desk, choice: Choice) -> None:
    path = pick(desk, choice)
    facts = path.stat()
    fields, body = read_sheet(path)
    place = body.rfind("。")
    if place > 0:
        write_sheet(path, fields, f"{body[:place]}{choice.choice('！？；')}{body[place + 1 :]}")
        os.utime(path, ns=(facts.st_atime_ns, facts.st_mtime_ns))


@edit
def undo(desk: Desk, choice: Choice) -> None:
    """What the inputs were before the last build that went through, or before an earlier one."""
    if desk.past:
        desk.put_back(choice.choice((desk.past[-1], *desk.past)))


@edit
def leave_a_stray_file(desk: Desk, choice: Choice) -> None:
    name = choice.choice((".DS_Store", "notes.txt", "articles/wenzhou/2026/unused.png"))
    path = desk.content / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(draw_picture(choice))


# ---------------------------------------------------------------- store and releases


@edit
def lose_store(desk: Desk, choice: Choice) -> None:
    shutil.rmtree(desk.store, ignore_errors=True)


@edit
def tear_store(desk: Desk, choice: Choice) -> None:
    for path in sorted(desk.store.rglob("*.*")):
        if path.name.endswith((".sqlite", ".cache")) and choice.random() < 0.8:
            data = path.read_bytes()
            start = choice.randrange(len(data) + 1)
            block = data[:start] + bytes(len(data[start : start + 4096])) + data[start + 4096 :]
            path.write_bytes(choice.choice((b"", b"garbage", data[:start], block)))


@edit
def put_foreign_store(desk: Desk, choice: Choice) -> None:
    desk.store.mkdir(parents=True, exist_ok=True)
    path = desk.store / "content.sqlite"
    path.unlink(missing_ok=True)
    with sqlite3.connect(path) as database:
        database.execute("create table about (version text)")
        database.execute("create table texts (path text)")
    database.close()


@edit
def keep_or_restore_store(desk: Desk, choice: Choice) -> None:
    """A store of an earlier day, as a cache between machines brings it."""
    kept = desk.root / "old-store"
    if kept.exists() and choice.random() < 0.7:
        shutil.rmtree(desk.store, ignore_errors=True)
        shutil.copytree(kept, desk.store)
    elif desk.store.exists():
        shutil.rmtree(kept, ignore_errors=True)
        shutil.copytree(desk.store, kept)


@edit
def lose_bodies(desk: Desk, choice: Choice) -> None:
    """They are looked for by their hash, and read again where there is none."""
    path = desk.store / "content.sqlite"
    try:
        with sqlite3.connect(path) as database:
            database.execute("delete from bodies")
        database.close()
    except sqlite3.Error:
        path.unlink(missing_ok=True)


def served(desk: Desk) -> Path:
    """Return the release that is served."""
    return desk.live.resolve()


@edit
def lose_older_release(desk: Desk, choice: Choice) -> None:
    for folder in desk.releases.glob("release-*"):
        if folder.is_dir() and folder != served(desk):
            shutil.rmtree(folder)


@edit
def lose_manifest(desk: Desk, choice: Choice) -> None:
    for path in sorted(desk.releases.glob("release-*.list")):
        if choice.random() < 0.6:
            path.unlink()


@edit
def tear_manifest(desk: Desk, choice: Choice) -> None:
    for path in sorted(desk.releases.glob("release-*.list")):
        data = path.read_bytes()
        path.write_bytes(
            choice.choice((b"", b"\n", data[: choice.randrange(len(data) + 1)], data[::-1]))
        )


@edit
def lose_all_releases(desk: Desk, choice: Choice) -> None:
    shutil.rmtree(desk.releases)


@edit
def lose_link(desk: Desk, choice: Choice) -> None:
    desk.live.unlink(missing_ok=True)


@edit
def damage_served_file(desk: Desk, choice: Choice) -> None:
    """A power cut has lost a file of the site, or what it held; or somebody changed it."""
    files = sorted(path for path in served(desk).rglob("*") if path.is_file())
    if files:
        path = choice.choice(files)
        kind = choice.randrange(3)
        if kind:
            path.unlink()
        if kind != 1:
            path.write_bytes(b"torn")


@edit
def damage_older_file(desk: Desk, choice: Choice) -> None:
    """The same in the release that the next build brings up to date."""
    for folder in sorted(desk.releases.glob("release-*")):
        if folder.is_dir() and folder != served(desk):
            path = choice.choice(sorted(path for path in folder.rglob("*") if path.is_file()))
            path.unlink()
            if choice.random() < 0.5:
                path.write_bytes(b"torn")


CHANGES = ("os.mkdir", "os.chmod", "os.link", "os.symlink", "os.rename", "os.remove", "open")
"""Audit events at which a build is killed, among others that change nothing."""


@edit
def kill_a_build(desk: Desk, choice: Choice) -> None:
    """A build of another edit is killed somewhere on its way."""
    EDITS[choice.choice(("add_article", "change_title", "change_base", "withdraw"))](desk, choice)
    break_build(desk, choice.randrange(1, 120))


def break_build(desk: Desk, moment: int) -> None:
    """Begin a build and kill it just before its change number ``moment`` to the disk."""
    child = os.fork()
    if child == 0:
        _build_until(desk, moment)
    os.waitpid(child, 0)


def _build_until(desk: Desk, moment: int) -> None:

    left = iter(range(moment, -1, -1))

    def listen(event: str, arguments: tuple[object, ...]) -> None:
        is_near = bool(arguments) and str(desk.live.parent) in str(arguments[0])
        if event in CHANGES and is_near and not next(left, 0):
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(listen)
    try:
        with looking_later():
            desk.build(desk.live)
    finally:
        os._exit(0)
