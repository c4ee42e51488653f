"""Python-Markdown passes over the comments by which a text waives reminders."""

from __future__ import annotations

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from plugins.reading.waivers import is_waiver


class WaiverExtension(Extension):
    """Keeps waivers off the page; raw HTML of any other kind stays text."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        """Register after fenced code (25): a waiver that is shown as code stays code."""
        md.preprocessors.register(_WaiverPreprocessor(md), "waiver", 22)


class _WaiverPreprocessor(Preprocessor):
    """Empties the lines of waivers."""

    def run(self, lines: list[str]) -> list[str]:
        return ["" if is_waiver(line) else line for line in lines]
