"""From the content folder to the portal that pages are made of."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from pathlib import Path

from plugins.build.store import CONTENT, Store
from plugins.build.version import read_version
from plugins.machine.files import FoundFile
from plugins.model.article import Text
from plugins.model.fingerprint import fingerprint
from plugins.model.portal import Portal, order_articles
from plugins.reading.content_folder import ContentFolder
from plugins.reading.memory import MemoryLost
from plugins.reading.places import PAGES, PROMPTS
from plugins.reading.record import Record


def open_content(
    root: Path, store: Path, listing: Iterable[FoundFile], version: str = ""
) -> ContentFolder:
    """Return the content folder at ``root`` with the memory that ``store`` keeps of it.

    ``listing`` is what lies in the folder.  Without a registry that can be read
    there is nothing to remember by; without a store that can be used, everything
    is read anew.
    """
    folder = ContentFolder(root, listing=listing)
    registry = folder.registry_reading.registry
    if registry:
        version = fingerprint([version or read_version(), registry.schema_fingerprint])
        with suppress(OSError, MemoryLost):
            folder.memory = Store(store / CONTENT, version)
    return folder


def compose_portal(folder: ContentFolder, today: date) -> Portal:
    """Return the portal of everything published in ``folder``.

    Drafts stay out.  The caller has checked the folder: a text that could not
    be read is no longer among it.
    """
    pages = _list_records(folder, PAGES)
    prompts = _list_records(folder, PROMPTS)
    return Portal(
        registry=folder.registry,
        articles=order_articles(folder.slips()),
        pages=tuple(record.page for record in pages if record.page),
        today=today,
        page_texts={r.path: Text(r.body, r.path, folder) for r in (*pages, *prompts)},
        repost_days=tuple(folder.repost_slips()[::-1]),
        # Their files are named after their days.
        prompts=tuple(record.prompt for record in prompts if record.prompt)[::-1],
        records=folder.records_reading.records,
    )


def _list_records(folder: ContentFolder, room: str) -> list[Record]:
    found = map(folder.record, folder.list_texts(room))
    return [record for record in found if record]
