"""更正：data/corrections.csv 一行写明哪一天、哪篇稿件、为什么，改动了已经结算的月份。

一个月的数字结算以后，再添、再删、再改那个月的稿件或采用，数字就会变。把原因写在这里，
核对数字的人看得到。稿件已经删去的，也写它原来的路径。

会放行：2026-11-08,lucheng/2026/2026-09-12-sorting.md,栏目登记错了，改为志愿服务
会报告：读不通的表格；日期在今天以后；两行一样。
"""

from __future__ import annotations

from collections.abc import Iterator

from plugins.check.survey import Survey
from plugins.model.correction import Correction
from plugins.model.days import describe_day
from plugins.model.problem import Problem
from plugins.reading.records import CORRECTIONS

RULE = "correction"


def check_folder(survey: Survey) -> Iterator[Problem]:
    """Yield what is wrong with the table of corrections."""
    if not survey.wants(CORRECTIONS.path):
        return
    reading = survey.folder.records_reading
    yield from (problem for problem in reading.problems if problem.path == CORRECTIONS.path)
    first: dict[Correction, int] = {}
    for entered in reading.corrections:
        day, line = entered.record.day, entered.line
        if day > survey.today:
            seen, fix = f"日期是{describe_day(day)}，还没有到", "写改动的那一天"
            yield Problem(CORRECTIONS.path, line, RULE, seen, "今天或以前的日子", fix)
        before = first.setdefault(entered.record, line)
        if before != line:
            seen, wanted = f"和第 {before} 行一样", "一个原因只写一行"
            yield Problem(CORRECTIONS.path, line, RULE, seen, wanted, "删去其中一行")
