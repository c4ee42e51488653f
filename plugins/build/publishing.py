"""Publishing: a clean commit, built, checked and pushed to a branch by ghp-import."""

from __future__ import annotations

import contextlib
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from ghp_import import GhpError, ghp_import

from plugins.build.staging import RELEASES
from plugins.build.store import STORES
from plugins.machine.git import call_git
from plugins.media.kept_pictures import FOLDER as PICTURES
from plugins.model.registry import Site
from plugins.model.trouble import say_trouble

_DOMAIN = "CNAME"
_MESSAGE = "发布自提交"
_STATUS = ("status", "--porcelain", "-z", "--no-renames", "--untracked-files=all")
"""Whatever the desk's own settings of git leave out."""

_READ_BY_THE_BUILD = ("content", "theme", "plugins", ":(glob)*.py")
_KEPT_BY_BUILDS = (RELEASES, STORES, PICTURES)
_HARMLESS = re.compile(r"(?:^|/)(?:__pycache__/.*|\.DS_Store)$")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]", re.I)
_NOBODYS = (".example", ".invalid", ".test", ".localhost")
"""Endings of hosts that will never lead anywhere (RFC 2606)."""

_SHOWN = 3
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
    _refuse_names(repository, branch, domain)
    commit = _clean_commit(repository)
    _refuse_sources(repository, branch)
    _refuse_kept(repository)
    build()
    if _clean_commit(repository) != commit:
        raise PublishRefused("构建的时候仓库里有了新的提交，请再来一次")
    _refuse_empty(output)
    published_domain = _follow_published(repository, remote, branch)
    message = f"{_MESSAGE} {commit}"
    _import(repository, output, remote, branch, message, domain or published_domain)
    return f"已发布到 {remote} 的 {branch}，{message}。"


def vet_address(site: Site) -> str:
    """Refuse an address that leads nowhere, which codes would send people to.

    A demonstration may have one: returned is what to tell whoever publishes it.
    """
    host = urlsplit(site.url).hostname or ""
    if not f".{host}".endswith(_NOBODYS):
        return ""
    if site.is_demonstration:
        return f"提醒：这是演示站点，网址 {site.url} 打不开，页面上的二维码也扫不到内容。"
    raise PublishRefused(
        f"site.toml 里的 url 还是样例 {site.url}，二维码和订阅都会指向打不开的地方。先改成真实网址"
    )


def _import(
    repository: Path, output: Path, remote: str, branch: str, message: str, domain: str
) -> None:
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
                cname=domain or None,
            )
    except (GhpError, subprocess.CalledProcessError) as error:
        raise PublishRefused(f"推送到 {remote} 的 {branch} 没有成功（{error}）") from error
    except OSError as error:
        raise PublishRefused(f"没能把站点交给 git（{say_trouble(error)}）") from error
    except TypeError as error:
        # ghp-import says with bytes, which no stdout takes, that git refused the commit.
        raise PublishRefused(f"git 没有收下站点，{branch} 没有动") from error


def _refuse_names(repository: Path, branch: str, domain: str) -> None:
    """Refuse what can't be a branch's name or a host's."""
    found = _run(repository, "check-ref-format", "--branch", branch)
    if found.returncode or _read(found) != branch:
        raise PublishRefused(f"“{branch}”不能用作分支名")
    if domain and not _HOST.fullmatch(domain):
        raise PublishRefused(
            f"“{domain}”不是域名。只写域名本身，例如 www.wenming.cn，不带 https:// 和斜线"
        )


def _clean_commit(repository: Path) -> str:
    """Return the current commit's id.

    Raises ``PublishRefused`` where the build could read anything that is not in it.
    """
    # Of each file: two letters, a space and the path.
    if changed := [entry[3:] for entry in _git(repository, *_STATUS).split("\0") if entry]:
        names = _name_some(changed)
        raise PublishRefused(f"仓库里有没有提交的改动：{names}。先提交，或者收起来（git stash -u）")
    others = _git(repository, "ls-files", "--others", "-z", "--", *_READ_BY_THE_BUILD)
    if outside := [path for path in others.split("\0") if path and not _HARMLESS.search(path)]:
        names = _name_some(outside)
        raise PublishRefused(
            f"有的文件 git 不管，构建却会读到：{names}。先提交（git add -f），或者移走"
        )
    return _git(repository, "rev-parse", "HEAD")


