"""图片里的痕迹：照片文件里不留拍摄地点、机主姓名和相机编号。

手机和相机会把这些写进照片文件，看图时看不见。网站上的图片不带这些，
可是稿件的仓库也是公开的，谁都能下载原来的文件。invoke fix 会去掉它们，图片的样子不变。

会放行：没有这些记录的照片；只记了拍摄时间和手机型号的照片
会提醒：照片里有拍摄地点（经纬度）；照片里有机主姓名、作者、相机编号。
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from plugins.check.excerpt import shorten
from plugins.check.shown_pictures import list_looked_at
from plugins.check.survey import Survey
from plugins.media.metadata import Trace
from plugins.model.problem import Level, Problem
from plugins.reading.article import Entry

RULE = "picture-trace"
WANTED = "只有画面的图片文件；仓库是公开的"

_NAMES = {Trace.PLACE: "拍摄地点", Trace.OWNER: "机主姓名或相机编号"}


def check_entry(entry: Entry, survey: Survey) -> Iterator[Problem]:
    """Yield a warning for every picture of a text whose file tells of the person behind it."""
    for path, lines in list_looked_at(entry).items():
        facts = survey.folder.picture_facts(path)
        if facts and facts.traces:
            name = shorten(posixpath.basename(path), 40)
            seen = f"“{name}”里记着{'、'.join(_NAMES[trace] for trace in facts.traces)}"
            fix = "运行 invoke fix 去掉，图片的样子不变；没法运行就请市级编辑来做"
            yield Problem(entry.path, lines[0], RULE, seen, WANTED, fix, Level.WARNING)
