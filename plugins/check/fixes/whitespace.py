"""空格：删去行末多余的空格和文件末尾多余的空行，最后一行以换行结束。

两个空格结尾、下面还有文字的一行是换行的意思，不动；代码不动。
"""

from __future__ import annotations

from plugins.check.draft import Draft

NAME = "空格"


def mend(draft: Draft) -> str:
    """Return the text without spaces that nobody sees."""
    prose = {line.number: line.text for line in draft.prose}
    kept = {*range(1, len(draft.lines) + 1)} - set(prose) - set(draft.head)
    lines = draft.lines
    changes = {
        number: line.rstrip(" \t\u3000")
        for number, line in enumerate(lines, 1)
        if number not in kept and _is_prose(prose, number, line) and not _breaks(lines, number)
    }
    text = draft.replace_lines(changes).rstrip("\n")
    return f"{text}\n" if text.strip() else draft.text


def _is_prose(prose: dict[int, str], number: int, line: str) -> bool:
    """Tell whether a line is no code: of that a rule sees nothing."""
    return not line.strip() or bool(prose.get(number, line).strip())


def _breaks(lines: list[str], number: int) -> bool:
    """Tell whether the spaces at a line's end break it on the page."""
    line, below = lines[number - 1], lines[number : number + 1]
    return line.endswith("  ") and bool(line.strip()) and bool(below and below[0].strip())
