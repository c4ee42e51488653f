"""Long texts that a slow pattern would choke on; run by itself: each is looked at in its turn."""

from __future__ import annotations

import resource

from plugins.contacts.allowed import NOTHING_ALLOWED
from plugins.contacts.finding import find_contacts

SIGNS = 100_000
"""How long each text is."""

SECONDS = 6
"""What reading one may take of a core: four times what the slowest takes."""

PIECES = (
    *("1", "0", "2026-11-25 ", "13800138000", "1 ", "1.", "12/", "0577-", "三", "1三"),
    *("-", "—", ".", "。", " ", "\u3000", "\u200b", "\u00ad", "\n", "1\n", "1\u200b"),
    *(
        "<",
        ">",
        "<b",
        "<b 1>",
        "<1",
        "1<",
        "1<b>",
        "<b>1",
        "<!--",
        "&lt;",
        "1&lt;",
        "&lt;b",
        "</td><td>1",
    ),
    *("[", "]", "](", "1](", "[^", "[^1]", "1[^1", "](1)", "![](", "(", ")", "1)", "（", "【at"),
    *(
        "&",
        "&#",
        "&#49",
        "&#49;",
        "1&#",
        "&amp;",
        "&amp;#49;",
        "1&nbsp;",
        "&a1;",
        "%",
        "%25",
        "%2531",
        "1%",
    ),
    *("\\", "\\u", "\\u0031", "1\\", "\\\\", "@", "a@", "a@b.", "a.", "qq@qq.", "(at)", "#qq"),
    *("电话", "电话：", "电话1", '电话"', "QQ", "QQ1", 'QQ"a"', "微信", "微信号", "微信号a", "加V"),
    *("wx", "wxid_", "tel", "phone", "身份证", "+v", "1+", "\ud800", "1，", "电话<b"),
)
"""What such a text repeats."""


def main() -> None:
    """Read every text, and each once more behind a number, so that all of it is read.

    The system ends the process that takes too long; the last piece printed is the culprit.
    """
    for piece in PIECES:
        text = piece * (SIGNS // len(piece))
        print(repr(piece), flush=True)
        used = resource.getrusage(resource.RUSAGE_SELF).ru_utime
        resource.setrlimit(resource.RLIMIT_CPU, (int(used) + SECONDS, resource.RLIM_INFINITY))
        find_contacts(text, NOTHING_ALLOWED)
        find_contacts(f"电话 13800138000，{text}13800138000", NOTHING_ALLOWED)


if __name__ == "__main__":
    main()
