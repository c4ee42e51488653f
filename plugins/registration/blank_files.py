"""The blank sheets that the site offers to download."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.model.output import FileOutput, Output, Owner
from plugins.model.registry import Registry
from plugins.registration.blank_document import make_blank_document
from plugins.registration.blank_sheet import make_blank_sheet
from plugins.registration.form import BLANK_DOCUMENT, BLANK_SHEET


def list_blank_files(registry: Registry) -> Iterator[Output]:
    """Yield the blank .xlsx, which offers the units by today's names, and the blank .docx."""
    units = [unit.name for unit in registry.units]
    owner = Owner("plugins/registration/blank_sheet.py")
    yield FileOutput(BLANK_SHEET, owner, make_blank_sheet, {"units": units})
    owner = Owner("plugins/registration/blank_document.py")
    yield FileOutput(BLANK_DOCUMENT, owner, make_blank_document, {})
