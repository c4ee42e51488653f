"""What readers get: pixels and nothing else, upright, in sRGB, small enough, in several widths."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms

from plugins.media.encoding import BYTES_LIMIT, encode_picture
from plugins.media.recipe import (
    JPEG,
    PIXELS_LIMIT,
    WIDTHS,
    picture_address,
    plan_jpeg,
    plan_widths,
    scale_height,
)
from tests.made_pictures import (
    MADE_UP_NAME,
    make_exif,
    make_film,
    make_noise,
    make_phone_photo,
    make_view,
    save,
)

KINDS = ("JPEG", "PNG", "WEBP", "HEIF")
SEGMENTS = {0xC0, 0xC2, 0xC4, 0xDA, 0xDB, 0xDD, 0xE0}
"""Frame, tables, scans, and JFIF's head, which holds a density and nothing else."""


def publish(data: bytes) -> dict[int, bytes]:
    """Return every file that a picture is published as."""
    with Image.open(BytesIO(data)) as image:
        width, height = image.size
    return encode_picture(data, (JPEG, *plan_widths(width, height)))


def list_segments(data: bytes) -> Iterator[int]:
    """Yield the kinds of a JPEG's segments, by their lengths alone (ITU-T T.81, annex B)."""
    assert b"\xff\xd8" == data[:2]
    place = 2
    while True:
        assert 0xFF == data[place], place
        kind = data[place + 1]
        if kind == 0xD9:
            assert place + 2 == len(data), "something behind the end"
            return
        yield kind
        place += 2 + int.from_bytes(data[place + 2 : place + 4], "big")
        while kind == 0xDA and not (
            data[place] == 0xFF and data[place + 1] not in (0, *range(0xD0, 0xD8))
        ):
            place += 1


def list_chunks(data: bytes) -> list[bytes]:
    """Return the names of a WebP's chunks (RFC 9649, 2.3)."""
    assert (b"RIFF", b"WEBP", len(data)) == (
        data[:4],
        data[8:12],
        int.from_bytes(data[4:8], "little") + 8,
    )
    place, names = 12, []
    while place < len(data):
        names.append(data[place : place + 4])
        size = int.from_bytes(data[place + 4 : place + 8], "little")
        place += 8 + size + size % 2
    return names


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_published_but_pixels(kind: str) -> None:
    """Not by Pillow's word: every segment and chunk is walked over."""
    source = make_phone_photo(kind)
    assert MADE_UP_NAME.encode() in source

    for width, data in publish(source).items():
        assert MADE_UP_NAME.encode() not in data
        if width == JPEG:
            assert SEGMENTS >= set(list_segments(data))
            assert data[2:4] == b"\xff\xe0" and data[4:6] == b"\x00\x10"
        else:
            assert [[b"VP8 "], [b"VP8L"]].count(list_chunks(data))


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_pictures_stand_upright(kind: str, orientation: int) -> None:
    """Whichever way the telephone was held, the red corner is where the eye saw it."""
    seen = make_view(64, 48)
    lying = seen.transpose(UNDO[orientation]) if orientation in UNDO else seen
    source = save(lying, kind, exif=make_exif(orientation).tobytes())
    data = encode_picture(source, (JPEG, 64))

    for file in data.values():
        with Image.open(BytesIO(file)) as image:
            assert (64, 48) == image.size
            red, green, _ = image.convert("RGB").getpixel((8, 8))  # type: ignore[misc]
            assert red > 150 and green < 80


UNDO = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
"""What lays an upright picture down as a camera held that way does."""


def test_heic_stands_upright_by_its_own_marks() -> None:
    """Its Exif repeats what the file says by itself (ISO/IEC 23008-12, 6.5.10)."""
    source = save(make_view(64, 48), "HEIF", exif=make_exif(6).tobytes())
    with Image.open(BytesIO(encode_picture(source, (JPEG,))[JPEG])) as image:
        assert (48, 64) == image.size
        red, green, _ = image.getpixel((40, 8))  # type: ignore[misc]
        assert red > 150 and green < 80


def test_colours_of_a_profile_become_those_of_srgb() -> None:
    """A profile whose red and green are each other's: what was green in it is seen red."""
    profile = make_profile_of_other_colours()
    data = save(Image.new("RGB", (40, 30), (30, 180, 60)), "PNG", icc_profile=profile)
    wanted = ImageCms.profileToProfile(
        Image.new("RGB", (1, 1), (30, 180, 60)),
        ImageCms.ImageCmsProfile(BytesIO(profile)),
        ImageCms.createProfile("sRGB"),
    )
    assert wanted

    assert (30, 180, 60) != wanted.getpixel((0, 0))
    assert_near(wanted.getpixel((0, 0)), middle_of(encode_picture(data, (JPEG,))[JPEG]))


def make_profile_of_other_colours() -> bytes:
    """Return a profile of a screen whose red and green are one another's.

    sRGB's own with its two tags exchanged, and another description.
    """
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, green = profile.index(b"rXYZ", 128), profile.index(b"gXYZ", 128)
    profile[red : red + 4], profile[green : green + 4] = b"gXYZ", b"rXYZ"
    for name in (b"s\x00R\x00G\x00B", b"sRGB"):
        profile = profile.replace(name, name.replace(b"s", b"x").replace(b"R", b"x"))
    return bytes(profile)


