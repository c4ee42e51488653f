"""Office files are zips: the same parts make the same bytes, whenever and wherever."""

from __future__ import annotations

import zipfile
from datetime import datetime
from io import BytesIO

MADE = datetime(2026, 1, 1)
"""The moment that every file says it was made in."""

_ZIP_DAY = (1980, 1, 1, 0, 0, 0)


def settle_archive(data: bytes) -> bytes:
    """Return the same office file without the hour of its making.

    Its parts are stored as they are: how they would be packed is up to each machine's zlib.
    """
    settled = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as made, zipfile.ZipFile(settled, "w") as kept:
        for name in made.namelist():
            kept.writestr(zipfile.ZipInfo(name, _ZIP_DAY), made.read(name))
    return settled.getvalue()
