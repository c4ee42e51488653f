"""What the writing form makes of photos: nothing told of a person, names that say something."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser

from tests.made_pictures import MADE_UP_NAME, make_phone_photo, make_view, save
from tests.writing_desk import FIELDS, add_picture, download, fill, open_form, send

pytestmark = pytest.mark.browser


def test_photos_lose_what_they_tell_and_stand_upright(
    browser: Browser, write_address: str, tmp_path: Path
) -> None:
    data = make_phone_photo(width=640, height=480)
    with Image.open(BytesIO(data)) as image:
        assert image.getexif().get(0x013B) == MADE_UP_NAME  # what would be found, were it kept

    with open_form(browser, write_address) as page:
        fill(page, **FIELDS)
        photo = {"name": "IMG_2031.PNG", "mimeType": "image/png", "buffer": data}
        name = add_picture(page, photo, "一张照片")
        send(page)
        path = download(page, f"下载图片 {name}", tmp_path)

    assert "1123-img-2031.jpg" == name
    with Image.open(path) as image:
        assert ("JPEG", (480, 640)) == (image.format, image.size)
        assert {} == dict(image.getexif())
    assert MADE_UP_NAME.encode() not in path.read_bytes()


@pytest.mark.parametrize(
    ("kind", "size", "ending", "largest"),
    [
        ("PNG", (300, 200), "png", 300),
        ("WEBP", (300, 200), "webp", 300),
        ("GIF", (30, 20), "gif", 30),
        ("JPEG", (5000, 1000), "jpg", 4096),
    ],
)
def test_pictures_are_named_by_what_they_are_and_none_is_too_large(
    browser: Browser,
    write_address: str,
    tmp_path: Path,
    kind: str,
    size: tuple[int, int],
    ending: str,
    largest: int,
) -> None:
    with open_form(browser, write_address) as page:
        fill(page, **FIELDS)
        file = tmp_path / "屏幕截图.jpg"
        file.write_bytes(save(make_view(*size), kind))
        name = add_picture(page, file, "桌上摆着旧书")
        send(page)
        path = download(page, f"下载图片 {name}", tmp_path)

    assert f"1123-ping-mu-jie-tu.{ending}" == name
    with Image.open(path) as image:
        assert (kind, largest) == (image.format, max(image.size))


def test_a_photo_that_the_browser_cannot_draw_is_passed_on_and_said(
    browser: Browser, write_address: str, tmp_path: Path
) -> None:
    data = save(make_view(64, 48), "HEIF")
    with open_form(browser, write_address) as page:
        fill(page, **FIELDS)
        photo = {"name": "IMG_1.HEIC", "mimeType": "image/heic", "buffer": data}
        name = add_picture(page, photo, "桌上摆着旧书")
        said = page.locator(".pictures-item").inner_text()
        send(page)
        path = download(page, f"下载图片 {name}", tmp_path)

    assert "1123-img-1.heic" == name
    assert "编辑收到以后会去掉" in said
    assert data == path.read_bytes()


def test_a_device_that_can_draw_nothing_passes_photos_on_and_says_it(
    browser: Browser, write_address: str, tmp_path: Path
) -> None:
    data = make_phone_photo()
    with open_form(browser, write_address, script="delete window.createImageBitmap") as page:
        fill(page, **FIELDS)
        photo = {"name": "IMG_1.JPG", "mimeType": "image/jpeg", "buffer": data}
        name = add_picture(page, photo, "桌上摆着旧书")
        said = page.locator(".pictures-item").inner_text()
        send(page)

        assert data == download(page, f"下载图片 {name}", tmp_path).read_bytes()
    assert "按原样改了名字" in said


def test_what_is_no_picture_is_refused_in_words(browser: Browser, write_address: str) -> None:
    with open_form(browser, write_address) as page:
        file = {"name": "照片.jpg", "mimeType": "image/jpeg", "buffer": b"<!DOCTYPE html>"}
        page.locator("#field-pictures").set_input_files(file)
        page.get_by_text("“照片.jpg”不是能用的图片").wait_for()

        assert 0 == page.locator(".pictures-item").count()


def test_a_description_that_is_changed_changes_in_the_text_and_goes_with_its_picture(
    browser: Browser, write_address: str
) -> None:
    with open_form(browser, write_address) as page:
        fill(page, **FIELDS)
        photo = {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": make_phone_photo()}
        add_picture(page, photo, "桌子")
        page.get_by_label("图里有什么").fill("长桌上[分类]摆着旧书")
        changed = page.locator("#field-body").input_value()
        page.get_by_role("button", name="不要这张").click()
        after = page.locator("#field-body").input_value()

    assert "![长桌上【分类】摆着旧书](1123-a.jpg)" in changed
    assert "1123-a.jpg" not in after
