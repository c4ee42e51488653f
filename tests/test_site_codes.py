"""Every QR code of the site, read back from its final picture."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.model.unit import Unit
from tests.showcase import ACCOUNT_LINK, URL, VERIFIED
from tests.site_pages import read_pages, sample_registry
from tests.support import scan

UNITS = sample_registry().units
SITE_URL = sample_registry().site.url


@pytest.fixture(params=UNITS, ids=[unit.slug for unit in UNITS])
def unit(request: pytest.FixtureRequest) -> Unit:
    found: Unit = request.param
    return found


def test_bitmap_encodes_what_the_registry_says(public_site: Path, unit: Unit) -> None:
    """The verified account link exactly, and the unit's page here as long as there is none."""
    wanted = unit.account.qr_link if unit.account.is_verified else f"{SITE_URL}{unit.slug}/"

    assert [wanted] == scan((public_site / unit.slug / "code.png").read_bytes())


def test_verified_account_is_encoded_exactly(showcase: Path) -> None:
    assert [ACCOUNT_LINK] == scan((showcase / VERIFIED / "code.png").read_bytes())


def test_verified_account_is_shown_as_one(showcase: Path) -> None:
    """Only a verified code is said to lead to the account."""
    verified, unverified = (read_pages(showcase)[f"{u}/index.html"] for u in (VERIFIED, "longwan"))

    assert "微信扫一扫关注" in verified.all("main")[0].text
    assert "待核实" not in verified.all("main")[0].text
    assert "微信扫一扫关注" not in unverified.all("main")[0].text
    assert "不是公众号二维码" in unverified.all("main")[0].text
    assert "公众号待核实" in unverified.all("main")[0].text


def test_unverified_code_leads_to_the_page_under_the_sub_path(showcase: Path) -> None:
    assert [f"{URL}longwan/"] == scan((showcase / "longwan" / "code.png").read_bytes())


def test_the_calendars_code_holds_its_address(public_site: Path) -> None:
    picture = (public_site / "prompts" / "calendar.png").read_bytes()

    assert [f"{SITE_URL}prompts/calendar.ics"] == scan(picture)


def test_the_days_feeds_code_holds_its_address(public_site: Path) -> None:
    picture = (public_site / "repost" / "feed.png").read_bytes()

    assert [f"{SITE_URL}feeds/repost.atom.xml"] == scan(picture)


def test_no_other_file_of_the_site_holds_a_code(public_site: Path) -> None:
    """Nobody can bring in a code of their own beside the registry's and those of share cards."""
    known = ("code.png", "calendar.png", "feed.png", "-card.png")
    pictures = [p for p in public_site.rglob("*.png") if not p.name.endswith(known)]

    assert pictures
    assert [] == [path.name for path in pictures if scan(path.read_bytes())]
