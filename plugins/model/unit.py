"""The units of the matrix: a city's office, its counties' offices, and their accounts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class UnitKind(StrEnum):
    """What a unit is in the administrative order."""

    CITY = "city"
    COUNTY = "county"
    ZONE = "zone"


@dataclass(frozen=True)
class UnitName:
    """A name that a unit bears from ``since`` until the day before ``until``.

    ``code`` is the six-digit code of GB/T 2260 or empty (functional zones).
    ``short`` is the two characters of the unit's mark, such as 鹿城.
    """

    name: str
    short: str
    code: str = ""
    since: date | None = None
    until: date | None = None

    def is_used_on(self, day: date) -> bool:
        """Tell whether the unit was called so on ``day``."""
        begun = self.since is None or self.since <= day
        return begun and (self.until is None or day < self.until)


@dataclass(frozen=True)
class Account:
    """A WeChat official account; an empty field is not known yet (待核实).

    ``qr_link`` is what the account's official QR picture encodes.  It counts
    only with ``verified_on`` and ``verified_by``.
    """

    name: str = ""
    id: str = ""
    qr_link: str = ""
    opened: str = ""
    verified_on: date | None = None
    verified_by: str = ""

    @property
    def is_verified(self) -> bool:
        """Whether its QR link was read off the office's own picture."""
        return bool(self.qr_link and self.verified_on and self.verified_by)


@dataclass(frozen=True)
class Unit:
    """One office of the matrix and all that the registry knows of it.

    ``names`` are in order of time, the last one is today's; ``owners`` are the people
    or teams at the code host who answer for the unit's folder (``@wenming/lucheng``).
    """

    slug: str
    kind: UnitKind
    office: str
    names: tuple[UnitName, ...]
    account: Account = Account()
    introduction: str = ""
    owners: tuple[str, ...] = ()

    @property
    def current(self) -> UnitName:
        """The name the unit bears today."""
        return self.names[-1]

    @property
    def name(self) -> str:
        """Today's full name, such as 鹿城区."""
        return self.current.name

    @property
    def short(self) -> str:
        """The characters of the unit's mark, such as 鹿城."""
        return self.current.short

    @property
    def code(self) -> str:
        """Today's code of GB/T 2260, or an empty text."""
        return self.current.code

    @property
    def address(self) -> str:
        """The address of the unit's section, such as ``lucheng/``."""
        return f"{self.slug}/"

    @property
    def code_bitmap(self) -> str:
        """The address of the unit's QR code as a PNG picture."""
        return f"{self.slug}/code.png"

    @property
    def code_drawing(self) -> str:
        """The address of the unit's QR code as an SVG drawing."""
        return f"{self.slug}/code.svg"

    def named_on(self, day: date) -> UnitName:
        """Return the name the unit bore on ``day``; before its first day, the first."""
        for name in reversed(self.names):
            if name.is_used_on(day):
                return name
        return self.names[0]

    def existed_on(self, day: date) -> bool:
        """Tell whether the unit had any name on ``day``."""
        return any(name.is_used_on(day) for name in self.names)
