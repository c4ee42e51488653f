"""The output ledger: one owner a path, and no path that leads out of the site."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from plugins.build.errors import BuildStopped
from plugins.build.ledger import Ledger, is_safe_path
from plugins.model.output import FileOutput, Output, Owner, Section, give_data

FIRST = Owner("articles/dongtou/2026/2026-11-20-one.md", "dongtou")
SECOND = Owner("pages/other.md")

PARTS = st.text("abcdEF09.-_ é汉", min_size=1, max_size=6)
PATHS = st.lists(PARTS, min_size=1, max_size=4).map("/".join).filter(is_safe_path)


@pytest.mark.parametrize(
    ("taken", "wanted"),
    [
        ("a/index.html", "a/index.html"),
        ("a/index.html", "A/Index.HTML"),
        ("a/straße.html", "a/STRASSE.html"),
        ("a/caf\u00e9.html", "a/cafe\u0301.html"),
        ("a/CAFE\u0301.html", "a/caf\u00e9.html"),
    ],
    ids=["same", "case", "folded", "composed", "both"],
)
def test_two_claims_on_one_path_stop_the_build_and_name_both(taken: str, wanted: str) -> None:
    ledger = Ledger()
    ledger.claim(taken, FIRST)

    with pytest.raises(BuildStopped) as stop:
        ledger.claim(wanted, SECOND)

    for named in (f"{FIRST} → {taken}", f"{SECOND} → {wanted}"):
        assert named in str(stop.value)


@pytest.mark.parametrize(
    ("taken", "wanted"),
    [
        ("a", "a/index.html"),
        ("a/index.html", "a"),
        ("A", "a/b/c.html"),
        ("a/b/c.html", "a/B"),
        ("a/b/c.html", "A"),
    ],
)
def test_a_file_and_a_folder_of_one_name_stop_the_build_and_name_both(
    taken: str, wanted: str
) -> None:
    ledger = Ledger()
    ledger.claim(taken, FIRST)

    with pytest.raises(BuildStopped) as stop:
        ledger.claim(wanted, SECOND)

    assert str(FIRST) in str(stop.value)
    assert str(SECOND) in str(stop.value)


@given(st.sets(PATHS, max_size=12))
def test_every_set_of_claims_that_is_let_in_can_be_written_to_disk(
    tmp_path_factory: pytest.TempPathFactory, paths: set[str]
) -> None:
    """What the ledger lets in never meets a file in a folder's place, or the other way round."""
    folder, ledger, claimed = tmp_path_factory.mktemp("ledger"), Ledger(), set()
    for path in sorted(paths):
        try:
            ledger.claim(path, FIRST)
        except BuildStopped:
            continue
        claimed.add(path)
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(b"")

    written = {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}
    assert claimed == written


@given(PATHS)
def test_a_path_written_another_way_is_the_same_path(path: str) -> None:
    ledger = Ledger()
    ledger.claim(path, FIRST)

    for form in ("NFC", "NFD"):
        for other in (path.upper(), path.lower(), path.swapcase()):
            with pytest.raises(BuildStopped):
                ledger.claim(unicodedata.normalize(form, other), SECOND)


# ---------------------------------------------------------------- paths that stand


def list_outputs(paths: tuple[str, ...], owner: Owner) -> Iterator[Output]:
    for path in paths:
        yield FileOutput(path, owner, give_data, {"data": b""})


def list_unseen() -> Iterator[Output]:
    raise AssertionError("nobody needs to look at this section")


def sections_of(**owned: tuple[Owner, tuple[str, ...]]) -> list[Section]:
    return [
        Section(key, list_outputs, {"paths": paths, "owner": owner})
        for key, (owner, paths) in owned.items()
    ]


