"""An office's account link comes off its official picture, or not at all."""

from __future__ import annotations

import tomllib
from io import BytesIO
from pathlib import Path

import pytest
import qrcode
from PIL import Image

from plugins.reading.registry import UNITS, read_registry
from plugins.units.account import AccountRefused, enter_account, read_account_link
from tests.builds import SMALL_CONTENT, copy_repository, run_python
from tests.support import TODAY

LINK = "http://weixin.qq.com/r/TESTONLY_longgang"
NEWER_LINK = "https://weixin.qq.com/r/mp/TESTONLY-longgang"
TAKEN = "http://weixin.qq.com/r/TESTONLY_small_site"
REGISTRY = (SMALL_CONTENT / UNITS).read_bytes()


def draw(*texts: str, form: str = "PNG") -> bytes:
    """Return one picture with a code for each text, side by side."""
    codes = [qrcode.make(text).get_image().convert("RGB") for text in texts]
    width = sum(code.width for code in codes)
    picture = Image.new("RGB", (width, max(code.height for code in codes)), "white")
    left = 0
    for code in codes:
        picture.paste(code, (left, 0))
        left += code.width
    buffer = BytesIO()
    picture.save(buffer, form)
    return buffer.getvalue()


def draw_without_code() -> bytes:
    buffer = BytesIO()
    Image.effect_mandelbrot((300, 300), (-2, -1.5, 1, 1.5), 60).save(buffer, "PNG")
    return buffer.getvalue()


@pytest.mark.parametrize("link", [LINK, NEWER_LINK])
@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_the_link_is_read_off_the_picture(link: str, form: str) -> None:
    assert link == read_account_link(draw(link, form=form))


REFUSED = {
    "no-code": (draw_without_code(), "图片里没有读到二维码"),
    "no-bytes": (b"", "图片里没有读到二维码"),
    "no-picture": (b"\x89PNG\r\n\x1a\n not a picture", "图片里没有读到二维码"),
    "two-codes": (draw(LINK, TAKEN), "图片里有 2 个二维码"),
    "other-text": (draw("文明龙港"), "二维码里是“文明龙港”"),
    "article": (draw("https://mp.weixin.qq.com/s/abcdefgh"), "不是公众号的链接"),
    "other-host": (draw("http://weixin.qq.com.example.com/r/abcdefgh"), "不是公众号的链接"),
    "no-account": (draw("http://weixin.qq.com/r/"), "不是公众号的链接"),
    "path": (draw("http://weixin.qq.com/r/abc/../../x"), "不是公众号的链接"),
    "line-after": (draw(f"{LINK}\n"), "不是公众号的链接"),
    "space-before": (draw(f" {LINK}"), "不是公众号的链接"),
    "script": (draw("javascript:alert(1)"), "不是公众号的链接"),
}


@pytest.mark.parametrize(("picture", "said"), REFUSED.values(), ids=REFUSED.keys())
def test_a_picture_without_one_account_is_refused(picture: bytes, said: str) -> None:
    with pytest.raises(AccountRefused, match=said):
        read_account_link(picture)


@pytest.mark.parametrize("slug", ["wenzhou", "dongtou", "longgang"])
def test_the_link_is_entered_with_who_verified_it_and_when(slug: str) -> None:
    """For a unit with an account, with a verified one, and with none at all."""
    data = enter_account(REGISTRY, slug, LINK, TODAY, "温州市文明办")

    files = {
        path: (SMALL_CONTENT / path).read_bytes()
        for path in ("data/columns.toml", "data/site.toml")
    }
    registry = read_registry({**files, UNITS: data}).registry
    assert registry
    account = registry.unit_by_slug[slug].account
    assert (LINK, TODAY, "温州市文明办") == (
        account.qr_link,
        account.verified_on,
        account.verified_by,
    )


@pytest.mark.parametrize("slug", ["wenzhou", "longgang"])
def test_everything_else_in_the_registry_stays_as_it_was(slug: str) -> None:
    """Comments, order and the other units, line for line."""
    lines = REGISTRY.decode().splitlines()

    after = enter_account(REGISTRY, slug, LINK, TODAY, "龙港市文明办").decode().splitlines()

    rest = iter(after)
    assert all(line in rest for line in lines)
    assert {
        f'qr_link = "{LINK}"',
        f"verified_on = {TODAY}",
        'verified_by = "龙港市文明办"',
    } == set(after) - set(lines)


def test_entering_a_link_twice_changes_nothing_more() -> None:
    once = enter_account(REGISTRY, "longgang", LINK, TODAY, "温州市文明办")

    assert once == enter_account(once, "longgang", LINK, TODAY, "温州市文明办")


