"""网址相同：两个文件不能得出同一个网址。

网址不分大小写。只有大小写不同的两个文件名，在有些电脑上会互相覆盖，在网站上会变成同一页。

会放行：名字不同的两个文件
会报告：2026-05-20-notice.md 和 2026-05-20-Notice.md 放在一起。
"""

from __future__ import annotations

from collections.abc import Iterator

from plugins.check.excerpt import shorten
from plugins.check.survey import Survey
from plugins.check.twins import find_twins
from plugins.model.problem import Problem

RULE = "duplicate-address"


def check_folder(survey: Survey) -> Iterator[Problem]:
    """Yield a problem on each of two texts that would share an address."""
    for path, other in find_twins(survey.folder.texts):
        yield _report(path, other)


def _report(path: str, other: str) -> Problem:
    seen = f"和“{shorten(other, 80)}”是同一个网址"
    fix = "留下一篇；两篇都要的话，给其中一个换一个名字"
    return Problem(path, 0, RULE, seen, "每个文件一个网址", fix)
