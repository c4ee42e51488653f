"""The room as the build asks for it: the editor, where the site names a code host for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from plugins.build.errors import BuildStopped
from plugins.build.signals import sections_wanted
from plugins.editor.library import FILES
from plugins.editor.pages import list_editor
from plugins.model.output import Section
from plugins.model.portal import Portal

_PROGRAM = Path(__file__).resolve().parent.parent.parent
PACKAGE = _PROGRAM / "deploy" / "editor" / "node_modules" / "@sveltia" / "cms"
"""Where ``invoke editor`` puts the library."""


def list_editor_sections(portal: Portal, settings: Mapping[str, Any]) -> Iterator[Section]:
    """Yield the editor; raises ``BuildStopped`` where its library is not installed."""
    repository = portal.registry.site.repository
    if repository is None or not repository.has_editor:
        return
    inputs = {"registry": portal.registry, "package": read_package(PACKAGE)}
    reads = tuple(str(PACKAGE / name) for name in FILES)
    yield Section("editor", list_editor, inputs, reads)


def read_package(folder: Path) -> dict[str, bytes]:
    """Return the library's files; raises ``BuildStopped`` where one is missing."""
    try:
        return {name: (folder / name).read_bytes() for name in FILES}
    except OSError:
        raise BuildStopped(
            "没有装在线编辑器的程序，站点没有更新。site.toml 写了 [repository]，构建要用它。\n"
            "运行 invoke editor 装好，再构建一次；不要在线编辑器，就写 offers_editor = false。"
        ) from None


def register() -> None:
    """Answer the build."""
    sections_wanted.connect(list_editor_sections)
