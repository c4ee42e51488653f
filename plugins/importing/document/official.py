"""What stands around an official text: a document's red head, and lines behind its signature.

Forms of GB/T 9704-2012, chapter 7: issuing office, document number, title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from plugins.importing.document.blocks import Block, Paragraph
from plugins.importing.document.remarks import Remarks, quote

_RED_HEAD = re.compile(r"\S{2,40}文件")
_NUMBER = re.compile(r"\S{1,24}[〔\[［【（(]\d{4}[〕\]］】）)]第?\d{1,5}号.{0,24}")
"""温文明办〔2026〕12号, on the same line perhaps who signed it."""

_NUMBER_BLOCKS = 3
"""Paragraphs behind the issuing office in which the number is looked for."""

_CLOSING = re.compile(
    r"[（(]此件.{2,12}[)）]$|抄[送报][:：]|(?:[一二三初复终]审|审核|审稿|审校|校对|签发|监制|(?:责任|值班|网络|执行)?编辑|责编|编审)"
    r"(?:人|人员)?[ \u3000]*[:：]"
)
"""（此件公开发布） 抄送：… 审核：…"""

_CLOSING_BLOCKS = 3


def take_red_head(blocks: Sequence[Block], remarks: Remarks) -> tuple[list[Paragraph], list[Block]]:
    """Take off the name of the issuing office in large red letters, which is no title.

    Returns the document's number, which belongs behind the title, and the blocks left.
    """
    first = blocks[0] if blocks else None
    if not isinstance(first, Paragraph) or not _RED_HEAD.fullmatch(_solid(first)):
        return [], list(blocks)
    near = [b for b in blocks[1 : 1 + _NUMBER_BLOCKS] if isinstance(b, Paragraph)]
    numbers = [b for b in near if _NUMBER.fullmatch(_solid(b))][:1]
    if not numbers:
        return [], list(blocks)
    remarks.say(f"红头{quote(_solid(first))}没有收进来，下面的一行当作标题")
    return numbers, [block for block in blocks[1:] if block is not numbers[0]]


def set_closing_aside(blocks: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """Return the blocks up to who sent or signed them, and the lines behind: who looked it over."""
    end = len(blocks)
    while end > max(0, len(blocks) - _CLOSING_BLOCKS):
        block = blocks[end - 1]
        if not isinstance(block, Paragraph) or not _CLOSING.match(block.text):
            break
        end -= 1
    return list(blocks[:end]), list(blocks[end:])


def _solid(paragraph: Paragraph) -> str:
    """Return a paragraph's text without the spaces that push its letters apart."""
    return "".join(paragraph.text.split())
