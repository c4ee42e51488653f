"""What a hostile pull request might send: texts and files, each with the name of its means.

Texts are articles of one unit: lines of front matter (``None`` leaves one out) and a
body.  Files are made by functions that return the path that has to be named.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from io import BytesIO
from itertools import pairwise
from pathlib import Path

from PIL import Image

from tests.made_cases import make_png
from tests.made_pictures import save

UNIT = "articles/dongtou/2026"
COLUMN = "公开征集"
SECRET = "a-secret-that-lies-outside"
"""Stands in every file that links lead to; no page may show it."""

SCRIPT = "<script>alert(1)</script>"


@dataclass(frozen=True)
class Text:
    """One hostile article: its lines of front matter, as written, and its body."""

    body: str = "一句话就够了。"
    lines: tuple[str, ...] = ()
    fields: dict[str, str] = field(default_factory=dict)

    def write(self) -> str:
        """Return the article as a file's text."""
        known = {"标题": "公开征集", "栏目": COLUMN, "供稿": "洞头区文明办", **self.fields}
        lines = [f"{key}: {value}" for key, value in known.items() if value]
        return "\n".join(["---", *lines, *self.lines, "---", "", self.body, ""])


def quote(text: str) -> str:
    """Return ``text`` as a YAML scalar in double quotes."""
    return json.dumps(text, ensure_ascii=False)


# Front matter: markup in every field.

MARKUP = {
    "script": SCRIPT,
    "attribute": '"><img src=x onerror=alert(1)>',
    "handler": "' onmouseover='alert(1)' x='",
    "end-of-title": "</title><svg onload=alert(1)>",
    "end-of-json": "</script><!--<script>",
    "end-of-xml": "]]></title><script>",
    "template": "{{ site.url }}{% include 'x' %}{# x",
    "entities": "&lt;script&gt;&#60;script&#62;",
    "marks": "../../index.html",
}
FREE_FIELDS = ("标题", "供稿", "作者", "摘要")
CLOSED_FIELDS = ("栏目", "日期", "标签", "原文链接", "题图", "状态", "AI生成", "长期有效", "示例")
SOURCE = {"来源": "示例日报", "原文链接": "https://example.com/"}
COVER = {"题图": "tide.png", "题图说明": "沙滩上的潮水线"}


def _in_free_field(key: str, text: str) -> Text:
    return Text(fields={key: quote(text[:16] if key == "作者" else text)})


def _in_closed_field(key: str, text: str) -> Text:
    pair = {"原文链接": SOURCE, "题图": COVER}.get(key, {})
    return Text(fields={**pair, key: quote(text)})


IN_FIELDS = {
    **{
        f"{name}-in-{number}": _in_free_field(key, text)
        for name, text in MARKUP.items()
        for number, key in enumerate(FREE_FIELDS)
    },
    **{f"{n}-in-source": Text(fields={**SOURCE, "来源": quote(t)}) for n, t in MARKUP.items()},
    **{f"{n}-in-cover": Text(fields={**COVER, "题图说明": quote(t)}) for n, t in MARKUP.items()},
    **{
        f"script-in-closed-{number}": _in_closed_field(key, SCRIPT)
        for number, key in enumerate(CLOSED_FIELDS)
    },
    **{
        f"address-{number}": Text(fields={**SOURCE, "原文链接": quote(text)})
        for number, text in enumerate(
            [
                "javascript:alert(1)",
                'https://example.com/" onclick="alert(1)',
                "https://user:word@example.com/",
                "//example.com/",
                "data:text/html,x",
                "https://",
                "https:javascript:alert(1)",
                "https://example.com/\njavascript:alert(1)",
            ]
        )
    },
    **{
        f"cover-{number}": Text(fields={**COVER, "题图": quote(text)})
        for number, text in enumerate(
            [
                "../../wenzhou/2026/crossing.png",
                "/etc/passwd",
                "../../../data/units.toml",
                "https://example.com/a.png",
                "javascript:alert(1)",
                "data:image/png;base64,AAAA",
                "..\\tide.png",
                ".",
            ]
        )
    },
    **{
        f"tag-{number}": Text(fields={"标签": quote(text)})
        for number, text in enumerate(
            [
                "../../wenzhou",
                "a/b",
                "..",
                ".",
                "index.html",
                "a\\b",
                "a?b#c",
                "\u202eabc",
                "a\x07b",
            ]
        )
    },
}

