"""``invoke fix`` and ``invoke new`` on real folders: what is written, kept and said."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from plugins.check.desk import ExitCode, run_check
from plugins.check.fixing_desk import plan_mendings, run_fix
from plugins.machine.naming import name_new
from tests.builds import copy_repository, run_python, write_article
from tests.case_runner import CASES, REGISTRY, list_cases
from tests.support import TODAY, read_site

FOLDER = "articles/dongtou/2026"
RIGHT = f"{FOLDER}/2026-03-21-hai-bian.md"
ASKEW = f"{FOLDER}/2026-3-21 海边.md"
TEXT = "---\n标题：从海边回来\n栏目: 志愿服务\n供稿: 洞头区文明办\n---\n\n一句话就够了。\n"
MENDED = TEXT.replace("标题：", "标题: ")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder with a registry and one folder for articles."""
    content = tmp_path / "content"
    shutil.copytree(REGISTRY, content)
    (content / FOLDER).mkdir(parents=True)
    return content


def lay(content: Path, path: str, text: str = TEXT) -> Path:
    """Write a text into the content folder."""
    (content / path).write_text(text, "utf-8")
    return content / path


# ---------------------------------------------------------------- what is written


def test_files_are_mended_and_renamed_and_pass(content: Path) -> None:
    lay(content, ASKEW)

    outcome = run_fix(content, [], TODAY)

    assert ExitCode.CLEAN == outcome.exit
    assert MENDED == (content / RIGHT).read_text("utf-8")
    assert not (content / ASKEW).exists()
    assert "  改名：2026-03-21-hai-bian.md\n" in outcome.text
    assert "    - 标题：从海边回来\n    + 标题: 从海边回来\n" in outcome.text
    assert "改了 1 个文件。\n再检查一遍，没有发现问题。\n" in outcome.text


def test_a_second_time_there_is_nothing_to_do(content: Path) -> None:
    lay(content, ASKEW)
    run_fix(content, [], TODAY)
    before = read_site(content)

    outcome = run_fix(content, [], TODAY)

    assert ExitCode.CLEAN == outcome.exit
    assert outcome.text.startswith("没有可以代改的地方。\n")
    assert before == read_site(content)


def test_a_dry_run_shows_the_same_and_writes_nothing(content: Path) -> None:
    lay(content, ASKEW)
    before = read_site(content)

    dry = run_fix(content, [], TODAY, is_dry=True)
    assert before == read_site(content)
    done = run_fix(content, [], TODAY)

    assert ExitCode.PROBLEMS == dry.exit
    assert dry.text.partition("可以改 1 个文件")[0] == done.text.partition("改了 1 个文件")[0]
    assert ExitCode.CLEAN == run_fix(content, [], TODAY, is_dry=True).exit


