"""供稿：每篇都要写明是哪个单位送来的，不超过 30 个字。

写单位的名称，不写个人姓名；个人署名写在“作者”里。登记表里别的单位的名称，只有那个单位自己的
文件夹可以写，免得替人发言；市级单位转发各地的稿件，可以写原来的供稿单位。

会放行：供稿: 洞头区文明办
会放行：供稿: 洞头区图书馆
会报告：没有供稿；供稿是空的；供稿只有标点；供稿太长；写成了别的单位。
"""

from __future__ import annotations

from collections.abc import Iterator

from plugins.check.fields import lacks, say_missing
from plugins.check.survey import Survey
from plugins.model.problem import Problem
from plugins.model.registry import Registry
from plugins.model.unit import Unit, UnitKind
from plugins.reading.article import Entry
from plugins.reading.places import ARTICLES
from plugins.reading.schema import OFFICE_LIMIT

RULE = "office"
WANTED = "送来稿件的单位名称"


def check_entry(entry: Entry, survey: Survey) -> Iterator[Problem]:
    """Yield a problem for an article that names no office, or another unit's."""
    if not entry.is_article:
        return
    line, written = entry.front_matter.line_of("office"), entry.front_matter.text_of("office")
    unit = survey.registry.unit_by_slug.get(entry.place.unit) if entry.place else None
    fix = f"写上“供稿: {unit.office if unit else '你的单位名称'}”"
    if lacks(entry, "office"):
        yield Problem(entry.path, line, RULE, say_missing(entry, "office"), WANTED, fix)
    elif written and not any(sign.isalnum() for sign in written):
        yield Problem(entry.path, line, RULE, f"供稿只有标点“{written[:10]}”", WANTED, fix)
    elif len(written) > OFFICE_LIMIT:
        seen, wanted = f"供稿有 {len(written)} 个字", f"最多 {OFFICE_LIMIT} 个字的单位名称"
        yield Problem(entry.path, line, RULE, seen, wanted, fix)
    elif unit and (other := _find_other_bearer(written, unit, survey.registry)):
        seen = f"供稿写的是{written}，文件却在 {unit.slug} 的文件夹里"
        fix = f"改成“供稿: {unit.office}”，或把稿件移到 {ARTICLES}/{other.slug}/ 里"
        yield Problem(entry.path, line, RULE, seen, "文件夹自己的单位的名称", fix)


def _find_other_bearer(written: str, unit: Unit, registry: Registry) -> Unit | None:
    """Return the unit whose name a text of ``unit`` takes; the city republishes all of them."""
    if unit.kind is UnitKind.CITY or written in _names_of(unit):
        return None
    return next((other for other in registry.units if written in _names_of(other)), None)


def _names_of(unit: Unit) -> set[str]:
    """Return its office and every name a unit ever bore."""
    return {unit.office, *(name.name for name in unit.names)}
