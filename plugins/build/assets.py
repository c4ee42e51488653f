"""The theme's own files as the site serves them, with a version by what they hold."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from plugins.model.output import FileOutput, Output, Owner

STYLESHEET = "site.css"
_INDEX = "css/index.css"
_IMPORT = re.compile(r'^@import url\("([^"]+)"\);$')


@dataclass(frozen=True)
class Asset:
    """A file of the theme: its place in the site, its bytes, and their fingerprint."""

    path: str
    data: bytes
    fingerprint: str

    @property
    def version(self) -> str:
        """What stands behind the path where a page asks for the file.

        A browser may keep the file for ever, and an old page, which WeChat's
        browser shows longer than it is told, still finds a style sheet where it
        looks for one.
        """
        return self.fingerprint[:8]


def read_assets(static: Path) -> dict[str, Asset]:
    """Return the theme's assets by name: one style sheet, scripts and pictures.

    Names that begin with a dot are what an editor or a desktop left there.  Raises
    ``ValueError`` where the table of contents of the style sheet holds anything but
    imports.
    """
    found = {STYLESHEET: _bundle(static)}
    for path in sorted(static.rglob("*")):
        name = path.relative_to(static).as_posix()
        if path.is_file() and not name.startswith((".", "css/")) and "/." not in name:
            found[name] = path.read_bytes()
    return {name: _make_asset(name, data) for name, data in found.items()}


def _bundle(static: Path) -> bytes:
    """Return all style sheets as one, in the order of the table of contents."""
    index = static / _INDEX
    parts = []
    for line in index.read_text("utf-8").splitlines():
        if not line.strip() or line.startswith(("/*", " *")):
            continue
        found = _IMPORT.match(line.strip())
        if not found:
            raise ValueError(f"{index}: 只能写 @import 行，看到了：{line}")
        parts.append((index.parent / found[1]).read_text("utf-8").strip())
    return ("\n".join(parts) + "\n").encode()


def _make_asset(name: str, data: bytes) -> Asset:
    return Asset(f"theme/{name}", data, hashlib.sha256(data).hexdigest())


def list_assets(assets: Mapping[str, Asset]) -> Iterator[Output]:
    """Yield the theme's files as outputs."""
    for asset in assets.values():
        yield FileOutput(asset.path, Owner("theme"), give_asset, {"asset": asset})


def give_asset(asset: Asset) -> bytes:
    """Return the bytes of a file of the theme."""
    return asset.data
