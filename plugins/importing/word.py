"""A Word file (.docx) as bytes to the parts of an article; pure, it touches no disk.

The way of a file (all in ``document/``): ``package`` opens the zip within limits, ``body``
and ``paragraphs`` read what stands in it, ``layout``, ``official``, ``head`` and
``structure`` decide what it means, ``markdown`` makes Markdown of it with mammoth and markdownify.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from plugins.importing.document.blocks import Block, WordPicture, list_figures
from plugins.importing.document.body import read_document
from plugins.importing.document.head import take_head
from plugins.importing.document.layout import open_frames, open_layout, split_lines
from plugins.importing.document.package import NotWord, open_package
from plugins.importing.document.remarks import Remarks
from plugins.importing.document.structure import arrange

__all__ = ["NotWord", "WordPicture", "WordReading", "name_pictures", "read_word"]

_PICTURE_TARGET = re.compile(r"(?<=[^\\]\]\()picture-(\d+)(?=[ )])")


@dataclass(frozen=True)
class WordReading:
    """What a Word file holds, ready to become an article.

    ``fields`` are those found at the document's head, by the English names of
    ``ARTICLE_KEYS`` in ``reading/schema.py``, as they are written there.  ``body``
    is Markdown in which the n-th of ``pictures``, from 1, is ``![alt](picture-n)``,
    or ``![alt](picture-n "caption")`` where a caption stands below it.
    ``remarks`` are Chinese sentences on everything that was changed or left out.
    """

    fields: Mapping[str, str]
    body: str
    pictures: tuple[WordPicture, ...]
    remarks: tuple[str, ...]


def read_word(data: bytes) -> WordReading:
    """Read the .docx ``data``; raises ``NotWord`` where it is none or can't be read."""
    from plugins.importing.document.markdown import write_markdown  # loads the libraries when asked

    remarks = Remarks()
    document = read_document(open_package(data), remarks)
    blocks: list[Block] = list(split_lines(open_frames(document.blocks, remarks)))
    fields, blocks = take_head(blocks, remarks)
    parts = arrange(list(open_layout(blocks, remarks)), remarks)
    notes = [list(split_lines(note)) for note in document.notes]
    shown = [*list_figures(parts), *(figure for note in notes for figure in list_figures(note))]
    pictures = [replace(document.pictures[f.picture - 1], alt=f.alt) for f in shown]
    _remark_on_descriptions(pictures, remarks)
    return WordReading(fields, write_markdown(parts, notes), tuple(pictures), remarks.list())


def _remark_on_descriptions(pictures: Sequence[WordPicture], remarks: Remarks) -> None:
    undescribed = [str(number) for number, picture in enumerate(pictures, 1) if not picture.alt]
    if undescribed:
        remarks.say(f"第 {'、'.join(undescribed)} 张图片没有说明，请写一句图里有什么")


def name_pictures(body: str, names: Sequence[str]) -> str:
    """Return ``body`` with the file names of its pictures, the first for ``picture-1``."""
    return _PICTURE_TARGET.sub(lambda found: names[int(found[1]) - 1], body)
