"""Making the site and showing it: ``build``, ``serve``, ``publish``, ``clean``."""

from __future__ import annotations

import errno
import gc
import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING

from invoke.context import Context
from invoke.exceptions import Exit
from invoke.tasks import task

from plugins.commands.workplace import CONTENT, OUTPUT, ROOT

if TYPE_CHECKING:
    from plugins.build.account import Account


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
    account = _build_or_stop(settings, content, output, explain)
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
        _build_or_stop("publishconf.py", str(CONTENT), str(output))
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


def _build_or_stop(settings: str, content: str, output: str, explain: str = "") -> Account:
    """Build, and end with one clear message where the build stops."""
    from plugins.build.errors import BuildStopped
    from plugins.build.launch import launch_build

    try:
        return launch_build(ROOT / settings, Path(content), Path(output), explain)
    except BuildStopped as stop:
        raise Exit(str(stop), stop.exitcode) from None
