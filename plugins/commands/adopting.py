"""The task of whoever enters what was taken up: the city's editor."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from invoke.context import Context
from invoke.exceptions import Exit
from invoke.tasks import task

from plugins.commands.workplace import CONTENT, find_today, replace_file, say, tell

if TYPE_CHECKING:
    from plugins.check.survey import Survey
    from plugins.model.adoption import Adoption

_EXAMPLE = (
    "invoke adopt lucheng/2026/2026-05-20-crosswalk-and-bus.md"
    " --level 省级 --outlet 示例日报 --link https://example.org/a.html --day 2026-05-22"
)


class _FaultyError(ValueError):
    """What keeps an adoption from being entered: every fault on a line of its own."""


@task(
    positional=["article"],
    help={
        "article": "稿件的路径，或它在网站上的地址",
        "level": "级别：市级、省级、国家级（city、province、nation）",
        "outlet": "采用它的媒体，例如 示例日报",
        "link": "媒体刊登的那一页的网址",
        "day": "刊登的日子，例如 2026-11-25；不写就是今天",
    },
)
def adopt(
    context: Context, article: str, level: str = "", outlet: str = "", link: str = "", day: str = ""
) -> None:
    """登记一篇稿件被媒体采用，写进 content/data/adoptions.csv；登记过的不再写。"""
    given = {"article": article, "level": level, "outlet": outlet, "link": link, "day": day}
    try:
        say(_enter(given))
    except _FaultyError as error:
        raise Exit(f"没有登记，先改好这些：\n{error}\n写法：{_EXAMPLE}", 1) from None
    except (ValueError, OSError) as error:
        raise Exit(f"没有登记：{tell(error)}。", 1) from None


def _enter(given: dict[str, str]) -> str:
    """Enter what was given, and return what to say of it; raises ``ValueError``, ``OSError``."""
    from plugins.assessment.entering import find_same, write_adoptions
    from plugins.check.survey import Survey
    from plugins.reading.content_folder import ContentFolder
    from plugins.reading.records import ADOPTIONS

    survey = Survey(ContentFolder(CONTENT), find_today())
    adoption = _read(given, survey)
    _refuse_faulty_table(survey)
    entered = survey.folder.records_reading.adoptions
    same = find_same(entered, adoption)
    if same:
        known = adoption if given["day"] else replace(adoption, day=same.record.day)
        if same.record != known:
            seen = f"{same.record.day}，{same.record.link}"
            raise ValueError(
                f"这家媒体采用这篇稿件已经登记在第 {same.line} 行（{seen}）；要改，就改那一行"
            )
        return f"已经登记过了，在 {ADOPTIONS.path} 第 {same.line} 行，没有再写。"
    table = write_adoptions([*(each.record for each in entered), adoption])
    replace_file(CONTENT / ADOPTIONS.path, table)
    return _describe(adoption, survey, len(entered) + 1)


def _read(given: dict[str, str], survey: Survey) -> Adoption:
    """Return the adoption that was given; raises ``_FaultyError`` with all that is wrong."""
    from plugins.assessment.entering import read_given
    from plugins.check.rules.adoption import judge_adoption, judge_article
    from plugins.reading.places import find_named_article

    named = find_named_article(given["article"], survey.registry.site.url)
    day = given["day"] or survey.today.isoformat()
    adoption, problems = read_given({**given, "article": named or given["article"], "day": day})
    faults = [f"{problem.seen}：{problem.wanted}" for problem in problems]
    if adoption is None and named and (words := judge_article(named, survey)):
        faults.append(f"{words[0]}：{words[2]}")
    if adoption:
        faults += [f"{seen}：{fix}" for seen, _, fix in judge_adoption(adoption, survey)]
    if adoption is None or faults:
        raise _FaultyError("\n".join(f"  {fault}" for fault in faults))
    return adoption


def _refuse_faulty_table(survey: Survey) -> None:
    """Raise ``ValueError`` where something in the table would be lost by writing it anew."""
    from plugins.reading.records import ADOPTIONS

    path = ADOPTIONS.path
    file = survey.files.get(path)
    if file and file.is_link:
        raise ValueError(f"{path} 是一个快捷方式（链接），换成文件本身")
    faults = [each for each in survey.folder.records_reading.problems if each.path == path]
    if faults:
        shown = f"第 {faults[0].line} 行{faults[0].seen}"
        count = f"等 {len(faults)} 处" if len(faults) > 1 else ""
        raise ValueError(
            f"{path} 里有读不通的地方（{shown}{count}），先改好：invoke check -- content/{path}"
        )


def _describe(adoption: Adoption, survey: Survey, count: int) -> str:
    """Say what was entered, so that a wrong article or day is seen at once."""
    from plugins.model.days import describe_day
    from plugins.reading.records import ADOPTIONS

    record = survey.record(adoption.article)
    title = record.article.title if record and record.article else adoption.article
    return (
        f"已登记：《{title}》，{adoption.level.label}，{adoption.outlet}，"
        f"{describe_day(adoption.day)}。\n"
        f"写在 content/{ADOPTIONS.path}，一共 {count} 条。核对后和别的改动一起提交。"
    )
