"""Edits of theme and settings, and of the day on which a site is built."""

from __future__ import annotations

import os
import re
from datetime import date, timedelta
from pathlib import Path

from tests.desk import Desk
from tests.edits.steps import Choice, edit, say


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


@edit
def change_day(desk: Desk, choice: Choice) -> None:
    days = choice.choice((1, 1, 8, 31, 366, -1, -31, -366, 0))
    desk.turn_to(desk.day + timedelta(days) if days else date(2026, 11, 23))
