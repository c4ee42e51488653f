"""Every intention has one verb: ``invoke --list``.  docs/tasks.md says when to use which."""

from __future__ import annotations

import errno
import gc
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from invoke import Context, Exit, task

from plugins.commands.figures import figures  # noqa: F401 (Invoke finds it among the names)
from plugins.commands.workplace import (
    CONTENT,
    OUTPUT,
    ROOT,
    find_today,
    list_named_files,
    need,
    open_known_content,
    read_portal,
    read_registry,
    replace_file,
    say,
    tell,
    write_new,
)

if TYPE_CHECKING:
    from plugins.build.account import Account
    from plugins.importing.desk import Verdict
    from plugins.model.portal import Portal
    from plugins.review.desk import Tools
    from plugins.review.word_files import Checked, Converted

# Invoke turns this off whatever the environment says, and every run would compile all of our code.
sys.dont_write_bytecode = bool(os.environ.get("PYTHONDONTWRITEBYTECODE"))


@task(
    help={
        "settings": "Pelican 设置文件（正式发布用 publishconf.py）",
        "content": "内容文件夹",
        "output": "站点写到哪里",
        "explain": "说明一个网址或一篇稿件的页面为什么重写、为什么没有",
    }
)
def build(
    context: Context,
    settings: str = "pelicanconf.py",
    content: str = str(CONTENT),
    output: str = str(OUTPUT),
    explain: str = "",
) -> None:
    """检查并构建站点，只重写有变化的页面；有问题就停下，原来的站点不动。"""
    begun = time.monotonic()
    account = _build(settings, content, output, explain)
    print(account.describe(time.monotonic() - begun, output))
    if account.explanation:
        print(account.explanation)
    gc.freeze()  # the process ends: nobody need look for cycles in what is left


@task(help={"port": "端口，默认 8000"})
def serve(context: Context, port: int = 8000) -> None:
    """构建站点，在 http://127.0.0.1:8000 打开预览；改了稿件或模板，打开的页面自己更新。"""
    from plugins.model.trouble import say_trouble
    from plugins.preview.board import Board
    from plugins.preview.server import PreviewServer
    from plugins.preview.session import Session, Workplace

    place = Workplace(ROOT / "pelicanconf.py", CONTENT, ROOT / "theme", ROOT / "plugins", OUTPUT)
    board = Board()
    try:
        server = PreviewServer(port, place.output, place.theme, board)
    except OSError as error:
        is_taken = error.errno == errno.EADDRINUSE
        reason = "已经被别的程序占用" if is_taken else f"用不了（{error.strerror}）"
        raise Exit(f"端口 {port} {reason}。换一个：invoke serve --port 8001", 1) from None
    try:
        with server.running():
            Session(place, board).run(f"预览地址：{server.origin}  按 Ctrl+C 停止")
    except OSError as error:
        raise Exit(f"预览已停止，没法留意文件的改动：{say_trouble(error)}。", 1) from None
    except KeyboardInterrupt:
        print("预览已停止。")


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
        desk = ImportDesk(CONTENT, kept, clerk, _mend_imported, _check_imported, find_nearest, say)
        code = desk.run(list_named_files())
    except (ValueError, OSError) as error:
        raise Exit(f"没有导入：{tell(error)}。", 2) from None
    except KeyboardInterrupt:
        raise Exit("\n停下了。写好的稿件都在，再运行一次 invoke import 接着做。", 1) from None
    if code:
        raise Exit(code=int(code))


