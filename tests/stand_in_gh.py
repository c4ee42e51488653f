"""A small stand-in for ``gh``: answers from a file, and records what is posted there.

The real host is not here.  This knows the few calls that the workflows make, in the form that
GitHub's REST API documents, needs a token as ``gh`` does, and refuses what the job's
permissions do not allow.  ``STAND_IN_HOST`` names the file of the host's state,
``STAND_IN_PERMISSIONS`` what the job may do (JSON).
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

BOT = "github-actions[bot]"
REPOSITORY = "repos/wenming/matrix"

State = dict[str, Any]


class HostError(Exception):
    """The host says no."""


def main(words: list[str]) -> int:
    """Answer one call of ``gh``."""
    if not os.environ.get("GH_TOKEN"):
        raise HostError("没有 GH_TOKEN")
    if words[:2] == ["auth", "setup-git"]:
        return 0
    place = Path(os.environ["STAND_IN_HOST"])
    state: State = json.loads(place.read_text("utf-8"))
    if words[:2] == ["run", "download"]:
        _download(state, words)
        return 0
    answer = _answer(state, _read_words(words))
    place.write_text(json.dumps(state, ensure_ascii=False, indent=1), "utf-8")
    sys.stdout.buffer.write(answer)
    return 0


def _read_words(words: list[str]) -> Namespace:
    parser = ArgumentParser()
    parser.add_argument("command", choices=["api"])
    parser.add_argument("address")
    parser.add_argument("--method", default="GET")
    parser.add_argument("--jq")
    parser.add_argument("--paginate", action="store_true")
    parser.add_argument("--slurp", action="store_true")
    parser.add_argument("--silent", action="store_true")
    parser.add_argument("-f", action="append", default=[], dest="raw")
    parser.add_argument("-F", action="append", default=[], dest="typed")
    return parser.parse_args(words)


def _answer(state: State, call: Namespace) -> bytes:
    parts = urlsplit(call.address)
    fields = {key: values[0] for key, values in parse_qs(parts.query).items()}
    fields.update(pair.split("=", 1) for pair in call.raw)
    for pair in call.typed:
        key, value = pair.split("=", 1)
        fields[key] = Path(value[1:]).read_text("utf-8") if value.startswith("@") else value
    for method, pattern, needed, act in CALLS:
        found = re.fullmatch(f"{REPOSITORY}/{pattern}", parts.path)
        if method == call.method and found:
            _allow(needed)
            return _shape(act(state, list(map(unquote, found.groups())), fields), call)
    raise HostError(f"这里不认识 {call.method} {call.address}")


def _allow(needed: str) -> None:
    """Hold a call to the job's permissions, such as ``pull-requests: write``."""
    granted: Mapping[str, str] = json.loads(os.environ["STAND_IN_PERMISSIONS"])
    if needed and not any(
        granted.get(area) in (level, "write") for area, level in _alternatives(needed)
    ):
        raise HostError(f"HTTP 403：需要 {needed}")


def _alternatives(needed: str) -> list[tuple[str, str]]:
    return [(area, level) for area, level in (one.split(": ") for one in needed.split(" | "))]


def _shape(answer: Any, call: Namespace) -> bytes:
    if call.silent:
        return b""
    if isinstance(answer, bytes):
        return answer
    text = json.dumps([answer] if call.slurp else answer, ensure_ascii=False)
    if not call.jq:
        return text.encode()
    done = subprocess.run(["jq", "-r", call.jq], input=text.encode(), stdout=-1, check=True)
    return done.stdout


def _list_pulls(state: State, _: list[str], fields: Mapping[str, str]) -> Any:
    return [
        pull
        for pull in state["pulls"]
        if pull["state"] == fields["state"]
        and pull["base"]["ref"] == fields["base"]
        and pull["head"]["label"] == fields["head"]
    ]


def _list_files(state: State, parts: list[str], _: Mapping[str, str]) -> Any:
    return state["files"][parts[0]]


def _list_artifacts(state: State, parts: list[str], fields: Mapping[str, str]) -> Any:
    """Each time that a run is started again it adds to what it has left."""
    kept = state["artifacts"].get(parts[0], {}).get(fields["name"], [])
    paths = kept if isinstance(kept, list) else [kept]
    found = [{"id": path, "name": fields["name"]} for path in paths]
    return {"total_count": len(found), "artifacts": found}


