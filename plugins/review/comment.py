"""The one comment on a pull request: what is wrong, how to mend it, whom to ask."""

from __future__ import annotations

from collections.abc import Sequence

from plugins.contacts.quoting import quote, quote_path, quote_sentence
from plugins.model.registry import Registry
from plugins.reading.places import CONTENT
from plugins.review.findings import tell_findings
from plugins.review.ownership import Scope, list_city_owners
from plugins.review.sheet import Sheet, WordFile

MARK = "<!-- wenming-review -->"
"""The line by which the comment is found again."""

LINES_LIMIT = 60
_SHOWN_PATHS = 3
_SHOWN_WORDS = 5

FOOT = "这条留言会随着修改自己更新，不用回复。"


def compose_comment(sheet: Sheet, scope: Scope, registry: Registry, number: int) -> str:
    """Return the whole comment, at most ``LINES_LIMIT`` lines.

    ``number`` is that of the pull request, 0 where it has none.
    """
    before = [MARK, f"**{say_state(sheet, scope)}**"]
    after = _section(_mending_lines(sheet))
    after += _section(_word_lines(sheet.words, number))
    after += _section(_approval_lines(scope))
    after += _section(_asking_lines(scope, registry))
    after += _section(_preview_lines(sheet, scope, registry, number))
    after += ["", FOOT]
    room = LINES_LIMIT - len(before) - len(after)
    told = tell_findings(sheet.findings, sheet.errors + sheet.warnings, room)
    lines = [*before, *told, *after]
    return "\n".join(lines) + "\n"


def _section(lines: Sequence[str]) -> list[str]:
    """Return lines with an empty one before them, nothing where there are none."""
    return ["", *lines] if lines else []


def say_state(sheet: Sheet, scope: Scope) -> str:
    """Return in one sentence or two how the pull request stands."""
    if scope.is_empty and not scope.is_cut_off:
        return "没有改动，用不着合并。"
    refused = sum(not word.article for word in sheet.words)
    left = [_say_errors(sheet)] if sheet.errors else []
    left += [f"{refused} 个送来的文件没能变成稿件"] if refused else []
    if left:
        return f"有 {'，'.join(left)}。"
    if sheet.words:
        return f"{len(sheet.words)} 个 Word 文件变成了稿件，还差一步：请市级编辑收下。"
    rest = f"另有 {sheet.warnings} 处提醒，不改也能合并。" if sheet.warnings else ""
    return f"检查通过，{'等市级编辑批准' if scope.needs_city else '可以合并'}。{rest}"


def _say_errors(sheet: Sheet) -> str:
    if not sheet.fixable:
        return f"{sheet.errors} 处要改"
    which = "" if sheet.fixable == sheet.errors else f"其中 {sheet.fixable} 处"
    return f"{sheet.errors} 处要改，{which}程序能代改"


def _approval_lines(scope: Scope) -> list[str]:
    """Say what the city's editors have to approve, and what to do where it was not meant."""
    if not scope.needs_city:
        return []
    lines = ["**要市级编辑批准**，因为改到了：", ""]
    lines += _foreign_lines(scope)
    if scope.city:
        lines.append(f"- 市级管理的内容：{_name_some(scope.city)}")
    if scope.program:
        lines.append(f"- 网站的程序：{_name_some(scope.program)}。检查也是程序做的，先看这些改动")
    if scope.is_cut_off:
        lines.append("- 文件太多，托管网站没有列全。请分成几个请求，每个少一些")
    return [*lines, "", "不是有意改的，把那些文件改回原样，再提交一次。"]


def _foreign_lines(scope: Scope) -> list[str]:
    """Name other units' folders; whose they are is not known of an unknown author."""
    names = "、".join(unit.name for unit, _ in scope.foreign)
    if scope.foreign and not scope.author.is_known:
        return [f"- {len(scope.foreign)} 个单位的文件夹：{names}。一个请求只改一个单位的，最好分开"]
    lines = [f"- {unit.name}的文件夹：{_name_some(paths)}" for unit, paths in scope.foreign]
    if len(lines) > _SHOWN_PATHS:
        return [f"- 别的 {len(lines)} 个单位的文件夹：{names}"]
    return lines


