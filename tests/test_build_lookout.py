"""The lookout says of sections what a look at their files says, whoever has looked."""

from __future__ import annotations

import multiprocessing
import os
from pathlib import Path

import pytest

from plugins.build.lookout import Lookout
from plugins.build.manifest import Row, SectionRows, tell_file_state, write_rows

SECTIONS, FILES = 50, 50
"""Together more files than one process looks at by itself."""


@pytest.fixture
def release(tmp_path: Path) -> Path:
    for section in range(SECTIONS):
        (tmp_path / str(section)).mkdir()
        for number in range(FILES):
            (tmp_path / f"{section}/{number}.html").write_bytes(b"page")
    return tmp_path


def list_sections(release: Path, files: int = FILES) -> list[SectionRows]:
    return [
        write_rows(
            str(section),
            {
                path: Row("made of", "", tell_file_state(f"{release}/{path}"))
                for path in (f"{section}/{number}.html" for number in range(files))
            },
        )
        for section in range(SECTIONS)
    ]


@pytest.mark.parametrize("cores", [1, 2])
def test_a_section_stands_only_while_every_file_is_as_it_was_written(
    release: Path, cores: int
) -> None:
    sections = list_sections(release)
    (release / "3/49.html").unlink()
    os.truncate(release / "20/0.html", 0)
    lookout = Lookout()

    lookout.look_ahead(str(release), sections, cores)

    assert [3, 20] == [n for n, s in enumerate(sections) if not lookout.stands(str(release), s)]
    assert [] == multiprocessing.active_children()


def test_what_was_not_looked_at_ahead_is_looked_at_when_asked_for(
    release: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    sections = list_sections(release)
    lookout = Lookout()
    lookout.look_ahead(str(release), sections, 2)
    other = write_rows("other", {"0/0.html": Row("made of", "", "another state")})

    assert not lookout.stands(str(release), other)
    assert not lookout.stands(str(tmp_path_factory.mktemp("other")), sections[0])
    assert lookout.stands(str(release), sections[0])


def test_few_files_need_no_other_process(release: Path) -> None:
    lookout = Lookout()
    lookout.look_ahead(str(release), list_sections(release, files=2), 2)

    assert [] == multiprocessing.active_children()
    assert lookout.stands(str(release), list_sections(release, files=2)[0])


def test_who_is_not_asked_stops_looking_at_the_end(release: Path) -> None:
    lookout = Lookout()
    lookout.look_ahead(str(release), list_sections(release), 2)
    lookout.close()
    lookout.close()

    assert [] == multiprocessing.active_children()
