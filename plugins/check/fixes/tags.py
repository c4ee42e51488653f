"""标签：用空格、斜线、竖线隔开的标签，改成用逗号隔开。"""

from __future__ import annotations

import re

from plugins.check.draft import Draft
from plugins.reading.tags import is_plain_tag, split_tags

NAME = "标签"
RULE = "tags"

_WIDE = "[\u3400-\u9fff]"
_SEPARATOR = re.compile(rf"\s*[/／|｜]\s*|\s+(?=[#＃])|(?<={_WIDE})\s+(?={_WIDE})")


def mend(draft: Draft) -> str:
    """Return the text with tags between commas, where all of them are plain words then."""
    written = draft.entry.front_matter.text_of("tags")
    if not written or not _SEPARATOR.search(written):
        return draft.text
    tags = split_tags(_SEPARATOR.sub("，", written))
    if not all(map(is_plain_tag, tags)):
        return draft.text
    return draft.write_field("tags", "，".join(tags))
