"""Publishing to a bare repository: the whole site of one clean commit, or nothing."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from plugins.build.errors import BuildStopped
from plugins.build.publishing import PublishRefused, publish_site, vet_address
from plugins.model.registry import Site
from tests.builds import copy_repository, run_python
from tests.support import build_site, need_command, read_site

BRANCH = "gh-pages"

Build = Callable[[], None]


def git(folder: Path, *arguments: str) -> bytes:
    """Run git and return what it prints; the desk's own settings of git play no part."""
    need_command("git")
    name = ("-c", "user.name=测试", "-c", "user.email=test@example.invalid")
    done = subprocess.run(
        ["git", "-C", str(folder), *name, *arguments], capture_output=True, check=False
    )
    assert 0 == done.returncode, done.stderr.decode()
    return done.stdout


@pytest.fixture(autouse=True)
def own_settings_of_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, "/dev/null")
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "测试")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "test@example.invalid")


@pytest.fixture
def remote(tmp_path: Path) -> Path:
    """A bare repository to publish to."""
    folder = tmp_path / "remote.git"
    git(tmp_path, "init", "--quiet", "--bare", "-b", "main", str(folder))
    return folder


@pytest.fixture
def source(tmp_path: Path, remote: Path) -> Path:
    """A repository with one commit, which knows the bare one as ``origin``."""
    folder = tmp_path / "source"
    folder.mkdir()
    git(folder, "init", "--quiet", "-b", "main")
    git(folder, "remote", "add", "origin", str(remote))
    (folder / ".gitignore").write_text("/.publish/\n", "utf-8")
    commit(folder, "text.md", "一")
    git(folder, "push", "--quiet", "origin", "main")
    return folder


def commit(repository: Path, name: str, text: str) -> str:
    """Commit one file and return the commit's id."""
    (repository / name).write_text(text, "utf-8")
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "-m", text)
    return git(repository, "rev-parse", "HEAD").decode().strip()


def output_of(repository: Path) -> Path:
    return repository / ".publish" / "output"


SITE = {"index.html": "站点", "关于/index.html": "关于"}


def build_pages(repository: Path, pages: dict[str, str] = SITE) -> Build:
    """Return a build that writes these pages, as the site's build would."""

    def build() -> None:
        for name, text in pages.items():
            path = output_of(repository) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")

    return build


def publish(
    repository: Path, build: Build | None = None, remote: str = "origin", **named: str
) -> str:
    return publish_site(
        repository=repository,
        output=output_of(repository),
        build=build or build_pages(repository),
        remote=remote,
        branch=named.pop("branch", BRANCH),
        **named,
    )


def read_branch(remote: Path, branch: str = BRANCH) -> dict[str, bytes]:
    """Return every file of a branch of the bare repository."""
    names = git(remote, "ls-tree", "-r", "-z", "--name-only", branch).decode().split("\0")
    return {name: git(remote, "show", f"{branch}:{name}") for name in names if name}


def has_branch(remote: Path, branch: str = BRANCH) -> bool:
    return bool(git(remote, "branch", "--list", branch).strip())


def messages(remote: Path, branch: str = BRANCH) -> list[str]:
    return git(remote, "log", "--format=%s", branch).decode().splitlines()


def test_published_are_the_built_files_and_the_mark_against_jekyll(
    source: Path, remote: Path
) -> None:
    said = publish(source)

    pages = {name: text.encode() for name, text in SITE.items()}
    assert {**pages, ".nojekyll": b""} == read_branch(remote)
    assert f"已发布到 origin 的 {BRANCH}" in said


def test_the_message_names_the_source_commit(source: Path, remote: Path) -> None:
    first = git(source, "rev-parse", "HEAD").decode().strip()
    publish(source)
    second = commit(source, "text.md", "二")
    publish(source)

    assert [f"发布自提交 {second}", f"发布自提交 {first}"] == messages(remote)


@pytest.mark.parametrize("kind", ["name", "path"])
def test_a_remote_may_be_a_name_or_a_path(source: Path, remote: Path, kind: str) -> None:
    target = "origin" if kind == "name" else str(remote)

    publish(source, remote=target)
    commit(source, "text.md", "二")
    publish(source, build_pages(source, {"index.html": "新站点"}), remote=target)

    assert "新站点".encode() == read_branch(remote)["index.html"]
    assert 2 == len(messages(remote))


