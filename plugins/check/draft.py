"""A text on its way through the fixes: where it lies, what stands in it, and how to edit it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from plugins.check.source_lines import FILLER, Line, fill_addresses, prose_lines, split_blocks
from plugins.reading.article import Entry
from plugins.reading.body import BodyReading
from plugins.reading.encoding import Decoded
from plugins.reading.front_matter import FrontMatterFault, split_front_matter
from plugins.reading.limits import find_excess
from plugins.reading.new_article import write_pair
from plugins.reading.places import PAGES, PROMPTS, REPOSTS
from plugins.reading.schema import ARTICLE_KEYS, PAGE_KEYS, PROMPT_KEYS, REPOST_KEYS, Key

_KEYS = {PAGES: PAGE_KEYS, PROMPTS: PROMPT_KEYS, REPOSTS: REPOST_KEYS}
_NO_BODY = {
    FrontMatterFault.MISSING, FrontMatterFault.NOT_CLOSED, FrontMatterFault.WRONG_FENCE
}  # fmt: skip
"""Faults after which nobody knows where the body begins."""


@dataclass(frozen=True)
class Draft:
    """The text at ``path`` in the content folder, with plain line ends."""

    path: str
    text: str

    def having(self, text: str) -> Draft:
        """Return the draft with another text; itself, with all it knows, where that is the same."""
        return self if text == self.text else Draft(self.path, text)

    @cached_property
    def entry(self) -> Entry:
        """The text as a rule of the check sees it, but for what it comes to as HTML."""
        is_list = self.path.startswith(f"{REPOSTS}/")
        front = split_front_matter(self.text, self.keys, is_required=not is_list)
        body = BodyReading(None, excess=find_excess(front.body))
        return Entry(self.path, Decoded(self.text), front, body)

    @property
    def keys(self) -> tuple[Key, ...]:
        """The keys that its front matter may have."""
        return _KEYS.get(self.path.partition("/")[0], ARTICLE_KEYS)

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the whole file; the first has number 1."""
        return self.text.split("\n")

    @property
    def head(self) -> range:
        """The numbers of the lines between the fences; none where a fence is missing."""
        front = self.entry.front_matter
        if front.body_line == 1 or self._has_no_body:
            return range(0)
        fence = next(number for number, line in enumerate(self.lines, 1) if line.strip())
        return range(fence + 1, front.end_line)

    def runs_on(self, number: int) -> bool:
        """Tell whether a line of front matter has the next one in its value, as in YAML."""
        return number + 1 in self.head and self.lines[number][:1] in (" ", "\t", "-")

    def write_field(self, name: str, value: str) -> str:
        """Return the text with the value of a field changed, where it stands on one line."""
        field = self.entry.front_matter.fields[name]
        if self.runs_on(field.line):
            return self.text
        return self.replace_lines({field.line: write_pair(field.key, value)})

    @cached_property
    def prose(self) -> Sequence[Line]:
        """The body's lines, code emptied or filled; none where marks mean nothing in it."""
        is_plain = self.path.startswith(f"{REPOSTS}/")
        return () if is_plain or self._has_no_body else prose_lines(self.entry)

    @property
    def blocks(self) -> list[list[Line]]:
        """Each run of prose lines without a blank one."""
        return list(split_blocks(self.prose))

    @property
    def _has_no_body(self) -> bool:
        return any(fault.kind in _NO_BODY for fault in self.entry.front_matter.faults)

    def edit_prose(self, edit: Callable[[str], str], *, keeps_addresses: bool = True) -> str:
        """Return the text with every line of prose edited; what is code stays as it is.

        With ``keeps_addresses`` the targets of links are out of reach as well.
        """
        changes = {}
        for line in self.prose:
            seen = fill_addresses(line.text) if keeps_addresses else line.text
            edited = edit(seen)
            if edited != seen:
                changes[line.number] = _put_back(edited, self.lines[line.number - 1], seen)
        return self.replace_lines(changes)

    def replace_lines(self, changes: Mapping[int, str]) -> str:
        """Return the text with the numbered lines changed; one may become several."""
        numbered = enumerate(self.lines, 1)
        return "\n".join(changes.get(number, line) for number, line in numbered)


def _put_back(edited: str, raw: str, seen: str) -> str:
    """Return an edited line with the signs that fillers stood for, in their order."""
    hidden = iter([sign for sign, shown in zip(raw, seen, strict=True) if shown == FILLER])
    if edited.count(FILLER) != seen.count(FILLER):
        return raw
    return "".join(next(hidden) if sign == FILLER else sign for sign in edited)