# Front matter: tricks of YAML.

IN_YAML = {
    "python-object": Text(fields={"标题": "!!python/object/apply:os.system ['touch pwned']"}),
    "python-name": Text(fields={"标题": "!!python/name:os.system x"}),
    "python-key": Text(lines=("? !!python/object/apply:os.system ['touch pwned']", ": x")),
    "binary": Text(fields={"标题": "!!binary PHNjcmlwdD4="}),
    "anchor": Text(lines=("作者: &a 林之测", "来源: *a", "原文链接: https://example.com/")),
    "bomb": Text(
        lines=(
            "a: &a [x, x, x, x, x, x, x, x]",
            *(f"{b}: &{b} [*{a}, *{a}, *{a}, *{a}, *{a}, *{a}]" for a, b in pairwise("abcdefgh")),
            "摘要: *h",
        )
    ),
    "merge": Text(lines=("<<: {标题: 合并来的标题}",)),
    "twice": Text(lines=("标题: 第二个标题",)),
    "twice-by-case": Text(lines=("Title: 第二个标题",)),
    "nested": Text(lines=("摘要: " + "[" * 900,)),
    "mapping": Text(fields={"标题": "{a: b}"}),
    "list-of-lists": Text(fields={"标签": "[[a], [b]]"}),
    "directive": Text(lines=("%YAML 9.9",)),
    "second-document": Text(lines=("...", "标题: 第二份")),
    "nul": Text(fields={"标题": '"文\\0明"'}),
    "control": Text(fields={"标题": '"文\\x07\\e[31m明"'}),
    "mark": Text(fields={"标题": '"文\\uFDD0\\uFDD1明"'}),
    "surrogate": Text(fields={"标题": '"文\\ud800明"'}),
    "direction": Text(fields={"标题": '"文\\u202e明"'}),
    "control-in-office": Text(fields={"供稿": '"洞头\\x08"'}),
    "surrogate-in-tag": Text(fields={"标签": '"文\\udfff"'}),
    **{
        f"key-{number}": Text(lines=(line,))
        for number, line in enumerate(
            [
                "save_as: index.html",
                "url: ../../wenzhou/index.html",
                "template: ../../pelicanconf",
                "slug: ../../wenzhou",
                "unit: wenzhou",
                "单位: wenzhou",
                "category: wenzhou",
                "lang: en",
                "translation: true",
                "override_save_as: index.html",
                "_content: x",
                "__class__: x",
                "get_content: x",
                "is_draft: 否",
                "source_path: articles/wenzhou/2026/2026-11-10-crossing-the-street.md",
                "body: <script>",
            ]
        )
    },
    **{
        f"status-{number}": Text(fields={"状态": status})
        for number, status in enumerate(["published", "hidden", "草稿箱", "'发布 '", "../x"])
    },
}

# Bodies: links with every spelling, in every form that Markdown has.

