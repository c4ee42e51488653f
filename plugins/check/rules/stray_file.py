"""文件：内容文件夹里只放稿件、清单、提示、图片、登记表和送来的 Word 文件。

稿件和它的图片放在 articles/单位/年/，页面放在 pages/，转发清单放在 reposts/，
工作提示放在 prompts/，登记表放在 data/。送来的 Word 文件放在 inbox/单位/，
用 invoke import 变成稿件。别的文件网站用不上，也可能带着不该公开的内容。

会放行：稿件旁边的 JPEG、PNG、GIF、WebP、HEIC 图片；inbox/单位/ 里的 .docx
会报告：放错地方的文件；Word、PDF、表格、网页、程序；快捷方式；只有大小写不同的两个文件；不是单位的文件夹。
会报告：名字里有空格和符号的图片；名字超过 120 个字的图片。
会提醒：电脑自己留下的 .DS_Store、Thumbs.db、.swp 和 ~$ 开头的文件，它们不会发布。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.check.excerpt import shorten
from plugins.check.meant_names import is_plain_picture_name, plain_picture_name
from plugins.check.nearest import find_nearest
from plugins.check.survey import Survey
from plugins.check.twins import find_twins
from plugins.machine.files import FoundFile
from plugins.media.formats import PICTURE_SUFFIXES
from plugins.model.file_kind import FILE_KINDS, FileKind
from plugins.model.problem import Level, Problem
from plugins.reading.pinyin import to_slug
from plugins.reading.places import ARTICLES, DATA, INBOX, PAGES, PROMPTS, REPOSTS
from plugins.reading.records import FILES as TABLES
from plugins.reading.registry import FILES

RULE = "stray-file"
WANTED = "只有稿件、稿件旁边的图片、data/ 里的登记表和 inbox/ 里的 Word 文件"

SeenAndFix = tuple[str, str]
"""What was seen, and how to put it right."""

_YEAR = re.compile(r"^\d{4}$")
_MACHINE_MADE = re.compile(
    r"(?:^|/)(?:\.DS_Store|Thumbs\.db|desktop\.ini|~\$.*|\._.*|.*\.(?:tmp|bak|sw[a-p]|orig|lnk|url))$",
    re.IGNORECASE,
)
_LEFT_BEHIND = re.compile(
    r"(?:^|/)(?:\.DS_Store|Thumbs\.db|\.[^/]*\.sw[a-p]|~\$[^/]*)$", re.IGNORECASE
)
"""What desks leave in every folder; nothing of the site is made from it."""

_NAME_LIMIT = 120
_TO_INBOX = f"放进 {INBOX}/单位/，运行 invoke import"
_WORD_SUFFIXES = {".doc", ".wps", ".rtf", ".odt", ".docm", ".dot", ".dotx", ".dotm", ".wpt"}
_TURNED_SUFFIXES = {
    ".rst", ".txt", ".markdown", ".mdown", ".text",
    ".svg", ".bmp", ".tif", ".tiff", ".psd", ".ico", ".avif",
    ".zip", ".rar", ".7z", ".gz", ".tar",
}  # fmt: skip
"""Endings of files that become something else; the others are removed once they are of use."""


def check_folder(survey: Survey) -> Iterator[Problem]:
    """Yield a problem for every file that has no business where it lies."""
    for file in survey.unpassed_files():
        words = _say(file, survey)
        if words:
            is_harmless = not file.is_link and _LEFT_BEHIND.search(file.path)
            level = Level.WARNING if is_harmless else Level.ERROR
            yield Problem(file.path, 0, RULE, words[0], WANTED, words[1], level)
    yield from _check_twins(survey)


def _say(file: FoundFile, survey: Survey) -> SeenAndFix | None:
    parts = file.path.split("/")
    name = parts[-1]
    if file.is_link:
        return f"“{shorten(name)}”是一个快捷方式（链接）", "删去它，把文件本身放到这里"
    if name == ".gitkeep" or file.path == "README.md":
        return None
    if _MACHINE_MADE.search(file.path):
        can_stay = "，留着也不会发布" if _LEFT_BEHIND.search(file.path) else ""
        return f"“{shorten(name)}”是电脑自己生成的文件", f"删去这个文件{can_stay}"
    if len(parts) > 2 and parts[0] in (ARTICLES, INBOX) and file.suffix != ".md":
        unit = _say_unit(parts[0], parts[1], survey)
        if unit:
            return unit
    return _SAY_BY_ROOM.get(parts[0], _say_elsewhere)(file, parts)


def _say_article_room(file: FoundFile, parts: list[str]) -> SeenAndFix | None:
    if file.suffix == ".md":
        return None
    if file.suffix not in PICTURE_SUFFIXES:
        return _say_kind(file)
    if len(parts) != 4 or not _YEAR.match(parts[2]):
        return "图片没有放在“单位/年”的文件夹里", "移到用它的那篇稿件旁边"
    return _say_picture_name(parts[-1])


def _say_flat_room(file: FoundFile, parts: list[str]) -> SeenAndFix | None:
    if file.suffix == ".md":
        return None
    if file.suffix not in PICTURE_SUFFIXES:
        return _say_kind(file)
    if len(parts) != 2:
        beside = {PAGES: "页面", REPOSTS: "清单", PROMPTS: "提示"}[parts[0]]
        return "图片放在了下一层文件夹里", f"移到 {parts[0]}/ 里，放在{beside}旁边"
    return _say_picture_name(parts[-1])


def _say_data_room(file: FoundFile, parts: list[str]) -> SeenAndFix | None:
    known = (*FILES, *TABLES)
    if file.path in known:
        return None
    # By the names alone: what they share, "data/" and ".toml", makes all of them alike.
    stems = {path.partition("/")[2].partition(".")[0]: path for path in known}
    stem = file.path.partition("/")[2].removesuffix(file.suffix)
    meant = find_nearest(stem, stems, 0.8)
    if meant:
        return f"登记表的名字写成了“{shorten(parts[-1])}”", f"改名为 {stems[meant]}"
    return f"“{shorten(parts[-1])}”不是登记表", "删去这个文件；名单和电话不放进仓库"


def _say_inbox_room(file: FoundFile, parts: list[str]) -> SeenAndFix | None:
    if len(parts) == 3 and file.suffix == ".docx":
        return None
    if file.suffix == ".docx":
        return "Word 文件没有放在单位的文件夹里", f"移到 {INBOX}/单位/ 里"
    if file.suffix == ".md":
        return "稿件放在了收件箱里", f"移到 {ARTICLES}/单位/年/ 里"
    return _say_kind(file)


def _say_elsewhere(file: FoundFile, parts: list[str]) -> SeenAndFix:
    if file.suffix == ".md":
        fix = f"稿件移到 {ARTICLES}/单位/年/ 里，页面移到 {PAGES}/ 里"
        return f"“{shorten(file.path, 60)}”放错了地方", fix
    return _say_kind(file)


_SAY_BY_ROOM = {
    ARTICLES: _say_article_room,
    PAGES: _say_flat_room,
    REPOSTS: _say_flat_room,
    PROMPTS: _say_flat_room,
    DATA: _say_data_room,
    INBOX: _say_inbox_room,
}


def _say_kind(file: FoundFile) -> SeenAndFix:
    name = shorten(file.path.rpartition("/")[2], 40)
    if file.suffix in PICTURE_SUFFIXES:
        return f"图片“{name}”不在稿件旁边", "移到用它的那篇稿件的文件夹里"
    kind = FILE_KINDS.get(file.suffix)
    if kind is None:
        return f"“{name}”不是稿件，也不是图片", "删去这个文件"
    return f"“{name}”是{kind.name}", _advise(file.suffix, kind)


def _advise(suffix: str, kind: FileKind) -> str:
    """Say what to do about a file that lies where it is of no use."""
    if suffix == ".docx":
        return f"{_TO_INBOX}，再删去这个文件"
    if suffix in _WORD_SUFFIXES:
        return f"{kind.advice}，{_TO_INBOX}，再删去这个文件"
    return kind.advice if suffix in _TURNED_SUFFIXES else f"{kind.advice}，再删去这个文件"


def _say_unit(room: str, folder: str, survey: Survey) -> SeenAndFix | None:
    slugs = survey.registry.unit_by_slug
    if folder in slugs:
        return None
    seen = f"没有叫“{shorten(folder)}”的单位文件夹"
    meant = find_nearest(folder, slugs) or find_nearest(to_slug(folder[:20]), slugs)
    if meant:
        return seen, f"是不是 {room}/{meant}/"
    return seen, f"移到这些文件夹之一：{'、'.join(slugs)}"


def _say_picture_name(name: str) -> SeenAndFix | None:
    """Speak of a file name with signs that break links, and of one too long for a disk."""
    if len(name) > _NAME_LIMIT:
        fix = "换一个短的名字，稿件里的文件名也跟着改"
        return f"图片名有 {len(name)} 个字，最多 {_NAME_LIMIT} 个", fix
    if is_plain_picture_name(name):
        return None
    fix = f"改名为“{shorten(plain_picture_name(name), 60)}”，稿件里的文件名也跟着改"
    return f"图片名“{shorten(name, 40)}”里有空格或符号", fix


def _check_twins(survey: Survey) -> Iterator[Problem]:
    """Report files that some computers take for one; texts have a rule of their own."""
    others = [path for path in survey.files if not survey.folder.is_text(path)]
    for path, other in find_twins(others):
        seen = f"和“{shorten(other, 80)}”只有大小写或写法不同"
        fix = "给其中一个换一个名字，稿件里也跟着改"
        yield Problem(path, 0, RULE, seen, "名字明显不同的文件", fix)
