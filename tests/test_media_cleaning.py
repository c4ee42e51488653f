"""Pictures as they are kept in public: the same to the eye, with nothing about anybody."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from plugins.media.cleaning import SIDE_LIMIT, clean_source
from plugins.media.metadata import Trace
from plugins.media.pictures import inspect_picture
from tests.made_cases import make_png
from tests.made_pictures import (
    MADE_UP_NAME,
    make_exif,
    make_film,
    make_noise,
    make_phone_photo,
    make_view,
    save,
)


def look_at(data: bytes) -> tuple[tuple[int, int], bytes]:
    """Return the size and the pixels of a picture, as they are coded."""
    with Image.open(BytesIO(data)) as image:
        return image.size, image.tobytes()


@pytest.mark.parametrize(("kind", "suffix"), [("JPEG", ".jpg"), ("PNG", ".png"), ("WEBP", ".webp")])
def test_a_photo_loses_what_it_tells_and_none_of_its_pixels(kind: str, suffix: str) -> None:
    data = make_phone_photo(kind)
    clean = clean_source(data)

    assert (suffix, (Trace.PLACE, Trace.OWNER)) == (clean.suffix, clean.removed)
    assert MADE_UP_NAME.encode() not in clean.data
    assert b"GPS" not in clean.data
    assert look_at(data) == look_at(clean.data)


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_which_way_is_up_is_kept(kind: str, orientation: int) -> None:
    data = save(make_view(64, 48), kind, exif=make_exif(orientation).tobytes())
    with Image.open(BytesIO(clean_source(data).data)) as image:
        wanted = {0x0112: orientation} if orientation != 1 else {}
        assert wanted == dict(image.getexif())


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "HEIF"])
def test_twice_is_the_same_as_once(kind: str) -> None:
    data = save(make_view(64, 48), "GIF") if kind == "GIF" else make_phone_photo(kind)
    once = clean_source(data)
    twice = clean_source(once.data)

    assert (once.data, once.suffix, ()) == (twice.data, twice.suffix, twice.removed)


def test_heic_becomes_a_jpeg_that_every_desk_opens() -> None:
    clean = clean_source(make_phone_photo("HEIF"))
    facts = inspect_picture(clean.data, "a.jpg")

    assert ".jpg" == clean.suffix
    assert ("image/jpeg", 240, 320, ()) == (
        facts.media_type,
        facts.width,
        facts.height,
        facts.traces,
    )
    assert MADE_UP_NAME.encode() not in clean.data


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_what_is_needlessly_large_is_made_smaller(kind: str) -> None:
    data = save(make_view(5_000, 500), kind, exif=make_exif(6).tobytes())
    clean = clean_source(data)
    facts = inspect_picture(clean.data, f"a{clean.suffix}")

    assert (410, SIDE_LIMIT) == (facts.width, facts.height)
    assert not facts.is_misnamed and not facts.traces


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_a_film_still_moves(kind: str) -> None:
    data = make_film(kind, "red", "blue")
    clean = clean_source(data)

    assert inspect_picture(clean.data, "a").is_animated
    assert MADE_UP_NAME.encode() not in clean.data
    assert look_at(data) == look_at(clean.data)


def test_a_second_picture_and_a_film_behind_the_first_are_cut_off() -> None:
    """They bring places and names of their own."""
    two = save(make_view(64, 48), "MPO", save_all=True, append_images=[make_view(32, 24)])
    behind = two + b"\x00\x00\x00\x18ftypmp42" + MADE_UP_NAME.encode()
    clean = clean_source(behind)

    assert MADE_UP_NAME.encode() not in clean.data
    assert b"MPF" not in clean.data
    assert 1 == clean.data.count(b"\xff\xd8\xff")
    assert clean.data.endswith(b"\xff\xd9")


def test_what_shapes_the_look_stays() -> None:
    """Transparency, and a colour profile."""
    from PIL import ImageCms

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for kind in ("JPEG", "PNG", "WEBP"):
        with Image.open(
            BytesIO(clean_source(save(make_view(16, 12), kind, icc_profile=profile)).data)
        ) as image:
            assert profile == image.info["icc_profile"], kind
    clear = save(Image.new("RGBA", (8, 8), (0, 0, 0, 0)), "PNG")
    assert clear == clean_source(clear).data


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.7", "PDF 文件"),
        (b"II*\x00", "TIFF 图片"),
        (b"", "不是图片"),
        (make_png(8_000, 8_000), "像素太多"),
        (save(make_noise(40, 30), "PNG")[:900], "打不开"),
    ],
    ids=["pdf", "tiff", "nothing", "too-many-pixels", "broken"],
)
def test_what_is_no_picture_is_refused_in_words(data: bytes, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        clean_source(data)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_no_damage_makes_it_fail_in_another_way(kind: str) -> None:
    """A byte changed anywhere: a clean picture, or a sentence."""
    data = save(make_view(16, 12), kind)
    for place in range(0, len(data), 5):
        try:
            clean = clean_source(data[:place] + b"\xff" + data[place + 1 :])
        except ValueError:
            continue
        assert inspect_picture(clean.data, "a").fault is None, place
