"""A crop is carried out: what was cut off is not in the picture that is kept."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image, ImageOps

from plugins.media.cleaning import SIDE_LIMIT, clean_source
from plugins.media.cropping import Crop
from plugins.media.metadata import Trace
from tests.made_pictures import make_exif, make_phone_photo, make_view, save

PART = Crop(0.25, 0.5, 0.125, 0.0)


def open_clean(data: bytes, crop: Crop) -> Image.Image:
    """Return the picture that is kept of ``data``."""
    with Image.open(BytesIO(clean_source(data, crop).data)) as image:
        return image.convert("RGB")


@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_part_that_stays_is_that_of_the_stored_pixels(orientation: int) -> None:
    exif = make_exif(orientation)
    stored = make_view(64, 48).crop((16, 24, 56, 48))
    stayed = Image.open(BytesIO(save(stored, "PNG", exif=exif.tobytes())))

    kept = open_clean(save(make_view(64, 48), "PNG", exif=exif.tobytes()), PART)

    wanted = ImageOps.exif_transpose(stayed).convert("RGB")
    assert (wanted.size, wanted.tobytes()) == (kept.size, kept.tobytes())


@pytest.mark.parametrize(
    ("kind", "suffix"), [("JPEG", ".jpg"), ("HEIF", ".jpg"), ("WEBP", ".jpg"), ("PNG", ".png")]
)
def test_a_cropped_photo_tells_nothing_of_anybody(kind: str, suffix: str) -> None:
    clean = clean_source(make_phone_photo(kind), PART)

    assert (suffix, (Trace.PLACE, Trace.OWNER)) == (clean.suffix, clean.removed)
    assert () == clean_source(clean.data).removed


def test_a_pixel_that_is_cut_through_goes() -> None:

    assert (34, 0, 67, 10) == Crop(left=1 / 3, right=1 / 3).find_box(101, 10)


def test_what_stays_of_a_large_picture_is_no_smaller_than_it_need_be() -> None:
    wide = save(Image.new("RGB", (2 * SIDE_LIMIT, 16), "red"), "PNG")

    assert (SIDE_LIMIT, 16) == open_clean(wide, Crop(right=0.5)).size
    assert (SIDE_LIMIT - 1, 11) == open_clean(wide, Crop(right=0.25)).size


def test_a_picture_of_which_nothing_stays_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match="什么也不剩"):
        clean_source(make_phone_photo(), Crop(left=0.6, right=0.6))


def test_no_crop_leaves_the_coded_pixels_alone() -> None:
    data = make_phone_photo()
    assert clean_source(data).data == clean_source(data, Crop()).data