SPELLINGS = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "javascript :alert(1)",
    "java\tscript:alert(1)",
    "java&#10;script:alert(1)",
    "&#106;avascript:alert(1)",
    "&#x6A;avascript&#58;alert(1)",
    "javascript&colon;alert(1)",
    "&#1;javascript:alert(1)",
    "&#xFDD0;javascript:alert(1)",
    "\u00a0javascript:alert(1)",
    "\u2028javascript:alert(1)",
    "\u200bjavascript:alert(1)",
    "%6Aavascript:alert(1)",
    "javascript%3Aalert(1)",
    "\\javascript:alert(1)",
    "javascript\\:alert(1)",
    "javascript://example.com/%0aalert(1)",
    "feed:javascript:alert(1)",
    "http:javascript:alert(1)",
    "vbscript:msgbox(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD4=",
    "blob:https://example.com/x",
    "file:///etc/passwd",
    "about:blank",
    "//example.com/x",
    "\\\\example.com\\x",
    "/\\example.com",
    "https://user@example.com/",
    "../../../../../../etc/passwd",
    "../../../data/units.toml",
    "../../../../pelicanconf.py",
    "{filename}../../wenzhou/2026/2026-11-01-window-hours.md",
    "{static}/../../etc/passwd",
    "|filename|javascript:alert(1)",
    "../../wenzhou/2026/2026-11-15-not-yet.md",
)
FORMS = (
    "[文]({0})",
    "[文](<{0}>)",
    "<{0}>",
    "[文][一]\n\n[一]: {0}",
    '[文][二]\n\n[二]: <{0}> "题"',
    "![文]({0})",
    "![文][三]\n\n[三]: {0}",
    "[![文](tide.png)]({0})",
    "文[^1]\n\n[^1]: [文]({0})",
    "| 一 |\n| --- |\n| [文]({0}) |",
)

IN_LINKS = {
    f"link-{number}": Text("\n\n".join(form.replace("{0}", spelling) for form in FORMS))
    for number, spelling in enumerate(SPELLINGS)
}

# Bodies: markup of every kind.

BODIES = {
    "script": SCRIPT,
    "script-with-spaces": "<script\n>alert(1)</script >",
    "script-in-case": "<ScRiPt>alert(1)</sCrIpT>",
    "script-doubled": "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "script-unclosed": "<script src=//example.com/x.js",
    "script-of-entities": "&lt;script&gt;alert(1)&lt;/script&gt;",
    "script-of-numbers": "&#60;script&#62;alert(1)&#60;/script&#62;",
    "picture": "<img src=x onerror=alert(1)>",
    "picture-with-slashes": "<img/src=x/onerror=alert(1)>",
    "picture-unclosed": "<img src='x' onerror='alert(1)'",
    "svg": "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "math": "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></math>",
    "frame": "<iframe src=javascript:alert(1) srcdoc='<script>alert(1)</script>'></iframe>",
    "object": "<object data=data:text/html,x></object><embed src=x>",
    "form": "<form action=https://example.com><input name=a autofocus onfocus=alert(1)></form>",
    "style": "<style>@import url(//example.com/x.css);</style><div style='color:red'>文</div>",
    "link": "<link rel=stylesheet href=//example.com/x.css><base href=//example.com/>",
    "refresh": "<meta http-equiv=refresh content='0;url=https://example.com/'>",
    "details": "<details open ontoggle=alert(1)><summary>文</summary></details>",
    "template": "<template><script>alert(1)</script></template><noscript><p title='</noscript>'>",
    "comment": "<!--><script>alert(1)</script>-->\n\n<!-- 文 --!> <img src=x onerror=alert(1)>",
    "declaration": "<![CDATA[<script>alert(1)</script>]]>\n\n<?php echo 1 ?>\n\n<!DOCTYPE x>",
    "block": "<div markdown='1' onclick='alert(1)'>\n\n文\n\n</div>",
    "title": '[文](https://example.com/ "文\\" onmouseover=\\"alert(1)")',
    "title-of-entities": '[文](https://example.com/ "&quot; onmouseover=&quot;alert(1)")',
    "caption": "![文](tide.png '\"><script>alert(1)</script>')",
    "caption-of-entities": '![文](tide.png "&lt;script&gt;alert(1)&lt;/script&gt;")',
    "description": '![" onerror="alert(1)](tide.png)',
    "description-of-markup": "![<img src=x onerror=alert(1)>](tide.png)",
    "address-with-quotes": '[文](https://example.com/"onmouseover="alert(1))',
    "address-with-markup": "<https://example.com/<script>alert(1)</script>>",
    "bare-address": 'https://example.com/"onmouseover="alert(1)<script>alert(1)</script>',
    "nested-links": "[[文](javascript:alert(1))](https://example.com/)",
    "nested-pictures": "![![文](javascript:alert(1))](javascript:alert(1))",
    "nested-brackets": "[" * 60 + "文" + "](javascript:alert(1))" * 60,
    "reference": "[文]\n\n[文]: javascript:alert(1) '\" onclick=\"alert(1)'",
    "reference-of-picture": "![文]\n\n[文]: data:image/svg+xml,<svg/onload=alert(1)>",
    "mail": '<javascript:alert(1)@example.com> <a@b.cn" onclick="alert(1)>',
    "attributes": "## 文 {: #main onclick=alert(1) }\n\n文 {: .x style=color:red }",
    "heading": '## " onclick="alert(1)\n\n## <script>alert(1)</script>\n\n## main\n\n## main',
    "footnote": '文[^"><script>]\n\n[^"><script>]: 文',
    "footnote-address": '文[^a" onclick="alert(1)]\n\n[^a" onclick="alert(1)]: 文',
    "code": '```" onload="alert(1)\n<script>\n```\n\n`<script>alert(1)</script>`',
    "code-language": "``` {.js onload=alert(1) style=x}\n<script>alert(1)</script>\n```",
    "table": '| <script> |\n| :---: |\n| " onclick="alert(1) |\n| <img src=x onerror=alert(1)> |',
    "definition": "<script>\n:   <img src=x onerror=alert(1)>",
    "stash": "\\x02klzzwxh:0000\\x03 &#2;klzzwxh:0000&#3; &#2;wzxhzdk:0&#3; &#2;amp&#3;",
    "marks": "文&#xFDD0;明&#64976;&#xfdd1;&#64977;[文](https://example.com/&#xFDD0;a&#xFDD1;)",
    "controls": "文&#1;&#8;&#x0B;&#12;&#x1F;&#127;&#0;明 &#xD800; &#xFFFE; &#1114112;",
    "directions": "文&#x202E;明&#8234; &#x2066;",
    "controls-in-heading": "## 文&#1;&#xFDD0;明\n\n## 二\n\n## 三",
    "controls-without-end": "文&#1明&#xFDD0明&#0000001;&#x00000000001;&#99999999999999999999;",
    "template-language": "{{ site.url }} {% include '../../pelicanconf.py' %} {# x #}",
    "identifiers": "## matrix\n\n[文](#matrix)\n\n## follow",
    "front-matter-again": "---\nsave_as: index.html\n---\n\n文",
    "quotes-and-code": "> <script>\n> alert(1)\n> </script>\n\n    <script>alert(1)</script>",
}

