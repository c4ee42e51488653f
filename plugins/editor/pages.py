"""The editor's page, its configuration and its library, as outputs of one section."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from plugins.editor.configuration import compose_policy, write_configuration
from plugins.editor.library import list_files
from plugins.model.address import output_path
from plugins.model.output import FileOutput, Output, Owner, PageOutput, give_data
from plugins.model.registry import Registry, Site
from plugins.model.repository import EDITOR

_OWNER = Owner("plugins/editor")
_CONFIGURATION = "config.json"


def list_editor(registry: Registry, package: Mapping[str, bytes]) -> Iterator[Output]:
    """Yield everything at the editor's address; ``package`` holds the library's files."""
    inputs: dict[str, Any] = {"site": registry.site}
    yield PageOutput(output_path(EDITOR), _OWNER, "editor.html", compose_editor_page, inputs)
    inputs = {"registry": registry}
    yield FileOutput(EDITOR + _CONFIGURATION, _OWNER, write_configuration, inputs)
    for path, data in list_files(package):
        yield FileOutput(EDITOR + path, _OWNER, give_data, {"data": data})


def compose_editor_page(site: Site) -> Mapping[str, Any]:
    """Return what the editor's page shows until the library takes over."""
    if site.repository is None:
        raise ValueError("site.toml 没有写 [repository]")
    return {"policy": compose_policy(site.repository), "configuration": _CONFIGURATION}
