"""Edits of pictures: added, shown, replaced, turned, broken."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path

from PIL import Image

from tests.desk import Desk
from tests.edits.steps import Choice, edit, say
from tests.edits.texts import pick, read_sheet, write_sheet
from tests.made_pictures import make_exif, make_view, save


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


@edit
def replace_picture_by_another_format(desk: Desk, choice: Choice) -> None:
    """Under the same name, as one who only changes the ending does."""
    kind = choice.choice(("JPEG", "WEBP", "GIF", "HEIF"))
    pick_picture(desk, choice).write_bytes(save(make_view(40, 30), kind))


@edit
def turn_picture(desk: Desk, choice: Choice) -> None:
    """By its metadata alone: the pixels stay as they lie."""
    exif = make_exif(choice.randrange(10), place=choice.random() < 0.2, owner=False)
    photo = save(make_view(48, 32), "JPEG", exif=exif.tobytes())
    show(desk, choice, "turned.jpg", photo)


@edit
def add_photo_of_a_telephone(desk: Desk, choice: Choice) -> None:
    exif = make_exif(choice.choice((1, 6)), place=False, owner=False)
    name = choice.choice(("photo.heic", "photo.HEIC", "photo.jpg"))
    show(desk, choice, name, save(make_view(64, 48), "HEIF", exif=exif.tobytes()))


def show(desk: Desk, choice: Choice, name: str, data: bytes) -> None:
    """Lay a picture beside some article, which shows it, as often as not by another one as well."""
    path = pick(desk, choice)
    path.with_name(name).write_bytes(data)
    for text in {path, choice.choice(sorted(path.parent.glob("*.md")))}:
        fields, body = read_sheet(text)
        if f"({name})" not in body:
            write_sheet(text, fields, f"{body}\n![{say(choice)}]({name})\n")
