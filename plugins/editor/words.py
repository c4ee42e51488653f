"""The library's Chinese in the words of an office, and what it says in English otherwise."""

from __future__ import annotations

import json
from typing import Any

_PLAIN = {"别名": "文件名", "条目": "稿件", "集合": "单位", "资源": "图片", "替代文本": "图片说明"}
"""Words for programmers, and what an office calls the thing."""

_SAID = {
    "editor_components.src": "图片文件",
    "editor_components.title": "鼠标停在图上时显示的字，可以不写",
    "sign_in_using_access_token_workflow_note": "令牌还要有拉取请求的读写权限。",
    "file_unavailable": "打不开",
    "file_unavailable_description": "这个文件没有读到，可能移走或者删掉了。",
    "replace_file": "换文件",
    "replace_image": "换图片",
    "remove_file": "去掉文件",
    "remove_image": "去掉图片",
    "show_errors": "看看哪里要改",
    "select_item": "选择{$name}",
    "entry_sidebar.slug.title": "文件名",
    "entry_sidebar.slug.generated_on_save": "文件名在保存时生成，日期是保存的那一天。",
    "entry_sidebar.slug.unavailable": "这篇稿件没有文件名。",
    "save_conflict.title": "别人也改了这篇稿件",
    "save_conflict.modified_by": "您打开以后，{$name}在{$date}改过这篇稿件。",
    "save_conflict.modified": "您打开以后，仓库里的这篇稿件有了改动。",
    "save_conflict.deleted": "您打开以后，仓库里的这篇稿件被删掉了。",
    "save_conflict.overwrite_warning": "现在保存，别人的改动就没有了。",
    "save_conflict.recreate_warning": "现在保存，稿件会重新建立。",
    "save_conflict.save_anyway": "仍然保存",
    "save_conflict.branch_moved": "保存的时候，仓库里有了别人的改动。请再保存一次。",
    "remote_change.reload_entry": "重新打开稿件",
    "remote_change.confirm_reloading_entry": "要重新打开这篇稿件吗？没有保存的改动会丢掉。",
}
"""By key: what version 0.221.1 has in English alone, of that which somebody who writes meets;
and the labels of a picture in the text, where 来源 would be taken for the article's source.
"""


def settle_words(data: bytes) -> bytes:
    """Return the library's file of Chinese words, in plain ones and with those of our own."""
    text = data.decode()
    for word, plain in _PLAIN.items():
        text = text.replace(word, plain)
    words = json.loads(text)
    for key, said in _SAID.items():
        _lay(words, key.split("."), said)
    return json.dumps(words, ensure_ascii=False, separators=(",", ":")).encode()


def _lay(words: dict[str, Any], steps: list[str], said: str) -> None:
    for step in steps[:-1]:
        words = words.setdefault(step, {})
    words[steps[-1]] = said
