"""Files that got other names, and the texts beside them that name them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote

from plugins.check.draft import Draft


def follow_names(path: str, text: str, names: Mapping[str, str]) -> str:
    """Return the text at ``path`` with files of its folder called by their new names.

    ``names`` has the new names by the old ones.  Links, pictures, the cover and the
    pictures of a day's list follow; words of the text do not.
    """
    draft = Draft(path, text)
    for old, new in names.items():
        draft = draft.having(_follow(draft, old, new))
    return draft.text


def _follow(draft: Draft, old: str, new: str) -> str:
    spellings = "|".join(map(re.escape, sorted({old, quote(old), old.replace(" ", "%20")})))
    target = re.compile(rf"\]\(\s*<?(?:\./)?(?:{spellings})>?(?=\)|#|\s+[\"'])")
    text = draft.edit_prose(lambda line: target.sub(f"]({new}", line), keeps_addresses=False)
    draft = draft.having(text)
    if draft.entry.front_matter.text_of("cover").removeprefix("./") == old:
        draft = draft.having(draft.write_field("cover", new))
    if not draft.entry.is_repost_day:
        return draft.text
    field = re.compile(
        rf"^((?:配图|picture)[ \t]*[:：][ \t]*){re.escape(old)}[ \t]*$", re.MULTILINE
    )
    return field.sub(lambda found: f"{found[1]}{new}", draft.text)