def test_what_is_no_longer_built_is_no_longer_published(source: Path, remote: Path) -> None:
    publish(source)
    (output_of(source) / "关于" / "index.html").unlink()

    publish(source, build_pages(source, {"index.html": "站点"}))

    assert {"index.html", ".nojekyll"} == read_branch(remote).keys()


def test_the_domain_is_kept_until_another_is_given(source: Path, remote: Path) -> None:
    domains = []
    for given in ("www.example.com", "", "", "new.example.com", ""):
        publish(source, domain=given)
        domains.append(read_branch(remote)["CNAME"].decode().strip())

    assert ["www.example.com"] * 3 + ["new.example.com"] * 2 == domains


def test_a_domain_set_on_the_code_host_is_kept(source: Path, remote: Path, tmp_path: Path) -> None:
    """Its settings page commits ``CNAME`` to the published branch by itself."""
    publish(source)
    other = tmp_path / "other"
    git(tmp_path, "clone", "--quiet", "-b", BRANCH, str(remote), str(other))
    commit(other, "CNAME", "www.example.com\n")
    git(other, "push", "--quiet", "origin", BRANCH)

    publish(source)

    assert b"www.example.com" == read_branch(remote)["CNAME"].strip()
    assert 3 == len(messages(remote))


def test_publishing_from_another_desk_keeps_the_history(
    source: Path, remote: Path, tmp_path: Path
) -> None:
    publish(source)
    other = tmp_path / "other"
    git(tmp_path, "clone", "--quiet", str(remote), str(other))
    publish(other)
    publish(source)

    assert 3 == len(messages(remote))


def edit(repository: Path) -> None:
    (repository / "text.md").write_text("改了没有提交", "utf-8")


def add(repository: Path) -> None:
    (repository / "new.md").write_text("没有提交的新文件", "utf-8")


def stage(repository: Path) -> None:
    edit(repository)
    git(repository, "add", "--all")


@pytest.mark.parametrize("change", [edit, add, stage])
def test_a_desk_with_uncommitted_changes_publishes_nothing(
    source: Path, remote: Path, change: Callable[[Path], None]
) -> None:
    change(source)

    with pytest.raises(PublishRefused, match="没有提交的改动"):
        publish(source)
    assert not has_branch(remote)


def test_new_files_count_where_git_is_told_not_to_show_them(source: Path, remote: Path) -> None:
    git(source, "config", "status.showUntrackedFiles", "no")
    add(source)

    with pytest.raises(PublishRefused, match=r"没有提交的改动：new\.md"):
        publish(source)
    assert not has_branch(remote)


@pytest.mark.parametrize(
    "name",
    [
        "content/articles/lucheng/稿件.md",
        "theme/static/Thumbs.db",
        "plugins/new.pyc",
        "sitecustomize.py",
    ],
)
def test_what_git_ignores_and_the_build_would_read_is_refused(
    source: Path, remote: Path, name: str
) -> None:
    """Only this desk knows of it: the commit that the message names has no such file."""
    (source / ".git" / "info" / "exclude").write_text(f"{name}\n", "utf-8")
    write(source / name)

    with pytest.raises(PublishRefused, match=f"构建却会读到：{name}"):
        publish(source)
    assert not has_branch(remote)


@pytest.mark.parametrize("name", ["plugins/__pycache__/a.pyc", "theme/.DS_Store", "notes/a.md"])
def test_what_git_ignores_and_the_build_does_not_read_is_no_matter(
    source: Path, remote: Path, name: str
) -> None:
    (source / ".git" / "info" / "exclude").write_text(f"{name}\n", "utf-8")
    write(source / name)

    publish(source)

    assert has_branch(remote)


@pytest.mark.parametrize("folder", [".pictures/ab", ".store/output", ".releases/output"])
def test_a_commit_that_holds_what_builds_keep_is_refused(
    source: Path, remote: Path, folder: str
) -> None:
    """A build would take it for its own work: a pull request could change the site by it."""
    write(source / folder / "kept")
    git(source, "add", "--force", ".")
    git(source, "commit", "--quiet", "--message", "kept")

    with pytest.raises(PublishRefused, match=rf"构建自己留下的文件：{folder}/kept"):
        publish(source)
    assert not has_branch(remote)


def test_the_first_of_many_files_are_named(source: Path) -> None:
    for number in range(5):
        write(source / f"{number}.md")

    with pytest.raises(PublishRefused, match=r"0\.md、1\.md、2\.md 等 5 处"):
        publish(source)


