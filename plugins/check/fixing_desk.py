"""The fixer as a person calls it: paths as typed in, files mended, a text and an exit code out."""

from __future__ import annotations

import os
import posixpath
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from plugins.check.desk import ExitCode, Outcome, check_places, find_places
from plugins.check.fixer import RENAMED, Change, Mending, can_mend, mend
from plugins.check.fixing_report import describe_mendings, describe_rest
from plugins.check.followed_names import follow_names
from plugins.check.survey import lies_within
from plugins.check.twins import find_twins
from plugins.machine.naming import name_new, write_through
from plugins.model.trouble import say_trouble
from plugins.reading.content_folder import ContentFolder
from plugins.reading.limits import FILE_LIMIT


@dataclass(frozen=True)
class FileMending:
    """A file before and after: where it lay and what it held, and how it should be."""

    path: str
    data: bytes
    mending: Mending

    @property
    def is_renamed(self) -> bool:
        """Whether it gets another name."""
        return self.path != self.mending.path

    @property
    def is_changed(self) -> bool:
        """Whether anything of it changes."""
        return self.is_renamed or self.data != self.mending.data


def run_fix(
    content: Path,
    paths: Collection[str],
    today: date,
    open_folder: Callable[[Path], ContentFolder] = ContentFolder,
    *,
    is_dry: bool = False,
) -> Outcome:
    """Mend the content folder, or the files and folders at ``paths`` inside it.

    ``paths`` are as typed, as for ``run_check``.  A dry run writes nothing; its
    exit code is ``PROBLEMS`` where something would change.  After a real one it
    is ``PROBLEMS`` where errors are left, which only a person can mend.
    """
    try:
        places = find_places(content, paths)
        mendings = plan_mendings(content, places)
        if is_dry:
            code = ExitCode.PROBLEMS if mendings else ExitCode.CLEAN
            return Outcome(describe_mendings(mendings, is_dry=True), code)
        refused = [words for each in mendings if (words := _write(content, each))]
        said = describe_mendings(mendings, is_dry=False)
        new_names = {each.path: each.mending.path for each in mendings}
        wanted = tuple(new_names.get(place, place) for place in places)
        report = check_places(open_folder(content), wanted, today)
    except (OSError, ValueError) as error:
        reason = say_trouble(error) if isinstance(error, OSError) else error
        return Outcome(f"没有修改：{reason}。\n", ExitCode.COULD_NOT_RUN)
    text = "".join([said, *(f"{words}。\n" for words in refused), describe_rest(report)])
    return Outcome(text, ExitCode.PROBLEMS if report.errors or refused else ExitCode.CLEAN)


def plan_mendings(content: Path, places: Collection[str]) -> list[FileMending]:
    """Return what should change in the files at ``places`` (none: all), in order of path.

    No link is followed.  A name that another file has, or would get, stays as it
    was; texts beside a renamed file follow.  Raises ``OSError``.
    """
    folder, named = ContentFolder(content), frozenset(places)
    plain = [path for path, file in folder.files.items() if not file.is_link and can_mend(path)]
    wanted = [path for path in plain if not named or lies_within(path, named)]
    planned: dict[str, FileMending] = {}
    for path in wanted:
        data = folder.read_bytes(path)
        each = FileMending(path, data, mend(path, data))
        if each.is_changed:  # ten years of pictures do not fit in memory
            planned[path] = each
    _give_up_taken_names(planned, {*folder.files})
    _let_texts_follow(planned, plain, folder.read_bytes)
    return [each for _, each in sorted(planned.items()) if each.is_changed]


def _give_up_taken_names(planned: dict[str, FileMending], there: set[str]) -> None:
    """Leave the names of files that would meet others, as any computer tells names apart."""
    while renamed := [each for each in planned.values() if each.is_renamed]:
        after = [planned[path].mending.path if path in planned else path for path in there]
        counted = Counter(after)
        met = {path for path, _ in find_twins([*counted])}
        met |= {path for path, count in counted.items() if count > 1}
        clashing = [each for each in renamed if each.mending.path in met]
        if not clashing:
            return
        for each in clashing:
            changes = tuple(change for change in each.mending.changes if change.name != RENAMED)
            kept = replace(each.mending, path=each.path, changes=changes)
            planned[each.path] = replace(each, mending=kept)


def _let_texts_follow(
    planned: dict[str, FileMending], plain: Sequence[str], read: Callable[[str], bytes]
) -> None:
    """Write the new names of renamed files into the texts of their folders."""
    for folder, names in _names_by_folder(planned.values()).items():
        for path in plain:
            if posixpath.dirname(path) != folder or not path.lower().endswith(".md"):
                continue
            if path not in planned:
                data = read(path)
                planned[path] = FileMending(path, data, Mending(path, data))
            planned[path] = _follow(planned[path], names)


def _names_by_folder(mendings: Collection[FileMending]) -> Mapping[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for each in mendings:
        if each.is_renamed:
            folder, name = posixpath.split(each.path)
            found.setdefault(folder, {})[name] = posixpath.basename(each.mending.path)
    return found


def _follow(each: FileMending, names: Mapping[str, str]) -> FileMending:
    if len(each.mending.data) > FILE_LIMIT:
        return each
    try:
        text = each.mending.data.decode()
    except UnicodeDecodeError:
        return each
    followed = follow_names(each.mending.path, text, names)
    if followed == text:
        return each
    changes = (*each.mending.changes, Change("文件名跟着改"))
    return replace(each, mending=Mending(each.mending.path, followed.encode(), changes))


def _write(content: Path, each: FileMending) -> str:
    """Write a mended file whole or not at all; say why where it could not be."""
    old, new = content / each.path, content / each.mending.path
    if os.path.realpath(old) != os.path.join(os.path.realpath(content), *each.path.split("/")):
        return f"{each.path} 没有改：它在一个快捷方式（链接）后面"
    try:
        if old.read_bytes() != each.data:
            return f"{each.path} 没有改：它刚才被别的程序改动了，请再运行一次"
        _replace(old, new, each.mending.data)
    except FileExistsError:
        return f"{each.path} 没有改：已经有 {new.name}"
    except OSError as error:
        return f"{each.path} 没有改：{say_trouble(error)}"
    return ""


def _replace(old: Path, new: Path, data: bytes) -> None:
    """Put ``data`` at ``new`` for the file at ``old``; raises ``OSError`` and leaves all as it was.

    The file at ``new`` is ``old`` itself, or there is none.
    """
    fresh = old.with_name(f".{os.getpid()}.new")
    try:
        write_through(fresh, data)
        fresh.chmod(old.stat().st_mode & 0o777)
        if new == old or _is_same_file(old, new):
            os.replace(fresh, old)
            old.rename(new)
        else:
            name_new(fresh, new)
            old.unlink()
    finally:
        fresh.unlink(missing_ok=True)


def _is_same_file(old: Path, new: Path) -> bool:
    """Tell whether both names are one file's, for a computer that does not tell case apart."""
    return new.exists() and os.path.samefile(old, new)
