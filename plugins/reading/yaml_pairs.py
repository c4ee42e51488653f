"""Pairs of key and value as YAML writes them, every scalar as text."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import yaml

Pair = tuple[str, str | None, int]
"""A key as written, its value (nothing where it is no text) and its line, from 0."""


@dataclass(frozen=True)
class Unreadable:
    """Why a text holds no pairs: it is no YAML, or YAML of another form.

    ``line`` counts from 0; ``seen`` is what stands there, where YAML told the line.
    """

    is_yaml: bool
    line: int = 0
    seen: str = ""


def read_yaml_pairs(text: str, list_keys: Collection[str]) -> list[Pair] | Unreadable:
    """Read ``text`` as one YAML mapping; only ``list_keys`` (case-folded) may have a list."""
    try:
        node = yaml.compose(text, yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = _find_mark(error)
        line = mark.line if mark else 0
        lines = text.split("\n")
        return Unreadable(False, line, lines[line].strip() if line < len(lines) else "")
    except (yaml.YAMLError, RecursionError):
        return Unreadable(False)
    if node is None:
        return []
    if not isinstance(node, yaml.MappingNode):
        return Unreadable(True, node.start_mark.line)
    return list(_pairs_of(node, list_keys))


def _find_mark(error: yaml.MarkedYAMLError) -> yaml.Mark | None:
    """Return where a person would look: the open quote or bracket rather than the end of it all."""
    is_open = (error.context or "").startswith(("while scanning a quoted", "while parsing a flow"))
    if is_open and error.context_mark:
        return error.context_mark
    return error.problem_mark or error.context_mark


def _pairs_of(node: yaml.MappingNode, list_keys: Collection[str]) -> Iterator[Pair]:
    for key_node, value_node in node.value:
        written = key_node.value if isinstance(key_node, yaml.ScalarNode) else ""
        value = _text_of(value_node, is_list=written.casefold() in list_keys)
        yield written, value, key_node.start_mark.line


def _text_of(node: yaml.Node, *, is_list: bool) -> str | None:
    """Return a scalar's text, a flat list's items joined by ，, or nothing for the rest.

    Only a field that ``is_list`` may be one: ``标题: [通知]`` would lose its brackets.
    """
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    if (
        is_list
        and isinstance(node, yaml.SequenceNode)
        and all(isinstance(item, yaml.ScalarNode) for item in node.value)
    ):
        return "，".join(str(item.value) for item in node.value)
    return None
