"""Pictures told from their bytes: what they may cost, and where they are served."""

from __future__ import annotations

import hashlib
import warnings
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from plugins.build.content import compose_portal
from plugins.media.pictures import (
    PIXELS_LIMIT,
    PictureFacts,
    PictureFault,
    describe_picture,
    inspect_picture,
)
from plugins.media.plugin import list_picture_sections
from plugins.model.output import FileOutput
from plugins.reading.content_folder import ContentFolder
from plugins.reading.schema import PICTURES_LIMIT
from tests.case_runner import check_case
from tests.made_cases import ARTICLE, make_jpeg, make_png
from tests.support import ROOT, TODAY


def test_every_picture_of_the_sample_content_is_accepted() -> None:
    """Real drawings stay far inside the bounds."""
    pictures = [*ROOT.glob("content/articles/**/*.png")]

    assert pictures
    assert all(inspect_picture(path.read_bytes(), path.name).fault is None for path in pictures)


def test_few_bytes_that_unfold_to_millions_of_pixels_are_not_unfolded() -> None:
    """A lossless WebP of one colour has some hundred bytes, whatever its size."""
    target = BytesIO()
    Image.new("RGB", (4_900, 4_900)).save(target, "WEBP", lossless=True)

    assert PictureFacts("image/webp", 4_900, 4_900, PictureFault.HOLLOW) == inspect_picture(
        target.getvalue(), "a.webp"
    )


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


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_no_damage_is_too_odd_to_be_told(kind: str) -> None:
    """A byte changed anywhere gives facts or a fault, never an exception."""
    target = BytesIO()
    Image.new("RGB", (16, 16), (120, 140, 160)).save(target, kind)
    data = target.getvalue()
    for place in range(len(data)):
        for sign in (b"\x00", b"\xff"):
            inspect_picture(data[:place] + sign + data[place + 1 :], f"a.{kind.lower()}")


def test_long_names_are_cut_between_characters() -> None:
    """82 Chinese characters are 246 bytes; with the mark a disk would refuse the name."""
    data = make_png(4, 4)
    mark = hashlib.sha256(data).hexdigest()[:10]
    path = f"articles/dongtou/2026/{'a' + '海' * 81}.png"
    facts = inspect_picture(data, path)

    expected = f"media/dongtou/2026/a{'海' * 19}-{mark}.png"
    assert expected == describe_picture(path, data, facts).address


def test_picture_beside_a_page_is_served(tmp_path: Path) -> None:
    """It has no unit and no year in its address."""
    check_case("good-picture-beside-a-page", tmp_path / "content")
    portal = compose_portal(ContentFolder(tmp_path / "content"), TODAY)
    sections = list_picture_sections(portal, {})
    outputs = [output for section in sections for output in section.list(**section.inputs)]
    data = (tmp_path / "content" / "pages" / "map.png").read_bytes()
    address = f"media/map-{hashlib.sha256(data).hexdigest()[:10]}.png"

    made = [(o.path, o.make(**o.inputs)) for o in outputs if isinstance(o, FileOutput)]
    assert [(address, data)] == made
    assert portal.page_texts[portal.pages[0].source_path].read().html.count(address) == 1


def test_pictures_beyond_the_limit_are_not_looked_at(tmp_path: Path) -> None:
    """An album costs no more than the pictures an article may have."""
    check_case("too-many-pictures", tmp_path / "content")
    folder = ContentFolder(tmp_path / "content")
    entry = folder.entry(ARTICLE)

    assert entry
    assert PICTURES_LIMIT + 1 == len(entry.body.pictures)
    assert PICTURES_LIMIT == sum(use.picture is not None for use in entry.body.pictures)
