"""Edits of what the city keeps in its registry: the site, columns, units, accounts, names."""

from __future__ import annotations

import re

from tests.desk import Desk
from tests.edits.steps import WORDS, Choice, edit, say
from tests.edits.texts import (
    COLUMNS,
    change_fields,
    list_texts,
    pick,
    read_sheet,
    write_sheet,
)

MADE_UP_LINE = "0577-00000000"
"""Nobody's number."""


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


@edit
def change_names(desk: Desk, choice: Choice) -> None:
    """What is written in many texts becomes a wrong spelling, or is one no more."""
    path = desk.content / "data" / "names.toml"
    wrong = choice.sample(WORDS, choice.randrange(1, 4))
    entries = [
        f'[[name]]\nright = "正名{number}"\nwrong = ["{word}"]\n'
        for number, word in enumerate(wrong)
    ]
    path.write_text("\n".join(entries) if choice.random() < 0.8 else "", "utf-8")


@edit
def change_allowed_contacts(desk: Desk, choice: Choice) -> None:
    """The lines of an office that anybody may know; now and then one that is none."""
    path = desk.content / "data" / "site.toml"
    others = re.sub(r"^allowed_contacts = .*\n", "", path.read_text("utf-8"), flags=re.M)
    allowed = choice.choice(("[]", f'["{MADE_UP_LINE}"]', f'["{MADE_UP_LINE}", "a@b.example"]'))
    path.write_text(f"allowed_contacts = {allowed}\n{others}", "utf-8")


@edit
def name_a_line_of_the_office(desk: Desk, choice: Choice) -> None:
    path = pick(desk, choice)
    fields, body = read_sheet(path)
    write_sheet(path, fields, f"{body}\n办公室电话 {MADE_UP_LINE}。\n")
