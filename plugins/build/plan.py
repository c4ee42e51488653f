"""The plan: for each output the fingerprint of all that it is made from.

An output is a function of its inputs; what every page has in common (the program,
the templates, the globals) are its bases.  Where fingerprint and path are those of
a file that stands, the file is what a build from nothing would write.  The same holds
for sections, so that most outputs need not be looked at at all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from zlib import crc32

from plugins.build.manifest import Row
from plugins.build.templates import TemplateSet
from plugins.model.fingerprint import fingerprint, fingerprint_text, reduce_value, write_parts
from plugins.model.output import Output, PageOutput, Section

PROGRAM = "程序"
TEMPLATES = "模板"


@dataclass
class Plan:
    """Tells for sections and outputs what they are made from.

    ``bases`` are named fingerprints of what all pages depend on; ``version`` is
    that of the program, all that a file without template depends on.
    """

    version: str
    bases: Mapping[str, str]
    templates: TemplateSet
    _page_bases: dict[str, str] = field(default_factory=dict)

    @cached_property
    def _base(self) -> str:
        """The name of all that any output depends on beside its inputs."""
        return fingerprint([self.version, dict(self.bases), dict(self.templates.names)])

    def enter_section(self, section: Section) -> str:
        """Return the fingerprint of all that a section's files follow from."""
        return _join(section.list, self._base, section.inputs)[0]

    def enter(self, output: Output) -> Row:
        """Return the row of ``output``, its state still open."""
        if isinstance(output, PageOutput):
            base = self._base_of(output.template)
            name, parts = _join(output.compose, base, output.inputs)
        else:
            name, parts = _join(output.make, self.version, output.inputs)
        return Row(name, ",".join(map(_shorten, parts)), "")

    def _base_of(self, template: str) -> str:
        if template not in self._page_bases:
            bases = {**self.bases, TEMPLATES: self.templates.fingerprint_of(template)}
            self._page_bases[template] = fingerprint([self.version, bases])
        return self._page_bases[template]


def _join(
    function: Callable[..., object], base: str, inputs: Mapping[str, Any]
) -> tuple[str, list[str]]:
    """Return the name of what ``function`` makes of ``inputs``, and what each of these is."""
    parts = [write_parts(reduce_value(value)) for value in inputs.values()]
    head = (function.__module__, function.__qualname__, base, *inputs)
    return fingerprint_text("\n".join((*head, *parts))), parts


def _shorten(part: str) -> str:
    return f"{crc32(part.encode('utf-8', 'surrogatepass')):08x}"