def _refuse_kept(repository: Path) -> None:
    """Refuse a commit that holds what builds keep for themselves.

    A build takes it for its own work, so a pull request could put anything on the site by it.
    """
    kept = _git(repository, "ls-files", "-z", "--", *_KEPT_BY_BUILDS)
    if found := [path for path in kept.split("\0") if path]:
        raise PublishRefused(
            f"提交里有构建自己留下的文件：{_name_some(found)}。"
            "别人能借它换掉网站上的内容，先删去（git rm -r）再提交"
        )


def _name_some(paths: list[str]) -> str:
    rest = f" 等 {len(paths)} 处" if len(paths) > _SHOWN else ""
    return "、".join(paths[:_SHOWN]) + rest


def _refuse_sources(repository: Path, branch: str) -> None:
    """Refuse the branch that is worked on, and any here that grew from the same root."""
    if _git(repository, "rev-parse", "--abbrev-ref", "HEAD") == branch:
        raise PublishRefused(f"{branch} 就是现在的分支，发布会盖掉它。请换一个分支名")
    if not _run(repository, "merge-base", "HEAD", f"refs/heads/{branch}").returncode:
        raise PublishRefused(f"本机的 {branch} 是放源文件的分支，发布会盖掉它。请换一个分支名")


def _refuse_unpublished(repository: Path, branch: str, *published: str) -> None:
    """Refuse a branch here with somebody's commits that no remote has, as far as is known.

    Commits of earlier publications hold nothing but built sites and may go.
    """
    local = f"refs/heads/{branch}"
    if _run(repository, "rev-parse", "--verify", "--quiet", local).returncode:
        return
    said = _git(repository, "log", "--format=%s", local, "--not", *published, "--remotes")
    if unknown := [line for line in said.splitlines() if not line.startswith(_MESSAGE)]:
        raise PublishRefused(
            f"本机的 {branch} 上有没有推送的提交：{_name_some(unknown)}。请换一个分支名"
        )


def _follow_published(repository: Path, remote: str, branch: str) -> str:
    """Let the local branch stand where the published one does; return the published domain.

    The domain is empty where the branch is not there yet.  A remote that does not
    answer is refused: publishing without its domain would take the site off it.
    """
    found = _run(repository, "ls-remote", "--exit-code", remote, f"refs/heads/{branch}")
    if found.returncode == _NO_SUCH_BRANCH:
        _refuse_unpublished(repository, branch)
        return ""
    _git(repository, "fetch", "--quiet", remote, branch)
    if not _run(repository, "merge-base", "HEAD", "FETCH_HEAD").returncode:
        raise PublishRefused(f"{remote} 的 {branch} 是放源文件的分支，发布会盖掉它。请换一个分支名")
    _refuse_unpublished(repository, branch, "FETCH_HEAD")
    _git(repository, "update-ref", f"refs/heads/{branch}", "FETCH_HEAD")
    shown = _run(repository, "show", f"FETCH_HEAD:{_DOMAIN}")
    return _read(shown).strip() if not shown.returncode else ""


def _refuse_empty(output: Path) -> None:
    if not (output / "index.html").is_file():
        raise PublishRefused("构建出来的站点是空的")


def _git(repository: Path, *arguments: str) -> str:
    done = _run(repository, *arguments)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip()
        raise PublishRefused(f"git {arguments[0]} 没有成功：{said}")
    return _read(done)


def _read(done: subprocess.CompletedProcess[bytes]) -> str:
    """Return what git printed."""
    return done.stdout.decode("utf-8", "replace").strip("\n")


def _run(repository: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return call_git(repository, *arguments)
    except OSError as error:
        raise PublishRefused(f"git 用不了（{say_trouble(error)}）") from error
