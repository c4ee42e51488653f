"""要改的稿件：内容里没有一处不合规则。

看了内容文件夹里的全部文件，用的是 invoke check 的规则。

有要改的地方，网站就不再更新：链接打不开、没有日期、图片没有说明都在其中。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plugins.inspection.finding import Finding
from plugins.model.problem import Level, Problem
from plugins.reading.places import CONTENT


def find_in_problems(problems: Sequence[Problem]) -> Iterator[Finding]:
    """Yield a finding for every problem that keeps the site from being built."""
    for problem in problems:
        if problem.level is Level.ERROR:
            line = f"第 {problem.line} 行" if problem.line else "整个文件"
            seen = f"{line}，{problem.seen}"
            yield Finding(problem.rule, seen, problem.fix, file=f"{CONTENT}/{problem.path}")