def _name_some(paths: Sequence[str]) -> str:
    rest = f" 等 {len(paths)} 个文件" if len(paths) > _SHOWN_PATHS else ""
    return "、".join(map(quote_path, paths[:_SHOWN_PATHS])) + rest


def _word_lines(words: Sequence[WordFile], number: int) -> list[str]:
    """Say what became of Word files, and how articles come in their place."""
    if not words:
        return []
    lines = ["**Word 文件**", ""]
    lines += [_describe_word(word) for word in words[:_SHOWN_WORDS]]
    if rest := words[_SHOWN_WORDS:]:
        refused = sum(not word.article for word in rest)
        lines.append(f"- 另有 {len(rest)} 个，其中 {refused} 个没能变成稿件")
    if any(not word.article for word in words):
        lines += ["", "没能变成稿件的，改好以后用同样的名字再传一次，就会换掉原来的。"]
    if any(word.article for word in words):
        lines += ["", _say_how_to_take(number)]
    return [*lines, "", "Word 文件里有写稿人的姓名，不能合并进仓库。"]


def _say_how_to_take(number: int) -> str:
    written = f"，编号写 {number}" if number else ""
    return (
        f"变成了稿件的，由市级编辑收下：在 Actions 页运行“收下 Word 稿件”{written}；"
        "或者在这条分支上运行 `git am word.patch`，它在这次检查的附件“review”里。"
    )


def _describe_word(word: WordFile) -> str:
    place = quote_path(f"{CONTENT}/{word.path}")
    if not word.article:
        return f"- {place} 没能变成稿件：{quote_sentence(word.refusal)}。"
    state = f"里面还有 {word.errors} 处要改，收下以后再改" if word.errors else "检查通过"
    title = quote_sentence(f"“{word.title}”")
    return f"- {place} 变成了稿件{title}（{quote_path(f'{CONTENT}/{word.article}')}），{state}。"


def _mending_lines(sheet: Sheet) -> list[str]:
    """Say how to mend: on the host's page, or by the fixer."""
    lines = ["**怎样改**", ""] if sheet.errors else []
    if any(not each.is_elsewhere for each in sheet.findings[: sheet.errors]):
        lines.append(
            "- 在网页上：打开上面“Files changed”（文件改动）一页，点文件右上角的“…”，"
            "再点“Edit file”（铅笔），照“改法”改好，点“Commit changes”。"
        )
    if sheet.fixable:
        lines.append(
            "- 标着“可代改”的不用自己动手：运行 `invoke fix` 一次改好；没法运行的，请市级编辑代改。"
        )
    if any(each.is_elsewhere for each in sheet.findings[: sheet.errors]):
        lines.append("- 受影响的文件不在这个请求里：把引起的改动改回去，或者请市级编辑一起改。")
    if sheet.needs_owners:
        lines += [
            *([""] if lines else []),
            "**负责人名单要更新**：运行 `invoke owners`，把改好的文件一起提交。",
        ]
    return lines


def _asking_lines(scope: Scope, registry: Registry) -> list[str]:
    """Say whom to ask; accounts stand as code, so that nobody gets a message at each run."""
    city = registry.city
    units = [unit for unit, _ in scope.by_unit if unit not in (city, *scope.author.units)]
    people = [(unit.office, unit.owners) for unit in units[:_SHOWN_PATHS]]
    people.append((f"{city.office if city else '市文明办'}的编辑", list_city_owners(registry)))
    named = [f"{name}{_name_accounts(owners)}" for name, owners in people]
    return [f"有不明白的，问{'，或者'.join(named)}。"]


def _name_accounts(owners: Sequence[str]) -> str:
    return f"（{'、'.join(map(quote, owners))}）" if owners else ""


def _preview_lines(sheet: Sheet, scope: Scope, registry: Registry, number: int) -> list[str]:
    """Say where to look at the site as it would be; with an error there is none."""
    if sheet.errors or scope.is_empty:
        return []
    repository = registry.site.repository
    address = repository.locate_preview(number) if repository and number else ""
    if address:
        return [
            f"预览：[打开合并以后的样子]({address})。手机上看，扫附件“review”里的 `preview.png`。"
        ]
    return ["预览：在这次检查的附件里下载“preview”，解压以后打开 `index.html`。"]