@pytest.mark.parametrize(
    ("standing", "claimed"),
    [
        ("a/index.html", "a/index.html"),
        ("a/index.html", "A/Index.HTML"),
        ("a/straße.html", "a/STRASSE.html"),
        ("a/caf\u00e9.html", "a/cafe\u0301.html"),
        ("a", "a/index.html"),
        ("A", "a/b/c.html"),
        ("a/index.html", "a"),
        ("a/b/c.html", "A"),
        ("a/b/c.html", "a/B"),
    ],
)
def test_a_claim_that_meets_a_standing_path_stops_the_build_and_names_both(
    standing: str, claimed: str
) -> None:
    """The owner of what stands is found by listing all sections, this once."""
    ledger = Ledger(["a!.html", standing, "a0/index.html", "z.html"])
    ledger.claim(claimed, SECOND)

    with pytest.raises(BuildStopped) as stop:
        ledger.settle(sections_of(stands=(FIRST, (standing,)), comes=(SECOND, (claimed,))))

    for named in (f"{FIRST} → {standing}", f"{SECOND} → {claimed}"):
        assert named in str(stop.value)


@pytest.mark.parametrize("standing", [[], ["a!", "a-b/index.html", "a.html", "a0", "b/a", "ab/c"]])
def test_claims_that_meet_nothing_have_nothing_listed_again(standing: list[str]) -> None:
    ledger = Ledger(standing)
    ledger.claim("a/index.html", FIRST)
    ledger.claim("c", SECOND)

    ledger.settle([Section("stands", list_unseen, {})])


def test_no_claim_meets_no_standing_path() -> None:
    Ledger(["a/index.html", "A/index.html"]).settle([Section("stands", list_unseen, {})])


def test_a_path_that_moves_to_another_section_is_no_quarrel() -> None:
    """It stands in the old release only: by now its section no longer lists it."""
    ledger = Ledger(["a/index.html"])
    ledger.claim("a/index.html", SECOND)

    ledger.settle(sections_of(stands=(FIRST, ()), comes=(SECOND, ("a/index.html",))))


@given(st.sets(PATHS, max_size=8), PATHS)
def test_a_standing_path_counts_as_much_as_a_claimed_one(standing: set[str], path: str) -> None:
    """Found by bisection in a sorted list: nothing may hide between its neighbours."""
    everything, peaceful = Ledger(), []
    for other in sorted(standing):
        try:
            everything.claim(other, FIRST)
        except BuildStopped:
            continue
        peaceful.append(other)

    ledger = Ledger(peaceful)
    ledger.claim(path, SECOND)
    sections = sections_of(stands=(FIRST, tuple(peaceful)), comes=(SECOND, (path,)))

    try:
        everything.claim(path, SECOND)
    except BuildStopped:
        with pytest.raises(BuildStopped):
            ledger.settle(sections)
    else:
        ledger.settle(sections)


# ---------------------------------------------------------------- paths


@pytest.mark.parametrize(
    "path",
    [
        "", "/", "/etc/passwd", "//host/a", "a//b", "a/", "..", "../a", "a/../b", "a/..", "./a",
        "a/./b", ".git/config", "a/.htaccess", "a\\b", "C:/a", "a:b", "a*", "a?b", 'a"b', "<a>",
        "a|b", "a\n", "a\nb", "a\x00", "a\x1fb", "a\x7fb", "a\ud800",
    ],
)  # fmt: skip
def test_an_unsafe_path_stops_the_build_and_names_its_owner(path: str) -> None:
    assert not is_safe_path(path)
    with pytest.raises(BuildStopped) as stop:
        Ledger().claim(path, FIRST)
    assert str(FIRST) in str(stop.value)


@given(st.text(max_size=20) | st.text("./\\:\na", max_size=8))
def test_a_safe_path_never_leaves_the_site(path: str) -> None:
    assume(is_safe_path(path))
    root = Path("/srv/site")

    target = os.path.normpath(root / path)

    assert target == str(root / path)
    assert target.startswith(f"{root}/")
    assert path.encode()