IN_BODIES = {f"body-{name}": Text(body) for name, body in BODIES.items()}

RAW_BODIES = {
    "raw-mark": "文\ufdd0明\ufdd1[文](https://example.com/\ufdd0)",
    "raw-nul": "文\x00明",
    "raw-stash": "\x02klzzwxh:0000\x03 \x02wzxhzdk:0\x03 \x0260\x03script\x0262\x03",
    "raw-escape": "文\x1b[31m明\x07",
    "raw-direction": "文\u202e明\u2066",
    "too-deep": "> " * 400 + "文",
    "too-long": "文" * 70_000,
    "too-many-marks": "[" * 5_000,
}

TEXTS: dict[str, Text] = {
    **IN_FIELDS,
    **IN_YAML,
    **IN_LINKS,
    **IN_BODIES,
    **{f"body-{name}": Text(body) for name, body in RAW_BODIES.items()},
}

_WITH_TAGS = ("script", "attribute", "end-of-title", "end-of-json", "end-of-xml")
_WITHOUT_TAGS = tuple(MARKUP.keys() - set(_WITH_TAGS))

HARMLESS = frozenset(
    {
        *(f"{name}-in-{place}" for name in _WITH_TAGS for place in (1, 2, "source", "cover")),
        *(f"{n}-in-{p}" for n in _WITHOUT_TAGS for p in (0, 1, 2, 3, "source", "cover")),
        "status-3",
        *(
            f"body-{name}"
            for name in (
                "attributes",
                "caption-of-entities",
                "code",
                "code-language",
                "controls",
                "controls-in-heading",
                "controls-without-end",
                "description",
                "directions",
                "footnote-address",
                "front-matter-again",
                "identifiers",
                "mail",
                "marks",
                "nested-links",
                "picture-unclosed",
                "script-of-entities",
                "script-of-numbers",
                "script-unclosed",
                "stash",
                "template-language",
                "title",
                "title-of-entities",
            )
        ),
    }
)
"""Texts that the check may let in: they show signs, and nothing in them can do harm."""


