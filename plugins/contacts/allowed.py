"""The offices' own lines and accounts, which may stand on the site."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from plugins.contacts.contact import Kind, make_comparable
from plugins.contacts.numbers import Found
from plugins.model.registry import Registry


@dataclass(frozen=True)
class AllowedContacts:
    """What may be shown, as ``make_comparable`` writes it: lines, mailboxes and account ids."""

    values: frozenset[str] = frozenset()

    def allows(self, found: Found) -> bool:
        """Tell whether a piece is one of those; a local line may do without its area."""
        value = make_comparable(found.value)
        if value in self.values:
            return True
        is_local = found.kind is Kind.LANDLINE and len(value) < 9
        return is_local and any(
            each.startswith("0") and each[3:].endswith(value) and len(each) - len(value) in (3, 4)
            for each in self.values
        )


NOTHING_ALLOWED = AllowedContacts()


def allow_published(registry: Registry) -> AllowedContacts:
    """Return what the city has published itself.

    The list in ``site.toml``, what its footer shows, and the registered accounts' ids.
    """
    site = registry.site
    ids = (unit.account.id for unit in registry.units if unit.account.id)
    return AllowedContacts(
        frozenset(map(make_comparable, ids))
        | frozenset(_list_values((*site.allowed_contacts, site.footer.contact)))
    )


def _list_values(written: Iterable[str]) -> Iterable[str]:
    """Yield what lines of the list say: each as it is found in a text, and as it is written."""
    from plugins.contacts.finding import find_contacts

    for line in filter(None, written):
        yield make_comparable(line)
        yield from (make_comparable(each.value) for each in find_contacts(line, NOTHING_ALLOWED))
