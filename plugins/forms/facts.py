"""What the writing form knows: units, columns and limits, from where the check has them."""

from __future__ import annotations

from typing import Any

from plugins.contacts.allowed import allow_published
from plugins.model.organization import CountsBy
from plugins.model.registry import Registry
from plugins.model.repository import Repository
from plugins.model.unit import Unit, UnitKind
from plugins.reading.limits import BODY_LIMIT
from plugins.reading.pinyin import LOCAL_READINGS, list_syllables
from plugins.reading.places import ARTICLES, CONTENT, NAME_LIMIT
from plugins.reading.schema import (
    ARTICLE_KEYS,
    AUTHOR_LIMIT,
    COVER_ALT_LIMIT,
    COVER_TALLEST,
    COVER_WIDEST,
    EARLIEST_DAY,
    NO,
    OFFICE_LIMIT,
    PICTURE_ALT_LIMIT,
    PICTURES_LIMIT,
    SOURCE_LIMIT,
    SUMMARY_LIMIT,
    TAG_LENGTH_LIMIT,
    TAGS_LIMIT,
    TITLE_ADVICE,
    TITLE_LIMIT,
    YES,
)

LIMITS = {
    "title": TITLE_LIMIT,
    "office": OFFICE_LIMIT,
    "author": AUTHOR_LIMIT,
    "summary": SUMMARY_LIMIT,
    "source": SOURCE_LIMIT,
    "cover_alt": COVER_ALT_LIMIT,
    "picture_alt": PICTURE_ALT_LIMIT,
    "body": BODY_LIMIT,
    "name": NAME_LIMIT,
}
"""Characters, by the field."""

COUNTS = {
    "title_advice": TITLE_ADVICE,
    "tags": TAGS_LIMIT,
    "tag": TAG_LENGTH_LIMIT,
    "pictures": PICTURES_LIMIT,
    "tallest": COVER_TALLEST,
    "widest": COVER_WIDEST,
}
"""The other limits: of the title in lists, of tags and of pictures."""


def list_facts(registry: Registry) -> dict[str, Any]:
    """Return what the form's scripts read, as values that JSON can write."""
    return {
        "keys": [[key.name, key.chinese[0]] for key in ARTICLE_KEYS],
        "limits": LIMITS,
        "counts": COUNTS,
        "earliest": EARLIEST_DAY.isoformat(),
        "yes": YES,
        "no": NO,
        "folder": f"{CONTENT}/{ARTICLES}",
        "units": [_describe_unit(unit) for unit in registry.units],
        "columns": [
            {
                "slug": column.slug,
                "title": column.title,
                "description": column.description,
                "is_signed": column.is_signed,
                "by_organization": column.counts_by is CountsBy.ORGANIZATION
                and bool(registry.list_organizations(column)),
            }
            for column in registry.columns
        ],
        "organizations": [
            {
                "name": each.name,
                "unit": each.unit,
                "kind": each.kind,
                "until": each.until.isoformat() if each.until else "",
            }
            for each in registry.organizations
        ],
        "repository": _describe_repository(registry.site.repository),
        "allowed": sorted(allow_published(registry).values),
        "syllables": list_syllables(),
        "readings": {name: " ".join(read) for name, read in LOCAL_READINGS.items()},
    }


def _describe_unit(unit: Unit) -> dict[str, Any]:
    first = unit.names[0].since
    return {
        "slug": unit.slug,
        "name": unit.name,
        "office": unit.office,
        "names": [unit.office, *(name.name for name in unit.names)],
        "since": first.isoformat() if first else "",
        "is_city": unit.kind is UnitKind.CITY,
    }


def _describe_repository(repository: Repository | None) -> dict[str, str] | None:
    if repository is None:
        return None
    return {
        "host": repository.host.value,
        "address": repository.address,
        "branch": repository.branch,
    }