def path_of(name: str) -> str:
    """Return where the text with this name lies in the content folder."""
    return f"{UNIT}/2026-11-21-{name}.md"


# Files: links, disguises, names, sizes.

FILES: dict[str, Callable[[Path], str]] = {}


def sent_as(make: Callable[[Path], str]) -> Callable[[Path], str]:
    """Enter a function that makes hostile files under its own name."""
    FILES[make.__name__.replace("_", "-")] = make
    return make


def put(content: Path, path: str, data: bytes | str = "") -> str:
    """Write a file, by default an article that keeps every rule, and return its path."""
    file = content / path
    file.parent.mkdir(parents=True, exist_ok=True)
    text = data or Text().write()
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def put_link(content: Path, path: str, target: str | Path) -> str:
    """Make a symbolic link and return its path."""
    (content / path).parent.mkdir(parents=True, exist_ok=True)
    (content / path).symlink_to(target)
    return path


def put_picture(content: Path, name: str, data: bytes) -> str:
    """Write a picture and an article that shows it, and return the article's path."""
    put(content, f"{UNIT}/{name}", data)
    stem = name.partition(".")[0]
    body = (
        f"![一张图片]({name})\n\n[一个链接]({name})"
        if data[:3] != b"GIF"
        else f"![一张图片]({name})"
    )
    return put(content, path_of(f"shows-{stem}"), Text(body).write())


def make_gif() -> bytes:
    """Return a GIF whose bytes are a script as well: its comment ends in one."""
    buffer = BytesIO()
    Image.new("P", (4, 4)).save(buffer, "GIF", comment=b"*/=1;alert(1)//")
    return buffer.getvalue()


@sent_as
def link_to_a_file_of_the_system(content: Path) -> str:
    return put_link(content, path_of("linked-system"), "/etc/passwd")


@sent_as
def link_to_a_text_outside(content: Path) -> str:
    outside = content.parent / "outside.md"
    outside.write_text(Text(f"{SECRET} 外面的文字").write(), "utf-8")
    return put_link(content, path_of("linked-outside"), outside)


@sent_as
def link_to_a_text_of_another_unit(content: Path) -> str:
    target = "../../wenzhou/2026/2026-11-01-window-hours.md"
    return put_link(content, path_of("linked-unit"), target)


@sent_as
def link_to_a_picture_outside(content: Path) -> str:
    outside = content.parent / "outside.png"
    outside.write_bytes(make_png(9, 9) + SECRET.encode())
    put_link(content, f"{UNIT}/linked.png", outside)
    return put(content, path_of("shows-linked"), Text("![外面的图片](linked.png)").write())


@sent_as
def link_to_a_picture_of_another_unit(content: Path) -> str:
    put_link(content, f"{UNIT}/taken.png", "../../wenzhou/2026/not-yet.png")
    fields = {"题图": "taken.png", "题图说明": "别的单位的图片"}
    return put(content, path_of("shows-taken"), Text(fields=fields).write())


@sent_as
def link_to_a_folder_of_the_system(content: Path) -> str:
    return put_link(content, "articles/dongtou/2025", "/etc")


@sent_as
def link_to_a_folder_of_another_unit(content: Path) -> str:
    return put_link(content, "articles/dongtou/2024", "../wenzhou/2026")


@sent_as
def link_in_place_of_a_unit(content: Path) -> str:
    return put_link(content, "articles/longgang", "wenzhou")


@sent_as
def link_to_itself(content: Path) -> str:
    return put_link(content, path_of("linked-itself"), "2026-11-21-linked-itself.md")


@sent_as
def link_to_the_whole_content(content: Path) -> str:
    return put_link(content, "pages/all", "..")


