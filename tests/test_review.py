"""Pull requests to a real bare repository: what each is told, and what it is not blamed for."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from plugins.review.desk import Review, review_sheet, write_review
from plugins.review.git import ReviewStopped
from plugins.review.labels import choose_labels
from plugins.review.sheet import read_sheet, write_sheet
from tests.pull_requests import (
    COMMENT,
    COMMENTS,
    EDITOR,
    KEPT,
    LIAISON,
    NUMBER,
    Desk,
    comment_on_kept,
    git,
    open_desk,
    send_clean,
    send_fewer_columns,
    send_ten_mistakes,
    send_to_another_unit,
    send_word_files,
    write_text,
)
from tests.support import read_site, scan
from tests.word_inbox import make_word

ARTICLE = "articles/dongtou/2026/2026-03-21-three-bags.md"
OLD = "articles/longgang/2026/2026-03-01-old.md"
BROKEN = "---\n标题：没有栏目\n---\n\n一句话。\n"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return open_desk(tmp_path)


def review(desk: Desk, author: str = LIAISON) -> Review:
    """Send what is there and review it."""
    desk.send()
    return desk.review(author)


def labels(found: Review) -> list[str]:
    return choose_labels(found.sheet, found.scope)


def rules(found: Review) -> list[str]:
    return [f"{each.rule} {each.path}" for each in found.sheet.findings]


@pytest.mark.parametrize("name", KEPT)
def test_the_comment_is_the_kept_one(name: str, tmp_path: Path) -> None:
    """After a change of words: ``invoke renew``, then read the difference as a liaison would."""
    comment = comment_on_kept(name, tmp_path)

    assert (COMMENTS / name / COMMENT).read_text("utf-8") == comment


@pytest.mark.parametrize(
    ("send", "has_to_mend", "expected"),
    [
        (send_clean, False, ["洞头区"]),
        (send_ten_mistakes, True, ["洞头区", "要改"]),
        (send_to_another_unit, False, ["洞头区", "龙港市", "别的单位", "市级内容"]),
        (send_word_files, True, ["洞头区", "要改", "Word 稿件"]),
        (send_fewer_columns, True, ["要改", "市级内容"]),
    ],
)
def test_labels_say_what_holds(
    desk: Desk, send: Callable[[Desk], None], has_to_mend: bool, expected: list[str]
) -> None:
    send(desk)
    found = review(desk)

    assert has_to_mend == found.sheet.has_to_mend
    assert expected == labels(found)


# ---------------------------------------------------------------- whose it is


def test_the_city_editor_touches_whatever_there_is(desk: Desk) -> None:
    send_to_another_unit(desk)
    found = review(desk, EDITOR.upper())

    assert not found.scope.needs_city
    assert "可以合并" in desk.comment(EDITOR)
    assert "别的单位" not in labels(found)


def test_an_unknown_author_may_touch_one_unit(desk: Desk) -> None:
    desk.put(OLD, write_text("改了标题", "龙港市文明办"))

    assert not review(desk, "somebody").scope.needs_city
    desk.put(ARTICLE, write_text())
    assert review(desk, "somebody").scope.needs_city


def test_nobody_makes_themselves_an_owner(desk: Desk) -> None:
    """Whose a file is, the registry of the base says."""
    site = desk.content / "data" / "site.toml"
    site.write_text(site.read_text("utf-8").replace("@city-editor", "@mallory"), "utf-8")
    found = review(desk, "mallory")

    assert found.scope.needs_city
    assert found.sheet.needs_owners
    assert "invoke owners" in desk.comment("mallory")


@pytest.mark.parametrize("path", ["tasks.py", ".github/workflows/x.yml", "contents/x.md"])
def test_what_is_no_content_is_the_program(desk: Desk, path: str) -> None:
    desk.put(f"../{path}", "x\n")

    assert ["程序"] == labels(review(desk))


@pytest.mark.parametrize(
    "path", ["pages/x.md", "articles/nowhere/2026/x.md", "articles/x.md", "inbox/x.docx"]
)
def test_what_is_in_no_units_folder_is_the_citys(desk: Desk, path: str) -> None:
    desk.put(path, "x\n")

    assert "市级内容" in labels(review(desk))


def test_a_file_moved_touches_both_folders(desk: Desk) -> None:
    place = desk.content / "articles" / "dongtou" / "2026" / "2026-03-01-moved.md"
    (desk.content / OLD).rename(place)
    found = review(desk)

    assert ["洞头区", "龙港市"] == [unit.name for unit, _ in found.scope.by_unit]
    assert "别的单位" in labels(found)


# ---------------------------------------------------------------- what is held against it


def test_what_was_wrong_before_is_not_held_against_it(desk: Desk) -> None:
    git(desk.clone, "checkout", "--quiet", "main")
    desk.put(OLD, BROKEN)
    git(desk.clone, "commit", "--quiet", "--all", "-m", "坏了")
    git(desk.clone, "push", "--quiet", "origin", "main")
    git(desk.clone, "checkout", "--quiet", "-B", "pull")
    desk.put(ARTICLE, write_text())

    assert [] == rules(review(desk))
    desk.put(OLD, BROKEN + "又一句。\n")
    assert review(desk).sheet.has_to_mend, "who touches it mends it"


def test_a_text_left_without_its_picture_is_held_against_who_took_it(desk: Desk) -> None:
    send_clean(desk)
    desk.send()
    git(desk.clone, "push", "--quiet", "origin", "pull:main")
    git(desk.clone, "fetch", "--quiet")
    (desk.content / "articles/dongtou/2026/three-bags.png").unlink()
    found = review(desk)

    assert [f"picture {ARTICLE}"] == rules(found)
    assert found.sheet.findings[0].is_elsewhere
    assert "没有改这个文件" in desk.comment()


def test_a_broken_registry_is_told_to_whoever_comes(desk: Desk) -> None:
    """Nothing else was checked: nobody may believe that all is well."""
    git(desk.clone, "checkout", "--quiet", "main")
    desk.put("data/columns.toml", "[[column]\n")
    git(desk.clone, "commit", "--quiet", "--all", "-m", "坏了")
    git(desk.clone, "push", "--quiet", "origin", "main")
    git(desk.clone, "checkout", "--quiet", "-B", "pull")
    send_word_files(desk)
    found = review(desk)

    assert ["registry data/columns.toml"] == rules(found)
    assert "市级内容" in labels(found), "no unit is known any more"


def test_a_branch_behind_main_answers_for_its_own_changes(desk: Desk) -> None:
    desk.put(ARTICLE, write_text())
    git(desk.clone, "checkout", "--quiet", "main")
    git(desk.clone, "commit", "--quiet", "--allow-empty", "-m", "先走一步")
    (desk.content / OLD).unlink()
    git(desk.clone, "commit", "--quiet", "--all", "-m", "删去一篇")
    git(desk.clone, "push", "--quiet", "origin", "main")
    git(desk.clone, "checkout", "--quiet", "pull")

    assert ["洞头区"] == labels(review(desk))


def test_the_merge_that_a_host_tries_is_looked_at_like_the_branch(desk: Desk) -> None:
    """GitHub checks that out: its first parent is where the pull request goes to."""
    send_ten_mistakes(desk)
    found = review(desk)
    git(desk.clone, "checkout", "--quiet", "main")
    git(desk.clone, "merge", "--quiet", "--no-ff", "-m", "试着合并", "pull")

    assert found == desk.review(base="HEAD^1")


def test_a_branch_that_was_pushed_anew_is_looked_at_anew(desk: Desk) -> None:
    desk.put(ARTICLE, BROKEN)
    assert review(desk).sheet.has_to_mend
    git(desk.clone, "reset", "--quiet", "--hard", "origin/main")
    desk.put(ARTICLE, write_text())

    assert not review(desk).sheet.has_to_mend


def test_what_is_not_committed_plays_no_part(desk: Desk) -> None:
    send_clean(desk)
    desk.send()
    desk.put(ARTICLE, BROKEN)

    assert [] == rules(desk.review())


def test_nothing_changed_is_said(desk: Desk) -> None:
    found = review(desk)

    assert [] == labels(found)
    assert "没有改动" in desk.comment()


def test_an_article_taken_away_is_no_problem(desk: Desk) -> None:
    (desk.content / "articles/dongtou/2026/2026-03-01-old.md").unlink()

    assert (["洞头区"], []) == (labels(found := review(desk)), rules(found))


def test_a_link_is_told_and_not_followed(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("秘密", "utf-8")
    place = desk.content / ARTICLE
    place.symlink_to(tmp_path / "secret.md")

    assert review(desk).sheet.has_to_mend
    assert "秘密" not in desk.comment()


def test_content_that_is_a_link_stops_the_review(desk: Desk) -> None:
    desk.content.rename(desk.clone / "elsewhere")
    desk.content.symlink_to("elsewhere")

    with pytest.raises(ReviewStopped, match="没有 content 文件夹"):
        review(desk)


def test_another_repository_in_a_folder_is_told(desk: Desk) -> None:
    """A check of files sees an empty folder, and would let it pass."""
    inner = desk.content / "articles" / "dongtou" / "2025"
    inner.mkdir(parents=True)
    git(inner, "init", "--quiet")
    git(inner, "commit", "--quiet", "--allow-empty", "-m", "里面")
    found = review(desk)

    assert ["submodule articles/dongtou/2025"] == rules(found)
    assert "另一个 git 仓库" in desk.comment()


ODD = ["换行\n名.md", '引"号.md', "@city-editor.md", "`关`.md", "空 格.md", "<b>.md", "反\\斜.md"]


@pytest.mark.parametrize("name", ODD)
def test_odd_names_are_told_whole_or_in_part(desk: Desk, name: str) -> None:
    desk.put(f"articles/dongtou/2026/{name}", write_text())
    found = review(desk)

    assert ["洞头区", "要改"] == labels(found)
    assert not any(each.is_elsewhere for each in found.sheet.findings)
    assert not any(line.startswith("名.md") for line in desk.comment().splitlines())


def test_a_file_called_as_git_calls_a_commit_is_not_taken_for_it(desk: Desk) -> None:
    """Where both are there, git asks which is meant, unless it is told."""
    send_clean(desk)
    fork = git(desk.clone, "rev-parse", "origin/main").decode().strip()
    (desk.clone / fork).touch()
    (desk.clone / "HEAD").touch()
    for path in ("content/data/units.toml", ".github/CODEOWNERS"):
        file = desk.clone / f"HEAD:{path}"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()

    found = review(desk)

    assert ["洞头区", "程序"] == labels(found)
    assert 0 == found.sheet.errors


def test_a_name_that_is_no_text_is_told(desk: Desk) -> None:
    place = os.fsencode(desk.content / "articles" / "dongtou" / "2026") + b"/2026-03-21-\xff.md"
    with open(place, "wb") as file:
        file.write(write_text().encode())
    found = review(desk)

    assert found.sheet.has_to_mend
    assert read_sheet(write_sheet(found.sheet).encode()).errors == found.sheet.errors
    assert "□" in desk.comment()


def test_contact_data_is_masked_in_all_that_is_written(desk: Desk, tmp_path: Path) -> None:
    number = "139" + "0000" + "1234"
    desk.put(f"articles/dongtou/2026/2026-03-21-{number}.md", write_text(f"打{number}"))
    desk.put(f"articles/longgang/2026/2026-03-21-{number}.md", write_text())
    desk.put(f"inbox/dongtou/{number}.docx", make_word(标题=number, 栏目="志愿服务"))
    desk.send()
    desk.comment()

    written = read_site(tmp_path / "review")
    assert {"sheet.json", "comment.md"} <= written.keys()
    patch = written.pop("word.patch", b"")
    assert not patch or number.encode() in patch, "the article itself is the author's"
    assert [] == [name for name, data in written.items() if number.encode() in data]


# ---------------------------------------------------------------- Word files


def test_word_files_become_a_commit_that_takes_them_away(desk: Desk, tmp_path: Path) -> None:
    desk.put("inbox/dongtou/旧书 交换.docx", make_word(标题="旧书交换怎样办", 栏目="志愿服务"))
    before = read_site(desk.content)
    desk.send()
    desk.comment()
    git(desk.clone, "am", "--quiet", str(tmp_path / "review" / "word.patch"))

    after = read_site(desk.content)
    article = "articles/dongtou/2026/2026-11-23-jiu-shu-jiao-huan-zen-yang-ban.md"
    assert {"inbox/dongtou/旧书 交换.docx"} == before.keys() - after.keys()
    assert {article} == after.keys() - before.keys()
    author = git(desk.clone, "log", "-1", "--format=%an <%ae> %ad", "--date=iso").decode()
    assert "文明矩阵 <review@wenming.invalid> 2026-11-23 12:00:00 +0800\n" == author
    assert not desk.review().sheet.has_to_mend, "after it the pull request is clean"


def test_the_commit_holds_nothing_of_the_word_file(desk: Desk) -> None:
    word = make_word(标题="旧书交换怎样办", 栏目="志愿服务")
    desk.put("inbox/dongtou/a.docx", word)

    assert 0 < len(review(desk).patch) < len(word) / 10


def test_the_checkout_is_not_touched(desk: Desk) -> None:
    send_word_files(desk)
    desk.send()
    before = read_site(desk.clone)
    desk.review()

    assert [] == [path for path, data in read_site(desk.clone).items() if before.get(path) != data]


def test_what_is_wrong_with_an_article_made_of_word_is_told(desk: Desk) -> None:
    number = "139" + "0000" + "1234"
    word = make_word(f"报名打电话 {number}。", 标题="旧书交换怎样办", 栏目="志愿服务")
    desk.put("inbox/dongtou/a.docx", word)
    found = review(desk)

    assert [1] == [each.errors for each in found.sheet.words]
    assert "contact" in rules(found)[0]
    assert "收下以后再改" in desk.comment()


def test_a_word_file_of_another_unit_is_told_what_a_liaison_can_do(desk: Desk) -> None:
    """Nobody can add an option there."""
    word = make_word(标题="旧书交换怎样办", 栏目="志愿服务", 供稿="龙港市文明办")
    desk.put("inbox/dongtou/a.docx", word)
    review(desk)

    said = desk.comment()
    assert "供稿写的是龙港市文明办" in said
    assert "--unit" not in said


# ---------------------------------------------------------------- what stops it


def test_a_shallow_clone_is_refused_with_the_way_out(desk: Desk, tmp_path: Path) -> None:
    send_clean(desk)
    desk.send()
    remote = f"file://{tmp_path / 'remote.git'}"
    shallow = tmp_path / "shallow"
    git(tmp_path, "clone", "--quiet", "--depth=1", "-b", "pull", remote, str(shallow))

    with pytest.raises(ReviewStopped, match="git fetch --unshallow"):
        Desk(shallow).review(base="HEAD")


@pytest.mark.parametrize("base", ["origin/nowhere", "--output=x", "", "HEAD:content"])
def test_a_base_that_is_not_there_is_refused(desk: Desk, base: str) -> None:
    with pytest.raises(ReviewStopped, match="没有找到"):
        desk.review(base=base)


def test_branches_without_a_common_commit_are_refused(desk: Desk) -> None:
    git(desk.clone, "checkout", "--quiet", "--orphan", "other")
    git(desk.clone, "commit", "--quiet", "-m", "另起")

    with pytest.raises(ReviewStopped, match="没有共同的来历"):
        desk.review()


def test_a_folder_that_is_no_repository_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReviewStopped, match="不是 git 仓库"):
        Desk(tmp_path).review()


# ---------------------------------------------------------------- what is written


def test_what_an_earlier_review_left_is_gone(desk: Desk, tmp_path: Path) -> None:
    send_word_files(desk)
    desk.send()
    desk.comment()
    assert "word.patch" in read_site(tmp_path / "review")
    git(desk.clone, "reset", "--quiet", "--hard", "origin/main")
    send_clean(desk)
    desk.send()
    desk.comment()

    assert "word.patch" not in read_site(tmp_path / "review")


def test_the_code_opens_the_preview(desk: Desk, tmp_path: Path) -> None:
    send_clean(desk)
    desk.send()
    desk.comment()

    picture = read_site(tmp_path / "review")["preview.png"]
    assert [f"https://preview.example/{NUMBER}/"] == scan(picture)


def test_labels_that_no_longer_hold_can_be_taken_off(desk: Desk, tmp_path: Path) -> None:
    send_clean(desk)
    desk.send()
    desk.comment()
    written = read_site(tmp_path / "review")

    known = written["labels-known.txt"].decode().split("\n")
    assert {"温州市", "洞头区", "龙港市", "要改", "别的单位", "市级内容", "程序"} <= {*known}
    assert {*written["labels.txt"].decode().split("\n")} <= {*known}


# ---------------------------------------------------------------- the trusted side


def name_files(*names: str) -> bytes:
    """Return a host's list of changed files."""
    return json.dumps([{"filename": name, "status": "added"} for name in names]).encode()


