"""Pictures told from their bytes: what they may cost, and where they are served."""

from __future__ import annotations

import hashlib
import shutil
import warnings
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from plugins.build.content import compose_portal
from plugins.media.encoding import encode_picture
from plugins.media.formats import find_media_type
from plugins.media.metadata import Trace
from plugins.media.pictures import (
    PIXELS_LIMIT,
    PictureFault,
    describe_picture,
    inspect_picture,
)
from plugins.media.plugin import list_picture_sections
from plugins.media.recipe import JPEG, VERSION
from plugins.model.output import FileOutput
from plugins.reading.content_folder import ContentFolder
from plugins.reading.record import pack_picture, unpack_picture
from plugins.reading.schema import PICTURES_LIMIT
from tests.builds import SMALL_CONTENT, build_small_site, write_article
from tests.case_runner import check_case
from tests.made_cases import ARTICLE, make_jpeg, make_png
from tests.made_pictures import (
    MADE_UP_NAME,
    make_exif,
    make_film,
    make_noise,
    make_phone_photo,
    make_view,
    save,
)
from tests.support import ROOT, TODAY, read_site


def test_every_picture_of_the_sample_content_is_accepted() -> None:
    """Real drawings stay far inside the bounds."""
    pictures = [*ROOT.glob("content/articles/**/*.png")]

    assert pictures
    assert all(inspect_picture(path.read_bytes(), path.name).fault is None for path in pictures)


def test_few_bytes_that_unfold_to_millions_of_pixels_are_not_unfolded() -> None:
    """A lossless WebP of one colour has some hundred bytes, whatever its size."""
    target = BytesIO()
    Image.new("RGB", (4_900, 4_900)).save(target, "WEBP", lossless=True)

    facts = inspect_picture(target.getvalue(), "a.webp")

    assert (PictureFault.HOLLOW, 4_900, 4_900) == (facts.fault, facts.width, facts.height)


def test_plain_colour_of_usual_size_is_a_picture() -> None:
    """Only large pictures are asked for their bytes."""
    assert inspect_picture(make_png(2_000, 1_600, 1), "a.png").fault is None


