"""Whose a file is, and who sent it: by the registry and the file's path alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from plugins.model.registry import Registry
from plugins.model.unit import Unit
from plugins.reading.places import ARTICLES, CONTENT, INBOX
from plugins.review.changes import Change

_OF_UNIT = re.compile(rf"{CONTENT}/(?:{ARTICLES}|{INBOX})/(?P<unit>[^/]+)/.", re.DOTALL)


@dataclass(frozen=True)
class Author:
    """Who sent a pull request, as far as the registry knows: the units, or the city.

    Nobody that it names has neither; members of teams are not known to it.
    """

    units: tuple[Unit, ...] = ()
    is_city: bool = False

    @property
    def is_known(self) -> bool:
        """Whether the registry names the author."""
        return self.is_city or bool(self.units)


@dataclass(frozen=True)
class Scope:
    """What a pull request touches, sorted by whose it is: paths in the repository, in order.

    ``by_unit`` holds the units in the order of the registry; ``city`` is what the city
    keeps (registry, pages, lists, prompts), ``program`` all that is no content.
    ``is_cut_off`` says that there are more files than were named.
    """

    author: Author
    by_unit: tuple[tuple[Unit, tuple[str, ...]], ...]
    city: tuple[str, ...]
    program: tuple[str, ...]
    is_cut_off: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing is touched."""
        return not (self.by_unit or self.city or self.program)

    @property
    def foreign(self) -> tuple[tuple[Unit, tuple[str, ...]], ...]:
        """The folders of units that are not the author's.

        Where the author is not known, all of them if there is more than one.
        """
        if self.author.is_city:
            return ()
        if self.author.units:
            return tuple(each for each in self.by_unit if each[0] not in self.author.units)
        return self.by_unit if len(self.by_unit) > 1 else ()

    @property
    def needs_city(self) -> bool:
        """Whether the city's editors have to approve."""
        touched = self.foreign or self.city or self.program or self.is_cut_off
        return bool(touched) and not self.author.is_city


def find_author(registry: Registry, login: str) -> Author:
    """Return who ``login`` is at the code host; accounts are the same in any case of letters."""
    account = f"@{login.removeprefix('@')}".lower()
    units = tuple(unit for unit in registry.units if account in map(str.lower, unit.owners))
    return Author(units, account in map(str.lower, list_city_owners(registry)))


def list_city_owners(registry: Registry) -> tuple[str, ...]:
    """Return the accounts of the city's editors, each once."""
    repository, city = registry.site.repository, registry.city
    named = (*(repository.owners if repository else ()), *(city.owners if city else ()))
    return tuple(dict.fromkeys(named))


def find_unit(registry: Registry, path: str) -> Unit | None:
    """Return the unit in whose folder the file at ``path`` (in the repository) lies, if any."""
    found = _OF_UNIT.match(path)
    return registry.unit_by_slug.get(found["unit"]) if found else None


def sort_changes(
    registry: Registry, changes: Iterable[Change], author: Author, *, is_cut_off: bool = False
) -> Scope:
    """Return what changes touch, sorted by whose it is."""
    by_slug: dict[str, list[str]] = {}
    city: list[str] = []
    program: list[str] = []
    for change in changes:
        unit = find_unit(registry, change.path)
        if unit:
            by_slug.setdefault(unit.slug, []).append(change.path)
        else:
            (city if change.path.startswith(f"{CONTENT}/") else program).append(change.path)
    by_unit = tuple(
        (unit, tuple(by_slug[unit.slug])) for unit in registry.units if unit.slug in by_slug
    )
    return Scope(author, by_unit, tuple(city), tuple(program), is_cut_off)
