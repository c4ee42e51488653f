"""The content folder on disk: what lies in it, read when it is asked for.

The one file of this room that touches the disk.  Links to other places of the
disk (symlinks) are listed and never followed.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

from plugins.machine.files import FoundFile, find_files
from plugins.media.pictures import PictureFacts, describe_picture, inspect_picture
from plugins.model.article import Article, Body, Picture, Slip
from plugins.model.registry import Registry
from plugins.model.repost import RepostDay, RepostSlip
from plugins.reading.article import (
    Entry,
    read_article,
    read_page,
    read_prompt,
    read_repost_day,
)
from plugins.reading.limits import FILE_LIMIT
from plugins.reading.memory import Batch, Memory, PictureRow, TextRow
from plugins.reading.picture_use import FindPicture
from plugins.reading.pinyin import to_tag_slug
from plugins.reading.places import ARTICLES, PAGES, PROMPTS, REPOSTS
from plugins.reading.record import (
    Record,
    make_repost_slip,
    make_slip,
    pack_entry,
    pack_picture,
    unpack_body,
    unpack_picture,
    unpack_record,
    unpack_repost_slips,
    unpack_slips,
)
from plugins.reading.records import FILES as TABLES
from plugins.reading.records import RecordsReading, read_records
from plugins.reading.registry import FILES, RegistryReading, read_registry
from plugins.reading.schema import PICTURES_LIMIT

_READERS = {PAGES: read_page, REPOSTS: read_repost_day, PROMPTS: read_prompt}
"""How texts of the rooms are read that need nothing of the registry."""

_ROOMS = tuple(f"{room}/" for room in (ARTICLES, *_READERS))


class ContentFolder:
    """Everything in one content folder; each file is read at most once.

    ``memory`` holds what earlier readings left.  ``listing`` is what lies in the
    folder, where somebody has just looked; a file without a state is read to see
    whether it is the one remembered.
    """

    def __init__(
        self,
        root: Path,
        memory: Memory | None = None,
        listing: Iterable[FoundFile] | None = None,
    ) -> None:
        self.root = root
        self.memory = memory or Memory()
        self.read_texts: set[str] = set()
        self._listing = listing
        self._entries: dict[str, Entry | None] = {}
        self._records: dict[str, Record | None] = {}
        self._digests: dict[str, str] = {}
        self._pictures: dict[str, tuple[PictureFacts, Picture | None]] = {}
        self._fresh_slips: dict[str, str] = {}
        self._news = Batch()

    @cached_property
    def files(self) -> dict[str, FoundFile]:
        """Every file by its path, in order of path."""
        found = find_files(os.fspath(self.root), 0) if self._listing is None else self._listing
        return {file.path: file for file in sorted(found)}

    @cached_property
    def registry_reading(self) -> RegistryReading:
        """What the registry files say, or what is wrong with them."""
        found = {path: self.read_bytes(path) for path in FILES if self._is_plain_file(path)}
        return read_registry(found)

    @property
    def registry(self) -> Registry:
        """The registry; raises ``ValueError`` where its files can't be read."""
        if self.registry_reading.registry is None:
            raise ValueError("登记表还有问题，先运行 make check")
        return self.registry_reading.registry

    @cached_property
    def records_reading(self) -> RecordsReading:
        """What the tables say that the city enters, and what is wrong with them."""
        found = {path: self.read_bytes(path) for path in TABLES if self._is_plain_file(path)}
        return read_records(found, self.registry)

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The paths of all Markdown files that are read, readable or not."""
        return tuple(filter(self.is_text, self.files))

    @cached_property
    def unknown(self) -> frozenset[str]:
        """The texts that have to be read and checked: the memory can't speak for them.

        They are new, or they, a picture of theirs or a text they lead to are no
        longer what they were.
        """
        changed, known = self._changed, self.memory.states
        askers = self.memory.find_askers(changed) if known else set()
        return frozenset(self.texts) & (changed | askers)

    def is_text(self, path: str) -> bool:
        """Tell whether a text lies at ``path``, readable or not."""
        return path[-3:].lower() == ".md" and path.startswith(_ROOMS)

    @property
    def changed_texts(self) -> list[str]:
        """The texts that came, changed or went since they were remembered."""
        return sorted(filter(self.is_text, self._changed))

    def read_bytes(self, path: str) -> bytes:
        """Return a file's bytes; raises ``OSError``."""
        with open(os.path.join(self.root, path), "rb") as file:
            return file.read()

    def entry(self, path: str) -> Entry | None:
        """Return the text at ``path`` as read; nothing where no file can be read.

        A symlink, a missing file and one beyond the limit of size are not read.
        """
        if path not in self._entries:
            self._entries[path] = self._read_entry(path)
        return self._entries[path]

    def record(self, path: str) -> Record | None:
        """Return what others may ask of the text at ``path``: remembered, or read anew."""
        if path not in self._records:
            self._records[path] = self._recall(path) or self._make_record(path)
        return self._records[path]

    @cached_property
    def known_slips(self) -> list[Slip]:
        """The slips of the published articles that the memory could speak for from the first."""
        return unpack_slips(_choose_room(self._known_packed, ARTICLES), self)

    def is_published(
        self, path: str, find_record: Callable[[str], Record | None] | None = None
    ) -> bool:
        """Tell whether a published article lies at ``path``; ``find_record`` as in ``slips``."""
        if not path.startswith(f"{ARTICLES}/") or not self._is_plain_file(path):
            return False
        slip = self._fresh_slips.get(path, self._known_packed.get(path))
        if slip is not None:
            return bool(slip)
        record = (find_record or self.record)(path)
        return bool(record and make_slip(record, self))

    def slips(self, find_record: Callable[[str], Record | None] | None = None) -> list[Slip]:
        """Return the slips of all published articles, in no order.

        ``find_record`` gives the record of a text that nobody has read yet.
        """
        read = (make_slip(record, self) for record in self._list_unread(ARTICLES, find_record))
        fresh = _choose_room(self._fresh_slips, ARTICLES)
        return [*self.known_slips, *unpack_slips(fresh, self), *filter(None, read)]

    def repost_slips(
        self, find_record: Callable[[str], Record | None] | None = None
    ) -> list[RepostSlip]:
        """Return the slips of all days' lists, as ``slips`` does, in order of their days."""
        # A list of a day to come is known and checked anew all the same.
        packed = [*_choose_room({**self._known_packed, **self._fresh_slips}, REPOSTS)]
        records = self._list_unread(REPOSTS, find_record)
        read = (make_repost_slip(record, self) for record in records)
        return sorted(
            [*unpack_repost_slips(packed, self), *filter(None, read)],
            key=lambda slip: slip.iso_day,
        )

    @cached_property
    def _known_packed(self) -> dict[str, str]:
        unknown, files = self.unknown, self.files
        slips = self.memory.list_slips()
        return {path: slip for path, slip in slips if path not in unknown and path in files}

    def _list_unread(
        self, room: str, find_record: Callable[[str], Record | None] | None
    ) -> Iterator[Record]:
        """Yield the records of the texts of a room that neither memory nor news speak for."""
        for path in sorted(self.unknown - self._fresh_slips.keys()):
            if path.startswith(f"{room}/"):
                record = (find_record or self.record)(path)
                if record:
                    yield record

    def keep(self, path: str, warnings: str) -> None:
        """Note what was read of the text at ``path``, and what the check had to say.

        The entry itself is let go of: a site of ten years does not fit in memory.
        """
        entry = self._entries.pop(path, None)
        if entry is None:
            return
        packed = pack_entry(entry)
        self._news.asked[path] = packed.asked
        self._news.texts[path] = TextRow(
            self.files[path].state,
            self._digest(path),
            packed.slip,
            packed.card,
            packed.trace,
            packed.body_fingerprint,
            warnings,
        )
        if packed.body:
            self._news.bodies[packed.body_fingerprint] = packed.body

    def take_news(self) -> Batch:
        """Return what was noted since this was last asked, for a memory to keep."""
        news, self._news = self._news, Batch()
        return news

    def learn(self, news: Batch) -> None:
        """Keep what was read of this folder, here or in another process."""
        self.memory.keep(news)
        self.read_texts.update(news.texts)
        for path, picture in news.pictures.items():
            self._pictures[path] = unpack_picture(picture.facts)
        for path, row in news.texts.items():
            self._records.pop(path, None)
            self._fresh_slips[path] = row.slip
            if not row.warnings:  # the memory does not keep what has not passed
                self._records[path] = unpack_record(path, row.card, row.trace)

    def forget_gone(self) -> None:
        """Have the memory let go of what is no longer there."""
        self.memory.forget(self._changed - self.files.keys())

    def find_picture(self, path: str) -> Picture | None:
        """Return the picture at ``path``, or nothing where it is missing or refused."""
        return self._look_at_picture(path)[1] if self._is_plain_file(path) else None

    def picture_facts(self, path: str) -> PictureFacts | None:
        """Return what the picture file at ``path`` is, or nothing where there is none."""
        return self._look_at_picture(path)[0] if self._is_plain_file(path) else None

    def open_article(self, path: str) -> Article:
        """Return the article at ``path``; raises ``ValueError`` where it is none any more."""
        record = self.record(path)
        if record is None or record.article is None:
            raise ValueError(f"{path} 在构建过程中改动了，再构建一次")
        return record.article

    def open_repost_day(self, path: str) -> RepostDay:
        """Return the day's list at ``path``; raises ``ValueError`` where it is none any more."""
        record = self.record(path)
        if record is None or record.repost_day is None:
            raise ValueError(f"{path} 在构建过程中改动了，再构建一次")
        return record.repost_day

    def list_texts(self, room: str) -> list[str]:
        """Return the paths of the texts in a room, such as ``pages``."""
        return [path for path in self.texts if path.startswith(f"{room}/")]

    def open_body(self, path: str, fingerprint: str) -> Body:
        """Return a text's body from the memory, or read anew where that has lost it.

        Raises ``ValueError`` where it is not the body of that fingerprint any more.
        """
        data = self.memory.find_body(fingerprint)
        if data is not None:
            return unpack_body(data)
        entry = self.entry(path)
        if entry is None or entry.body.body is None:
            raise ValueError(f"{path} 在构建过程中改动了，再构建一次")
        return entry.body.body

    def list_pictures(self, path: str) -> tuple[Picture, ...]:
        """Return the pictures that the text at ``path`` shows, the cover first, each once."""
        record = self.record(path)
        return record.shown if record else ()

    @cached_property
    def _changed(self) -> set[str]:
        """The files that are not what the memory knows, came or went."""
        known = self.memory.states
        now = {file.path: file.state for file in self.files.values() if not file.is_link}
        doubtful = {path for path, _ in now.items() - known.items()}
        doubtful |= {path for path, state in known.items() if not state and path in now}
        changed = {path for path in doubtful if path not in known or not self._is_same(path)}
        return changed | (known.keys() - now.keys())

    def _is_same(self, path: str) -> bool:
        """Tell whether the file at ``path`` has the bytes it is remembered by."""
        row = self.memory.find_text(path) or self.memory.find_picture(path)
        if row is None or self._digest(path) != row.digest:
            return False
        self._news.states[path] = self.files[path].state
        return True

    def _is_plain_file(self, path: str) -> bool:
        file = self.files.get(path)
        return file is not None and not file.is_link

    def _read_entry(self, path: str) -> Entry | None:
        if not self._is_plain_file(path) or self.files[path].size > FILE_LIMIT:
            return None
        data = self.read_bytes(path)
        self._digests[path] = _digest(data)
        find_picture = self._find_few_pictures()
        read = _READERS.get(path.partition("/")[0])
        if read:
            return read(path, data, find_picture)
        return read_article(path, data, self.registry, find_picture, self._find_slug)

    def _find_slug(self, tag: str) -> str:
        """Return the slug of a tag; finding one that no text bears yet takes a dictionary."""
        return self._known_slugs.get(tag) or to_tag_slug(tag)

    @cached_property
    def _known_slugs(self) -> dict[str, str]:
        return {tag: slug for slip in self.known_slips for tag, slug in slip.tags}

    def _make_record(self, path: str) -> Record | None:
        entry = self.entry(path)
        if entry is None:
            return None
        packed = pack_entry(entry)
        return unpack_record(path, packed.card, packed.trace)

    def _recall(self, path: str) -> Record | None:
        """Return the record that the memory has of this very text with these very pictures."""
        is_known = path not in self.unknown or path in self.read_texts
        if not is_known or path not in self.memory.states:
            return None
        row = self.memory.find_text(path)
        try:
            return unpack_record(path, row.card, row.trace) if row else None
        except (ValueError, TypeError, KeyError, IndexError):
            return None

    def _digest(self, path: str) -> str:
        if path not in self._digests:
            self._digests[path] = _digest(self.read_bytes(path))
        return self._digests[path]

    def _find_few_pictures(self) -> FindPicture:
        """Return a finder for one text: beyond the limit it looks at no further picture."""
        seen: set[str] = set()

        def find(path: str) -> Picture | None:
            if path not in seen and len(seen) >= PICTURES_LIMIT:
                return None
            seen.add(path)
            return self.find_picture(path)

        return find

    def _look_at_picture(self, path: str) -> tuple[PictureFacts, Picture | None]:
        if path not in self._pictures:
            self._pictures[path] = self._recall_picture(path) or self._inspect_picture(path)
        return self._pictures[path]

    def _recall_picture(self, path: str) -> tuple[PictureFacts, Picture | None] | None:
        row = None if path in self._changed else self.memory.find_picture(path)
        try:
            return unpack_picture(row.facts) if row else None
        except (ValueError, TypeError, KeyError):
            return None

    def _inspect_picture(self, path: str) -> tuple[PictureFacts, Picture | None]:
        data = self.read_bytes(path)
        self._digests[path] = _digest(data)
        facts = inspect_picture(data, path)
        picture = None if facts.fault else describe_picture(path, data, facts)
        row = PictureRow(self.files[path].state, self._digests[path], pack_picture(facts, picture))
        self._news.pictures[path] = row
        return facts, picture


def _choose_room(packed: Mapping[str, str], room: str) -> Iterator[str]:
    """Yield the packed slips of the texts of a room, in no order."""
    return (slip for path, slip in packed.items() if path.startswith(f"{room}/"))


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
