"""What is said of a Word file's reading: nothing is changed or left out in silence."""

from __future__ import annotations

from collections import Counter
from enum import Enum

_SHOWN = 24
"""Characters of a text that a remark repeats: enough to find it in the document."""


class Loss(Enum):
    """What is counted rather than told one by one; ``{}`` stands for how many."""

    DELETED = "修订里有 {} 处删去的文字没有收进来；加上的文字已经收进来"
    COMMENTS = "有 {} 条批注没有收进来"
    HIDDEN = "有 {} 处隐藏文字没有收进来"
    CONTENTS = "有 {} 个目录没有收进来，网页会自己列出小标题"
    EQUATIONS = "有 {} 个公式只留下了字母和数字，请对照原文检查；复杂的公式请截成图片插入"
    CHARTS = "有 {} 个图表没有收进来，请把图表另存为图片再插入"
    OBJECTS = "有 {} 个嵌入的文件（例如表格、附件）没有收进来，请把要紧的内容写进正文"
    SHAPES = (
        "有 {} 个画出来的形状（线条、箭头、色块）没有收进来；"
        "用来遮住照片一部分的，请先遮好照片另存，再插入"
    )
    LINKED = "有 {} 张图片只是链接，不在 Word 文件里，没有收进来；请把图片直接插入 Word 再交"
    LOST_PICTURES = "有 {} 张图片在 Word 文件里找不到，没有收进来；请重新插入再交"
    VECTORS = "有 {} 张图是网页显示不了的格式（EMF、WMF、SVG），没有收进来；把图另存为 JPEG 再插入"
    CROPPED = "有 {} 张图在 Word 里裁剪过，裁掉的部分不要了，请看一看裁得对不对"
    STRUCK = "有 {} 处删除线去掉了，文字留着"
    RAISED = "有 {} 处上标或下标改成了普通文字，请检查"
    PINYIN = "有 {} 处拼音标注去掉了，汉字留着"
    SYMBOLS = "有 {} 个特殊符号认不出来，没有收进来"
    LINKS = "有 {} 个链接不通到网页，只留下了文字"
    FOREIGN = "有 {} 段从别的文件嵌入的内容没有收进来，请复制成普通文字再交"
    MERGED = "有 {} 个表格里有合并的单元格，内容放在第一格，其余的格空着，请检查"
    LAYOUT = "有 {} 个只用来排版的表格改成了普通段落"
    RESTARTED = "有 {} 处编号从头开始，紧挨着上一个列表，编号会连下去，请检查"
    LONG_HEADINGS = "有 {} 段很长的文字用了标题样式，改成了普通段落"


class Remarks:
    """Gathers what there is to say while a document is read."""

    def __init__(self) -> None:
        self._losses: Counter[Loss] = Counter()
        self._sentences: list[str] = []

    def count(self, loss: Loss, times: int = 1) -> None:
        """Note that a thing happened once more, or ``times`` more."""
        self._losses[loss] += times

    def say(self, sentence: str) -> None:
        """Note a sentence, once."""
        if sentence not in self._sentences:
            self._sentences.append(sentence)

    def list(self) -> tuple[str, ...]:
        """Return all sentences: those that quote the text, then what was counted."""
        counted = [loss.value.format(self._losses[loss]) for loss in Loss if self._losses[loss]]
        return (*self._sentences, *counted)


def quote(text: str) -> str:
    """Return the beginning of ``text`` in quotation marks, on one line."""
    plain = " ".join(text.split())
    return f"“{plain[:_SHOWN]}…”" if len(plain) > _SHOWN else f"“{plain}”"
