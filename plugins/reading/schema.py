"""The closed schema of front matter: its keys, in Chinese and English, and their limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

TITLE_LIMIT = 64
"""Characters; WeChat refuses a longer title (product page, platform rules)."""

TITLE_ADVICE = 32
"""Characters; WeChat cuts a longer title in its lists (product page, platform rules)."""

SUMMARY_LIMIT = 120
"""Characters; WeChat's limit for a digest (product page, platform rules)."""

AUTHOR_LIMIT = 16
"""Characters; WeChat's limit for an author (product page, platform rules)."""

OFFICE_LIMIT = 30
SOURCE_LIMIT = 60
"""Characters; both names stand in every list, and no office's full name is longer."""

COVER_ALT_LIMIT = 120
PICTURE_ALT_LIMIT = 200
"""Characters; a description is heard in one go and can't be skimmed."""

COVER_TALLEST, COVER_WIDEST = 2, 4
"""How many times its width a cover may be high, and its height wide: lists have no other room."""

EARLIEST_DAY = date(1990, 1, 1)
"""No account, site or portal of this kind is older; an earlier year is a slip of the hand."""

PICTURES_LIMIT = 30
"""Pictures in one article or page, the cover among them; each costs time to look at."""

TAGS_LIMIT = 5
TAG_LENGTH_LIMIT = 12

ITEMS_LIMIT = 12
"""Items of one day; a volunteer has a minute, and twelve fill three screens."""

ITEM_TEXT_LIMIT = 300
"""Characters; longer ones are folded away in WeChat's Moments and read by nobody."""

TOPICS_LIMIT = 3
TOPIC_LENGTH_LIMIT = 16
"""Characters of a topic between Weibo's two #."""

BASIS_LIMIT = 80
MINUTES_LIMIT = 480
"""Minutes; what takes one person longer than a working day is more than one prompt."""

STATUS_PUBLISHED = "发布"
STATUS_DRAFT = "草稿"
YES = "是"
NO = "否"


@dataclass(frozen=True, eq=False)
class Key:
    """One key of front matter: its English name and its Chinese spellings, the first preferred.

    A key equals only itself, so that a tuple of keys is hashed at no cost.
    """

    name: str
    chinese: tuple[str, ...]

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every way the key may be written."""
        return (*self.chinese, self.name)


ARTICLE_KEYS = (
    Key("title", ("标题",)),
    Key("date", ("日期",)),
    Key("column", ("栏目",)),
    Key("office", ("供稿", "供稿单位")),
    Key("author", ("作者",)),
    Key("summary", ("摘要",)),
    Key("tags", ("标签",)),
    Key("source", ("来源",)),
    Key("source_url", ("原文链接",)),
    Key("cover", ("题图",)),
    Key("cover_alt", ("题图说明",)),
    Key("status", ("状态",)),
    Key("ai_generated", ("AI生成",)),
    Key("evergreen", ("长期有效",)),
    Key("sample", ("示例",)),
)

PAGE_KEYS = (Key("title", ("标题",)), Key("summary", ("摘要",)))

REPOST_KEYS = (
    Key("date", ("日期",)),
    Key("opens", ("开放",)),
    Key("closes", ("截止",)),
)
"""Front matter of a day's list; both times hold for every item that says no other."""

REPOST_ITEM_KEYS = (
    Key("article", ("稿件",)),
    Key("link", ("链接", "原文链接")),
    Key("source", ("来源",)),
    Key("level", ("级别",)),
    Key("topics", ("话题",)),
    Key("opens", ("开放",)),
    Key("closes", ("截止",)),
    Key("picture", ("配图",)),
    Key("picture_alt", ("配图说明",)),
)
"""What stands below the heading of one item."""

PROMPT_KEYS = (
    Key("title", ("标题",)),
    Key("date", ("日期",)),
    Key("office", ("发布单位",)),
    Key("basis", ("依据",)),
    Key("audiences", ("对象",)),
    Key("deadline", ("截止",)),
    Key("minutes", ("用时",)),
    Key("repeats", ("重复",)),
    Key("last_day", ("重复到",)),
)

MONTHLY = "每月"
"""The one way in which a prompt comes back."""


@cache
def spellings_of(keys: tuple[Key, ...]) -> Mapping[str, str]:
    """Return every spelling (case-folded) of ``keys`` with its English name."""
    found = {spelling.casefold(): key.name for key in keys for spelling in key.spellings}
    return MappingProxyType(found)


def chinese_name(name: str, keys: tuple[Key, ...] = ARTICLE_KEYS) -> str:
    """Return the preferred Chinese spelling of the one of ``keys`` called ``name``."""
    return next(key.chinese[0] for key in keys if key.name == name)