@task(
    help={
        "base": "请求要合并到哪里，例如 origin/main",
        "sheet": "别处检查的结果（sheet.json），只用它写留言",
        "files": "改动文件的名单，托管网站的接口给出的 JSON",
        "number": "请求的编号，有预览网址的据此写出",
        "author": "请求是谁发的：托管网站上的账号",
        "folder": "结果写到哪里",
        "format": "text（留言本身）、github（拉取请求的行内批注）",
    }
)
def review(
    context: Context,
    base: str = "",
    sheet: str = "",
    files: str = "",
    number: int = 0,
    author: str = "",
    folder: str = ".review",
    format: str = "text",
) -> None:
    """查看一个拉取请求：写出留言、标签、转换好的 Word 稿件。

    退出码：0 没有要改的，1 有要改的，2 没能查看。
    """
    from plugins.check.linter import Report
    from plugins.check.report import write_github
    from plugins.review.desk import review_branch, review_sheet, write_review
    from plugins.review.git import ReviewStopped

    try:
        if format not in ("text", "github"):
            raise ValueError(f"没有“{format}”这种格式，可用的有：text、github")
        if bool(base) == bool(sheet) or bool(sheet) != bool(files):
            raise ValueError("写上 --base 和要合并到的分支；或者 --sheet 和 --files 两个文件")
        if sheet:
            facts, listed = Path(sheet).read_bytes(), Path(files).read_bytes()
            found = review_sheet(facts, listed, author, read_registry())
        else:
            found = review_branch(ROOT, base, author, find_today(), _review_tools())
        comment = write_review(found, ROOT / folder, number)
    except (ReviewStopped, ValueError, OSError) as error:
        raise Exit(f"没有查看：{tell(error)}。", 2) from None
    report = Report(found.problems, found.sheet.files)
    sys.stdout.write(write_github(report) if format == "github" else comment)
    if base and found.sheet.has_to_mend:
        raise Exit(code=1)


@task
def owners(context: Context) -> None:
    """按登记表写出 .github/CODEOWNERS：谁负责哪个文件夹。"""
    from plugins.review.owners_file import OWNERS_FILE, write_owners

    try:
        path = ROOT / OWNERS_FILE
        path.parent.mkdir(exist_ok=True)
        path.write_text(write_owners(read_registry()), "utf-8", newline="\n")
    except (ValueError, OSError) as error:
        raise Exit(f"没有写：{tell(error)}。", 1) from None
    print(f"已写好 {OWNERS_FILE}，和登记表一起提交。")


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


@task(
    positional=["unit"],
    help={
        "unit": "单位的 slug，例如 lucheng",
        "picture": "公众号后台下载的官方二维码图片",
        "by": "核实单位，例如 温州市文明办",
    },
)
def account(context: Context, unit: str, picture: str, by: str = "") -> None:
    """从公众号的官方二维码图片读出链接，写进登记表。"""
    from plugins.units.account import enter_account, read_account_link

    registry = CONTENT / "data" / "units.toml"
    try:
        link = read_account_link(Path(picture).read_bytes())
        verifier = by or _city_office()
        entered = enter_account(registry.read_bytes(), unit, link, find_today(), verifier)
        replace_file(registry, entered)
    except (ValueError, OSError) as error:
        raise Exit(f"登记表没有改动：{tell(error)}。", 1) from None
    print(f"已把 {link} 记在“{unit}”名下，核实单位：{verifier}。请核对后提交。")


@task(
    help={
        "day": "哪一天，例如 2026-11-26；不写就是今天，今天已经有了就是明天",
        "count": "选几条，每个单位最多一条",
    }
)
def repost(context: Context, day: str = "", count: int = 5) -> None:
    """从各单位的新稿件里提议一天的转发清单，等得最久的单位先选；由编辑核对、修改。"""
    from plugins.reading.places import REPOSTS, find_repost_day
    from plugins.repost.proposing import choose_day, describe_choice, propose_day, write_day

    try:
        portal, paths = _read_portal_and_days()
        chosen = choose_day(day, portal.today, set(filter(None, map(find_repost_day, paths))))
        proposals = propose_day(portal, chosen, count)
        if not proposals:
            raise ValueError("没有可选的稿件：新稿件都选过了")
        path = CONTENT / REPOSTS / f"{chosen}.md"
        write_new(path, write_day(proposals))
    except (ValueError, OSError) as error:
        raise Exit(f"没有写转发清单：{tell(error)}。", 1) from None
    place = path.relative_to(ROOT)
    print(f"已写好 {place}，请核对、修改后提交：")
    print(describe_choice(proposals, count))
    print(f"改完检查一次：invoke check -- {place}")