def write(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("没有提交", "utf-8")


def test_a_commit_made_while_building_publishes_nothing(source: Path, remote: Path) -> None:
    def build_and_commit() -> None:
        build_pages(source)()
        commit(source, "text.md", "二")

    with pytest.raises(PublishRefused, match="有了新的提交"):
        publish(source, build_and_commit)
    assert not has_branch(remote)


def test_a_build_that_stops_publishes_nothing(source: Path, remote: Path) -> None:
    def stop() -> None:
        build_pages(source)()
        raise BuildStopped("检查发现问题")

    with pytest.raises(BuildStopped):
        publish(source, stop)
    assert not has_branch(remote)


@pytest.mark.parametrize("pages", [{}, {"about/index.html": "没有首页"}])
def test_an_empty_build_publishes_nothing(
    source: Path, remote: Path, pages: dict[str, str]
) -> None:
    with pytest.raises(PublishRefused, match="空的"):
        publish(source, build_pages(source, pages))
    assert not has_branch(remote)


def test_the_current_branch_is_never_published_to(source: Path, remote: Path) -> None:
    before = read_branch(remote, "main")

    with pytest.raises(PublishRefused, match="main 就是现在的分支"):
        publish(source, branch="main")
    assert before == read_branch(remote, "main")


def test_a_branch_of_sources_is_never_published_to(source: Path, remote: Path) -> None:
    """Working on another branch, with the name of the published one mistyped."""
    git(source, "switch", "--quiet", "-c", "draft")
    commit(source, "text.md", "二")
    before = read_branch(remote, "main")

    with pytest.raises(PublishRefused, match="main 是放源文件的分支"):
        publish(source, branch="main")
    assert before == read_branch(remote, "main")


def make_branch_of_notes(repository: Path) -> str:
    """A branch of its own root, whose one commit lies on this desk alone."""
    git(repository, "switch", "--quiet", "--orphan", BRANCH)
    note = commit(repository, "note.md", "只在本机的笔记")
    git(repository, "switch", "--quiet", "main")
    return note


def test_a_branch_of_sources_that_only_this_desk_has_is_never_published_to(
    source: Path, remote: Path
) -> None:
    git(source, "switch", "--quiet", "-c", "dev")
    tip = commit(source, "text.md", "二")
    git(source, "switch", "--quiet", "main")

    with pytest.raises(PublishRefused, match="本机的 dev 是放源文件的分支"):
        publish(source, branch="dev")
    assert not has_branch(remote, "dev")
    assert tip == git(source, "rev-parse", "dev").decode().strip()


@pytest.mark.parametrize("is_published", [True, False])
def test_commits_that_only_this_desk_has_are_not_dropped(
    source: Path, remote: Path, tmp_path: Path, is_published: bool
) -> None:
    if is_published:
        other = tmp_path / "other"
        git(tmp_path, "clone", "--quiet", str(remote), str(other))
        publish(other)
    note = make_branch_of_notes(source)

    with pytest.raises(PublishRefused, match="没有推送的提交：只在本机的笔记"):
        publish(source)
    assert note == git(source, "rev-parse", BRANCH).decode().strip()
    assert is_published == has_branch(remote)


def test_a_publication_that_was_not_pushed_does_not_stand_in_the_way(
    source: Path, remote: Path
) -> None:
    publish(source)
    hook = remote / "hooks" / "pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 1\n", "utf-8")
    hook.chmod(0o755)
    with pytest.raises(PublishRefused, match="没有成功"):
        publish(source)
    hook.unlink()

    publish(source)

    assert 2 == len(messages(remote))


@pytest.mark.parametrize("branch", ["a b", "", "-f", "a..b", "@{-1}", "a.lock"])
def test_what_can_be_no_branch_is_refused(source: Path, branch: str) -> None:
    with pytest.raises(PublishRefused, match="不能用作分支名"):
        publish(source, branch=branch)


@pytest.mark.parametrize(
    "domain",
    ["https://wm.cn/", "wm.cn/", "wm", "wm.cn\n", "a b.cn", "-a.cn", "127.0.0.1", "文明.cn"],
)
def test_what_can_be_no_host_is_not_written_as_the_domain(
    source: Path, remote: Path, domain: str
) -> None:
    with pytest.raises(PublishRefused, match="不是域名"):
        publish(source, domain=domain)
    assert not has_branch(remote)


def test_a_commit_that_git_refuses_is_said(source: Path, remote: Path) -> None:
    """ghp-import ends with a ``TypeError`` there."""
    (source / ".git" / "refs" / "heads" / f"{BRANCH}.lock").touch()

    with pytest.raises(PublishRefused, match="git 没有收下站点"):
        publish(source)
    assert not has_branch(remote)


