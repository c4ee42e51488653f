"""图片：放在稿件旁边，是真正的图片，每张都有说明。

能用 JPEG、PNG、GIF、WebP 和苹果手机的 HEIC，每张不超过 20 MB、6000 万像素，一篇最多 30 张。
发布时自动转正、缩小、压缩，每张不超过 500 KB，拍摄地点和相机信息不会带出去；会动的图只显示第一帧。
说明写在方括号里，给看不见图的人听，不超过 200 个字。
程序看的是文件的内容，不是扩展名：改了扩展名的网页、Word 文件、压缩包都不会当成图片。

会放行：![志愿者弯腰捡起沙滩上的塑料瓶](hai-bian.jpg)
会报告：图片不在稿件旁边；没有这个文件；不是图片；格式用不了（SVG、TIFF、BMP 等）；损坏。
会报告：图片太大；太多；没有说明；说明太长。
会提醒：扩展名和内容不符；超过 5 MB 或一边超过 4096 像素；会动的图。
会提醒：说明只写了文件名、“现场照片”，或照抄标题；文件夹里没人用的图片。
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from plugins.check.excerpt import shorten
from plugins.check.nearest import find_nearest
from plugins.check.neighbours import list_folder
from plugins.check.shown_pictures import list_looked_at, list_shown_pictures
from plugins.check.survey import Survey
from plugins.media.cleaning import SIDE_LIMIT
from plugins.media.faults import SMALLER, say_fault
from plugins.media.formats import NAMES, PICTURE_SUFFIXES, SUFFIXES
from plugins.media.pictures import PictureFacts, PictureFault
from plugins.model.problem import Level, Problem
from plugins.reading.article import Entry
from plugins.reading.descriptions import is_only_a_name
from plugins.reading.picture_use import PictureUse
from plugins.reading.places import ARTICLES, PAGES, PROMPTS, REPOSTS
from plugins.reading.schema import PICTURE_ALT_LIMIT, PICTURES_LIMIT

RULE = "picture"
WANTED_ALT = "方括号里一句话说出图里有什么"

_FLAT_ROOMS = tuple(f"{room}/" for room in (PAGES, REPOSTS, PROMPTS))

_WANTED_SIZE = "每张不超过 20 MB、6000 万像素，内容和大小相称"
_OF_SIZE = (PictureFault.TOO_LARGE, PictureFault.TOO_MANY_PIXELS, PictureFault.HOLLOW)

_LARGE_SIZE = 5_000_000
"""Bytes; a photo that a page can use up has a tenth of that."""


def check_entry(entry: Entry, survey: Survey) -> Iterator[Problem]:
    """Yield problems of every picture that a text shows; a list's item takes one in a field."""
    for use in () if entry.is_repost_day else entry.body.pictures:
        yield from _check_description(entry, use)
        if not use.path:
            yield _report_outside(entry, use)
    lines = list_shown_pictures(entry)
    for path in list_looked_at(entry):
        for line in lines[path]:
            yield from _check_file(entry, survey, path, line)
        yield from _remark(entry, survey, path, lines[path][0])
    if len(lines) > PICTURES_LIMIT:
        line = list(lines.values())[PICTURES_LIMIT][0]
        seen, wanted = f"有 {len(lines)} 张图片", f"一篇最多 {PICTURES_LIMIT} 张"
        fix = "留下最能说明事情的几张，或分成几篇"
        yield Problem(entry.path, line, RULE, seen, wanted, fix)


def check_folder(survey: Survey) -> Iterator[Problem]:
    """Yield a warning for every picture that no text of its folder shows.

    A folder is passed over while one of its texts can't be read or names a
    picture that is not there: it may be just this one.  Only folders that the
    check was asked about are read; a text that passed named its pictures then.
    """
    used = survey.folder.memory.list_asked()
    unread: set[str] = set()
    for path in survey.folder.texts:
        if path in survey.folder.memory.states:
            continue
        folder = posixpath.dirname(path)
        if not survey.wants_folder(folder):
            continue
        record = survey.record(path)
        used.update(record.named if record else ())
        if record is None or not record.body or not survey.files.keys() >= {*record.named}:
            unread.add(folder)
    for path in sorted(survey.files.keys() - used - {*survey.folder.texts}):
        file, folder = survey.files[path], posixpath.dirname(path)
        is_picture = file.suffix in PICTURE_SUFFIXES and not file.is_link
        is_known = folder not in unread and survey.wants_folder(folder)
        if is_picture and is_known and _is_beside_texts(path):
            yield _report_unused(path)


def _is_beside_texts(path: str) -> bool:
    """Tell whether a picture lies where texts lie; elsewhere it is a stray file."""
    depth = path.count("/")
    return (path.startswith(f"{ARTICLES}/") and depth == 3) or (
        path.startswith(_FLAT_ROOMS) and depth == 1
    )


def _report_unused(path: str) -> Problem:
    seen = "这张图片没有稿件在用"
    name = posixpath.basename(path)
    fix = f"在稿件里写上“![图里有什么]({name})”，用不着就删去图片"
    if path.startswith(f"{REPOSTS}/"):
        fix = f"在清单的一条里写上“配图: {name}”和“配图说明: 图里有什么”，用不着就删去图片"
    return Problem(path, 0, RULE, seen, "图片和用它的稿件放在一起", fix, Level.WARNING)