def trust(desk: Desk, found: Review, listed: bytes, author: str = LIAISON) -> Review:
    return review_sheet(write_sheet(found.sheet).encode(), listed, author, found.registry)


def test_the_trusted_side_writes_the_same_comment(desk: Desk, tmp_path: Path) -> None:
    send_ten_mistakes(desk)
    found = review(desk)
    named = git(desk.clone, "diff", "--name-only", "-z", "origin/main").decode().split("\0")
    told = trust(desk, found, name_files(*filter(None, named)))

    expected = write_review(found, tmp_path / "a", NUMBER)
    assert expected == write_review(told, tmp_path / "b", NUMBER)


def test_whose_files_are_touched_the_host_says(desk: Desk) -> None:
    """A run of the pull request's own program could leave files out of its sheet."""
    send_clean(desk)
    found = review(desk)
    told = trust(desk, found, name_files(f"content/{ARTICLE}", "tasks.py", f"content/{OLD}"))

    assert ["洞头区", "龙港市", "别的单位", "程序"] == labels(told)


def test_pages_of_a_list_and_old_names_are_read(desk: Desk) -> None:
    send_clean(desk)
    row = {"filename": f"content/{ARTICLE}", "status": "renamed", "previous_filename": "a.py"}
    listed = json.dumps([[row], [{"filename": f"content/{OLD}", "status": "removed"}]]).encode()

    assert ["洞头区", "龙港市", "别的单位", "程序"] == labels(trust(desk, review(desk), listed))


