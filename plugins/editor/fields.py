"""The fields that the browser editor asks for, from the schema of front matter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from plugins.model.registry import Column, Registry
from plugins.model.unit import Unit
from plugins.reading.schema import (
    AUTHOR_LIMIT,
    COVER_ALT_LIMIT,
    NO,
    OFFICE_LIMIT,
    SOURCE_LIMIT,
    STATUS_DRAFT,
    STATUS_PUBLISHED,
    SUMMARY_LIMIT,
    TAG_LENGTH_LIMIT,
    TAGS_LIMIT,
    TITLE_ADVICE,
    TITLE_LIMIT,
    YES,
    chinese_name,
)

Field = dict[str, Any]
"""One field as the library's configuration has it (its schema: ``VisibleField``)."""

BODY = "body"
"""The library's own name for what stands below the front matter."""

_BUTTONS = (
    "bold", "link", "heading-two", "heading-three", "quote", "bulleted-list", "numbered-list",
)  # fmt: skip
"""What an article needs: its title is the heading of the first rank, and others are refused."""

_SEPARATORS = "，、；,;"
_ADDRESS = r"^https?://[^\s]+$"
_PICTURES = "image/jpeg,image/png,image/gif,image/webp,image/heic"


def list_fields(registry: Registry, unit: Unit, *, is_reviewed: bool) -> list[Field]:
    """Return the fields of an article by ``unit``, in the order of the schema.

    What ``is_reviewed`` before it reaches the site needs no draft: it is published by
    being taken in.  Elsewhere the writer has to choose, for it counts at once.  Defaults
    are filled into articles that lack the field, too: none may change what one means.
    The day is no field: it is part of the file's name.
    """
    status = STATUS_PUBLISHED if is_reviewed else ""
    return [
        _text(
            "title", f"最多 {TITLE_LIMIT} 个字，最好不超过 {TITLE_ADVICE} 个字", TITLE_LIMIT, True
        ),
        _choice("column", "选最接近的一个", [column.title for column in registry.columns]),
        {**_text("office", "哪个单位写的", OFFICE_LIMIT, True), "default": unit.office},
        _text("author", f"{_name_signed(registry.columns)}要署名，其他栏目可以不写", AUTHOR_LIMIT),
        _text(
            "summary", "一两句话，列表和转发时看到；不写就取正文的开头", SUMMARY_LIMIT, is_long=True
        ),
        _tags(),
        _text("source", "转载才写：最初发布的单位", SOURCE_LIMIT),
        _address(),
        _cover(),
        _text("cover_alt", "有题图就要写：图上是谁、在做什么", COVER_ALT_LIMIT),
        _choice("status", "草稿不会出现在网站上", [STATUS_PUBLISHED, STATUS_DRAFT], status),
        _choice("ai_generated", "由人工智能写了一部分的，选“是”", [NO, YES], NO),
        _choice("evergreen", "不会过时的常识和做法，选“是”", [NO, YES], NO),
        _body(),
    ]


def _field(name: str, widget: str, hint: str, *, is_required: bool = False) -> Field:
    written = chinese_name(name)
    return {
        "name": written,
        "label": written,
        "widget": widget,
        "required": is_required,
        "hint": hint,
    }


def _text(
    name: str, hint: str, limit: int, is_required: bool = False, *, is_long: bool = False
) -> Field:
    """Return a field of one line, or of several where it ``is_long``; no more than ``limit``."""
    field = _field(name, "text" if is_long else "string", hint, is_required=is_required)
    return {**field, "maxlength": limit, "use_emoji_autocomplete": False}


def _choice(name: str, hint: str, options: Sequence[str], default: str = "") -> Field:
    field = _field(name, "select", hint, is_required=True)
    return {**field, "options": list(options), **({"default": default} if default else {})}


def _tags() -> Field:
    """Return the tags as they stand in the file: on one line, with commas between."""
    word = rf"[^\s{_SEPARATORS}]{{1,{TAG_LENGTH_LIMIT}}}"
    rest = rf"(?:\s*[{_SEPARATORS}]\s*{word}){{0,{TAGS_LIMIT - 1}}}"
    wanted = f"最多 {TAGS_LIMIT} 个，每个最多 {TAG_LENGTH_LIMIT} 个字，用顿号或逗号隔开"
    field = _field("tags", "string", f"例如：志愿服务，邻里互助。{wanted}；可以不写")
    return {**field, "pattern": [f"^{word}{rest}$", wanted], "use_emoji_autocomplete": False}


def _address() -> Field:
    wanted = "https:// 开头的网址，从浏览器里复制"
    field = _field("source_url", "string", f"写了来源就要写：{wanted}")
    return {**field, "pattern": [_ADDRESS, wanted], "use_emoji_autocomplete": False}


def _cover() -> Field:
    field = _field("cover", "image", "横的照片最好；可以不放")
    return {**field, "accept": _PICTURES, "choose_url": False}


def _body() -> Field:
    return {
        "name": BODY,
        "label": "正文",
        "widget": "richtext",
        "required": True,
        "hint": "放图片要写图片说明。表格和脚注请换到“Markdown”里写",
        "buttons": list(_BUTTONS),
        "editor_components": ["image"],
        "linked_images": False,
        "use_emoji_autocomplete": False,
    }


def _name_signed(columns: Sequence[Column]) -> str:
    return "、".join(column.title for column in columns if column.is_signed) or "评论"