def _check_description(entry: Entry, use: PictureUse) -> Iterator[Problem]:
    shown = shorten(use.target, 40)
    if not use.alt.strip():
        fix = f"改成“![图里有什么]({shown})”"
        seen = f"图片“{shown}”没有说明"
        yield Problem(entry.path, use.line, RULE, seen, WANTED_ALT, fix)
    elif is_only_a_name(use.alt, entry.front_matter.text_of("title")):
        seen = f"图片说明只写了“{shorten(use.alt)}”"
        fix = "写出图里的人在做什么、是什么地方"
        yield Problem(entry.path, use.line, RULE, seen, WANTED_ALT, fix, Level.WARNING)
    elif len(use.alt) > PICTURE_ALT_LIMIT:
        seen, wanted = f"图片说明有 {len(use.alt)} 个字", f"最多 {PICTURE_ALT_LIMIT} 个字"
        fix = "一句话说出图里有什么，别的写进正文"
        yield Problem(entry.path, use.line, RULE, seen, wanted, fix)


def _report_outside(entry: Entry, use: PictureUse) -> Problem:
    shown = shorten(use.target, 50)
    alt = shorten(use.alt) or "图里有什么"
    name = posixpath.basename(use.target.replace("\\", "/").partition("?")[0].partition("#")[0])
    if re.match(r"\s*(?:https?:)?//", use.target, re.IGNORECASE):
        seen, fix = f"图片“{shown}”在别的网站上", "把图片存到稿件旁边"
    elif use.target.strip().casefold().startswith("data:"):
        seen, fix, name = "图片的内容直接写在了稿件里", "把图片存成文件，放到稿件旁边", ""
    elif not use.target.strip():
        seen, fix = "图片的圆括号里没有文件名", "把图片放到稿件旁边"
    else:
        seen, fix = f"图片“{shown}”不在稿件的文件夹里", "把图片移到稿件旁边"
    fix = f"{fix}，改成“![{alt}]({shorten(name, 40) or '文件名.jpg'})”"
    return Problem(entry.path, use.line, RULE, seen, _say_wanted(entry), fix)


def _check_file(entry: Entry, survey: Survey, path: str, line: int) -> Iterator[Problem]:
    name, wanted = shorten(posixpath.basename(path), 40), _say_wanted(entry)
    file = survey.files.get(path)
    if file is None:
        yield _report_missing(entry, survey, path, line)
    elif file.is_link:
        fix = "换成图片文件本身"
        yield Problem(entry.path, line, RULE, f"“{name}”是一个快捷方式（链接）", wanted, fix)
    elif file.suffix not in PICTURE_SUFFIXES:
        seen = f"“{name}”的扩展名不是图片的"
        fix = "用画图或看图软件打开，另存为 JPEG 或 PNG"
        yield Problem(entry.path, line, RULE, seen, wanted, fix)
    else:
        facts = survey.folder.picture_facts(path)
        if facts and facts.fault:
            seen, fix = say_fault(facts, facts.fault, name)
            wanted = _WANTED_SIZE if facts.fault in _OF_SIZE else wanted
            yield Problem(entry.path, line, RULE, seen, wanted, fix)


def _remark(entry: Entry, survey: Survey, path: str, line: int) -> Iterator[Problem]:
    """Yield once for each text what could be better about an accepted picture."""
    facts = survey.folder.picture_facts(path)
    if facts is None or facts.fault or survey.files[path].suffix not in PICTURE_SUFFIXES:
        return
    name = shorten(posixpath.basename(path), 40)
    for seen, wanted, fix in _list_remarks(facts, name):
        yield Problem(entry.path, line, RULE, seen, wanted, fix, Level.WARNING)


def _list_remarks(facts: PictureFacts, name: str) -> Iterator[tuple[str, str, str]]:
    """Yield what is seen of an accepted picture, what is wanted, and how to get there."""
    if facts.is_misnamed:
        kind = NAMES[facts.media_type]
        right = posixpath.splitext(name)[0] + SUFFIXES[facts.media_type][0]
        fix = f"把文件改名为“{right}”，稿件里也跟着改；invoke fix 会一起改好"
        yield f"“{name}”其实是 {kind} 图片", "扩展名和内容一致", fix
    if facts.size > _LARGE_SIZE:
        seen = f"“{name}”有 {facts.size / 1_000_000:.1f} MB"
        yield seen, "每张不超过 5 MB；网页上用不着更大的", SMALLER
    elif max(facts.width, facts.height) > SIDE_LIMIT:
        seen = f"“{name}”有 {facts.width}×{facts.height} 像素"
        yield seen, f"每边不超过 {SIDE_LIMIT} 像素；网页上用不着更大的", SMALLER
    if facts.is_animated:
        fix = "要看得到动作，在稿件里放一个观看链接；第一帧够用就不用改"
        yield f"“{name}”是会动的图", "不动的图；网页上只显示第一帧", fix


def _report_missing(entry: Entry, survey: Survey, path: str, line: int) -> Problem:
    folder, name = posixpath.split(path)
    text = _name_text(entry)
    others = [
        other
        for other in list_folder(survey, folder)
        if posixpath.splitext(other)[1].lower() in PICTURE_SUFFIXES
    ]
    meant = find_nearest(name, others)
    shown = shorten(name, 40)
    if meant and meant.casefold() == name.casefold():
        seen, fix = f"没有“{shown}”，只有大小写不同的“{meant}”", f"{text}里改成“{meant}”"
    elif meant:
        seen, fix = f"{text}旁边没有图片“{shown}”", f"是不是“{meant}”；不是就把图片放进来"
    else:
        seen, fix = f"{text}旁边没有图片“{shown}”", f"把图片放到{text}所在的文件夹里"
    return Problem(entry.path, line, RULE, seen, _say_wanted(entry), fix)


def _name_text(entry: Entry) -> str:
    """Say what a picture stands beside; in a day's list an article is something else."""
    return "清单" if entry.is_repost_day else "稿件"


def _say_wanted(entry: Entry) -> str:
    return f"{_name_text(entry)}旁边的 JPEG、PNG、GIF、WebP 或 HEIC 图片"
