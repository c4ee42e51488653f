"""A new article's file to begin with: everything a program can fill in, the rest left open."""

from __future__ import annotations

from datetime import date

from plugins.check.nearest import find_nearest
from plugins.model.registry import Column, Registry
from plugins.model.unit import Unit
from plugins.reading.new_article import compose_article_file, name_article
from plugins.reading.schema import NO, STATUS_DRAFT, TITLE_LIMIT


def begin_article(
    registry: Registry, unit: str, title: str, day: date, column: str = ""
) -> tuple[str, str]:
    """Return the path in the content folder and the text of a new article.

    ``unit`` is a slug or a name, ``column`` a title or a slug, or empty.  The
    article is a draft until its writer says otherwise; once column and text are
    there it passes the check.  Raises ``ValueError`` with a Chinese sentence.
    """
    asked = _find_unit(registry, unit)
    chosen = _find_column(registry, column) if column else None
    plain = " ".join(title.split())
    if not 0 < len(plain) <= TITLE_LIMIT:
        raise ValueError(f"标题要有 1 到 {TITLE_LIMIT} 个字，现在是 {len(plain)} 个")
    fields = {
        "title": plain,
        "column": chosen.title if chosen else "",
        "office": asked.office,
        **({"author": ""} if chosen and chosen.is_signed else {}),
        "summary": "",
        "tags": "",
        "status": STATUS_DRAFT,
        "ai_generated": NO,
    }
    return name_article(asked.slug, day, plain), compose_article_file(fields, "")


def _find_unit(registry: Registry, written: str) -> Unit:
    units = registry.unit_by_name
    if written in units:
        return units[written]
    meant = find_nearest(written, units)
    names = "、".join(unit.name for unit in registry.units)
    hint = f"是不是“{units[meant].name}”" if meant else f"可用的有：{names}"
    raise ValueError(f"没有叫“{written}”的单位，{hint}")


def _find_column(registry: Registry, written: str) -> Column:
    column = registry.find_column(written)
    if column:
        return column
    titles = [each.title for each in registry.columns]
    meant = find_nearest(written, titles, 0.4)
    hint = f"是不是“{meant}”" if meant else f"可用的有：{'、'.join(titles)}"
    raise ValueError(f"没有叫“{written}”的栏目，{hint}")
