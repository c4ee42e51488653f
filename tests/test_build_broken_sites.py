"""One broken site per fault: the sentences a build stops with, and the old site untouched."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.builds import (
    BROKEN,
    EXPECTED,
    build_small_site,
    lay_broken_content,
    list_faults,
    list_releases,
    stop_build,
)
from tests.support import read_site


@pytest.mark.parametrize("fault", list_faults())
def test_a_broken_site_stops_with_its_sentences_and_leaves_the_old_one(
    fault: str, live: Path, tmp_path: Path
) -> None:
    """Nothing half-written stays behind, either: the only release is the one that is served."""
    served, old, releases = os.readlink(live), read_site(live), list_releases(live)
    content = lay_broken_content(fault, tmp_path / "content")

    sentences = stop_build(content, live)

    assert (BROKEN / fault / EXPECTED).read_text("utf-8") == sentences
    assert served == os.readlink(live)
    assert old == read_site(live)
    assert releases == list_releases(live)


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site as it is served."""
    output = tmp_path_factory.mktemp("live") / "output"
    build_small_site(output)
    return output


def test_a_broken_site_leaves_nothing_where_nothing_was(tmp_path: Path) -> None:
    content = lay_broken_content("missing-title", tmp_path / "content")

    stop_build(content, tmp_path / "output")

    assert not (tmp_path / "output").exists()
    assert set() == list_releases(tmp_path / "output")