def test_pixels_have_a_limit() -> None:
    facts = inspect_picture(make_png(PIXELS_LIMIT // 1_000 + 1, 1_000), "a.png")

    assert PictureFault.TOO_MANY_PIXELS is facts.fault


def test_jpeg_that_says_its_scan_again_and_again_is_refused() -> None:
    """Each scan walks over the whole picture once more."""
    assert inspect_picture(make_jpeg(64, 64), "a.jpg").fault is None
    assert inspect_picture(make_jpeg(64, 64, 40), "a.jpg").fault is None
    assert PictureFault.BROKEN is inspect_picture(make_jpeg(64, 64, 100), "a.jpg").fault


def test_marks_of_scans_inside_a_comment_and_behind_the_end_do_not_count() -> None:
    """Telephones put previews in front of a picture and films behind it."""
    marks = b"\xff\xda\x00\x02" * 100
    comment = b"\xff\xfe" + (len(marks) + 2).to_bytes(2, "big") + marks
    data = make_jpeg(64, 64)
    film = b"\x00" * 8 + marks

    assert inspect_picture(data[:2] + comment + data[2:] + film, "a.jpg").fault is None


def test_pillow_warns_nobody_of_a_damaged_picture(recwarn: pytest.WarningsRecorder) -> None:
    """Its words are English and name folders of the program; ours are in the report."""
    warnings.simplefilter("always")
    block = b"MPF\x00" + b"II*\x00\x08\x00\x00\x00" + b"\xff" * 20
    segment = b"\xff\xe2" + (len(block) + 2).to_bytes(2, "big") + block
    data = make_jpeg(64, 64)
    inspect_picture(data[:2] + segment + data[2:], "a.jpg")

    assert [] == [str(warning.message) for warning in recwarn]


def test_many_scans_of_many_pixels_are_refused() -> None:
    """Thirty scans of a photo are looked at; of forty million pixels they take minutes."""
    assert inspect_picture(make_jpeg(3_000, 2_000, 30), "a.jpg").fault is None
    assert PictureFault.BROKEN is inspect_picture(make_jpeg(8_000, 6_000, 40), "a.jpg").fault


def test_no_file_is_taken_apart_into_endless_segments() -> None:
    data = make_jpeg(64, 64)
    padded = data[:2] + b"\xff\xfe\x00\x02" * 5_000 + data[2:]

    assert PictureFault.BROKEN is inspect_picture(padded, "a.jpg").fault


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF", "HEIF"])
def test_no_damage_is_too_odd_to_be_told(kind: str) -> None:
    """A byte changed anywhere gives facts or a fault, never an exception."""
    data = save(Image.new("RGB", (16, 16), (120, 140, 160)), kind)
    for place in range(0, len(data), 3 if kind == "HEIF" else 1):
        for sign in (b"\x00", b"\xff"):
            inspect_picture(data[:place] + sign + data[place + 1 :], f"a.{kind.lower()}")


def test_long_names_are_cut_between_characters() -> None:
    """82 Chinese characters are 246 bytes; with the mark a disk would refuse the name."""
    data = make_png(4, 4)
    mark = _mark_of(data)
    path = f"articles/dongtou/2026/{'a' + '海' * 81}.png"
    facts = inspect_picture(data, path)

    expected = f"media/dongtou/2026/a{'海' * 19}-{mark}.jpg"
    assert expected == describe_picture(path, data, facts).address


def test_picture_beside_a_page_is_served(tmp_path: Path) -> None:
    """It has no unit and no year in its address."""
    check_case("good-picture-beside-a-page", tmp_path / "content")
    portal = compose_portal(ContentFolder(tmp_path / "content"), TODAY)
    sections = list_picture_sections(portal, {"PATH": str(tmp_path / "content")})
    outputs = [output for section in sections for output in section.list(**section.inputs)]
    data = (tmp_path / "content" / "pages" / "map.png").read_bytes()
    address = f"media/pages/map-{_mark_of(data)}"
    with Image.open(BytesIO(data)) as source:
        width = source.width

    made = {o.path: o.make(**o.inputs) for o in outputs if isinstance(o, FileOutput)}
    assert {f"{address}.jpg": "image/jpeg", f"{address}-{width}.webp": "image/webp"} == {
        path: find_media_type(file) for path, file in made.items()
    }
    html = portal.page_texts[portal.pages[0].source_path].read().html
    assert [1, 1] == [html.count(path) for path in made]


def _mark_of(data: bytes) -> str:
    """Return the mark of an address: the recipe's version and the name of the bytes."""
    name = hashlib.sha256(data).hexdigest()
    return hashlib.sha256(f"{VERSION}\n{name}".encode()).hexdigest()[:10]


@pytest.mark.parametrize(
    ("kind", "media_type"),
    [
        ("JPEG", "image/jpeg"),
        ("PNG", "image/png"),
        ("GIF", "image/gif"),
        ("WEBP", "image/webp"),
        ("HEIF", "image/heic"),
    ],
)
def test_the_kind_is_told_from_the_bytes_and_not_from_the_name(kind: str, media_type: str) -> None:
    facts = inspect_picture(save(make_view(64, 48), kind), "a.txt")

    assert (media_type, 64, 48, None, True) == (
        facts.media_type,
        facts.width,
        facts.height,
        facts.fault,
        facts.is_misnamed,
    )


@pytest.mark.parametrize(
    ("data", "fault", "name"),
    [
        (b"II*\x00\x08\x00", PictureFault.OTHER_FORMAT, "TIFF 图片"),
        (b"BM6\x00\x00\x00", PictureFault.OTHER_FORMAT, "BMP 图片"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<svg>", PictureFault.OTHER_FORMAT, "SVG 矢量图"),
        (b"\x00\x00\x00\x1cftypavif\x00\x00\x00\x00mif1", PictureFault.OTHER_FORMAT, "AVIF 图片"),
        (b"\x00\x00\x00\x18ftypqt  \x00\x00\x00\x00", PictureFault.DISGUISED, "视频"),
        (b"<!-- a --><!DOCTYPE html>", PictureFault.DISGUISED, "网页"),
        (b"PK\x03\x04" + b"\x00" * 26 + b"word/document.xml", PictureFault.DISGUISED, "Word 文件"),
        (b"PK\x03\x04", PictureFault.DISGUISED, "压缩包"),
        (b"%PDF-1.7", PictureFault.DISGUISED, "PDF 文件"),
        (b"", PictureFault.NOT_A_PICTURE, ""),
        ("只是文字".encode(), PictureFault.NOT_A_PICTURE, ""),
    ],
)
def test_what_is_no_picture_is_called_by_its_name(data: bytes, fault: str, name: str) -> None:
    """Whatever its ending says."""
    facts = inspect_picture(data, "a.jpg")

    assert (fault, name) == (facts.fault, facts.looks_like)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "HEIF"])
def test_a_picture_that_breaks_off_is_broken(kind: str) -> None:
    data = save(make_noise(64, 48), kind)

    assert PictureFault.BROKEN is inspect_picture(data[: len(data) * 2 // 3], "a").fault


def test_a_picture_whose_colours_are_missing_is_broken() -> None:
    """Its pixels are numbers of a palette that is not there: it could not be published."""
    data = save(make_view(64, 48).quantize(16), "PNG")
    start = data.index(b"PLTE") - 4
    end = start + 12 + int.from_bytes(data[start : start + 4], "big")

    assert None is inspect_picture(data, "a.png").fault
    assert PictureFault.BROKEN is inspect_picture(data[:start] + data[end:], "a.png").fault


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_place_and_owner_are_seen_in_every_kind_of_metadata(kind: str) -> None:
    data = make_phone_photo(kind)
    plain = save(make_view(64, 48), kind, exif=make_exif(place=False, owner=False).tobytes())

    assert (Trace.PLACE, Trace.OWNER) == inspect_picture(data, "a").traces
    assert () == inspect_picture(plain, "a").traces


def test_an_owner_is_seen_where_there_is_no_exif() -> None:
    """What Photoshop and its kin write (XMP), a PNG's texts."""
    xmp = b"<x:xmpmeta><rdf:li aux:OwnerName='x'/><exif:GPSLatitude>1</exif:GPSLatitude>"
    texts = PngInfo()
    texts.add_text("Author", MADE_UP_NAME)
    view = make_view(16, 12)

    both = (Trace.PLACE, Trace.OWNER)
    assert both == inspect_picture(save(view, "JPEG", xmp=xmp), "a").traces
    assert (Trace.OWNER,) == inspect_picture(save(view, "PNG", pnginfo=texts), "a").traces


def test_a_size_is_told_as_people_see_it() -> None:
    """A telephone held upright writes a picture that lies on its side."""
    facts = inspect_picture(make_phone_photo(width=320, height=240), "a.jpg")

    assert (240, 320) == (facts.width, facts.height)


@pytest.mark.parametrize("size", [(1, 1), (7, 5), (2_000, 1), (1, 2_000)])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_the_smallest_pictures_are_pictures(kind: str, size: tuple[int, int]) -> None:
    """Lines and dots, too, are found whole and published."""
    data = save(make_noise(*size), kind)

    assert inspect_picture(data, "a").fault is None
    assert 2 == len(encode_picture(data, (JPEG, size[0] if size[0] < 1_600 else 1_600)))


def test_films_are_told_from_pictures() -> None:
    assert inspect_picture(make_film("GIF", "red", "blue"), "a.gif").is_animated
    assert inspect_picture(make_film("WEBP", "red", "blue"), "a.webp").is_animated
    assert inspect_picture(make_film("PNG", "red", "blue"), "a.png").is_animated
    assert not inspect_picture(save(make_view(8, 8), "GIF"), "a.gif").is_animated
    assert not inspect_picture(save(make_view(8, 8), "WEBP"), "a.webp").is_animated


def test_a_jpeg_of_two_pictures_is_no_film() -> None:
    """Telephones add a second one with what is brighter (CIPA DC-007)."""
    two = save(make_view(64, 48), "MPO", save_all=True, append_images=[make_view(32, 24)])
    facts = inspect_picture(two, "a.jpg")

    assert ("image/jpeg", None, False) == (facts.media_type, facts.fault, facts.is_animated)


def test_facts_come_back_from_the_memory_as_they_were() -> None:
    data = make_phone_photo()
    facts = inspect_picture(data, "a.jpg")
    picture = describe_picture("articles/dongtou/2026/a.jpg", data, facts)

    assert (facts, picture) == unpack_picture(pack_picture(facts, picture))


def test_pictures_beyond_the_limit_are_not_looked_at(tmp_path: Path) -> None:
    """An album costs no more than the pictures an article may have."""
    check_case("too-many-pictures", tmp_path / "content")
    folder = ContentFolder(tmp_path / "content")
    entry = folder.entry(ARTICLE)

    assert entry
    assert PICTURES_LIMIT + 1 == len(entry.body.pictures)
    assert PICTURES_LIMIT == sum(use.picture is not None for use in entry.body.pictures)


def test_the_same_bytes_under_two_endings_are_published_once(tmp_path: Path) -> None:
    """They have one address: its mark is theirs, and the ending is not in it."""
    content = tmp_path / "content"
    shutil.copytree(SMALL_CONTENT, content)
    data = save(make_noise(20, 16), "PNG")
    for name in ("same.png", "same.jpg"):
        (content / "articles" / "dongtou" / "2026" / name).write_bytes(data)
    body = "![沙滩上的贝壳](same.png)\n\n![沙滩上的贝壳](same.jpg)"
    write_article(content, "dongtou/2026/2026-09-01-shells.md", body)
    site = read_site(build_small_site(tmp_path / "output", content))

    assert [".webp", ".jpg"] == [Path(path).suffix for path in sorted(site) if "/same-" in path]
