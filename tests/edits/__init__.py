"""What people do between two builds, and what befalls a disk: edits by name, on a desk.

Whoever imports this has every edit in ``EDITS``; each module holds those of one kind.
"""

from tests.edits import city, disk, pictures, registry, sending, texts, theme
from tests.edits.disk import break_build
from tests.edits.pictures import draw_picture
from tests.edits.steps import EDITS, Choice, Step, walk
from tests.edits.texts import change_fields, read_sheet, write_sheet
from tests.edits.theme import change_base, change_style

__all__ = [
    "EDITS", "Choice", "Step", "break_build", "change_base", "change_fields", "change_style",
    "city", "disk", "draw_picture", "pictures", "read_sheet", "registry", "sending", "texts",
    "theme", "walk", "write_sheet",
]  # fmt: skip
