"""What tests of several files look at: sites, each built once a session, forms, the browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser

from tests.chromium import launch_chromium
from tests.loopback import serve
from tests.showcase import make_showcase
from tests.support import ROOT, build_site

if TYPE_CHECKING:
    from tests.word_inbox import Office

# No test is of a wall clock: a busy machine is no fault.
settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any machine")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample site as ``make build`` makes it, readable from disk."""
    return build_site(ROOT / "content", tmp_path_factory.mktemp("site") / "output")


@pytest.fixture(scope="session")
def public_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample site as it is published: clean addresses, no gallery."""
    output = tmp_path_factory.mktemp("public") / "output"
    return build_site(ROOT / "content", output, "publishconf.py")


@pytest.fixture(scope="session")
def showcase(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with an example of everything, as ``make build`` makes it (tests/showcase.py)."""
    folder = tmp_path_factory.mktemp("showcase")
    return build_site(make_showcase(folder / "content"), folder / "output")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The browser, one for all tests of a file."""
    with launch_chromium() as launched:
        yield launched


@pytest.fixture(scope="module")
def write_address(site: Path) -> Iterator[str]:
    """The writing form of the sample site, from a server."""
    with serve(site) as origin:
        yield f"{origin}/write/index.html"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Where Word files arrive, nobody at the terminal."""
    from tests.word_inbox import Office  # few tests need what it loads

    return Office(tmp_path)
