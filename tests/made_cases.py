"""Cases that git can't keep on every desk: each function finishes the case of its name."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from pathlib import Path

from PIL import Image

from tests.made_pictures import make_exif, make_film, make_phone_photo, make_view, save

ARTICLE = "articles/dongtou/2026/2026-03-21-hai-bian-jian-la-ji.md"


def file_over_one_megabyte(content: Path) -> None:
    """A picture pasted into the text as code."""
    article = content / ARTICLE
    article.write_text(article.read_text("utf-8") + "A" * 1_000_000, "utf-8")


def body_too_long(content: Path) -> None:
    """A whole handbook pasted into one article."""
    _append(content, "一段手册。" * 200 + "\n\n", 80)


def paragraph_too_long(content: Path) -> None:
    """A text copied without its line breaks."""
    _append(content, "没有分段的文字，", 900)


def too_many_lines(content: Path) -> None:
    """A list of names pasted in, one a line."""
    _append(content, "名\n\n", 2_500)


def symlinks(content: Path) -> None:
    """A link to another file of the disk where an article or a picture should be."""
    folder = (content / ARTICLE).parent
    (folder / "hai-bian.png").symlink_to("/etc/hostname")
    (folder / "2026-03-22-kuai-jie-fang-shi.md").symlink_to("/etc/hostname")
    (content / "pages").mkdir()
    (content / "pages" / "linked").symlink_to("/etc", target_is_directory=True)


def names_that_differ_by_case(content: Path) -> None:
    """Files that some computers take for one."""
    article = content / ARTICLE
    (article.parent / "2026-03-21-Hai-Bian-jian-la-ji.md").write_bytes(article.read_bytes())
    for name in ("shi-tang.png", "Shi-Tang.png"):
        (article.parent / name).write_bytes(make_png(4, 4))


def picture_needlessly_large(content: Path) -> None:
    """A photograph straight from the camera."""
    picture = make_png(8, 8) + b"\x00" * 5_000_000
    (content / ARTICLE).with_name("hai-bian.png").write_bytes(picture)


def picture_over_twenty_megabytes(content: Path) -> None:
    """A photograph as only a camera's owner needs it."""
    picture = make_png(8, 8) + b"\x00" * 20_000_000
    (content / ARTICLE).with_name("hai-bian.png").write_bytes(picture)


def picture_with_needless_pixels(content: Path) -> None:
    """A screen shot of a whole wall of screens."""
    (content / ARTICLE).with_name("hai-bian.png").write_bytes(make_png(5_000, 400))


def picture_that_moves(content: Path) -> None:
    """A film of two frames, from a chat."""
    (content / ARTICLE).with_name("hai-bian.gif").write_bytes(make_film("GIF", "teal", "red"))


def picture_with_a_place_in_it(content: Path) -> None:
    """A photo as a telephone keeps it, with where it was taken and by whom."""
    (content / ARTICLE).with_name("hai-bian.jpg").write_bytes(make_phone_photo())


def good_picture_from_an_iphone(content: Path) -> None:
    """HEIC without a place in it, as the telephone sends it where it is told to."""
    exif = make_exif(6, place=False, owner=False).tobytes()
    photo = save(make_view(64, 48), "HEIF", exif=exif)
    (content / ARTICLE).with_name("hai-bian.heic").write_bytes(photo)


def picture_of_too_many_pixels(content: Path) -> None:
    """A few bytes that unfold to a picture of gigabytes."""
    (content / ARTICLE).with_name("hai-bian.png").write_bytes(make_png(9_000, 9_000))


def picture_of_few_bytes_and_many_pixels(content: Path) -> None:
    """A few hundred bytes that unfold to a picture of millions of pixels."""
    (content / ARTICLE).with_name("hai-bian.png").write_bytes(make_png(4_096, 4_096, 1))


def picture_of_too_many_scans(content: Path) -> None:
    """A progressive JPEG whose last scan is said again a hundred times."""
    (content / ARTICLE).with_name("hai-bian.jpg").write_bytes(make_jpeg(64, 64, 100))


def too_many_pictures(content: Path) -> None:
    """A whole album in one article."""
    for number in range(1, 32):
        (content / ARTICLE).with_name(f"dai-{number:02}.png").write_bytes(make_png(4, 4))


def files_left_by_desks(content: Path) -> None:
    """What git is told to leave out, and other ways of sending bring along."""
    for path in (".DS_Store", "data/.DS_Store"):
        (content / path).write_bytes(b"desk")
    for name in (".DS_Store", "Thumbs.db", "~$稿.docx", ".2026-03-21-hai-bian.md.swp"):
        (content / ARTICLE).with_name(name).write_bytes(b"desk")


def _append(content: Path, piece: str, times: int) -> None:
    article = content / ARTICLE
    article.write_text(article.read_text("utf-8") + "\n" + piece * times, "utf-8")


def make_png(width: int, height: int, depth: int = 8) -> bytes:
    """Return a PNG of one shade of grey, ``depth`` bits to a pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        mark = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + mark

    head = struct.pack(">IIBBBBB", width, height, depth, 0, 0, 0, 0)
    rows = zlib.compress((b"\x00" + b"\x80" * (width * depth // 8)) * height)
    signature = b"\x89PNG\r\n\x1a\n"
    return signature + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def make_jpeg(width: int, height: int, repeats: int = 0) -> bytes:
    """Return a progressive JPEG of one colour that says its last scan ``repeats`` times more."""
    target = BytesIO()
    Image.new("RGB", (width, height), (120, 140, 160)).save(target, "JPEG", progressive=True)
    data = target.getvalue()
    last_scan = data[data.rindex(b"\xff\xda") : -2]
    return data[:-2] + last_scan * repeats + b"\xff\xd9"