def _give_artifact(_: State, parts: list[str], __: Mapping[str, str]) -> Any:
    return Path(parts[0]).read_bytes()


def _list_comments(state: State, parts: list[str], _: Mapping[str, str]) -> Any:
    return state["comments"].get(parts[0], [])


def _post_comment(state: State, parts: list[str], fields: Mapping[str, str]) -> Any:
    comments = state["comments"].setdefault(parts[0], [])
    number = 1000 + sum(map(len, state["comments"].values()))
    comments.append({"id": number, "user": {"login": BOT}, "body": fields["body"]})
    return comments[-1]


def _change_comment(state: State, parts: list[str], fields: Mapping[str, str]) -> Any:
    for comments in state["comments"].values():
        for comment in comments:
            if str(comment["id"]) == parts[0]:
                comment["body"] = fields["body"]
                return comment
    raise HostError("HTTP 404")


def _list_issues(state: State, _: list[str], fields: Mapping[str, str]) -> Any:
    """The newest first, closed ones as well; a request to merge is an issue, too."""
    assert "all" == fields["state"]
    found = [each for each in state["issues"] if each["user"]["login"] == fields["creator"]]
    return found[::-1]


def _open_issue(state: State, _: list[str], fields: Mapping[str, str]) -> Any:
    number = 1 + max((each["number"] for each in state["issues"]), default=0)
    issue = {"number": number, "state": "open", "user": {"login": BOT}}
    issue |= {"title": fields["title"], "body": fields["body"], "labels": [fields["labels[]"]]}
    state["issues"].append(issue)
    return issue


def _change_issue(state: State, parts: list[str], fields: Mapping[str, str]) -> Any:
    for issue in state["issues"]:
        if str(issue["number"]) == parts[0]:
            issue.update(fields)
            return issue
    raise HostError("HTTP 404")


def _list_labels(state: State, parts: list[str], _: Mapping[str, str]) -> Any:
    return [{"name": name} for name in state["labels"].get(parts[0], [])]


def _add_label(state: State, parts: list[str], fields: Mapping[str, str]) -> Any:
    name = fields["labels[]"]
    if name not in state["known_labels"]:
        _allow("issues: write")
        state["known_labels"].append(name)
    state["labels"].setdefault(parts[0], []).append(name)
    return _list_labels(state, parts, fields)


def _remove_label(state: State, parts: list[str], fields: Mapping[str, str]) -> Any:
    state["labels"][parts[0]].remove(parts[1])
    return _list_labels(state, parts, fields)


READS = "pull-requests: read | issues: read"
WRITES = "pull-requests: write | issues: write"
CALLS: list[tuple[str, str, str, Callable[[State, list[str], Mapping[str, str]], Any]]] = [
    ("GET", "pulls", "pull-requests: read", _list_pulls),
    ("GET", r"pulls/(\d+)/files", "pull-requests: read", _list_files),
    ("GET", r"actions/runs/(\d+)/artifacts", "actions: read", _list_artifacts),
    ("GET", r"actions/artifacts/(.+)/zip", "actions: read", _give_artifact),
    ("GET", "issues", "issues: read", _list_issues),
    ("POST", "issues", "issues: write", _open_issue),
    ("PATCH", r"issues/(\d+)", "issues: write", _change_issue),
    ("GET", r"issues/(\d+)/comments", READS, _list_comments),
    ("POST", r"issues/(\d+)/comments", WRITES, _post_comment),
    ("PATCH", r"issues/comments/(\d+)", WRITES, _change_comment),
    ("GET", r"issues/(\d+)/labels", READS, _list_labels),
    ("POST", r"issues/(\d+)/labels", WRITES, _add_label),
    ("DELETE", r"issues/(\d+)/labels/([^/]+)", WRITES, _remove_label),
]
"""Method, address, permissions of which one is needed (REST API, "Permissions required")."""


def _download(state: State, words: list[str]) -> None:
    """``run download ID --repo R --name N --dir D``: lay out the one artefact."""
    _allow("actions: read")
    options = dict(zip(words[3::2], words[4::2], strict=True))
    archive = state["artifacts"][words[2]][options["--name"]]
    subprocess.run(["unzip", "-q", archive, "-d", options["--dir"]], check=True)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except HostError as refusal:
        sys.exit(f"gh: {refusal}")
