"""链接：通到网址，或通到本站的另一篇稿件，都要真的打得开。

网址以 https:// 或 http:// 开头。本站的稿件写它的文件，例如 [说明](2026-05-20-deng-hong-deng.md)
或 [说明](../../单位/2026/2026-05-20-deng-hong-deng.md)；页面写 [说明](../../../pages/about.md)。
网址搬了家，写文件的链接也不会断。

会放行：[报名办法](https://example.com/a.html)
会放行：[上一篇](2026-05-20-deng-hong-deng.md#三步走)
会报告：不能用的协议；写不全的网址；/ 开头的地址；没有这个文件或小标题；通到草稿、图片或附件。
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator

from plugins.check.excerpt import shorten
from plugins.check.nearest import find_nearest
from plugins.check.neighbours import find_meant_file, find_text_at, relative_path
from plugins.check.survey import Survey
from plugins.media.formats import PICTURE_SUFFIXES
from plugins.model.article import Heading
from plugins.model.problem import Problem
from plugins.reading.article import Entry
from plugins.reading.links import ANCHOR_PREFIX, Link, LinkKind
from plugins.reading.places import ARTICLES
from plugins.reading.web_address import lacks_scheme

RULE = "link"
WANTED = "https:// 开头的网址，或本站一篇稿件的文件名"

_SCHEME = re.compile(r"^\W*([a-zA-Z][a-zA-Z0-9+.-]*):")
_SUGGESTIONS_LIMIT = 20
"""Looking for the file that was meant takes time; a text full of bad links is no slip."""

SeenAndFix = tuple[str, str]
"""What was seen, and how to put it right."""

_NO_FILE: SeenAndFix = ("", "")


def check_entry(entry: Entry, survey: Survey) -> Iterator[Problem]:
    """Yield a problem for every link that leads nowhere a reader can go."""
    if entry.is_repost_day:
        return  # its texts are plain: no mark means anything in them
    suggestions = 0
    for link in dict.fromkeys(entry.body.links):
        words = _say(entry, survey, link)
        if words is _NO_FILE:
            suggestions += 1
            words = _say_no_file(entry, survey, link, suggestions <= _SUGGESTIONS_LIMIT)
        if words:
            yield Problem(entry.path, link.line, RULE, words[0], WANTED, words[1])


def _say(entry: Entry, survey: Survey, link: Link) -> SeenAndFix | None:
    """Say what is wrong with a link; nothing where it is right, ``_NO_FILE`` for no such file."""
    if link.kind is LinkKind.EXTERNAL:
        return None
    if link.kind is LinkKind.FRAGMENT:
        return _say_fragment(link, _headings_of(entry), "这篇稿件里")
    if link.kind is LinkKind.CONTENT:
        return _say_content(entry, survey, link)
    if link.kind is LinkKind.OTHER_FILE:
        return _say_other_file(entry, survey, link)
    if link.kind is LinkKind.ABSOLUTE:
        return _say_absolute(entry, survey, link)
    return _FORBIDDEN[link.kind](link)


def _say_scheme(link: Link) -> SeenAndFix:
    found = _SCHEME.match(link.target)
    scheme = found[1].lower() if found else ""
    if scheme in ("mailto", "tel", "sms"):
        fix = "删去方括号和圆括号，只留文字；办公电话和邮箱由市级编辑登记"
        return f"链接“{_show(link)}”通到电话或邮箱", fix
    if scheme == "file" or (len(scheme) == 1 and scheme.isalpha()):
        fix = "别人打不开你电脑里的文件：换成网址，或删去链接"
        return f"链接“{_show(link)}”通到你电脑里的文件", fix
    fix = "换成 https:// 开头的网址，或删去链接只留文字"
    return f"链接“{_show(link)}”用了不能用的协议“{shorten(scheme, 20)}:”", fix


def _say_broken(link: Link) -> SeenAndFix:
    return (
        f"网址“{_show(link)}”写得不全，或夹着空格、引号、用户名",
        "在浏览器里打开，从地址栏重新复制",
    )


def _say_absolute(entry: Entry, survey: Survey, link: Link) -> SeenAndFix:
    plain = link.target.strip()
    if plain.startswith("//"):
        return f"链接“{_show(link)}”没有写 https:", f"改成“https:{_show(link)}”"
    seen = f"链接“{_show(link)}”用 / 开头"
    meant = find_text_at(survey, plain.partition("#")[0])
    if meant:
        return seen, f"改成“({relative_path(meant, entry.path)})”"
    unit = next(iter(survey.registry.unit_by_slug), "单位")
    example = f"{ARTICLES}/{unit}/2026/2026-05-20-deng-hong-deng.md"
    return seen, f"改成稿件的文件名，例如“({relative_path(example, entry.path)})”"


def _say_outside(link: Link) -> SeenAndFix:
    return f"链接“{_show(link)}”通到内容文件夹外面", "改成本站稿件的文件名，或删去链接"


def _say_empty(link: Link) -> SeenAndFix:
    return "链接的圆括号是空的", "在圆括号里写上网址或文件名，或删去链接只留文字"


_FORBIDDEN: dict[LinkKind, Callable[[Link], SeenAndFix]] = {
    LinkKind.FORBIDDEN_SCHEME: _say_scheme,
    LinkKind.BROKEN: _say_broken,
    LinkKind.OUTSIDE: _say_outside,
    LinkKind.EMPTY: _say_empty,
}


def _say_other_file(entry: Entry, survey: Survey, link: Link) -> SeenAndFix:
    suffix = posixpath.splitext(link.path)[1].lower()
    if f"{link.path}.md" in survey.files:
        fix = f"改成“({relative_path(f'{link.path}.md', entry.path)})”"
        return f"链接“{_show(link)}”少了 .md", fix
    if lacks_scheme(link.target.strip()):
        return f"网址“{_show(link)}”没有 https://", f"改成“(https://{_show(link)})”"
    if suffix in PICTURE_SUFFIXES:
        fix = f"要显示图片，在方括号前面加英文叹号，写成“![图里有什么]({_show(link)})”"
        return f"链接“{_show(link)}”通到一张图片", fix
    if suffix == ".md":
        return _NO_FILE
    if suffix in (".doc", ".docx", ".xls", ".xlsx", ".pdf", ".ppt", ".pptx", ".wps", ".zip"):
        fix = "把要点写进正文，或换成已经公开的网址"
        return f"链接“{_show(link)}”通到一个附件，本站不放附件", fix
    return f"链接“{_show(link)}”不是网址，也不是本站的稿件", "补上 https://，或改成稿件的文件名"


def _say_content(entry: Entry, survey: Survey, link: Link) -> SeenAndFix | None:
    file = survey.files.get(link.path)
    if file is None:
        return _NO_FILE
    if file.is_link:
        return f"“{_show(link)}”是一个快捷方式（链接），不是稿件", "改成稿件文件本身的名字"
    target = survey.record(link.path)
    if target is None:
        return None
    if target.is_draft and not (entry.article and entry.article.is_draft):
        return f"“{_show(link)}”还是草稿，读者打不开", "等那篇发布以后再加链接，或现在删去链接"
    if link.fragment and target.body:
        headings = survey.folder.open_body(target.path, target.body).headings
        return _say_fragment(link, headings, f"“{posixpath.basename(link.path)}”里")
    return None


def _say_no_file(entry: Entry, survey: Survey, link: Link, may_suggest: bool) -> SeenAndFix:
    seen = f"没有“{_show(link)}”这个文件"
    meant = find_meant_file(survey, link.path) if may_suggest else ""
    if meant.endswith(".md") and meant != entry.path:
        name = relative_path(meant, entry.path)
        if name == link.target.strip():
            fix = "先照那篇的“改法”改名，这里跟着改；运行 invoke fix，两处一起改好"
            return f"“{_show(link)}”这篇的文件名还不合要求", fix
        return seen, f"是不是“({name})”"
    return seen, "对照文件夹里的文件名改正，或删去链接"


def _say_fragment(link: Link, headings: tuple[Heading, ...], where: str) -> SeenAndFix | None:
    if not link.fragment:
        return "链接只有一个 #", "在 # 后面写上小标题，或删去链接只留文字"
    anchors = {heading.anchor: heading.text for heading in headings}
    if link.fragment in anchors:
        return None
    seen = f"{where}没有小标题“{shorten(link.target.partition('#')[2])}”"
    meant = find_nearest(link.fragment, anchors)
    if meant:
        way = shorten(link.target.partition("#")[0], 60)
        return seen, f"是不是“({way}#{meant.removeprefix(ANCHOR_PREFIX)})”"
    return seen, "对照那篇的小标题改正，或删去 # 和后面的字"


def _headings_of(entry: Entry) -> tuple[Heading, ...]:
    return entry.body.body.headings if entry.body.body else ()


def _show(link: Link) -> str:
    return shorten(link.target, 60)
