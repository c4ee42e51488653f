"""``CODEOWNERS``: who is asked about which folder, from the registry.

The last line that fits a file counts, so the city's own line for everything comes
first (GitHub docs: About code owners, "CODEOWNERS syntax").
"""

from __future__ import annotations

from collections.abc import Iterator

from plugins.model.registry import Registry
from plugins.reading.places import ARTICLES, DATA, INBOX
from plugins.review.ownership import list_city_owners

OWNERS_FILE = ".github/CODEOWNERS"

_HEAD = """\
# Who has to look at changes to which folder.  Written by `invoke owners` from
# content/data/units.toml and site.toml (owners): change it there.
"""


def write_owners(registry: Registry) -> str:
    """Return the whole file."""
    city = list_city_owners(registry)
    lines = [*_city_lines(city), *_unit_lines(registry, city)]
    if not any(unit.owners for unit in registry.units) and not city:
        lines = ["# The registry names no owners yet: nobody is asked."]
    return "\n".join([_HEAD, *lines, ""])


def _city_lines(city: tuple[str, ...]) -> Iterator[str]:
    if not city:
        yield "# The registry names no owners for the city: only units are asked."
        return
    yield f"* {' '.join(city)}"
    yield f"/content/{DATA}/ {' '.join(city)}"


def _unit_lines(registry: Registry, city: tuple[str, ...]) -> Iterator[str]:
    for unit in registry.units:
        owners = " ".join(dict.fromkeys((*unit.owners, *city)))
        if unit.owners:
            yield ""
            yield f"# {unit.name}"
            yield f"/content/{ARTICLES}/{unit.slug}/ {owners}"
            yield f"/content/{INBOX}/{unit.slug}/ {owners}"
