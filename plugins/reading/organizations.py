"""The list of organizations in ``content/data/organizations.toml``: TOML to the model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plugins.model.organization import CountsBy, Organization
from plugins.model.registry import Column
from plugins.model.unit import Unit
from plugins.reading.schema import OFFICE_LIMIT
from plugins.reading.toml_table import TomlTable

_KEYS = ("name", "unit", "kind", "until")


def read_organizations(
    top: TomlTable, units: Sequence[Unit], columns: Sequence[Column]
) -> tuple[Organization, ...]:
    """Return the organizations in the order of ``units``, then of their names.

    GB 18030 keeps the common characters of GB 2312 in order of their pinyin, so
    its bytes order names much as a dictionary does.
    """
    places = {unit.slug: place for place, unit in enumerate(units)}
    kinds = [column.title for column in columns if column.counts_by is CountsBy.ORGANIZATION]
    found = [each for each in _read_all(top, list(places), kinds) if each.unit in places]
    return tuple(sorted(found, key=lambda each: (places[each.unit], each.name.encode("gb18030"))))


def _read_all(top: TomlTable, slugs: list[str], kinds: list[str]) -> Iterator[Organization]:
    top.refuse_unknown("organization")
    if not top.values:
        return
    names: set[str] = set()
    for table in top.tables("organization", "[[organization]]", *_KEYS):
        name = table.text("name", is_required=True)
        table.refuse_twice("name", name, names)
        if len(name) > OFFICE_LIMIT:
            wanted = f"最多 {OFFICE_LIMIT} 个字，和稿件的“供稿”一样"
            table.report("name", f"单位名称有 {len(name)} 个字", wanted, "改用规范的简称")
        unit = _choose(table, "unit", slugs, "units.toml 里的一个 slug")
        kind = _choose(
            table, "kind", kinds, 'columns.toml 里 counts_by = "organization" 的栏目名称'
        )
        yield Organization(name, unit, kind, table.day("until"))


def _choose(table: TomlTable, key: str, known: list[str], what: str) -> str:
    """Return a required text that is one of the known ones; another is reported."""
    written = table.text(key, is_required=True)
    if written and written not in known:
        wanted = f"{what}：{'、'.join(known)}" if known else what
        table.report(key, f"“{key}”写成了“{written}”", wanted, "照已有的改，一字不差")
    return written
