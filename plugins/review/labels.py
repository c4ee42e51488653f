"""The labels of a pull request: few, in Chinese, each a fact."""

from __future__ import annotations

from plugins.model.registry import Registry
from plugins.review.ownership import Scope
from plugins.review.sheet import Sheet

TO_MEND = "要改"
FOREIGN = "别的单位"
CITY = "市级内容"
PROGRAM = "程序"
WORD = "Word 稿件"


def choose_labels(sheet: Sheet, scope: Scope) -> list[str]:
    """Return the labels that hold."""
    facts = {
        TO_MEND: sheet.has_to_mend,
        FOREIGN: bool(scope.foreign),
        CITY: bool(scope.city),
        PROGRAM: bool(scope.program) or scope.is_cut_off,
        WORD: bool(sheet.words),
    }
    return [*(unit.name for unit, _ in scope.by_unit), *(name for name in facts if facts[name])]


def list_known_labels(registry: Registry) -> list[str]:
    """Return all labels that are ours to take off again."""
    units = (unit.name for unit in registry.units)
    return [*units, TO_MEND, FOREIGN, CITY, PROGRAM, WORD]
