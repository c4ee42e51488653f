"""The registry: units, columns and the site's own facts, as the city keeps them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

from plugins.model.assessment import Assessment
from plugins.model.fingerprint import fingerprint_text
from plugins.model.organization import CountsBy, Organization
from plugins.model.proper_name import ProperName
from plugins.model.repository import Repository
from plugins.model.unit import Account, Unit, UnitKind


@dataclass(frozen=True)
class Column:
    """A column of the portal; a signed one asks for an author.

    ``counts_by`` says whom its page counts this month's articles by, if anybody.
    """

    slug: str
    title: str
    description: str
    is_signed: bool = False
    counts_by: CountsBy | None = None

    @property
    def address(self) -> str:
        """The address of the column, such as ``column/volunteer/``."""
        return f"column/{self.slug}/"


@dataclass(frozen=True)
class Footer:
    """The numbers a public-sector site prints at its foot; empty ones are left out."""

    host: str = ""
    organizer: str = ""
    icp: str = ""
    police_record: str = ""
    police_record_url: str = ""
    site_code: str = ""
    contact: str = ""


@dataclass(frozen=True)
class Site:
    """What ``site.toml`` says about the site as a whole.

    ``url`` is the absolute address with a final slash; ``notice_column`` is the
    slug of the column whose newest articles stand as notices on the home page;
    ``weekly_minutes`` of work prompts a week are too many for one person (0: no limit);
    ``allowed_contacts`` are the offices' own published lines, as they are written;
    ``repository`` is where people send articles to, if the city uses a code host;
    ``figures`` says how their work is counted.
    """

    name: str
    city: str
    url: str
    description: str = ""
    is_demonstration: bool = True
    alert: str = ""
    alert_address: str = ""
    notice_column: str = ""
    contribute_page: str = ""
    weekly_minutes: int = 0
    allowed_contacts: tuple[str, ...] = ()
    footer: Footer = Footer()
    footer_pages: tuple[str, ...] = ()
    repository: Repository | None = None
    figures: Assessment = field(default_factory=Assessment)


@dataclass(frozen=True)
class Registry:
    """Everything the city keeps in ``content/data``, units in order of code.

    ``organizations`` stand in the order of their units, then of their names;
    ``proper_names`` are those that have to be right wherever they are written.
    """

    site: Site
    units: tuple[Unit, ...]
    columns: tuple[Column, ...]
    organizations: tuple[Organization, ...] = ()
    proper_names: tuple[ProperName, ...] = ()

    @cached_property
    def fingerprint(self) -> str:
        """The name of all that the registry says."""
        lists = (self.units, self.columns, self.organizations, self.proper_names)
        return fingerprint_text(repr((self.site, lists)))

    @cached_property
    def schema_fingerprint(self) -> str:
        """The name of what texts are read and checked by: little of the site and of accounts."""
        units = [
            replace(unit, account=Account(id=unit.account.id), introduction="", owners=())
            for unit in self.units
        ]
        lists = (units, self.columns, self.organizations, self.proper_names)
        published = (self.site.allowed_contacts, self.site.footer.contact)
        return fingerprint_text(repr((published, lists)))

    @cached_property
    def unit_by_slug(self) -> dict[str, Unit]:
        """Units by their slug."""
        return {unit.slug: unit for unit in self.units}

    @cached_property
    def unit_by_name(self) -> dict[str, Unit]:
        """Units by all that people call them: slug, office, name and mark (鹿城)."""
        return {
            name: unit
            for unit in self.units
            for name in (unit.slug, unit.office, unit.name, unit.short)
        }

    @cached_property
    def column_by_slug(self) -> dict[str, Column]:
        """Columns by their slug."""
        return {column.slug: column for column in self.columns}

    @property
    def city(self) -> Unit | None:
        """The city's own unit; a registry may have none."""
        return next((unit for unit in self.units if unit.kind is UnitKind.CITY), None)

    def find_column(self, text: str) -> Column | None:
        """Return the column whose slug or title is ``text``."""
        for column in self.columns:
            if text in (column.slug, column.title):
                return column
        return None

    def list_organizations(self, column: Column) -> tuple[Organization, ...]:
        """Return the organizations that ``column`` counts, past ones as well."""
        if column.counts_by is not CountsBy.ORGANIZATION:
            return ()
        return tuple(each for each in self.organizations if each.kind == column.title)
