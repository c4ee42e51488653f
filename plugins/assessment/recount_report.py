"""What a recount found, said in Chinese: that all agrees, or each cell that does not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from plugins.assessment.closing import Judgment, LateChange
from plugins.assessment.comings_file import show_author, show_path
from plugins.assessment.comparing import Difference
from plugins.assessment.landings import Shift
from plugins.assessment.recounting import Recount
from plugins.contacts.masking import mask_contacts
from plugins.model.assessment import Measure
from plugins.model.correction import Correction
from plugins.model.printable import make_printable
from plugins.model.registry import Registry
from plugins.reading.records import CORRECTIONS

_CELLS_SHOWN = 40
_ARTICLES_SHOWN = 10
_CHANGES_SHOWN = 100
_EARLIER_SHOWN = 20
_SHORT = 10
"""Digits of a commit's id: enough to find it."""

_MONTHS = 12

Excuse = Callable[[str], str]
"""Says why one side alone counts an article, by its path."""


def describe_agreement(recount: Recount, other: str, year: int = 0) -> str:
    """Say that both agree, and on how much; ``other`` is what was compared with."""
    articles = [each for each in recount.articles if year in (0, int(each.month[:4]))]
    commits, units = f"{recount.commits:,} 次提交", f"{len(recount.registry.units)} 个单位"
    months = _count_months([each.month for each in articles])
    seen = f"{commits}，{len(articles):,} 篇，{units} × {months} 个月"
    return f"{seen}：和{other}的全部一致。"


def _count_months(months: Sequence[str]) -> int:
    """Return how many months there are from the first of ``months`` to the last."""
    numbers = [int(month[:4]) * _MONTHS + int(month[5:7]) for month in months]
    return max(numbers) - min(numbers) + 1 if numbers else 0


def describe_differences(
    recount: Recount, differences: Sequence[Difference], other: str, excuse: Excuse
) -> Iterator[str]:
    """Yield lines that name every cell with both numbers and the articles that make them differ."""
    yield f"有 {len(differences)} 格对不上。每格先写提交历史里的数，再写{other}的。"
    for difference in differences[:_CELLS_SHOWN]:
        name = _name_cell(recount.registry, difference)
        yield f"  {name}：{difference.ours} 和 {difference.theirs}"
        yield from _list_articles(recount, difference, excuse)
    if len(differences) > _CELLS_SHOWN:
        yield f"  另有 {len(differences) - _CELLS_SHOWN} 格没有列出。"


def _name_cell(registry: Registry, difference: Difference) -> str:
    parts = [make_printable(_name_unit(registry, difference.unit)), difference.month]
    if difference.column:
        parts.append(f"栏目“{_name_column(registry, difference.column)}”")
    if difference.office:
        parts.append(show_author(difference.office))
    return " ".join((*parts, difference.measure))


def _list_articles(recount: Recount, difference: Difference, excuse: Excuse) -> Iterator[str]:
    sides = (("提交历史里的", difference.our_articles), ("另一边的", difference.their_articles))
    for whose, paths in sides:
        for path in paths[:_ARTICLES_SHOWN]:
            coming = recount.comings.get(path)
            by = f"，{show_author(coming.author)} {coming.day} 提交" if coming else ""
            reason = excuse(path)
            yield f"    {whose}：{show_path(path)}{by}{f'。{reason}' if reason else ''}"
        if len(paths) > _ARTICLES_SHOWN:
            yield f"    {whose}另有 {len(paths) - _ARTICLES_SHOWN} 篇没有列出。"


def describe_judgment(judgment: Judgment, registry: Registry) -> Iterator[str]:
    """Yield lines on changes that landed after the close of their month."""
    closed = f"次月 {registry.site.figures.closing_day} 日结算之后"
    table = f"content/{CORRECTIONS.path}"
    if judgment.explained:
        yield f"{closed}的改动，写了原因的有 {len(judgment.explained)} 处："
        said = [_say_explained(registry, *pair) for pair in judgment.explained]
        yield from _cut(said, _CHANGES_SHOWN)
    if judgment.unexplained:
        yield f"{closed}的改动，没有写原因的有 {len(judgment.unexplained)} 处："
        said = [_say_unexplained(registry, each) for each in judgment.unexplained]
        yield from _cut(said, _CHANGES_SHOWN)
        yield f"把每处的原因写进 {table}，提交后再推算一次。"
    if judgment.earlier:
        yield f"{closed}的改动，不要求写原因的有 {len(judgment.earlier)} 处："
        said = [f"  {_say_change(registry, each)}" for each in reversed(judgment.earlier)]
        yield from _cut(said, _EARLIER_SHOWN)
    if judgment.idle:
        yield f"{table} 里有 {len(judgment.idle)} 行没有对应的改动，请核对日期和稿件："
        yield from _cut([f"  {_say_row(row)}" for row in judgment.idle], _CHANGES_SHOWN)


def describe_relabelled(recount: Recount) -> Iterator[str]:
    """Yield lines on articles that the registry put into another column."""
    for landing in recount.landings:
        if landing.relabelled:
            commit = landing.commit.id[:_SHORT]
            yield f"{landing.day} 提交 {commit} 改了栏目表，{landing.relabelled} 篇换了栏目。"


def _cut(said: Sequence[str], limit: int) -> Iterator[str]:
    yield from said[:limit]
    if len(said) > limit:
        yield f"  另有 {len(said) - limit} 处没有列出。"


def _say_explained(registry: Registry, change: LateChange, correction: Correction) -> str:
    reason = make_printable(mask_contacts(correction.reason))
    return f"  {_say_change(registry, change)}。原因（{correction.day}）：{reason}"


def _say_unexplained(registry: Registry, change: LateChange) -> str:
    row = f"{change.day},{show_path(change.paths[0])},写明原因"
    return f"  {_say_change(registry, change)}\n    要加的一行：{row}"


def _say_row(correction: Correction) -> str:
    return f"{correction.day} {show_path(correction.article)}"


def _say_change(registry: Registry, change: LateChange) -> str:
    """Say on which day which commit did what to which article."""
    path = show_path(change.paths[0])
    said = _say_shift(registry, change.shift)
    return f"{change.day} 提交 {change.commit[:_SHORT]} {path}：{said}"


def _say_shift(registry: Registry, shift: Shift) -> str:
    before, after = shift.before, shift.after
    if before is None:
        return "草稿改成了发布" if shift.was_there else "补进一篇"
    if after is None:
        return "改成了草稿，或读不出来" if shift.is_there else "删去"
    sides = (
        ("单位", _name_unit(registry, before.unit), _name_unit(registry, after.unit)),
        ("月份", before.month, after.month),
        ("栏目", _name_column(registry, before.column), _name_column(registry, after.column)),
        ("供稿单位", _show_office(before.office), _show_office(after.office)),
    )
    parts = [f"{name}从“{old}”改成“{new}”" for name, old, new in sides if old != new]
    lost = "、".join(Measure(level.value).label for level in shift.lost)
    return "，".join([*parts, *([f"删去了{lost}"] if lost else [])])


def _name_unit(registry: Registry, slug: str) -> str:
    unit = registry.unit_by_slug.get(slug)
    return unit.name if unit else slug


def _name_column(registry: Registry, slug: str) -> str:
    column = registry.column_by_slug.get(slug)
    return column.title if column else slug


def _show_office(office: str) -> str:
    return show_author(office) or "不按供稿单位计"
