"""Which templates a page is drawn with: its own, and all that any page may draw on."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket

from plugins.model.fingerprint import fingerprint, fingerprint_bytes


@dataclass(frozen=True)
class TemplateSet:
    """The fingerprints of a theme's templates by name.

    A template in a folder (a region, a component) may be drawn by any page, found by
    name at run time.  A template beside them is one kind of page, and drawn by other
    kinds only where one names it.
    """

    sources: Mapping[str, str]

    @cached_property
    def names(self) -> dict[str, str]:
        """The fingerprint of every template's text."""
        return {name: fingerprint_bytes(text.encode()) for name, text in self.sources.items()}

    def fingerprint_of(self, template: str) -> str:
        """Return the name of all templates that a page of ``template`` may be drawn with."""
        return fingerprint({name: self.names[name] for name in self.list_used(template)})

    def list_used(self, template: str) -> list[str]:
        """Return the templates that a page of ``template`` may be drawn with."""
        kinds = {name for name in self.sources if "/" not in name}
        used = {template, *(name for name in self.sources if name not in kinds)}
        pending = list(used)
        while pending:
            text = self.sources[pending.pop()]
            named = {kind for kind in kinds - used if f'"{kind}"' in text or f"'{kind}'" in text}
            used |= named
            pending.extend(named)
        return sorted(used)


def read_templates(folder: Path) -> TemplateSet:
    """Return the templates in ``folder``."""
    return TemplateSet(
        {
            path.relative_to(folder).as_posix(): path.read_text("utf-8")
            for path in sorted(folder.rglob("*"))
            if path.is_file() and not path.name.startswith(".")
        }
    )


class CompiledTemplates(FileSystemBytecodeCache):
    """Templates as Jinja compiled them, each file behind the hash of what it holds.

    Python may crash on compiled code of which a block was lost in a power cut; a file
    that is not as it was written is no file.
    """

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load what was kept of a template, if it was."""
        with suppress(OSError):
            seal, _, data = Path(self._get_cache_filename(bucket)).read_bytes().partition(b"\n")
            if seal == fingerprint_bytes(data).encode():
                bucket.bytecode_from_string(data)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template."""
        data = bucket.bytecode_to_string()
        with suppress(OSError):
            path = Path(self._get_cache_filename(bucket))
            path.write_bytes(fingerprint_bytes(data).encode() + b"\n" + data)


def open_template_cache(store: Path, syntax: str) -> CompiledTemplates | None:
    """Return where templates compiled by ``syntax`` are kept; nothing where none can be."""
    folder = store / "templates"
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    may_write = os.access(folder, os.W_OK)
    return CompiledTemplates(str(folder), f"%s-{syntax}.cache") if may_write else None