def test_a_list_that_is_cut_off_needs_the_city(desk: Desk) -> None:
    send_clean(desk)
    names = [f"content/articles/dongtou/2026/{number}.md" for number in range(3000)]
    told = trust(desk, review(desk), name_files(*names))

    assert told.scope.needs_city
    assert "程序" in labels(told)


@pytest.mark.parametrize(
    "listed", [b"", b"{}", b'["a"]', b'[{"filename": ""}]', b"\xff", b"[" * 9999]
)
def test_a_list_out_of_form_is_refused(desk: Desk, listed: bytes) -> None:
    with pytest.raises(ReviewStopped):
        trust(desk, review(desk), listed)


def spoil(**fields: object) -> bytes:
    """Return a sheet with other fields."""
    kept = {
        "version": 1, "files": 0, "errors": 0, "warnings": 0, "fixable": 0,
        "findings": [], "words": [], "needs_owners": False,
    }  # fmt: skip
    return json.dumps({**kept, **fields}).encode()


FINDING = {
    "path": "a.md", "line": 1, "rule": "field", "seen": "看", "fix": "改", "level": "error",
    "is_elsewhere": False, "is_fixable": False,
}  # fmt: skip


OTHERS: list[dict[str, object]] = [
    {"rule": "a b"}, {"more": 1}, {"seen": "长" * 401}, {"line": None}, {"level": "waived"},
    {"level": []},
]  # fmt: skip
"""What a finding may not say."""