def test_a_site_that_can_not_be_read_is_said(source: Path, remote: Path) -> None:
    def build_dangling() -> None:
        build_pages(source)()
        (output_of(source) / "gone.html").symlink_to("nowhere")

    with pytest.raises(PublishRefused, match="没能把站点交给 git（没有这个文件"):
        publish(source, build_dangling)
    assert not has_branch(remote)


@pytest.mark.parametrize("host", ["wenming.example", "localhost", "a.test", "example"])
def test_codes_never_lead_to_an_address_that_is_nobodys(host: str) -> None:
    site = Site(name="站", city="温州", url=f"https://{host}/", is_demonstration=False)

    with pytest.raises(PublishRefused, match="先改成真实网址"):
        vet_address(site)
    assert "演示" in vet_address(replace(site, is_demonstration=True))


@pytest.mark.parametrize("host", ["wm.cn", "myexample", "example.cn"])
def test_a_real_address_needs_no_word(host: str) -> None:
    site = Site(name="站", city="温州", url=f"https://{host}/", is_demonstration=False)

    assert "" == vet_address(site)


def test_a_remote_that_does_not_answer_is_said(source: Path, remote: Path) -> None:
    """Nothing is committed to the branch here, either: the domain there is not known."""
    remote.rename(remote.with_name("moved.git"))

    with pytest.raises(PublishRefused, match="git fetch 没有成功"):
        publish(source)
    assert not has_branch(source)


def test_a_folder_without_git_is_said(tmp_path: Path) -> None:
    with pytest.raises(PublishRefused, match="没有成功"):
        publish(tmp_path)


@pytest.fixture
def repository(tmp_path: Path, remote: Path) -> Path:
    """A working copy of this project with the small site's content, committed."""
    folder = copy_repository(tmp_path / "repository")
    git(folder, "init", "--quiet", "-b", "main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "-m", "一")
    return folder


def invoke_publish(repository: Path, remote: Path, *arguments: str) -> tuple[int, str]:
    done = run_python(
        "-m", "invoke", "publish", "--remote", str(remote), "--branch", BRANCH, *arguments,
        folder=repository,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def test_the_task_publishes_the_public_site_of_the_commit(
    repository: Path, remote: Path, tmp_path: Path
) -> None:
    code, said = invoke_publish(repository, remote, "--domain", "www.example.com")

    assert 0 == code, said
    assert "这是演示站点" in said
    site = read_site(build_site(repository / "content", tmp_path / "site", "publishconf.py"))
    published = read_branch(remote)
    assert b"www.example.com" == published.pop("CNAME").strip()
    assert {**site, ".nojekyll": b""} == published
    head = git(repository, "rev-parse", "HEAD").decode().strip()
    assert [f"发布自提交 {head}"] == messages(remote)
    assert b"" == git(repository, "status", "--porcelain")


def test_the_task_publishes_nothing_where_the_check_finds_a_problem(
    repository: Path, remote: Path
) -> None:
    invoke_publish(repository, remote)
    before = read_branch(remote)
    article = repository / "content/articles/dongtou/2026/2026-09-19-tide-table.md"
    article.write_text(article.read_text("utf-8").replace("栏目: ", "栏木: "), "utf-8")
    git(repository, "commit", "--quiet", "-am", "二")

    code, said = invoke_publish(repository, remote)

    assert 1 == code
    assert "2026-09-19-tide-table.md" in said
    assert "Traceback" not in said
    assert before == read_branch(remote)
    assert 1 == len(messages(remote))


def test_the_task_says_why_it_did_not_publish(repository: Path, remote: Path) -> None:
    (repository / "note.txt").write_text("没有提交", "utf-8")

    code, said = invoke_publish(repository, remote)

    assert 1 == code
    assert "没有发布：仓库里有没有提交的改动" in said
    assert "Traceback" not in said
    assert not has_branch(remote)


def test_the_task_publishes_no_codes_that_lead_nowhere(repository: Path, remote: Path) -> None:
    site = repository / "content/data/site.toml"
    text = site.read_text("utf-8").replace("is_demonstration = true", "is_demonstration = false")
    site.write_text(text, "utf-8")
    git(repository, "commit", "--quiet", "-am", "二")

    code, said = invoke_publish(repository, remote)

    assert 1 == code
    assert "没有发布：site.toml 里的 url 还是样例 https://small.example/" in said
    assert "Traceback" not in said
    assert not has_branch(remote)
