"""Lines that people can add to: what is contact data, and what only looks like it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

_FOLDER = Path(__file__).parent


def read_harmless() -> tuple[str, ...]:
    """Return the texts that must not alarm."""
    return tuple(_read_lines("harmless.txt"))


def read_alarming() -> tuple[tuple[str, str], ...]:
    """Return the texts that must alarm, each with what it is called."""
    split = (line.partition("|") for line in _read_lines("alarming.txt"))
    return tuple((kind, text.replace("\\|", "|")) for kind, _, text in split)


def _read_lines(name: str) -> Iterator[str]:
    lines = (_FOLDER / name).read_text("utf-8").splitlines()
    return (line.replace("\\n", "\n") for line in lines if line and not line.startswith("# "))
