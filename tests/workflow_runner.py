"""Runs the jobs of ``.github/workflows`` on this machine: their own ``run:`` steps, by bash.

What ``uses:`` an action is done by a few lines here: checking out is a clone of the bare
repository, setting Python up lays out a ``.venv`` whose tools are those of the tests,
uploading makes a zip.  ``gh`` is the stand-in of ``stand_in_gh.py``.  The host itself
is not here: what it does with triggers, tokens and permissions is told, not tried.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tests.support import EPOCH, ROOT, need_command

WORKFLOWS = ROOT / ".github" / "workflows"
_EXPRESSION = re.compile(r"\$\{\{ ([a-z_.]+) \}\}")
_OUTPUT_IS_THERE = re.compile(r"steps\.([a-z]+)\.outputs\.([a-z]+)\Z")


def read_workflow(name: str) -> dict[str, Any]:
    """Return a workflow by its file's name; YAML's own idea of ``on`` is put right."""
    found: dict[Any, Any] = yaml.safe_load((WORKFLOWS / name).read_text("utf-8"))
    return {"on" if key is True else str(key): value for key, value in found.items()}


@dataclass
class Machine:
    """Where jobs run: the bare repository, the host's state, and a folder for all else."""

    folder: Path
    remote: Path
    runs: int = 0

    def __post_init__(self) -> None:
        for command in ("bash", "git", "jq", "make", "unzip"):
            need_command(command)
        self.host = self.folder / "host.json"
        bin_folder = self.folder / "bin"
        bin_folder.mkdir(parents=True)
        _write_program(bin_folder / "gh", f'exec "{sys.executable}" "{ROOT}/tests/stand_in_gh.py"')

    def run(
        self, workflow: str, job: str, event: Mapping[str, str], ref: str, run: str = "1"
    ) -> Run:
        """Run one job; ``event`` holds what expressions ask for, ``ref`` is checked out."""
        self.runs += 1
        folder = self.folder / f"run-{self.runs}"
        (folder / "temp").mkdir(parents=True)
        done = Run(self, folder, read_workflow(workflow), job, dict(event), ref, run)
        done.go()
        return done

    def read_host(self) -> dict[str, Any]:
        """Return the host's state."""
        found: dict[str, Any] = json.loads(self.host.read_text("utf-8"))
        return found

    def write_host(self, state: Mapping[str, Any]) -> None:
        """Set the host's state."""
        self.host.write_text(json.dumps(state, ensure_ascii=False), "utf-8")


