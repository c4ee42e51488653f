"""What whoever writes articles calls: ``check``, ``fix``, ``new``, ``import``, ``template``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from invoke.context import Context
from invoke.exceptions import Exit
from invoke.tasks import task

from plugins.commands.workplace import (
    CONTENT,
    ROOT,
    find_today,
    list_named_files,
    mend_imported,
    open_known_content,
    read_registry,
    say,
    tell,
    write_new,
)

if TYPE_CHECKING:
    from plugins.importing.desk import Verdict


@task(
    help={"format": "text（给人看）、github（拉取请求的行内批注）、json（给程序）"},
)
def check(context: Context, format: str = "text") -> None:
    """检查稿件和登记表，一次说出全部问题；只查几个文件时写成 invoke check -- 文件…

    退出码：0 没有问题，1 有问题，2 没能检查。
    """
    from plugins.check.desk import refuse_check, run_check

    try:
        today = find_today()
    except ValueError as error:
        outcome = refuse_check(str(error))
    else:
        outcome = run_check(CONTENT, list_named_files(), format, today, open_known_content)
    sys.stdout.write(outcome.text)
    if outcome.exit:
        raise Exit(code=int(outcome.exit))


@task(help={"dry_run": "只看会改什么，不写入"})
def fix(context: Context, dry_run: bool = False) -> None:
    """把程序有把握的地方改好：编码、记号、空行、文件名等；只改几个文件时写成 invoke fix -- 文件…

    退出码：0 没有要改的了，1 还有要人来改的（--dry-run：有可以改的），2 没能运行。
    """
    from plugins.check.fixing_desk import run_fix

    paths = list_named_files()
    is_dry = dry_run or "--dry-run" in paths
    paths = [path for path in paths if path != "--dry-run"]
    try:
        outcome = run_fix(CONTENT, paths, find_today(), open_known_content, is_dry=is_dry)
    except ValueError as error:
        raise Exit(f"没有修改：{error}。", 2) from None
    sys.stdout.write(outcome.text)
    if outcome.exit:
        raise Exit(code=int(outcome.exit))


@task(
    positional=["unit", "title"],
    help={
        "unit": "单位的写法或名称，例如 lucheng 或 鹿城区",
        "title": "标题，写在引号里",
        "day": "稿件的日子，例如 2026-11-26；不写就是今天",
        "column": "栏目，例如 志愿服务；不写就留着自己填",
    },
)
def new(context: Context, unit: str, title: str, day: str = "", column: str = "") -> None:
    """开一篇新稿件：放在对的位置，开头各项都写好，等您写正文。"""
    from plugins.check.first_draft import begin_article
    from plugins.reading.dates import read_date

    try:
        chosen = read_date(day).day if day else find_today()
        if chosen is None:
            raise ValueError(f"看不懂日子“{day}”，写成 2026-11-26 这样")
        registry = read_registry()
        place, text = begin_article(registry, unit, title, chosen, column)
        path = CONTENT / place
        write_new(path, text)
    except FileExistsError:
        raise Exit(f"没有写：已经有 {path.relative_to(ROOT)}，换一个标题或日子。", 1) from None
    except (ValueError, OSError) as error:
        raise Exit(f"没有写：{tell(error)}。", 1) from None
    shown = path.relative_to(ROOT)
    print(f"已写好 {shown} 的开头。")
    print("填上栏目和正文；写好、核对过，把“状态”改成“发布”。由 AI 起草的，把“AI生成”改成“是”。")
    print(f"写完检查一次：invoke check -- {shown}")


@task(
    name="import",
    help={
        "unit": "单位，例如 鹿城区 或 lucheng；Word 文件在 inbox/单位/ 里的不用写",
        "column": "栏目；Word 文件里写了的不用写",
        "day": "日期，例如 2026-11-20；Word 文件里写了的不用写",
        "author": "作者；Word 文件里写了的不用写",
    },
)
def import_word(
    context: Context, unit: str = "", column: str = "", day: str = "", author: str = ""
) -> None:
    """把收件箱里的 Word 文件变成稿件和图片；只要几个文件时写成 invoke import -- 文件…

    退出码：0 都通过了检查，1 有没导入的或没通过检查的，2 没能导入。
    """
    from plugins.check.nearest import find_nearest
    from plugins.importing.clerk import Clerk, Given
    from plugins.importing.desk import ImportDesk
    from plugins.importing.kept import Kept

    try:
        given = Given(unit, column, day, author)
        ask = input if sys.stdin.isatty() else None
        clerk = Clerk(read_registry(), find_today(), given, ask)
        kept = Kept(ROOT / ".imported")
        desk = ImportDesk(CONTENT, kept, clerk, mend_imported, _check_imported, find_nearest, say)
        code = desk.run(list_named_files())
    except (ValueError, OSError) as error:
        raise Exit(f"没有导入：{tell(error)}。", 2) from None
    except KeyboardInterrupt:
        raise Exit("\n停下了。写好的稿件都在，再运行一次 invoke import 接着做。", 1) from None
    if code:
        raise Exit(code=int(code))


@task(help={"file": "写到哪里"})
def template(context: Context, file: str = "稿件模板.docx") -> None:
    """写出投稿用的 Word 模板，栏目取自登记表。"""
    from plugins.importing.template import make_template

    try:
        data = make_template(read_registry().columns)
        with open(file, "xb") as target:
            target.write(data)
    except FileExistsError:
        raise Exit(f"没有写模板：{file} 已经有了，换一个名字。", 1) from None
    except (ValueError, OSError) as error:
        raise Exit(f"没有写模板：{tell(error)}。", 1) from None
    print(f"模板写在 {file}。")


def _check_imported(paths: Sequence[str]) -> Verdict:
    """Check articles that were just imported, and their pictures."""
    from plugins.check.desk import check_places
    from plugins.check.report import write_text
    from plugins.importing.desk import Verdict

    report = check_places(open_known_content(CONTENT), tuple(paths), find_today())
    failing = frozenset(problem.path for problem in report.errors)
    return Verdict(failing, write_text(report) if report.problems else "")