def test_a_disk_without_hard_links_renames_and_overwrites_nothing(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", refuse_link)
    lay(content, ASKEW)
    assert ExitCode.CLEAN == run_fix(content, [], TODAY).exit
    assert MENDED == (content / RIGHT).read_text("utf-8")
    assert not (content / ASKEW).exists()

    draft = lay(content, f"{FOLDER}/draft", "new")
    with pytest.raises(FileExistsError):
        name_new(draft, content / RIGHT)
    assert MENDED == (content / RIGHT).read_text("utf-8")
    assert draft.exists()


def refuse_link(*_: object) -> None:
    """Stand for a disk of a kind that knows no hard links (FAT)."""
    raise OSError(errno.EPERM, "Operation not permitted")


def test_only_what_is_named_is_mended(content: Path) -> None:
    one, other = lay(content, RIGHT), lay(content, RIGHT.replace("21", "20"))

    run_fix(content, [str(one)], TODAY)

    assert (MENDED, TEXT) == (one.read_text("utf-8"), other.read_text("utf-8"))


def test_what_is_left_is_counted(content: Path) -> None:
    lay(content, RIGHT, TEXT.replace("志愿服务", "没有这个栏目"))

    outcome = run_fix(content, [], TODAY)

    assert ExitCode.PROBLEMS == outcome.exit
    assert "还剩 1 处要改、0 处提醒，要由人来定：运行 invoke check" in outcome.text


def test_a_path_that_is_not_there_is_said(content: Path) -> None:
    outcome = run_fix(content, ["content/no-such-file.md"], TODAY)

    assert (ExitCode.COULD_NOT_RUN, True) == (outcome.exit, "没有找到" in outcome.text)


def test_rights_stay_and_no_scratch_is_left(content: Path) -> None:
    lay(content, RIGHT).chmod(0o640)
    lay(content, ASKEW.replace("21", "20")).chmod(0o640)

    run_fix(content, [], TODAY)

    names = {path.name for path in (content / FOLDER).iterdir()}
    assert {"2026-03-21-hai-bian.md", "2026-03-20-hai-bian.md"} == names
    assert {0o640} == {path.stat().st_mode & 0o777 for path in (content / FOLDER).iterdir()}


# ---------------------------------------------------------------- what follows a name


def test_texts_of_the_folder_follow_a_new_name(content: Path) -> None:
    shutil.copy(CASES / "picture-name-with-space" / FOLDER / "hai bian (1).png", content / FOLDER)
    shows = "题图: hai bian (1).png\n题图说明: 海边\n---\n"
    body = (
        '![海边](hai%20bian%20(1).png)和![海边](<hai bian (1).png> "海边")，`](hai bian (1).png)`\n'
    )
    lay(content, RIGHT, MENDED.replace("---\n\n", f"{shows}\n") + body)

    run_fix(content, [str(content / FOLDER / "hai bian (1).png")], TODAY)

    text = (content / RIGHT).read_text("utf-8")
    assert (content / FOLDER / "hai-bian-1.png").is_file()
    assert "题图: hai-bian-1.png\n" in text
    assert '![海边](hai-bian-1.png)和![海边](hai-bian-1.png "海边")，`](hai bian (1).png)`' in text


def test_a_day_s_list_follows_its_picture(content: Path) -> None:
    (content / "reposts").mkdir()
    shutil.copy(
        CASES / "picture-name-with-space" / FOLDER / "hai bian (1).png", content / "reposts"
    )
    day = lay(content, "reposts/2026-11-23.md", "## 一条\n\n配图：hai bian (1).png\n\n一句。\n")

    run_fix(content, ["reposts"], TODAY)

    assert "## 一条\n\n配图：hai-bian-1.png\n\n一句。\n" == day.read_text("utf-8")


# ---------------------------------------------------------------- what is never done


def test_no_file_takes_the_place_of_another(content: Path) -> None:
    """Neither of one that is there, nor of one that would get the same name."""
    files = [ASKEW, RIGHT.replace("hai", "Hai")]
    for number, path in enumerate([*files, RIGHT]):
        lay(content, path, MENDED.replace("一句", f"{number} 句"))
    before = read_site(content)

    outcome = run_fix(content, [], TODAY)
    (content / RIGHT).unlink()
    without = run_fix(content, [], TODAY)

    assert ExitCode.PROBLEMS == outcome.exit == without.exit
    before.pop(RIGHT)
    assert before == read_site(content)


def test_no_link_is_followed(content: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "2026-03-21-hai-bian.md").write_text(TEXT, "utf-8")
    (content / FOLDER / "2026-03-22-lian-jie.md").symlink_to(outside / "2026-03-21-hai-bian.md")
    (content / "articles" / "longgang").symlink_to(outside, target_is_directory=True)

    planned = plan_mendings(content, [])
    run_fix(content, [], TODAY)
    run_fix(content, ["articles/longgang"], TODAY)

    assert [] == planned
    assert TEXT == (outside / "2026-03-21-hai-bian.md").read_text("utf-8")


def test_a_file_that_changed_meanwhile_is_not_written(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(content, RIGHT)
    planned = plan_mendings(content, [])
    lay(content, RIGHT, "新写的\n")
    monkeypatch.setattr("plugins.check.fixing_desk.plan_mendings", lambda *_: planned)

    outcome = run_fix(content, [], TODAY)

    assert "新写的\n" == (content / RIGHT).read_text("utf-8")
    assert "它刚才被别的程序改动了，请再运行一次。\n" in outcome.text
    assert ExitCode.PROBLEMS == outcome.exit


def test_registry_and_inbox_are_left(content: Path) -> None:
    (content / "inbox" / "dongtou").mkdir(parents=True)
    (content / "inbox" / "dongtou" / "gao.docx").write_bytes(b"PK\r\n ")
    (content / "data" / "site.toml").write_bytes(
        (content / "data" / "site.toml").read_bytes().replace(b"\n", b"\r\n")
    )
    before = read_site(content)

    run_fix(content, [], TODAY)

    assert before == read_site(content)


@pytest.mark.parametrize("name", list_cases())
def test_mending_a_case_makes_nothing_worse(name: str, tmp_path: Path) -> None:
    """No error of any case comes of mending, and what is clean stays clean."""
    content = tmp_path / "content"
    shutil.copytree(REGISTRY, content)
    shutil.copytree(CASES / name, content, dirs_exist_ok=True)
    (content / "report.txt").unlink()
    before = run_check(content, [], "text", TODAY)

    after = run_fix(content, [], TODAY)

    assert before.exit >= after.exit
    assert ExitCode.CLEAN == run_fix(content, [], TODAY, is_dry=True).exit


# ---------------------------------------------------------------- as people type it


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A working copy of this repository, everything in order."""
    return copy_repository(tmp_path / "copy")


def _invoke(copy: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return run_python("-m", "invoke", *words, folder=copy)


def test_fix_mends_a_named_file_alone(copy: Path) -> None:
    sent = "1、袋子\n2、手套"
    one = write_article(copy / "content", "wenzhou/2026/2026-11-02-one.md", sent)
    other = write_article(copy / "content", "wenzhou/2026/2026-11-02-other.md", sent)

    dry = _invoke(copy, "fix", "--dry-run", "--", os.path.relpath(one, copy))
    is_untouched = "1、袋子" in one.read_text("utf-8")
    done = _invoke(copy, "fix", "--", os.path.relpath(one, copy))

    assert (1, 0, True) == (dry.returncode, done.returncode, is_untouched)
    assert "列表 2 处" in done.stdout
    assert "1. 袋子\n2. 手套" in one.read_text("utf-8")
    assert sent in other.read_text("utf-8")


def test_new_writes_an_article_that_passes_once_it_is_filled_in(copy: Path) -> None:
    made = _invoke(
        copy, "new", "洞头区", "乐清来的旧书", "--column", "志愿服务", "--day", "2026年11月20日"
    )

    place = "content/articles/dongtou/2026/2026-11-20-yue-qing-lai-de-jiu-shu.md"
    file = copy / place
    assert (0, "") == (made.returncode, made.stderr)
    assert f"invoke check -- {place}" in made.stdout
    assert file.read_text("utf-8") == (
        "---\n标题: 乐清来的旧书\n栏目: 志愿服务\n供稿: 洞头区文明办\n"
        "摘要:\n标签:\n状态: 草稿\nAI生成: 否\n---\n"
    )
    file.write_text(file.read_text("utf-8") + "\n一句话就够了。\n", "utf-8")
    assert 0 == _invoke(copy, "check", "--", place).returncode
    assert 0 == _invoke(copy, "fix", "--dry-run", "--", place).returncode


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["洞投区", "旧书"], "是不是“洞头区”"),
        (["dongtou", "旧书", "--column", "志愿活动"], "是不是“志愿服务”"),
        (["dongtou", "——"], "拼不出文件名"),
        (["dongtou", "旧书", "--day", "2026-02-30"], "看不懂日子“2026-02-30”"),
        (["dongtou", "长" * 65], "现在是 65 个"),
    ],
)
def test_new_says_what_it_could_not_do(copy: Path, words: list[str], said: str) -> None:
    before = read_site(copy / "content")

    done = _invoke(copy, "new", *words)

    assert 1 == done.returncode
    assert said in done.stderr
    assert before == read_site(copy / "content")


def test_new_writes_over_nothing(copy: Path) -> None:
    words = ["new", "dongtou", "旧书", "--day", "2026-11-20"]
    _invoke(copy, *words)
    file = copy / "content/articles/dongtou/2026/2026-11-20-jiu-shu.md"
    file.write_text("写了一半", "utf-8")

    again = _invoke(copy, *words)

    assert (1, "写了一半") == (again.returncode, file.read_text("utf-8"))
    assert f"已经有 {file.relative_to(copy)}" in again.stderr
