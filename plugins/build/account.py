"""What a build says of itself at its end: how much it read, wrote and kept, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

_SHOWN = 3


@dataclass
class Account:
    """The figures of one build.

    ``texts`` are those of the site, ``read`` those that were not known; ``made``
    files were written anew, ``kept`` ones stand as they were, ``gone`` ones were
    taken away.  ``reasons`` say in Chinese what had changed; the site ``is_updated``
    where any of its files is another one than before.
    """

    texts: int = 0
    read: int = 0
    made: int = 0
    kept: int = 0
    gone: int = 0
    reasons: list[str] = field(default_factory=list)
    explanation: str = ""
    is_updated: bool = False

    def describe(self, seconds: float, output: str) -> str:
        """Return the summary of a build that took ``seconds``."""
        if not self.is_updated:
            return f"站点没有变化：{self.kept:,} 个文件，用时 {seconds:.1f} 秒，在 {output}"
        gone = f"，撤下 {self.gone:,} 个" if self.gone else ""
        why = f"\n原因：{'；'.join(self.reasons)}" if self.reasons else ""
        return (
            f"站点已更新：{self.texts:,} 篇文稿读了 {self.read:,} 篇；"
            f"写了 {self.made:,} 个文件，沿用 {self.kept:,} 个{gone}；"
            f"用时 {seconds:.1f} 秒，在 {output}{why}"
        )


def find_reasons(
    before: Mapping[str, Any], now: Mapping[str, Any], changed: Sequence[str]
) -> list[str]:
    """Return what had changed since the build whose facts are ``before``.

    ``changed`` are the paths of texts that came, changed or went.
    """
    if not before:
        return ["第一次构建"]
    reasons = ["程序有改动"] if before.get("version") != now["version"] else []
    reasons += [f"{name}有改动" for name in differing(before.get("bases"), now["bases"])]
    templates = differing(before.get("templates"), now["templates"])
    if templates:
        reasons.append(f"模板有改动：{_list(templates)}")
    if changed and before.get("version") == now["version"]:
        reasons.append(f"文稿有改动：{_list(changed)}")
    return reasons


def differing(before: object, now: Mapping[str, str]) -> list[str]:
    """Return the names under which two sets of fingerprints are not the same."""
    known = before if isinstance(before, dict) else {}
    return sorted(name for name in {*known, *now} if known.get(name) != now.get(name))


def _list(names: Sequence[str]) -> str:
    more = f"等 {len(names)} 个" if len(names) > _SHOWN else ""
    return f"{'、'.join(names[:_SHOWN])}{more}"
