"""Publishing: a clean commit, built, checked and pushed to a branch by ghp-import."""

from __future__ import annotations

import contextlib
import subprocess
from collections.abc import Callable
from pathlib import Path

from ghp_import import GhpError, ghp_import

_NO_JEKYLL = ".nojekyll"
_DOMAIN = "CNAME"
_NO_SUCH_BRANCH = 2
"""How ``git ls-remote --exit-code`` ends where the remote answers and has no such branch."""


class PublishRefused(Exception):  # noqa: N818 (it says what happened)
    """Nothing was published; the text says why, for the city editor."""


def publish_site(
    *,
    repository: Path,
    output: Path,
    build: Callable[[], None],
    remote: str,
    branch: str,
    domain: str = "",
) -> str:
    """Build the site of the current commit and push it to ``branch`` of ``remote``.

    ``build`` writes the site to ``output`` and raises where it fails.  The
    domain (``CNAME``) of an earlier publication stays unless a new one is
    given.  Returns a sentence that says what was done; raises
    ``PublishRefused``.
    """
    commit = _clean_commit(repository)
    _refuse_current_branch(repository, branch)
    build()
    if _clean_commit(repository) != commit:
        raise PublishRefused("构建的时候仓库里有了新的提交，请再来一次")
    _refuse_empty(output)
    published_domain = _follow_published(repository, remote, branch)
    message = f"发布自提交 {commit}"
    try:
        # ghp-import works in the repository of the working folder.
        with contextlib.chdir(repository):
            ghp_import(
                str(output.resolve()),
                remote=remote,
                branch=branch,
                mesg=message,
                push=True,
                nojekyll=True,
                cname=domain or published_domain or None,
            )
    except (GhpError, subprocess.CalledProcessError) as error:
        raise PublishRefused(f"推送到 {remote} 的 {branch} 没有成功（{error}）") from error
    return f"已发布到 {remote} 的 {branch}，{message}。"


def _clean_commit(repository: Path) -> str:
    """Return the current commit's id; raises ``PublishRefused`` where anything is uncommitted."""
    if _git(repository, "status", "--porcelain"):
        raise PublishRefused("仓库里有没有提交的改动。先提交，或者收起来（git stash）")
    return _git(repository, "rev-parse", "HEAD")


def _refuse_current_branch(repository: Path, branch: str) -> None:
    if _git(repository, "rev-parse", "--abbrev-ref", "HEAD") == branch:
        raise PublishRefused(f"{branch} 就是现在的分支，发布会盖掉它。请换一个分支名")


def _follow_published(repository: Path, remote: str, branch: str) -> str:
    """Let the local branch stand where the published one does; return the published domain.

    The domain is empty where the branch is not there yet.  A remote that does not
    answer is refused: publishing without its domain would take the site off it.
    """
    found = _run(repository, "ls-remote", "--exit-code", remote, f"refs/heads/{branch}")
    if found.returncode == _NO_SUCH_BRANCH:
        return ""
    _git(repository, "fetch", "--quiet", remote, branch)
    if not _run(repository, "merge-base", "HEAD", "FETCH_HEAD").returncode:
        raise PublishRefused(f"{remote} 的 {branch} 是放源文件的分支，发布会盖掉它。请换一个分支名")
    _git(repository, "update-ref", f"refs/heads/{branch}", "FETCH_HEAD")
    shown = _run(repository, "show", f"FETCH_HEAD:{_DOMAIN}")
    return shown.stdout.strip() if not shown.returncode else ""


def _refuse_empty(output: Path) -> None:
    if not (output / "index.html").is_file():
        raise PublishRefused("构建出来的站点是空的")


def _git(repository: Path, *arguments: str) -> str:
    done = _run(repository, *arguments)
    if done.returncode:
        raise PublishRefused(f"git {arguments[0]} 没有成功：{done.stderr.strip()}")
    return done.stdout.strip()


def _run(repository: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["git", "-C", str(repository), *arguments], capture_output=True, text=True, check=False
    )