@task(
    help={
        "remote": "推送到哪个远程仓库",
        "branch": "推送到哪个分支",
        "domain": "自定义域名，写进 CNAME",
    }
)
def publish(
    context: Context, remote: str = "origin", branch: str = "gh-pages", domain: str = ""
) -> None:
    """从一个干净的提交构建正式站点，推送到发布分支。"""
    from plugins.build.publishing import PublishRefused, publish_site, vet_address
    from plugins.reading.content_folder import ContentFolder

    output = ROOT / ".publish" / "output"

    def build_public() -> None:
        registry = ContentFolder(CONTENT).registry_reading.registry
        notice = vet_address(registry.site) if registry else ""
        _build("publishconf.py", str(CONTENT), str(output))
        if notice:
            print(notice)

    try:
        message = publish_site(
            repository=ROOT,
            output=output,
            build=build_public,
            remote=remote,
            branch=branch,
            domain=domain,
        )
    except PublishRefused as refusal:
        raise Exit(f"没有发布：{refusal}。", 1) from None
    print(message)


@task
def editor(context: Context) -> None:
    """装好在线编辑器的程序（site.toml 写了 [repository] 的站点构建时要用）。"""
    npm = shutil.which("npm")
    if npm is None:
        raise Exit("没有安装：这台机器上没有 npm，先装 Node.js 20 或更新的版本。", 1)
    place = ROOT / "deploy" / "editor"
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    if subprocess.run(command, cwd=place, check=False).returncode:
        raise Exit("没有装好，npm 说的话在上面。网络通了再运行一次 invoke editor。", 1)
    print("在线编辑器的程序装好了，版本和校验值见 deploy/editor/package-lock.json。")
    print("site.toml 写了 [repository] 的站点，下次构建就有 /admin/。")


@task(help={"only": "只跑名字里有这个词的测试"})
def test(context: Context, only: str = "") -> None:
    """运行全部测试。"""
    need("pytest")
    import pytest

    code = pytest.main(["-k", only] if only else [])
    if code:
        raise Exit(code=int(code))


@task
def lint(context: Context) -> None:
    """检查代码的写法和类型。"""
    need("ruff", "mypy")
    context.run(f"{sys.executable} -m ruff check .", pty=False)
    context.run(f"{sys.executable} -m ruff format --check .", pty=False)
    context.run(f"{sys.executable} -m mypy", pty=False)


@task
def rules(context: Context) -> None:
    """用各条规则的说明重新生成 docs/rules.md。"""
    from plugins.check.manual import write_manual

    (ROOT / "docs" / "rules.md").write_text(write_manual(), "utf-8")


@task
def renew(context: Context) -> None:
    """有意改动输出之后，更新测试里保存的小站点和检查报告。"""
    need("pytest")
    from tests.renewal import renew_kept_outputs

    for path in renew_kept_outputs():
        print(path)


@task
def pictures(context: Context) -> None:
    """构建示例站点，从它的页面上把 CONTRIBUTING.md 里的图重新拍一遍。"""
    need("playwright", "pytest")
    if not shutil.which("chromium"):
        raise Exit("没有拍：没有安装 chromium，.ci/run 里有安装的办法。", 1)
    from tests.guide_camera import renew_pictures

    for path in renew_pictures():
        print(path.relative_to(ROOT))


@task(
    help={
        "articles": "生成多少篇稿件",
        "runs": "每种情形跑几轮",
        "only": "只比这几个，例如 ours,hugo",
        "sizes": "画图用的篇数，例如 1000,10000；写 - 就不画",
        "scratch": "在哪里生成和构建，最好是内存盘，例如 /dev/shm",
    }
)
def bench(
    context: Context,
    articles: int = 10_000,
    runs: int = 5,
    only: str = "",
    sizes: str = "",
    scratch: str = "",
) -> None:
    """和 Hugo、Eleventy、原样的 Pelican 比构建用时和内存，结果写进 benchmarks/results。"""
    from benchmarks.compare import main

    words = ["--articles", str(articles), "--runs", str(runs)]
    for option, value in (("--only", only), ("--sizes", sizes), ("--scratch", scratch)):
        words += [option, value.strip("-")] if value else []
    if code := main(words):
        raise Exit(code=code)


