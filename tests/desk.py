"""A desk with content, theme, settings and a day of its own: built step by step, and anew.

Whatever was done to it between two builds, the site that was brought up to date is
the site that a build from nothing makes, byte for byte, or both stop with the same words.
"""

from __future__ import annotations

import ast
import os
import re
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

from jinja2 import TemplateError

from plugins.build.account import Account
from plugins.build.errors import BuildStopped
from plugins.build.launch import launch_build
from tests.builds import SMALL_CONTENT, differing, list_releases
from tests.support import ROOT, TODAY, read_site

SETTINGS = """
import sys
sys.path.insert(0, "ROOT")
from pelicanconf import *
THEME = "DESK/theme"
BUILD = {"names_index": False}
PORTAL = {"page_size": 2, "latest": 4, "notices": 2, "related": 2, "shows_gallery": True}
UNITS = {"page_size": 2}
FEEDS = {"length": 6}
"""

_INPUTS = ("content", "theme", "settings.py", "day")
_LATER = 3_000_000_000
"""Nanoseconds: more than the time for which a build does not yet trust a file's state."""

Files = dict[str, bytes]


@dataclass
class Desk:
    """The folder at ``root``: all that a build reads, the kept site, and a place for fresh ones.

    ``good`` are the inputs that the last build that went through was made from,
    ``past`` those of builds before it; ``is_refused`` tells how the last one ended;
    """

    root: Path
    good: Files = field(default_factory=dict)
    past: list[Files] = field(default_factory=list)
    is_refused: bool = False

    @property
    def content(self) -> Path:
        """The content folder."""
        return self.root / "content"

    @property
    def theme(self) -> Path:
        """The theme's folder."""
        return self.root / "theme"

    @property
    def live(self) -> Path:
        """Where the site stands that is brought up to date."""
        return self.root / "kept" / "output"

    @property
    def store(self) -> Path:
        """What builds know of the content."""
        return self.root / "kept" / ".store" / "output"

    @property
    def releases(self) -> Path:
        """The two releases, one of them served."""
        return self.root / "kept" / ".releases" / "output"

    @property
    def pictures(self) -> Path:
        """What pictures are published as, kept from build to build."""
        return self.root / ".pictures"

    @property
    def day(self) -> date:
        """The day on which the desk builds."""
        return date.fromisoformat((self.root / "day").read_text("ascii"))

    def turn_to(self, day: date) -> None:
        """Build on ``day`` from now on."""
        (self.root / "day").write_text(day.isoformat(), "ascii")

    def change_setting(self, room: str, name: str, choose: Callable[[object], object]) -> None:
        """Give a room's setting the value that ``choose`` makes of the one it has."""
        path = self.root / "settings.py"
        text = path.read_text("utf-8")
        found = re.search(rf"^{room} = (.*)$", text, re.M)
        table = ast.literal_eval(found[1]) if found else {}
        table[name] = choose(table.get(name))
        kept = re.sub(rf"^{room} = .*\n", "", text, flags=re.M)
        path.write_text(f"{kept}{room} = {table!r}\n", "utf-8")

    def read_inputs(self) -> Files:
        """Return every file that builds are made from."""
        files = {}
        for name in _INPUTS:
            place = self.root / name
            if place.is_file():
                files[name] = place.read_bytes()
            else:
                files |= {f"{name}/{path}": data for path, data in read_site(place).items()}
        return files

    def put_back(self, inputs: Files) -> None:
        """Make the inputs what they were; a file that is the same is not touched."""
        for found in self.content.rglob("*"):
            if found.is_symlink():
                found.unlink()
        now = self.read_inputs()
        for path in now.keys() - inputs.keys():
            (self.root / path).unlink()
        for path, data in inputs.items():
            if now.get(path) != data:
                (self.root / path).parent.mkdir(parents=True, exist_ok=True)
                (self.root / path).write_bytes(data)

    def build(self, output: Path, explain: str = "") -> Account:
        """Build into ``output`` on the desk's day; raises ``BuildStopped``."""
        noon = datetime.combine(self.day, datetime.min.time(), UTC) + timedelta(hours=4)
        epoch = {"SOURCE_DATE_EPOCH": str(int(noon.timestamp()))}
        output.parent.mkdir(exist_ok=True)
        with patch.dict(os.environ, epoch):
            return launch_build(self.root / "settings.py", self.content, output, explain)

    def check(self, *, is_later: bool = True) -> Account | None:
        """Bring the site up to date, build it anew, and compare; returns the former's account.

        ``is_later`` lets the files look as they will in three seconds, when the
        build trusts their states.  Nothing is returned where both builds stopped.
        """
        before = read_tree(self.live)
        with looking_later(is_later):
            account, said = self._try(self.live)
        after = read_tree(self.live)
        with self._without_kept_pictures():
            _, expected = self._try(self.root / "fresh" / "output")
        clean = read_tree(self.root / "fresh" / "output")
        shutil.rmtree(self.root / "fresh")
        assert expected == said, f"said otherwise than by a clean build:\n{expected}\n---\n{said}"
        self.is_refused = account is None
        if account is None:
            compare(before, after, "a refused build changed the site")
            return None
        compare(clean, after, "not what a clean build makes")
        self._check_account(account, before, after)
        self.past = [*self.past[-3:], self.good] if self.good else []
        self.good = self.read_inputs()
        return account

    @contextmanager
    def _without_kept_pictures(self) -> Iterator[None]:
        """Put away what is kept of pictures: a clean build makes them anew."""
        away = self.pictures.with_name("pictures-put-away")
        self.pictures.mkdir(exist_ok=True)
        self.pictures.rename(away)
        try:
            yield
        finally:
            shutil.rmtree(self.pictures, ignore_errors=True)
            away.rename(self.pictures)

    def _check_account(self, account: Account, before: Files, after: Files) -> None:
        files = [path for path in after if not path.endswith("/")]
        assert len(files) == account.made + account.kept
        says_unchanged = "没有变化" in account.describe(0, "")
        if before and says_unchanged:
            compare(before, after, "the account says that nothing has changed")
        names = {name for name in list_releases(self.live) if not name.endswith(".list")}
        assert len(names) <= 2

    def _try(self, output: Path) -> tuple[Account | None, str]:
        try:
            return self.build(output), ""
        except BuildStopped as stop:
            said = str(stop).replace(str(output.parent), "…").replace(str(self.root), "…")
            return None, re.sub(r"release-\w+", "release", said)
        except TemplateError:
            # Of several broken templates each build meets its first page's.
            return None, TemplateError.__name__


