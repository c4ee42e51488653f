"""收件箱：送来的 Word 文件要变成稿件。

放在 inbox/单位/ 里的 .docx 由 invoke import 变成稿件和图片，通过检查以后从收件箱移走。
没有变成稿件的，网站上看不到。也可以用拉取请求送来：程序会转换好，由市级编辑收下稿件，
Word 文件不合并进仓库。Word 文件里常有写稿人的姓名，送来以前先去掉：在 Windows 里用右键点文件，
选“属性”“详细信息”“删除属性和个人信息”；用 Word 的，选“文件”“信息”“检查问题”“检查文档”。

会放行：空着的收件箱
会提醒：收件箱里还有没变成稿件的 Word 文件。
"""

from __future__ import annotations

from collections.abc import Iterator

from plugins.check.excerpt import shorten
from plugins.check.survey import Survey
from plugins.model.problem import Level, Problem
from plugins.reading.places import find_inbox_unit

RULE = "inbox"


def check_folder(survey: Survey) -> Iterator[Problem]:
    """Yield advice for every Word file that waits in the folder of a unit."""
    for file in survey.unpassed_files():
        unit = find_inbox_unit(file.path)
        if file.is_link or unit not in survey.registry.unit_by_slug:
            continue
        name = file.path.rpartition("/")[2]
        seen = f"“{shorten(name, 40)}”还没有变成稿件"
        fix = "运行 invoke import；仓库里不留 Word 文件"
        yield Problem(file.path, 0, RULE, seen, "收件箱里没有等着的 Word 文件", fix, Level.WARNING)