@dataclass
class Run:
    """One job's run: what was said, what it left, and whether it passed."""

    machine: Machine
    folder: Path
    workflow: dict[str, Any]
    job: str
    event: dict[str, str]
    ref: str
    number: str
    passed: bool = True
    said: str = ""
    ran: list[str] = field(default_factory=list)
    artifacts: dict[str, Path] = field(default_factory=dict)

    def go(self) -> None:
        """Run the steps in their order."""
        self.event["runner.temp"] = str(self.temp)
        self.plan = self.workflow["jobs"][self.job]
        for step in self.plan["steps"]:
            if not self._is_wanted(step.get("if", "")):
                continue
            self.ran.append(step["name"])
            if not self._do(step) and not step.get("continue-on-error"):
                self.passed = False
            self._read_outputs(step.get("id", ""))

    @property
    def temp(self) -> Path:
        return self.folder / "temp"

    @property
    def checkout(self) -> Path:
        return self.folder / "work"

    @property
    def summary(self) -> str:
        """What stands on the run's page."""
        return self._read("summary")

    def _is_wanted(self, condition: str) -> bool:
        """Judge the few conditions that the workflows know; any other is an error."""
        if condition == "${{ !cancelled() }}":
            return True
        if condition:
            found = _OUTPUT_IS_THERE.match(condition)
            assert found, f"测试不认识这个条件：{condition}"
            return self.passed and bool(self.event.get(condition))
        return self.passed

    def _do(self, step: Mapping[str, Any]) -> bool:
        if "run" in step:
            return self._run_script(step)
        action = step["uses"].partition("@")[0]
        options = {key: self._fill(str(value)) for key, value in step.get("with", {}).items()}
        {
            "actions/checkout": self._check_out,
            "actions/setup-python": self._set_up_python,
            "actions/upload-artifact": self._upload,
        }[action](options)
        return True

    def _fill(self, text: str) -> str:
        return _EXPRESSION.sub(lambda found: self.event[found[1]], text)

    def _run_script(self, step: Mapping[str, Any]) -> bool:
        assert "bash" == self.workflow["defaults"]["run"]["shell"]
        told = {**self.workflow.get("env", {}), **self.plan.get("env", {}), **step.get("env", {})}
        script = self.folder / "script.sh"
        script.write_text(step["run"], "utf-8")
        # What GitHub calls ``shell: bash`` (Workflow syntax, jobs.<job_id>.steps[*].shell).
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
            cwd=self.checkout,
            env=self._environ({key: self._fill(str(value)) for key, value in told.items()}),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        self.said += f"== {step['name']}\n" + done.stdout.decode("utf-8", "replace")
        return done.returncode == 0

    def _environ(self, told: Mapping[str, str]) -> dict[str, str]:
        kept = {key: os.environ[key] for key in ("HOME", "LANG", "TMPDIR") if key in os.environ}
        return {
            **kept,
            "PATH": f"{self.machine.folder / 'bin'}:{os.environ['PATH']}",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_SYSTEM": os.devnull,
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONUTF8": "1",
            "SOURCE_DATE_EPOCH": EPOCH,
            "GITHUB_OUTPUT": str(self.folder / "output"),
            "GITHUB_STEP_SUMMARY": str(self.folder / "summary"),
            "GITHUB_RUN_ID": self.number,
            "GITHUB_SERVER_URL": "https://github.com",
            "RUNNER_TEMP": str(self.temp),
            "STAND_IN_HOST": str(self.machine.host),
            "STAND_IN_PERMISSIONS": json.dumps(self.plan["permissions"]),
            **told,
        }

    def _read(self, name: str) -> str:
        path = self.folder / name
        return path.read_text("utf-8") if path.exists() else ""

    def _read_outputs(self, step: str) -> None:
        for line in self._read("output").splitlines() if step else ():
            key, _, value = line.partition("=")
            self.event[f"steps.{step}.outputs.{key}"] = value

    def _check_out(self, options: Mapping[str, str]) -> None:
        ref = f"refs/heads/{options['ref']}" if "ref" in options else self.ref
        git(self.folder, "clone", "--quiet", str(self.machine.remote), "work")
        git(self.checkout, "fetch", "--quiet", "origin", ref)
        git(self.checkout, "checkout", "--quiet", "--detach", "FETCH_HEAD")

    def _set_up_python(self, _: Mapping[str, str]) -> None:
        set_up_tools(self.checkout)

    def _upload(self, options: Mapping[str, str]) -> None:
        path = Path(options["path"])
        archive = self.folder / f"{options['name']}.zip"
        files = [path] if path.is_file() else [each for each in path.rglob("*") if each.is_file()]
        root = path.parent if path.is_file() else path
        if files:  # otherwise the action warns and goes on
            with zipfile.ZipFile(archive, "w") as target:
                for file in sorted(files):
                    target.write(file, file.relative_to(root))
            self.artifacts[options["name"]] = archive


def git(folder: Path, *words: str) -> str:
    """Run git without the desk's own settings and return what it prints."""
    done = subprocess.run(
        ["git", "-C", str(folder), "-c", "user.name=测试", "-c", "user.email=test@example.invalid",
         *words],
        env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert 0 == done.returncode, done.stderr
    return done.stdout


def _write_program(path: Path, command: str) -> None:
    path.write_text(f'#!/bin/sh\n{command} "$@"\n', "utf-8")
    path.chmod(0o755)


def set_up_tools(folder: Path) -> None:
    """Lay out what ``make .venv/.site`` would install: it finds nothing left to do."""
    tools = folder / ".venv" / "bin"
    tools.mkdir(parents=True)
    _write_program(tools / "python", f'exec "{sys.executable}"')
    _write_program(tools / "invoke", f'exec "{sys.executable}" -m invoke')
    (folder / ".venv" / ".site").touch()


def copy_for_make(folder: Path) -> None:
    """Copy what ``make`` and the workflows need beside a working copy's code."""
    for name in ("Makefile", "requirements.lock", "pyproject.toml"):
        shutil.copy2(ROOT / name, folder / name)
    shutil.copytree(ROOT / ".github", folder / ".github")