def compare(expected: Files, found: Files, words: str) -> None:
    """Raise ``AssertionError`` where two sites are not the same, naming what differs."""
    paths = differing(expected, found)
    if paths:
        lacks = [path for path in paths if path not in found]
        more = [path for path in paths if path not in expected]
        raise AssertionError(f"{words}: {paths[:5]} of {len(paths)}; lacks {lacks}; more {more}")


def lay_desk(root: Path) -> Desk:
    """Lay out the small site's content, the theme and short lists at ``root``."""
    desk = Desk(root)
    shutil.copytree(SMALL_CONTENT, desk.content)
    shutil.copytree(ROOT / "theme", desk.theme)
    settings = SETTINGS.replace("ROOT", str(ROOT)).replace("DESK", str(root))
    (root / "settings.py").write_text(settings, "utf-8")
    desk.turn_to(TODAY)
    return desk


def read_tree(site: Path) -> Files:
    """Return every file of a site by its path, and every folder, its name with a slash."""
    found = site.resolve()
    folders = {f"{path.relative_to(found).as_posix()}/": b"" for path in found.rglob("*/")}
    return read_site(found) | folders


@contextmanager
def looking_later(is_later: bool = True) -> Iterator[None]:
    """Let builds look at the disk three seconds later than they do, without waiting."""
    now = time.time_ns
    with patch("time.time_ns", lambda: now() + (_LATER if is_later else 0)):
        yield