def test_an_unknown_unit_is_refused_and_the_known_ones_are_named() -> None:
    with pytest.raises(
        AccountRefused, match="没有“yueqing”。已有的单位：wenzhou、dongtou、longgang"
    ):
        enter_account(REGISTRY, "yueqing", LINK, TODAY, "温州市文明办")


def test_a_link_that_another_unit_has_is_refused() -> None:
    with pytest.raises(AccountRefused, match="已经登记在“dongtou”名下"):
        enter_account(REGISTRY, "longgang", TAKEN, TODAY, "温州市文明办")


@pytest.mark.parametrize(
    "registry",
    ["[[unit]\nslug = “longgang”".encode(), "[[unit]]\nslug = '龙港'".encode("gb18030")],
    ids=["no-toml", "gb18030"],
)
def test_a_registry_that_can_not_be_read_is_refused(registry: bytes) -> None:
    with pytest.raises(AccountRefused, match="登记表读不通"):
        enter_account(registry, "longgang", LINK, TODAY, "温州市文明办")


def test_a_windows_file_keeps_its_line_ends_and_loses_its_mark() -> None:
    """Notepad writes both; the check reads them, too."""
    windows = REGISTRY.replace(b"\n", b"\r\n")

    after = enter_account(b"\xef\xbb\xbf" + windows, "longgang", LINK, TODAY, "温州市文明办")

    plain = enter_account(REGISTRY, "longgang", LINK, TODAY, "温州市文明办")
    assert plain.replace(b"\n", b"\r\n") == after


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    return copy_repository(tmp_path / "repository")


def run_account(repository: Path, picture: bytes, *arguments: str) -> tuple[int, str]:
    """Run the task as an editor types it; returns the exit code and what it says."""
    (repository.parent / "code.png").write_bytes(picture)
    done = run_python(
        "-m", "invoke", "account", *arguments, "--picture", "../code.png", folder=repository
    )
    return done.returncode, done.stdout + done.stderr


def test_the_task_enters_the_link_by_the_citys_office_on_the_day(repository: Path) -> None:
    code, said = run_account(repository, draw(LINK), "longgang")

    assert 0 == code, said
    assert f"已把 {LINK} 记在“longgang”名下，核实单位：温州市文明办" in said
    unit = tomllib.loads((repository / "content" / UNITS).read_text("utf-8"))["unit"][2]
    assert {"qr_link": LINK, "verified_on": TODAY, "verified_by": "温州市文明办"} == unit["account"]


@pytest.mark.parametrize(
    ("picture", "unit", "said"),
    [
        (draw(TAKEN), "longgang", "已经登记在“dongtou”名下"),
        (draw(LINK), "yueqing", "没有“yueqing”"),
        (draw_without_code(), "longgang", "没有读到二维码"),
    ],
    ids=["taken", "unknown", "no-code"],
)
def test_the_task_says_why_and_leaves_the_registry_alone(
    repository: Path, picture: bytes, unit: str, said: str
) -> None:
    code, answer = run_account(repository, picture, unit)

    assert 1 == code
    assert said in answer
    assert "登记表没有改动" in answer
    assert "Traceback" not in answer
    assert REGISTRY == (repository / "content" / UNITS).read_bytes()
    assert _names_of_data(SMALL_CONTENT.parent) == _names_of_data(repository)


def _names_of_data(repository: Path) -> set[str]:
    """Return what lies beside the registry: nothing half written stays there."""
    return {path.name for path in (repository / "content" / "data").iterdir()}


def test_a_registry_that_can_not_be_written_stays_whole(repository: Path) -> None:
    """As on a full disk: half of the new file is written, then no more."""
    (repository.parent / "code.png").write_bytes(draw(LINK))
    script = (
        "import resource, tasks; from invoke import Collection, Program\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (300, 300))\n"
        "program = Program(namespace=Collection.from_module(tasks))\n"
        "program.run('invoke account longgang --picture ../code.png')"
    )

    done = run_python("-c", script, folder=repository)

    assert 1 == done.returncode
    assert "登记表没有改动：文件超过了系统允许的大小" in done.stderr
    assert REGISTRY == (repository / "content" / UNITS).read_bytes()
    assert _names_of_data(SMALL_CONTENT.parent) == _names_of_data(repository)


def test_a_picture_that_is_not_there_is_said(repository: Path) -> None:
    done = run_python(
        "-m", "invoke", "account", "longgang", "--picture", "no.png", folder=repository
    )

    assert 1 == done.returncode
    assert "登记表没有改动：没有这个文件（no.png）。" in done.stderr
