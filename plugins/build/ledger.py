"""The output ledger: every path of the site has one owner."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable

from plugins.build.errors import BuildStopped
from plugins.model.output import Owner, Section

_PLAIN = re.compile(r"[^\\:*?\"<>|\x00-\x1f\x7f\ud800-\udfff]+")


class Ledger:
    """Who wrote what; a claim on a path that is taken names both claimants.

    Two paths are the same when a file system might think so: case-folded and in
    Unicode's NFC.  ``standing`` are paths that stand from an earlier build, at
    peace with each other; who their owners are is only asked in a quarrel.
    """

    def __init__(self, standing: Iterable[str] = ()) -> None:
        self._standing = _fold("\0".join(standing)).split("\0")
        self._standing.sort()
        self._claims: dict[str, tuple[str, Owner]] = {}
        self._folders: dict[str, tuple[str, Owner]] = {}

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

    def settle(self, sections: Iterable[Section]) -> None:
        """Let all ``sections`` claim their paths anew where a claim met a standing one.

        Raises ``BuildStopped`` as ``claim`` does, and so names both owners.
        """
        if not any(self._meets_standing(key) for key in self._claims):
            return
        ledger = Ledger()
        for section in sections:
            for output in section.list(**section.inputs):
                ledger.claim(output.path, output.owner)

    def _meets_standing(self, key: str) -> bool:
        """Tell whether a path, or a folder on its way, or what is below it, stands already."""
        return any(self._stands(part) for part in (key, *_parents(key))) or self._holds(f"{key}/")

    def _stands(self, key: str) -> bool:
        place = bisect_left(self._standing, key)
        return place < len(self._standing) and self._standing[place] == key

    def _holds(self, folder: str) -> bool:
        place = bisect_left(self._standing, folder)
        return place < len(self._standing) and self._standing[place].startswith(folder)


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
