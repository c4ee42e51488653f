"""Pictures as cameras, telephones and desks make them, drawn here: no real photo is kept."""

from __future__ import annotations

import random
from io import BytesIO
from typing import Any

from PIL import Image, PngImagePlugin

MADE_UP_NAME = "Jia Yi Bing"
"""A person who does not exist."""

ORIENTATION, ARTIST, MAKE, GPS = 0x0112, 0x013B, 0x010F, 0x8825


def make_exif(orientation: int = 1, *, place: bool = True, owner: bool = True) -> Image.Exif:
    """Return Exif of a telephone that says where and whose; the place is in the open sea."""
    exif = Image.Exif()
    exif[MAKE] = "Telephone"
    exif[ORIENTATION] = orientation
    if owner:
        exif[ARTIST] = MADE_UP_NAME
    if place:
        gps = exif.get_ifd(GPS)
        gps[1], gps[2], gps[3], gps[4] = "N", (20.0, 0.0, 0.0), "E", (130.0, 0.0, 0.0)
    return exif


def make_noise(width: int, height: int, seed: int = 1) -> Image.Image:
    """Return what no encoder can make small."""
    data = random.Random(seed).randbytes(width * height * 3)
    return Image.frombytes("RGB", (width, height), data)


def make_view(width: int, height: int) -> Image.Image:
    """Return something like a photo: broad colours, some grain, a red left upper quarter."""
    broad = make_noise(8, 6).resize((width, height), Image.Resampling.BICUBIC)
    grain = make_noise(max(1, width // 4), max(1, height // 4)).resize((width, height))
    view = Image.blend(broad, grain, 0.1)
    view.paste((200, 30, 30), (0, 0, width // 2, height // 2))
    return view


def save(image: Image.Image, kind: str, **options: Any) -> bytes:
    """Return an image as a file; ``kind`` is Pillow's name of the format, ``HEIF`` among them."""
    if kind == "HEIF":
        from pillow_heif import register_heif_opener

        register_heif_opener()
    target = BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def make_phone_photo(kind: str = "JPEG", width: int = 320, height: int = 240) -> bytes:
    """Return a photo that lies on its side and tells where and whose it is."""
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", MADE_UP_NAME)
    options: dict[str, Any] = {"exif": make_exif(6).tobytes()}
    if kind == "JPEG":
        options["comment"] = MADE_UP_NAME.encode()
    if kind == "PNG":
        options["pnginfo"] = texts
    if kind in ("JPEG", "WEBP"):
        options["xmp"] = f"<x:xmpmeta><dc:creator>{MADE_UP_NAME}</dc:creator></x:xmpmeta>".encode()
    return save(make_view(width, height), kind, **options)


def make_film(kind: str, *colours: str) -> bytes:
    """Return an animated picture, one frame of each colour."""
    frames = [Image.new("RGB", (40, 30), colour) for colour in colours]
    options: dict[str, Any] = {"comment": MADE_UP_NAME} if kind == "GIF" else {}
    return save(frames[0], kind, save_all=True, append_images=frames[1:], loop=0, **options)