def test_a_sheet_in_form_is_read() -> None:
    assert read_sheet(spoil(errors=1, findings=[FINDING])).findings[0].rule == "field"


@pytest.mark.parametrize(
    "data",
    [
        b"", b"[]", b"\xff", b"[" * 9999, spoil(version=2), spoil(version=True), spoil(more=1),
        spoil(errors=-1), spoil(errors="1"), spoil(errors=1.5), spoil(errors=10**9),
        spoil(needs_owners=1), spoil(findings={}), spoil(errors=101, findings=[FINDING] * 101),
        spoil(findings=[FINDING]),
        *(spoil(errors=1, findings=[{**FINDING, **other}]) for other in OTHERS),
        spoil(words=["a"]), spoil(words=[{}] * 41), b" " * 2_000_001,
    ],
)  # fmt: skip
def test_a_sheet_out_of_form_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="检查结果"):
        read_sheet(data)


def test_a_sheet_of_very_many_problems_can_be_read_again(desk: Desk) -> None:
    send_ten_mistakes(desk)
    sheet = review(desk).sheet
    counts = {"errors": sheet.errors * 50, "warnings": sheet.warnings * 50}
    many = replace(sheet, findings=sheet.findings * 50, **counts)

    assert counts["errors"] == read_sheet(write_sheet(many).encode()).errors
