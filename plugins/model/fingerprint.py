"""Fingerprints: short names of values, equal where the values are equal.

A page is a function of its inputs; the build compares the fingerprint of what
a page would be made from with that of what the standing page was made from.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import partial
from hashlib import blake2b
from typing import Any

_SIZE = 12
"""Bytes: two of 44,000 articles agree by chance once in 10^19 sites."""

Part = str | int | float | None | list["Part"]
"""What a value comes down to: scalars and lists, which JSON writes in one way only."""


def fingerprint(value: object) -> str:
    """Return the fingerprint of ``value``: 24 hexadecimal digits.

    Raises ``TypeError`` for a value that is not made of the model's words, dates,
    numbers, texts and collections of these: nothing else can be an input.
    """
    return fingerprint_text(write_parts(reduce_value(value)))


def fingerprint_text(text: str) -> str:
    """Return the fingerprint of a text."""
    return fingerprint_bytes(text.encode("utf-8", "surrogatepass"))


def fingerprint_bytes(data: bytes) -> str:
    """Return the fingerprint of bytes."""
    return blake2b(data, digest_size=_SIZE).hexdigest()


def reduce_value(value: object) -> Part:
    """Return ``value`` as scalars and lists; what has a fingerprint is told by that."""
    reduce = _HOW.get(type(value))
    if reduce is None:
        reduce = _HOW[type(value)] = _find_way(type(value))
    return reduce(value)


_ENCODER = json.JSONEncoder(separators=(",", ":"))


def write_parts(parts: Part) -> str:
    """Return parts as the text that is fingerprinted."""
    return _ENCODER.encode(parts)


def _find_way(kind: type) -> Callable[[Any], Part]:
    """Return the function that reduces values of ``kind``."""
    if hasattr(kind, "fingerprint") or "fingerprint" in getattr(kind, "__dataclass_fields__", ()):
        return _fingerprint_of
    if issubclass(kind, Enum):
        return _name_of
    if is_dataclass(kind):
        names = tuple(field.name for field in fields(kind))
        return partial(_reduce_fields, kind.__name__, names)
    raise TypeError(f"{kind.__name__} has no fingerprint: it can't be the input of a page")


def _fingerprint_of(value: Any) -> str:
    known = value.fingerprint
    if not known:
        raise TypeError(f"{value!r} came without its fingerprint")
    return str(known)


def _name_of(value: Enum) -> Part:
    return [type(value).__name__, value.name]


def _reduce_date(value: date) -> Part:
    return ["date", value.isoformat()]


def _reduce_moment(value: datetime) -> Part:
    return ["moment", value.isoformat()]


def _reduce_bytes(value: bytes) -> Part:
    return ["bytes", fingerprint_bytes(value)]


def _reduce_fields(kind: str, names: tuple[str, ...], value: object) -> Part:
    return [kind, *(reduce_value(getattr(value, name)) for name in names)]


def _reduce_items(value: tuple[object, ...]) -> Part:
    return [reduce_value(item) for item in value]


def _reduce_mapping(value: Mapping[str, object]) -> Part:
    return ["mapping", *([key, reduce_value(value[key])] for key in sorted(value))]


def _keep(value: Part) -> Part:
    return value


_HOW: dict[type, Callable[[Any], Part]] = {
    str: _keep,
    int: _keep,
    bool: _keep,
    float: _keep,
    type(None): _keep,
    date: _reduce_date,
    datetime: _reduce_moment,
    bytes: _reduce_bytes,
    tuple: _reduce_items,
    list: _reduce_items,
    dict: _reduce_mapping,
}
