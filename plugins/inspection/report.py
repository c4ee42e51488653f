"""An inspection written for whom it is for: a terminal, annotations, an issue at a code host.

A report may be public: people's contact data is masked in every form.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from plugins.contacts.masking import mask_contacts, mask_path
from plugins.contacts.quoting import quote_path, quote_sentence
from plugins.inspection.finding import Finding, Result, Severity, count_findings
from plugins.model.days import describe_day
from plugins.model.printable import make_printable

MARK = "<!-- wenming-inspection -->"
"""The line by which the issue is found again."""

_SHOWN = 20
"""Findings of one kind that an issue lists."""

_ROOM = 40_000
"""Characters for all of them: GitHub refuses bodies above 65,536."""

_COMMANDS = {Severity.MEND: "error", Severity.NOTE: "warning"}


@dataclass(frozen=True)
class Inspection:
    """What an inspection came to on a day; ``remark`` is on the built site, of so many pages."""

    today: date
    results: tuple[Result, ...]
    remark: str
    pages: int

    @property
    def summary(self) -> str:
        """How many findings there are, in one sentence."""
        mend = count_findings(self.results, Severity.MEND)
        note = count_findings(self.results, Severity.NOTE)
        looked = f"看了 {self.pages} 页" if self.pages else "没有看生成好的网站"
        if not mend and not note:
            return f"{looked}，没有发现要改的地方。"
        return f"{looked}：{mend} 处要改，{note} 处留意。"

    @property
    def found(self) -> tuple[Result, ...]:
        """The kinds with findings."""
        return tuple(result for result in self.results if result.findings)

    @property
    def clean(self) -> tuple[str, ...]:
        """The titles of those that were looked at and found nothing."""
        return tuple(r.title for r in self.results if r.was_looked and not r.findings)

    @property
    def unlooked(self) -> tuple[str, ...]:
        """The titles of those that could not be looked at."""
        return tuple(result.title for result in self.results if not result.was_looked)


def write_text(inspection: Inspection) -> str:
    """Write an inspection for a person at a terminal."""
    lines = list(_list_lines(inspection))
    for title, kinds in (("没有发现", inspection.clean), ("没有看", inspection.unlooked)):
        if kinds:
            lines += [f"{title}：{'、'.join(kinds)}。", ""]
    lines += [inspection.remark] if inspection.remark else []
    return "\n".join([*lines, f"{describe_day(inspection.today)}，{inspection.summary}"]) + "\n"


def _list_lines(inspection: Inspection) -> Iterator[str]:
    for result in inspection.found:
        yield f"{result.title}（{len(result.findings)}）"
        for each in result.findings:
            yield f"  {each.severity}  {_show(each.subject)}  {_show_place(each)}"
            yield f"    看到：{_show(each.seen)}。"
            yield f"    改法：{_show(each.fix)}。"
        yield ""


def write_github(inspection: Inspection) -> str:
    """Write an inspection as annotations for GitHub Actions.

    The form is GitHub's workflow command (docs: Workflow commands, "Setting an error
    message"), with its escapes for data and for properties.
    """
    return "".join(
        f"{_annotate(result.title, each)}\n"
        for result in inspection.found
        for each in result.findings
    )


def _annotate(title: str, finding: Finding) -> str:
    file = _escape(make_printable(mask_path(finding.file)), is_property=True)
    place = f"file={file}," if file else ""
    name = _escape(title, is_property=True)
    return f"::{_COMMANDS[finding.severity]} {place}title={name}::{_escape(_tell(finding))}"


def _tell(finding: Finding) -> str:
    return f"{_show(finding.subject)}：{_show(finding.seen)}。改法：{_show(finding.fix)}。"


def _escape(text: str, *, is_property: bool = False) -> str:
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return escaped.replace(":", "%3A").replace(",", "%2C") if is_property else escaped


def write_markdown(inspection: Inspection) -> str:
    """Write an inspection as the body of an issue, behind its mark.

    Everybody's words in it are quoted (``contacts/quoting.py``): nobody is mentioned.
    """
    lines = [MARK, f"**{describe_day(inspection.today)}：{inspection.summary}**"]
    lines += ["", quote_sentence(inspection.remark)] if inspection.remark else []
    room = _ROOM
    for result in inspection.found:
        items = []
        for item in map(_write_item, result.findings[:_SHOWN]):
            room -= len(item)
            items += [item] if room > 0 else []
        rest = len(result.findings) - len(items)
        items += [f"- 另有 {rest} 处，运行 `invoke inspect` 看全部。"] if rest else []
        lines += ["", f"### {result.title}（{len(result.findings)}）", "", *items]
    for title, kinds in (("没有发现", inspection.clean), ("没有看", inspection.unlooked)):
        lines += ["", f"{title}：{'、'.join(kinds)}。"] if kinds else []
    return "\n".join([*lines, "", "这里每周自动更新；没有要改的地方时，会自动关闭。"]) + "\n"


def _write_item(finding: Finding) -> str:
    place = quote_path(finding.place)
    seen, fix = quote_sentence(finding.seen), quote_sentence(finding.fix)
    subject = quote_sentence(finding.subject or "没有标题")
    return f"- {finding.severity}，{subject}：{seen}（{place}）。改法：{fix}。"


def _show(text: str) -> str:
    return make_printable(mask_contacts(" ".join(text.split())))


def _show_place(finding: Finding) -> str:
    return make_printable(mask_path(finding.place))


FORMATS: dict[str, Callable[[Inspection], str]] = {
    "text": write_text,
    "github": write_github,
    "markdown": write_markdown,
}
"""Every format that ``invoke inspect --format`` knows."""
