"""The table ``[repository]`` of ``site.toml``, and the owners of units at the code host."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from plugins.model.repository import CodeHost, Repository
from plugins.reading.toml_table import TomlTable
from plugins.reading.web_address import is_web_address

_KEYS = tuple(Repository.__dataclass_fields__)
_BRANCH = re.compile(r"^(?![./-])(?!.*(?:\.\.|//|\.lock$|/$))[A-Za-z0-9._/-]+\Z")
_NAME = re.compile(r"^/[A-Za-z0-9._-]+/[A-Za-z0-9._-]+\Z")
_OWNER = re.compile(r"^@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:/[A-Za-z0-9._-]+)?\Z")
"""A person or a team (GitHub docs: About code owners); a mailbox would be contact data."""

_HOST = re.compile(r"^https?://[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::[0-9]{1,5})?(?:/|\Z)")
_PLAIN = re.compile(r"^[A-Za-z0-9:/?&=%._~-]+\Z")
"""What an address here is made of: it goes into a page's policy (CSP) and into Markdown, where
``;``, ``*``, ``)`` and ``@`` would mean something else."""

_NUMBER = "{number}"


def read_repository(top: TomlTable) -> Repository | None:
    """Return what ``site.toml`` says of the repository; nothing where it names none."""
    if "repository" not in top.values:
        return None
    table = top.table("repository", *_KEYS)
    host = table.text("host", is_required=True)
    if host and host not in set(CodeHost):
        wanted = "github、gitee、gitea 三者之一"
        table.report("host", f"代码托管写成了“{host}”", wanted, "改成其中一个")
        host = ""
    address = _read_address(table)
    branch = table.text("branch") or "main"
    if not _BRANCH.match(branch):
        table.report("branch", f"分支写成了“{branch}”", "分支的名字，例如 main", "照样子改正")
    owners = read_owners(table)
    offers_editor = table.flag("offers_editor", True)
    sign_in, preview = table.text("sign_in"), _read_preview(table)
    if sign_in and not _is_plain_address(sign_in):
        seen = f"登录助手的网址写成了“{sign_in}”"
        table.report("sign_in", seen, "https:// 开头的网址", "照样子改正，没有就留空")
    if not host or not address:
        return None
    return Repository(CodeHost(host), address, branch, owners, offers_editor, sign_in, preview)


def read_owners(table: TomlTable) -> tuple[str, ...]:
    """Return the accounts at the code host that a table names as its ``owners``."""
    owners = table.texts("owners")
    for owner in owners:
        if not _OWNER.match(owner):
            wanted = "@ 开头的账号或小组，例如 @wenming/lucheng"
            table.report("owners", f"账号写成了“{owner}”", wanted, "照样子改正，不写邮箱")
    return owners


def _read_address(table: TomlTable) -> str:
    address = table.text("address", is_required=True).rstrip("/").removesuffix(".git")
    if not address:
        return ""
    parts = urlsplit(address) if _is_plain_address(address) else None
    if parts is None or parts.query or parts.fragment or not _NAME.match(parts.path):
        wanted = "https://托管网站/所有者/仓库"
        table.report(
            "address", f"仓库的网址写成了“{address}”", wanted, "从浏览器里复制仓库首页的网址"
        )
        return ""
    return address


def _read_preview(table: TomlTable) -> str:
    preview = table.text("preview")
    tried = preview.replace(_NUMBER, "1")
    if preview and (_NUMBER not in preview or not _is_plain_address(tried) or tried[-1] != "/"):
        wanted = "https:// 开头、/ 结尾、含有 {number} 的网址"
        table.report("preview", f"预览的网址写成了“{preview}”", wanted, "照样子改正，没有就留空")
        return ""
    return preview


def _is_plain_address(text: str) -> bool:
    """Tell whether ``text`` is an address with a host by name and nothing odd in it."""
    return is_web_address(text) and bool(_HOST.match(text) and _PLAIN.match(text))
