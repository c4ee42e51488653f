"""The import as a person calls it: Word files in, articles with their pictures out, and words."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from plugins.importing.clerk import Clerk, Head
from plugins.importing.hints import clear_hints, say_hints
from plugins.importing.kept import Kept, find_digest
from plugins.importing.new_files import write_together
from plugins.importing.pictures import (
    clean_pictures,
    describe_pictures,
    refuse_body,
    say_removed,
)
from plugins.importing.placing import choose_place, list_free_names
from plugins.importing.refusal import ImportRefused
from plugins.importing.waiting import Source, find_sources
from plugins.importing.word import NotWord, name_pictures, read_word
from plugins.media.cleaning import CleanSource
from plugins.model.trouble import say_trouble
from plugins.reading.dates import read_date
from plugins.reading.new_article import compose_article_file
from plugins.reading.places import INBOX


class ExitCode(IntEnum):
    """How an import ended, as a check does."""

    DONE = 0
    SOMETHING_LEFT = 1
    COULD_NOT_RUN = 2


@dataclass(frozen=True)
class Verdict:
    """What the check says: the files with errors (in the content folder), and its report."""

    failing: frozenset[str]
    report: str


@dataclass(frozen=True)
class Imported:
    """An article and the Word file it was made of; ``paths`` are its own and its pictures'.

    ``digest`` is that of the file as it was read; ``title`` is empty where the article
    was there before.
    """

    source: Source
    digest: str
    paths: tuple[str, ...]
    title: str = ""


@dataclass(frozen=True)
class ImportDesk:
    """Everything an import works with.

    ``mend`` returns the bytes of an article, by its path in the content folder, in
    the one right form; ``check`` looks at files there; ``find_nearest`` returns the
    word that was probably meant, if any; ``say`` shows a line at once.
    """

    content: Path
    kept: Kept
    clerk: Clerk
    mend: Callable[[str, bytes], bytes]
    check: Callable[[Sequence[str]], Verdict]
    find_nearest: Callable[[str, Iterable[str]], str]
    say: Callable[[str], None]

    def run(self, typed: Sequence[str]) -> ExitCode:
        """Import the files at the typed paths, or all that wait in the inbox."""
        if refusal := self._refuse_given():
            self.say(f"没有导入：{refusal}。")
            return ExitCode.COULD_NOT_RUN
        sources = find_sources(self.content, typed, self.clerk.given_unit)
        if not sources:
            example = f"content/{INBOX}/{self.clerk.registry.units[0].slug}/"
            self.say(f"收件箱里没有 Word 文件。放进 content/{INBOX}/单位/，例如 {example}。")
            return ExitCode.DONE
        done: list[Imported] = []
        for number, source in enumerate(sources, 1):
            self.say(f"{source.shown}（{number}/{len(sources)}）")
            try:
                done.append(self.import_one(source))
            except (ImportRefused, NotWord) as reason:
                self.say(f"  没有导入：{reason}。")
        left = self._finish(done) if done else 0
        is_all = len(done) == len(sources) and not left
        return ExitCode.DONE if is_all else ExitCode.SOMETHING_LEFT

    def _refuse_given(self) -> str:
        """Return what is wrong with the options, empty where nothing is."""
        clerk = self.clerk
        if refusal := self._refuse_unit(clerk.given.unit):
            return refusal
        if clerk.given.column and not clerk.registry.find_column(clerk.given.column):
            titles = [column.title for column in clerk.registry.columns]
            return f"没有“{clerk.given.column}”这个栏目，可选：{'、'.join(titles)}"
        day = read_date(clerk.given.day).day
        if clerk.given.day and (day is None or day > clerk.today):
            return f"“{clerk.given.day}”不是今天或以前的日期，请写成 {clerk.today}"
        return ""

    def _refuse_unit(self, name: str) -> str:
        units = self.clerk.registry.unit_by_name
        if not name or name in units:
            return ""
        meant = self.find_nearest(name, units)
        choices = [unit.name for unit in self.clerk.registry.units]
        hint = f"是不是“{units[meant].name}”" if meant else f"可选：{'、'.join(choices)}"
        return f"没有“{name}”这个单位，{hint}"

    def import_one(self, source: Source) -> Imported:
        """Make an article of one file; raises ``ImportRefused`` and ``NotWord``."""
        if source.folder is not None:
            self._vet_folder(source.folder)
        data = source.read()
        owner = source.folder or self.clerk.given_unit
        if (made := self.kept.find_article(data, owner)) and (self.content / made).is_file():
            self.say(f"  已经是 content/{made}，再检查一次")
            return Imported(source, find_digest(data), (made,))
        reading = read_word(data)
        body, hints = clear_hints(reading.body)
        self._remark((*reading.remarks, say_hints(hints)))
        if refusal := refuse_body(body):
            raise ImportRefused(refusal)
        try:
            pictures = clean_pictures(reading.pictures)
        except ValueError as reason:
            raise ImportRefused(str(reason)) from None
        head = self.clerk.complete(reading.fields, source.folder or "")
        path = choose_place(self.content, head)
        body = describe_pictures(body, self.clerk.ask)
        paths = self._write(path, head, body, pictures, data)
        count = f"，{len(pictures)} 张图片" if pictures else ""
        self.say(f"  写好了 content/{path}{count}")
        self._remark((*head.remarks, say_removed(pictures)))
        return Imported(source, find_digest(data), paths, head.title)

    def _vet_folder(self, folder: str) -> None:
        """Raise ``ImportRefused`` for a folder of the inbox that a file should not lie in."""
        if not folder:
            raise ImportRefused(f"没有放在单位的文件夹里。移到 content/{INBOX}/单位/")
        if folder not in self.clerk.registry.unit_by_slug:
            raise ImportRefused(self._refuse_folder(folder))
        if self.clerk.given_unit not in ("", folder):
            raise ImportRefused(f"放在 {folder} 的收件箱里，--unit 却写了 {self.clerk.given.unit}")

    def _refuse_folder(self, folder: str) -> str:
        units = self.clerk.registry.unit_by_name
        meant = folder if folder in units else self.find_nearest(folder, units)
        place = f" content/{INBOX}/{units[meant].slug}/" if meant else f" content/{INBOX}/单位/"
        return f"没有叫“{folder}”的单位文件夹。移到{place}"

    def _write(
        self, path: str, head: Head, body: str, pictures: Sequence[CleanSource], data: bytes
    ) -> tuple[str, ...]:
        """Write the article and its pictures, all or none, and note what they were made of."""
        folder, name = posixpath.split(path)
        stem = name.removesuffix(".md")
        self._vet_way(folder)
        suffixes = [picture.suffix for picture in pictures]
        names = list_free_names(self.content / folder, stem, suffixes)
        text = compose_article_file(head.fields, name_pictures(body, names))
        files = dict(zip(names, (picture.data for picture in pictures), strict=True))
        files[name] = self.mend(path, text.encode())
        try:
            write_together(
                {self.content / folder / name: data for name, data in files.items()},
                lambda: self.kept.note(data, path),
            )
        except OSError as error:
            raise ImportRefused(f"没有写成，什么也没有留下：{say_trouble(error)}") from None
        return tuple(posixpath.join(folder, name) for name in files)

    def _vet_way(self, folder: str) -> None:
        """Raise ``ImportRefused`` where a folder on the way is a link: it may lead anywhere."""
        way = self.content
        for part in folder.split("/"):
            way /= part
            if way.is_symlink():
                raise ImportRefused(f"{way} 是快捷方式（链接），稿件不能写到那里")

    def _remark(self, remarks: Iterable[str]) -> None:
        for remark in filter(None, remarks):
            self.say(f"  {remark.rstrip('。')}。")

    def _finish(self, done: Sequence[Imported]) -> int:
        """Check what was written, and clear the inbox of what passes; return how many do not."""
        verdict = self.check([path for imported in done for path in imported.paths])
        if verdict.report:
            self.say(f"\n{verdict.report.rstrip()}")
        passing = [each for each in done if verdict.failing.isdisjoint(each.paths)]
        failing = [each for each in done if each not in passing]
        taken = 0
        for imported in passing:
            taken += self._clear(imported)
        if passing:
            self.say(f"\n{len(passing)} 篇通过了检查，可以构建、提交。")
        if taken:
            self.say(f"Word 文件移到了 {self.kept.root.name}/，核对以后可以删去。")
        if failing:
            self.say(
                f"\n{len(failing)} 篇还没有通过检查，Word 文件留在原处。"
                "照上面的“改法”改 .md 稿件，再运行一次 invoke import。"
            )
        return len(failing)

    def _clear(self, imported: Imported) -> bool:
        """Take a Word file out of the inbox; a file elsewhere is its owner's."""
        source = imported.source
        if source.folder is None or not source.path.is_file():
            return False
        try:
            if find_digest(source.path.read_bytes()) != imported.digest:
                self.say(f"{source.shown} 刚才换了内容，还在收件箱里。再运行一次 invoke import。")
                return False
            self.kept.take(source.path, source.folder)
        except OSError as error:
            self.say(f"{source.shown} 还在收件箱里：{say_trouble(error)}。")
            return False
        return True
