"""What whoever maintains the code calls: tests, what is kept of outputs, and measuring."""

from __future__ import annotations

import shutil
import sys

from invoke.context import Context
from invoke.exceptions import Exit
from invoke.tasks import task

from plugins.commands.workplace import ROOT, need


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
