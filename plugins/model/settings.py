"""Settings as frozen values, each made once from one dictionary of pelicanconf.py."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from difflib import get_close_matches
from typing import Any, TypeVar

Settings = TypeVar("Settings")


def make_settings(form: type[Settings], name: str, settings: Mapping[str, Any]) -> Settings:
    """Return the dataclass ``form`` filled from ``settings[name]``.

    Raises ``ValueError`` that names every unknown key, the nearest known one, and
    every value of the wrong type.
    """
    table = settings.get(name, {})
    known = {field.name: field for field in fields(form)}  # type: ignore[arg-type]
    wrong = []
    for key, value in table.items():
        if key not in known:
            near = get_close_matches(key, known, 1)
            hint = f"，是不是 {near[0]}" if near else f"，可用的有 {'、'.join(known)}"
            wrong.append(f"{name} 里有不认识的设置 {key}{hint}")
        elif type(value) is not type(known[key].default):
            wanted = type(known[key].default).__name__
            wrong.append(f"{name} 的 {key} 应当是 {wanted}，写成了 {value!r}")
    if wrong:
        raise ValueError("；".join(wrong))
    return form(**table)
