"""The output ledger: every path of the site has one owner."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from plugins.build.errors import BuildStopped
from plugins.model.output import Owner

_PLAIN = re.compile(r"[^\\:*?\"<>|\x00-\x1f\x7f\ud800-\udfff]+")


@dataclass
class Ledger:
    """Who wrote what; a claim on a path that is taken names both claimants.

    Two paths are the same when a file system might think so: case-folded and in
    Unicode's NFC.
    """

    _claims: dict[str, tuple[str, Owner]] = field(default_factory=dict)
    _folders: dict[str, tuple[str, Owner]] = field(default_factory=dict)

    def claim(self, path: str, owner: Owner) -> None:
        """Enter ``owner`` for ``path``; raises ``BuildStopped`` where it can't be."""
        if not is_safe_path(path):
            raise BuildStopped(
                f"{owner} 的名字不能用作网址：{path!r}\n  改法：改成小写字母、数字和连字符。"
            )
        key = _fold(path)
        if key in self._claims:
            raise BuildStopped(_describe_conflict(path, owner, self._claims[key]))
        if key in self._folders:
            raise BuildStopped(_describe_conflict(path, owner, self._folders[key]))
        for folder in _parents(key):
            if folder in self._claims:
                raise BuildStopped(_describe_conflict(path, owner, self._claims[folder]))
            self._folders.setdefault(folder, (path, owner))
        self._claims[key] = (path, owner)

    @property
    def paths(self) -> list[str]:
        """Every path claimed so far, in order."""
        return sorted(path for path, _ in self._claims.values())


def is_safe_path(path: str) -> bool:
    """Tell whether ``path`` is relative, plain, and stays inside the site.

    No part of it is empty, ``.`` or ``..`` or begins with a dot.
    """
    parts = path.split("/")
    return all(_PLAIN.fullmatch(part) and not part.startswith(".") for part in parts)


def _fold(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()


def _parents(path: str) -> list[str]:
    parts = path.split("/")[:-1]
    return ["/".join(parts[: count + 1]) for count in range(len(parts))]


def _describe_conflict(path: str, owner: Owner, taken: tuple[str, Owner]) -> str:
    other_path, other_owner = taken
    return (
        f"两处内容要写到同一个网址，站点没有更新。\n"
        f"  先有：{other_owner} → {other_path}\n"
        f"  又来：{owner} → {path}\n"
        f"  改法：给其中一个换个文件名。"
    )
