"""The forms of ``.github/ISSUE_TEMPLATE`` as one Markdown text, for hosts that know no forms.

Gitee takes what lies in ``.gitee`` first (help.gitee.com, "Gitee Issue 模板功能支持").
"""

from __future__ import annotations

from typing import Any

import yaml

from tests.support import ROOT

PULL = ROOT / ".github" / "PULL_REQUEST_TEMPLATE.md"
GITEE_PULL = ROOT / ".gitee" / "PULL_REQUEST_TEMPLATE.zh-CN.md"
GITEE_ISSUE = ROOT / ".gitee" / "ISSUE_TEMPLATE.zh-CN.md"


def list_forms() -> list[dict[str, Any]]:
    """Return the issue forms in the order in which the host shows them."""
    folder = ROOT / ".github" / "ISSUE_TEMPLATE"
    return [yaml.safe_load(path.read_text("utf-8")) for path in sorted(folder.glob("[0-9]*.yml"))]


def write_gitee_issue() -> str:
    """Return all forms in one text: what each is for, its note, and its questions."""
    parts = ["<!-- 下面有三种情形，留下合适的一种，其余的删去。 -->"]
    for form in list_forms():
        note, *fields = form["body"]
        parts.append(f"## {form['name']}：{form['description']}")
        parts.append(f"<!-- {note['attributes']['value'].strip()} -->")
        parts += [_write_field(field["attributes"]) for field in fields]
    return "\n\n".join(parts) + "\n"


def _write_field(attributes: dict[str, Any]) -> str:
    hint = attributes.get("description") or "；".join(attributes.get("options", ()))
    return f"**{attributes['label']}**" + (f"（{hint}）：" if hint else "：")