def middle_of(data: bytes) -> Any:
    """Return the colour in the middle of a picture."""
    with Image.open(BytesIO(data)) as image:
        return image.convert("RGB").getpixel((image.width // 2, image.height // 2))


def assert_near(wanted: Any, found: Any) -> None:
    """Tell whether two colours look the same."""
    assert max(abs(a - b) for a, b in zip(wanted, found, strict=True)) < 12, (wanted, found)


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        (save(Image.new("CMYK", (40, 30), (0, 255, 255, 0)), "JPEG"), (255, 0, 0)),
        (save(Image.new("L", (40, 30), 90), "PNG"), (90, 90, 90)),
        (save(Image.new("1", (40, 30), 1), "PNG"), (255, 255, 255)),
        (save(Image.new("I;16", (40, 30), 0x8000), "PNG"), (128, 128, 128)),
        (save(Image.new("I;16", (40, 30), 0x8000), "PNG", transparency=0x8000), (128, 128, 128)),
        (save(Image.new("RGBA", (40, 30), (255, 0, 0, 0)), "PNG"), (255, 255, 255)),
        (save(Image.new("LA", (40, 30), (0, 128)), "PNG"), (127, 127, 127)),
        (save(Image.new("P", (40, 30), 0), "PNG", transparency=0), (255, 255, 255)),
        (save(Image.new("RGB", (40, 30), "teal"), "PNG", icc_profile=b"none"), (0, 128, 128)),
        (make_film("GIF", "red", "blue"), (255, 0, 0)),
        (make_film("WEBP", "red", "blue"), (255, 0, 0)),
        (make_film("PNG", "red", "blue"), (255, 0, 0)),
    ],
    ids=[
        *(
            "cmyk",
            "grey",
            "two-tones",
            "deep-grey",
            "deep-grey-transparent",
            "transparent",
            "grey-transparent",
        ),
        *("palette-transparent", "broken-profile", "gif", "webp", "png-that-moves"),
    ],
)
def test_every_way_to_write_colours_is_seen_as_it_was_meant(source: bytes, wanted: Any) -> None:
    """What is transparent shows white; what moves shows its first frame."""
    for data in encode_picture(source, (JPEG, 40)).values():
        assert_near(wanted, middle_of(data))


@pytest.mark.parametrize("size", [(1_600, 2_500), (1_600, 1_200), (700, 5_600), (4_000, 1_000)])
def test_no_published_picture_is_larger_than_the_limit(size: tuple[int, int]) -> None:
    """Noise from edge to edge is the worst that can be sent."""
    source = save(make_noise(*size), "PNG", compress_level=1)

    files = publish(source)
    assert 3 <= len(files)
    assert [] == [width for width, data in files.items() if not 0 < len(data) <= BYTES_LIMIT]


def test_a_photo_keeps_its_looks() -> None:
    """It is never made coarse: where it is enlarged, it is still what it was."""
    view = make_view(1_600, 1_200)
    data = encode_picture(save(view, "JPEG", quality=95), (1_600,))[1_600]
    with Image.open(BytesIO(data)) as image:
        pairs = zip(
            *(i.convert("RGB").resize((40, 30)).tobytes() for i in (view, image)), strict=True
        )
        assert 12 > max(abs(one - other) for one, other in pairs)


def test_drawings_of_few_colours_stay_sharp() -> None:
    drawing = Image.new("P", (300, 200), 0)
    drawing.putpalette([255, 255, 255, 20, 40, 60])
    drawing.paste(1, (50, 50, 250, 52))
    data = encode_picture(save(drawing, "PNG"), (300,))[300]

    assert [b"VP8L"] == list_chunks(data)
    with Image.open(BytesIO(data)) as image:
        assert [(59_600, (255, 255, 255)), (400, (20, 40, 60))] == sorted(
            image.convert("RGB").getcolors() or [], reverse=True
        )


def test_each_file_has_the_width_it_is_called_by() -> None:
    source = save(make_view(1_000, 600), "JPEG")
    for width, data in publish(source).items():
        with Image.open(BytesIO(data)) as image:
            wanted = width or plan_jpeg(1_000, 600)[0]
            assert (wanted, scale_height(1_000, 600, wanted)) == image.size


@pytest.mark.parametrize(
    ("size", "widths"),
    [
        ((4_032, 3_024), (480, 800, 1_200, 1_600)),
        ((1_600, 900), (480, 800, 1_200, 1_600)),
        ((1_200, 800), (480, 800, 1_200)),
        ((1_202, 800), (480, 800, 1_202)),
        ((960, 540), (480, 800, 960)),
        ((300, 200), (300,)),
        ((1, 1), (1,)),
        ((1_000, 40_000), (316,)),
        ((1, 60_000_000), (1,)),
    ],
)
def test_widths_follow_from_the_size(size: tuple[int, int], widths: tuple[int, ...]) -> None:
    """Never wider than the source; what is very long becomes narrower."""
    assert widths == plan_widths(*size)
    assert widths[-1] == plan_jpeg(*size)[0]


@given(st.integers(1, 60_000), st.integers(1, 60_000))
def test_no_plan_goes_beyond_the_bounds(width: int, height: int) -> None:
    widths = plan_widths(width, height)
    _, tall = plan_jpeg(width, height)

    assert list(widths) == sorted(set(widths))
    assert 1 <= widths[-1] <= min(width, WIDTHS[-1])
    assert 1 <= tall <= 16_000
    assert widths[-1] * tall <= PIXELS_LIMIT + tall


def test_an_address_does_not_depend_on_the_ending_of_the_source() -> None:
    """The fixer may rename a picture; what readers have kept stays right."""
    one, other = (picture_address(f"articles/a/2026/b.{end}", "0" * 64) for end in ("PNG", "jpg"))

    assert one == other
    assert one != picture_address("articles/a/2026/b.png", "1" * 64)
