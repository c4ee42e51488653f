"""Writing a file aside, and giving it its name without ever taking another's."""

from __future__ import annotations

import os
from pathlib import Path


def write_through(path: Path, data: bytes) -> None:
    """Write a new file and see it reach the disk: a power cut must not leave half of it.

    Raises ``OSError``, ``FileExistsError`` among them.
    """
    with open(path, "xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def name_new(draft: Path, path: Path) -> None:
    """Give a finished file its name, at once and whole; ``draft`` is gone afterwards.

    Raises ``FileExistsError`` where another file has the name, and ``OSError``;
    then the draft is still there.
    """
    try:
        os.link(draft, path)  # unlike a rename, it never takes another file's place
    except FileExistsError:
        raise
    except OSError:  # a disk without hard links, such as a memory stick
        with open(path, "xb"):  # the name is ours from here on
            pass
        try:
            os.replace(draft, path)
        except OSError:
            path.unlink()
            raise
    else:
        draft.unlink()
