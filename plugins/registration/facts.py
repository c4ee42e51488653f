"""What the form's scripts know: units, columns, roles and limits, from where the check has them."""

from __future__ import annotations

from typing import Any

from plugins.model.registry import Registry
from plugins.reading.schema import EARLIEST_DAY
from plugins.registration.form import (
    COLUMNS,
    COUNTRY_PATTERN,
    DAY_LABEL,
    GAP_PATTERN,
    LINK_PATTERN,
    MOBILE_PATTERN,
    NOTE,
    ROLES,
    ROWS_LIMIT,
    SHEET_NAME,
    STAMP_LABEL,
    TITLE,
    UNIT_LABEL,
    WECHAT_PATTERN,
    WRITER_LABEL,
)

SHEET = {
    "name": SHEET_NAME,
    "title": TITLE,
    "unit": UNIT_LABEL,
    "day": DAY_LABEL,
    "note": NOTE,
    "stamp": STAMP_LABEL,
    "writer": WRITER_LABEL,
}
"""The words that stand on every sheet."""


def list_facts(registry: Registry) -> dict[str, Any]:
    """Return what the form's scripts read, as values that JSON can write."""
    return {
        "sheet": SHEET,
        "units": [{"slug": unit.slug, "name": unit.name} for unit in registry.units],
        "columns": [
            {
                "key": column.key,
                "label": column.label,
                "limit": column.limit,
                "is_required": column.is_required,
            }
            for column in COLUMNS
        ],
        "roles": [
            {
                "key": form.role.value,
                "label": form.role.label,
                "fewest": form.fewest,
                "most": form.most,
            }
            for form in ROLES
        ],
        "patterns": {
            "mobile": MOBILE_PATTERN,
            "gap": GAP_PATTERN,
            "country": COUNTRY_PATTERN,
            "wechat": WECHAT_PATTERN,
            "link": LINK_PATTERN,
        },
        "earliest": EARLIEST_DAY.isoformat(),
        "rows_limit": ROWS_LIMIT,
    }
