"""Commits by the thousand: the stream that ``git fast-import`` reads, and what it makes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from plugins.machine.git import call_git
from plugins.model.days import SHANGHAI

File = str | bytes | tuple[str, bytes] | None
"""A file's text, its bytes, its mode and bytes, or that it is gone."""


class CommitStream:
    """Commits as ``git fast-import`` reads them (git-fast-import(1))."""

    def __init__(self) -> None:
        self.count = 0
        self._parts: list[bytes] = []

    def commit(
        self,
        day: date,
        author: str,
        files: Mapping[str | bytes, File],
        parents: Sequence[int] = (),
        *,
        hour: int = 12,
        committed: date | None = None,
    ) -> int:
        """Add a commit of files of the repository, and return its mark.

        It was written on ``day`` and, unless ``committed`` says otherwise, committed then.
        """
        self.count += 1
        lines = [f"commit refs/heads/main\nmark :{self.count}\n"]
        lines.append(f"author {_sign(author, day, hour)}\n")
        lines.append(f"committer {_sign(author, committed or day, hour)}\ndata 3\n改\n")
        lines += [f"from :{parent}\n" for parent in parents[:1]]
        lines += [f"merge :{parent}\n" for parent in parents[1:]]
        self._parts.append("".join(lines).encode())
        self._parts += [_write_file(path, file) for path, file in files.items()]
        return self.count

    def lay(self, folder: Path, tip: int = 0) -> Path:
        """Make the repository in ``folder``, its commit ``tip`` (or the last one) checked out."""
        folder.mkdir(parents=True, exist_ok=True)
        last = f"reset refs/heads/main\nfrom :{tip or self.count}\n\n".encode()
        for words, given in (
            (("init", "--quiet", "-b", "main"), b""),
            (("fast-import", "--quiet", "--force"), b"".join([*self._parts, last])),
            (("reset", "--quiet", "--hard", "main"), b""),
        ):
            done = call_git(folder, *words, given=given)
            assert done.returncode == 0, done.stderr.decode()
        return folder


def _sign(author: str, day: date, hour: int) -> str:
    moment = datetime(day.year, day.month, day.day, hour, tzinfo=SHANGHAI)
    return f"{author} <nobody@example.invalid> {int(moment.timestamp())} +0800"


def _write_file(path: str | bytes, file: File) -> bytes:
    """Return one change; the path is quoted as C quotes (git-fast-import(1), "<path>")."""
    raw = path.encode() if isinstance(path, str) else path
    place = b'"' + b"".join(b"\\%03o" % sign for sign in raw) + b'"'
    if file is None:
        return b"D " + place + b"\n"
    mode, data = file if isinstance(file, tuple) else ("100644", file)
    if mode == "160000":
        return b"M 160000 " + data + b" " + place + b"\n"
    data = data.encode() if isinstance(data, str) else data
    return b"M %s inline %s\ndata %d\n%s\n" % (mode.encode(), place, len(data), data)