@sent_as
def link_in_place_of_a_page(content: Path) -> str:
    return put_link(content, "pages/linked.md", "/etc/passwd")


def _places() -> dict[str, str]:
    name = "2026-11-21-placed.md"
    return {
        "no-unit": f"articles/{name}",
        "no-year": f"articles/dongtou/{name}",
        "too-deep": f"{UNIT}/more/{name}",
        "other-year": f"articles/dongtou/2023/{name}",
        "upper-case-unit": f"articles/DongTou/2026/{name}",
        "unit-of-the-site": f"articles/theme/2026/{name}",
        "unit-of-feeds": f"articles/feeds/2026/{name}",
        "unit-of-pages": f"articles/page/2026/{name}",
        "unit-of-dots": f"articles/.../2026/{name}",
        "unknown-unit": f"articles/lucheng/2026/{name}",
        "in-data": f"data/{name}",
        "in-nothing": name,
        "in-inbox": f"inbox/dongtou/{name}",
        "page-below": "pages/below/placed.md",
    }


def _names() -> dict[str, str]:
    return {
        "double-quote": '2026-11-21-a"b.md',
        "quote": "2026-11-21-a'b.md",
        "markup": "2026-11-21-<img src=x onerror=alert(1)>.md",
        "line": "2026-11-21-a\n::error::b.md",
        "line-at-end": "2026-11-21-a.md\n",
        "escape": "2026-11-21-a\x1b[31m.md",
        "bell": "2026-11-21-\x07.md",
        "direction": "2026-11-21-a\u202edm.md",
        "backslash": "2026-11-21-..\\..\\b.md",
        "percent": "2026-11-21-%2e%2e%2fb.md",
        "dots": "2026-11-21-...md",
        "hidden": ".2026-11-21-a.md",
        "dash": "-rf.md",
        "space": "2026-11-21-a .md",
        "command": "2026-11-21-$(touch pwned).md",
        "upper-case": "2026-11-21-Tide-Table.MD",
        "twice": "2026-11-21-a.md.md",
        "long": f"2026-11-21-{'a' * 200}.md",
        "wide": "2026-11-21-ａｂ.md",
        "composed": "2026-11-21-e\u0301.md",
        "no-day": "2026-02-30-a.md",
        "not-utf-8": os.fsdecode(b"2026-11-21-\xff\xfe.md"),
    }


PAGE = "---\n标题: 一页\n---\n\n一句话就够了。\n"
PAGES = ("wenzhou", "theme", "feeds", "media", "page", "tag", "archive", "column", "follow")
KINDS = ("html", "htm", "xhtml", "svg", "js", "css", "php", "py", "rst", "xml", "exe", "zip")
STRAYS = (".htaccess", ".git/config", "CNAME", "_config.yml", "data/more.toml", "index.html")

FILES |= {f"place-{name}": partial(put, path=path) for name, path in _places().items()}
FILES |= {f"name-{name}": partial(put, path=f"{UNIT}/{path}") for name, path in _names().items()}
FILES |= {f"page-{name}": partial(put, path=f"pages/{name}.md", data=PAGE) for name in PAGES}
FILES |= {f"kind-{kind}": partial(put, path=f"{UNIT}/sent.{kind}", data=SCRIPT) for kind in KINDS}
FILES |= {f"stray-{path}": partial(put, path=path, data=SCRIPT) for path in STRAYS}


@sent_as
def web_page_named_as_a_picture(content: Path) -> str:
    return put_picture(content, "page.png", f"<!DOCTYPE html>{SCRIPT}".encode())


@sent_as
def drawing_named_as_a_picture(content: Path) -> str:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">{SCRIPT}</svg>'
    return put_picture(content, "drawing.jpg", svg.encode())


@sent_as
def web_page_behind_the_marks_of_a_picture(content: Path) -> str:
    return put_picture(content, "marked.png", b"\x89PNG\r\n\x1a\n" + SCRIPT.encode())