@task(help={"pictures": "连同处理好的图片一起删，下次构建要重新处理每一张"})
def clean(context: Context, pictures: bool = False) -> None:
    """删去构建出来的一切；稿件、环境和处理好的图片不动。"""
    from plugins.media.kept_pictures import FOLDER

    built = [OUTPUT, ROOT / ".releases", ROOT / ".store", ROOT / ".publish"]
    if pictures:
        built.append(CONTENT.parent / FOLDER)
    for path in built:
        if path.is_symlink():
            path.unlink()
        elif path.exists():
            shutil.rmtree(path)


def _build(settings: str, content: str, output: str, explain: str = "") -> Account:
    """Build, and end with one clear message where the build stops."""
    from plugins.build.errors import BuildStopped
    from plugins.build.launch import launch_build

    try:
        return launch_build(ROOT / settings, Path(content), Path(output), explain)
    except BuildStopped as stop:
        raise Exit(str(stop), stop.exitcode) from None


def _mend_imported(path: str, data: bytes) -> bytes:
    from plugins.check.fixer import mend

    return mend(path, data).data


def _check_imported(paths: Sequence[str]) -> Verdict:
    """Check articles that were just imported, and their pictures."""
    from plugins.check.desk import check_places
    from plugins.check.report import write_text
    from plugins.importing.desk import Verdict

    report = check_places(open_known_content(CONTENT), tuple(paths), find_today())
    failing = frozenset(problem.path for problem in report.errors)
    return Verdict(failing, write_text(report) if report.problems else "")


def _review_tools() -> Tools:
    """Return what a review asks of the check, the fixer and the import."""
    from plugins.review.desk import Tools

    return Tools(_check_for_review, _convert_for_review, _fix_for_review)


def _check_for_review(content: Path, paths: Sequence[str]) -> Checked:
    """Check a scratch copy, by a copy of what this checkout's builds and checks know."""
    from plugins.build.content import open_content
    from plugins.build.store import CONTENT as KNOWN
    from plugins.build.store import store_folder
    from plugins.check.desk import check_places
    from plugins.check.report import list_shown
    from plugins.machine.files import find_files
    from plugins.review.word_files import Checked

    known, store = store_folder(OUTPUT) / KNOWN, content.parent / ".store"
    if known.is_file() and not store.exists():
        store.mkdir()
        shutil.copyfile(known, store / KNOWN)
    folder = open_content(content, store, find_files(str(content), time.time_ns()))
    report = check_places(folder, tuple(paths), find_today())
    return Checked(tuple(list_shown(report)), report.files)


def _convert_for_review(content: Path, paths: Sequence[str]) -> list[Converted]:
    """Import files of an inbox where nobody can be asked, one by one."""
    from plugins.check.nearest import find_nearest
    from plugins.importing.clerk import Clerk, Given
    from plugins.importing.desk import ImportDesk, Verdict
    from plugins.importing.kept import Kept
    from plugins.importing.unattended import convert_waiting
    from plugins.reading.content_folder import ContentFolder
    from plugins.review.word_files import Converted

    registry = ContentFolder(content).registry_reading.registry
    if registry is None:
        return []
    clerk = Clerk(registry, find_today(), Given(), takes_options=False)
    kept = Kept(content.parent / ".imported")
    desk = ImportDesk(
        content, kept, clerk, _mend_imported, lambda _: Verdict(frozenset(), ""), find_nearest, str
    )
    found = convert_waiting(desk, paths)
    return [Converted(each.path, each.title, each.paths, each.refusal) for each in found]


def _fix_for_review(content: Path, paths: Sequence[str]) -> dict[str, str]:
    from plugins.check.fixing_desk import plan_mendings, run_fix

    names = {each.path: each.mending.path for each in plan_mendings(content, paths)}
    run_fix(content, [str(content / path) for path in paths], find_today())
    return names


def _read_portal_and_days() -> tuple[Portal, list[str]]:
    """Return today's portal and the paths of all days' lists, each of which must be readable.

    Raises ``ValueError`` where one could not: what it says would be overlooked.
    """
    from plugins.reading.places import REPOSTS

    portal, folder = read_portal()
    paths = folder.list_texts(REPOSTS)
    read = {slip.source_path for slip in portal.repost_days}
    if unread := sorted({*paths} - read):
        raise ValueError(f"content/{unread[0]} 还有问题，先运行 invoke check")
    return portal, paths


def _city_office() -> str:
    return read_registry().units[0].office
