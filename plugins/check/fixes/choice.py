"""选择项：“已发布”“yes”这样意思明白的词，改成规定的词。"""

from __future__ import annotations

from plugins.check.draft import Draft
from plugins.check.rules.choice import CHOICES, find_meant_word

NAME = "选择项"


def mend(draft: Draft) -> str:
    """Return the text with the words of choices as the schema has them."""
    for name, words in CHOICES.items():
        written = draft.entry.front_matter.text_of(name)
        meant = find_meant_word(written, words) if written else ""
        if meant and written not in words:
            draft = draft.having(draft.write_field(name, meant))
    return draft.text