@sent_as
def web_page_behind_the_marks_of_webp(content: Path) -> str:
    return put_picture(content, "marked.webp", b"RIFF\x00\x00\x00\x00WEBP" + SCRIPT.encode())


@sent_as
def picture_without_its_colours(content: Path) -> str:
    """Indexed colours and no palette: decoders that look no closer trip over it later."""
    buffer = BytesIO()
    Image.new("P", (6, 6)).save(buffer, "PNG")
    data = buffer.getvalue()
    start = data.index(b"PLTE") - 4
    end = start + 12 + int.from_bytes(data[start : start + 4], "big")
    return put_picture(content, "colourless.png", data[:start] + data[end:])


@sent_as
def picture_called_backwards(content: Path) -> str:
    """Its name is shown as if it ended in ``exe.png``."""
    return put(content, f"{UNIT}/a\u202egnp.exe.png", make_png(7, 7))


@sent_as
def link_in_the_inbox(content: Path) -> str:
    outside = content.parent / "outside.docx"
    outside.write_bytes(SECRET.encode())
    return put_link(content, "inbox/dongtou/linked.docx", outside)


@sent_as
def link_in_place_of_a_folder_of_the_inbox(content: Path) -> str:
    return put_link(content, "inbox/longgang", "/etc")


@sent_as
def picture_named_as_a_text(content: Path) -> str:
    return put(content, path_of("a-picture"), make_png(5, 5))


@sent_as
def picture_that_unfolds(content: Path) -> str:
    return put_picture(content, "unfolds.png", make_png(12_000, 9_000))


@sent_as
def picture_too_large(content: Path) -> str:
    return put_picture(content, "large.png", make_png(5, 5) + bytes(20_000_000))


@sent_as
def text_too_large(content: Path) -> str:
    return put(content, path_of("large"), Text("文" * 400_000).write())


@sent_as
def picture_with_quotes_in_its_name(content: Path) -> str:
    name = 'a" onerror="alert(1).png'
    put(content, f"{UNIT}/{name}", make_png(6, 6))
    put(content, path_of("shows-quotes"), Text(f"![一张图片](<{name}>)").write())
    return f"{UNIT}/{name}"


@sent_as
def picture_with_a_line_in_its_name(content: Path) -> str:
    name = "a\nb.png"
    put(content, f"{UNIT}/{name}", make_png(6, 6))
    fields = {"题图": quote(name), "题图说明": "一张图片"}
    put(content, path_of("shows-line"), Text(fields=fields).write())
    return f"{UNIT}/{name}"


STOPPING = {
    **{
        f"page-{name}": "两处内容要写到同一个网址"
        for name in ("wenzhou", "tag", "archive", "column", "follow")
    },
    "picture-with-quotes-in-its-name": "的名字不能用作网址",
    "picture-with-a-line-in-its-name": "的名字不能用作网址",
}
"""Files at which the build stops by itself, were the check not there, and what it says."""


def put_script_picture(content: Path) -> str:
    """A GIF that is a script as well: a picture, as long as no page calls it a script."""
    return put_picture(content, "script.gif", make_gif())


RIDERS = b"<html><script>alert(1)</script></html>PK\x03\x04" + SECRET.encode()
"""What is hung on behind a picture: a page and an archive."""


def put_pictures_with_riders(content: Path) -> list[str]:
    """Pictures that are something else as well, one of each format: pixels go on, riders do not."""
    drawn = Image.radial_gradient("L").resize((40, 30)).convert("RGB")
    kinds = {"jpg": "JPEG", "png": "PNG", "gif": "GIF", "webp": "WEBP", "heic": "HEIF"}
    paths = []
    for suffix, kind in kinds.items():
        name = f"rider-{suffix}.{suffix}"
        put(content, f"{UNIT}/{name}", save(drawn, kind) + RIDERS)
        text = Text(f"![一张图片]({name})").write()
        paths.append(put(content, path_of(f"shows-rider-{suffix}"), text))
    return paths


def put_misnamed_picture(content: Path) -> str:
    """A GIF that calls itself a JPEG: what is published is drawn from its pixels."""
    return put_picture(content, "other.jpg", make_gif())
