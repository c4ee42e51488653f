"""Every kind of address that the site answers at stands in docs/architecture.md."""

from __future__ import annotations

import re
from pathlib import Path

from tests.site_pages import sample_registry
from tests.support import ROOT, build_site

SMALL = ROOT / "tests" / "sites" / "small"


def test_every_kind_of_address_is_documented(site: Path, tmp_path: Path) -> None:
    """Those of the sample site, and of the small one, whose short lists fill several pages."""
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    addresses = text.partition("## Addresses")[2].partition("\n## ")[0]
    documented = set(re.findall(r"`(/[^`]*)`", addresses))
    small = build_site(SMALL / "content", tmp_path / "output", str(SMALL / "settings.py"))

    kinds = {kind for folder in (site, small) for kind in _kinds(folder)}

    assert [] == sorted(kinds - documented)
    assert [] == sorted(documented - kinds)


def _kinds(folder: Path) -> set[str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {_kind(path.relative_to(folder).as_posix()) for path in files}


def _kind(path: str) -> str:
    """Write an address as the documentation does, with names for what varies."""
    units = "|".join(unit.slug for unit in sample_registry().units)
    address = f"/{path.removesuffix('index.html')}"
    for pattern, kind in (
        (r"^/theme/.*-[0-9a-f]{8}\.\w+$", "/theme/…-<hash>.…"),
        (r"-[0-9a-f]{10}\.\w+$", "-<hash>.<ext>"),
        (rf"/(?:{units})/", "/<unit>/"),
        (r"/page/\d+/$", "/page/<n>/"),
        (r"/\d{4}/\d{2}/$", "/<yyyy>/<mm>/"),
        (r"/\d{4}/\d{2}-\d{2}-[a-z0-9-]+/$", "/<yyyy>/<mm-dd>-<name>/"),
        (r"/\d{4}/[^/]+-<hash>", "/<yyyy>/<name>-<hash>"),
        (r"^/(column|tag)/[^/]+/", r"/\1/<slug>/"),
        (r"^/gallery/.+", "/gallery/…"),
        (r"^/(?!column|tag|archive|follow|gallery|feeds)[a-z][a-z0-9-]*/$", "/<page>/"),
    ):
        address = re.sub(pattern, kind, address)
    return address
