"""The list of names in ``content/data/names.toml``: TOML to the model."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.model.proper_name import ProperName
from plugins.reading.toml_table import TomlTable

_KEYS = ("right", "wrong", "note")
_SHORTEST = 2
"""Characters; a single one stands in words that have nothing to do with the name."""


def read_proper_names(top: TomlTable) -> tuple[ProperName, ...]:
    """Return the names in order of what is right."""
    return tuple(sorted(_read_all(top), key=lambda name: name.right))


def _read_all(top: TomlTable) -> Iterator[ProperName]:
    top.refuse_unknown("name")
    if not top.values:
        return
    rights: set[str] = set()
    for table in top.tables("name", "[[name]]", *_KEYS):
        right = table.text("right", is_required=True)
        table.refuse_twice("right", right, rights)
        wrong = tuple(dict.fromkeys(table.texts("wrong")))
        if not wrong:
            fix = f'补上 wrong = ["常见的错写"]，或删去“{right}”这一段'
            table.report("wrong", "没有写哪些写法是错的", "至少一种错写", fix)
        for spelling in wrong:
            _check_spelling(table, right, spelling)
        yield ProperName(right, wrong, table.text("note"))


def _check_spelling(table: TomlTable, right: str, spelling: str) -> None:
    """Report a wrong spelling that would be found in right ones, or everywhere."""
    if len(spelling.strip()) < _SHORTEST:
        seen = f"错写“{spelling}”不到 {_SHORTEST} 个字"
        table.report("wrong", seen, "不会在别的词里出现的错写", "把前后的字也写上")
    elif spelling in right:
        seen = f"错写“{spelling}”是正确写法“{right}”的一部分"
        table.report("wrong", seen, "正确写法里没有的错写", "把前后的字也写上，或删去这一种")
