"""Python-Markdown's footnotes with ids that are valid whatever a note is called."""

from __future__ import annotations

from markdown.extensions.footnotes import FootnoteExtension

NO_MARKER = "\ufdd2"
"""Where notes would be put on request; a noncharacter, which reading refuses in every text."""


class NotesExtension(FootnoteExtension):
    """Footnotes numbered as they are met: a name may hold spaces, an HTML id may not."""

    def reset(self) -> None:
        """Forget the text before; the library calls it once more while it makes the extension."""
        super().reset()
        self._numbers: dict[str, str] = {}

    def makeFootnoteId(self, id: str) -> str:  # noqa: N802 (Python-Markdown's name)
        """Return the id of a note."""
        return str(super().makeFootnoteId(self._number(id)))

    def makeFootnoteRefId(self, id: str, found: bool = False) -> str:  # noqa: N802
        """Return the id of a place that refers to a note."""
        return str(super().makeFootnoteRefId(self._number(id), found))

    def _number(self, name: str) -> str:
        return self._numbers.setdefault(name, str(len(self._numbers) + 1))
