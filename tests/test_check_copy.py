"""Marks and spaces of Chinese copy: what is corrected, what is kept, at what cost."""

from __future__ import annotations

import re
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.check.copy_marks import correct_copy, is_suspect
from plugins.check.differences import LENGTH_LIMIT, show_first_difference
from plugins.check.linter import check_entry
from plugins.check.survey import Survey
from plugins.model.problem import Problem
from plugins.reading.article import read_article
from plugins.reading.content_folder import ContentFolder
from plugins.reading.limits import BLOCK_LIMIT
from tests.case_runner import REGISTRY
from tests.support import TODAY

SURVEY = Survey(ContentFolder(REGISTRY), TODAY)
PATH = "articles/dongtou/2026/2026-03-21-hai-bian.md"


def correct(text: str) -> str:
    return correct_copy(text, text)


@pytest.mark.parametrize(
    ("right", "written"),
    [
        ("袋子，手套。", "袋子,手套."),
        ("真的？是的！", "真的?是的!"),
        ("时间：9:00；地点：东沙", "时间:9:00;地点:东沙"),
        ("点击“报名”，再等一等", '点击"报名",再等一等'),
        ("垃圾分三类（纸、塑料、玻璃）。", "垃圾分三类(纸、塑料、玻璃)。"),
        ("他说……走吧……", "他说...走吧。。。"),
        ("真痛快！太好了？", "真痛快！！！太好了？？"),
        ("袋子，手套", "袋子 ， 手套"),
        ("100米，A区", "１００米，Ａ区"),
        ("- 袋子，手套", "- 袋子,手套"),
        ("1. 袋子，手套", "1. 袋子,手套"),
        ("## 带什么？", "## 带什么?"),
        ("**甲：**乙", "**甲:**乙"),
        ("共3人，都到了", "共3人,都到了"),
        ("用App，更快", "用App,更快"),
        ("海，边", "海,，边"),
    ],
)
def test_marks_between_chinese_are_corrected(right: str, written: str) -> None:
    """What a liaison's keyboard gives when the input method is left on half width."""
    assert is_suspect(written)
    assert right == correct(written)
    assert right == correct(right)


@pytest.mark.parametrize(
    "text",
    [
        "2026年3月21日8:30—11:00，30人参加App培训",
        "国办发〔2018〕5号、国办发(2018)5号",
        "温州市人民政府令（第100号）",
        "比去年多15%，约1,200千克，PM2.5高于75",
        "比例2:1，8：30开始",
        "“引语里,照原样.”“还有!”",
        "《中国:一本书,的名字》",
        "「引语,」『引语,』‘引语,’",
        "见 https://example.com/a,b.html，再看 www.example.com",
        "[守则](hai-bian,an.md)和![沙滩](a,b.png)",
        "[^1]: 某书,某页.",
        "| 甲， | 乙。 |",
        "| --- | :---: |",
        'Beach Day, 2026 (the first one). "Hello!"',
        "A,B,C三组",
        "大家都笑了……真的？！",
        "- （一）第一项",
        "1.加强",
        "姓 名：某某",
        "！！！",
    ],
)
def test_right_copy_and_other_words_are_kept(text: str) -> None:
    """Dates without spaces, document numbers, addresses, quotations, tables, English."""
    assert text == correct(text)


def test_names_and_code_are_kept_and_come_back_whole() -> None:
    """What is kept stands in the correction as it was written."""
    names = re.compile(re.escape("某公司(海边,分部)"))
    written = "来的有某公司(海边,分部),用`a,b`,好"
    prose = written.replace("`a,b`", "\ufffc" * 5)

    assert "来的有某公司(海边,分部),用`a,b`,好" == correct_copy(written, prose, names)
    assert "志愿者，来的有某公司(海边,分部)" == correct_copy(
        "志愿者,来的有某公司(海边,分部)", "志愿者,来的有某公司(海边,分部)", names
    )


_SIGNS = st.text(st.sampled_from(list('海边a1 ,.:;!?()"“”《》，。！？（）|*[]`#>-１Ａ\ufffc\n')))


@settings(max_examples=300, deadline=None)
@given(_SIGNS)
def test_correcting_twice_is_correcting_once(text: str) -> None:
    """A liaison who copies the suggestion is not sent round once more."""
    once = correct(text.replace("\n", ""))

    assert once == correct(once)


@settings(max_examples=300, deadline=None)
@given(_SIGNS)
def test_correction_leaves_letters_digits_and_ideographs(text: str) -> None:
    """Only marks and spaces change, and the width of letters and digits."""

    def letters(line: str) -> str:
        return re.sub(r"[^海边a1A\ufffc]", "", line.translate(str.maketrans("１Ａ", "1A")))

    line = text.replace("\n", "")
    assert letters(line) == letters(correct(line))


@pytest.mark.parametrize(
    "piece", ["海,", '海"', "(海", "“海", "。", "海 ，", "海...", "《", "1：", '"']
)
def test_long_lines_cost_little(piece: str) -> None:
    """The longest paragraph that is read at all, in a form that asks for the most."""
    line = (piece * BLOCK_LIMIT)[:BLOCK_LIMIT]
    started = process_time()
    correct(line)

    assert process_time() - started < 2


def test_difference_of_long_lines_is_shown_with_its_surroundings() -> None:
    """The piece is found in the line as it is written, and is short enough to copy."""
    written = "海" * 60 + "边,的" + "沙" * 60 + "滩,的"
    seen, wanted = show_first_difference(written, written.replace(",", "，"))

    assert seen in written and "," in seen and "，" in wanted
    assert len(seen) == len(wanted) <= LENGTH_LIMIT


def test_reminder_of_a_line_is_one_and_many_lines_are_one_reminder() -> None:
    """Nobody is to drown in commas."""
    assert 1 == len(_remind("甲,乙,丙,丁"))
    assert 3 == len(_remind(*["甲,乙"] * 3))
    assert 1 == len(found := _remind(*["甲,乙"] * 30))
    assert "第 7、9、11、13、15、17、19、21、23、25 等行" in found[0].seen
    assert "共 30 行" in found[0].seen


def _remind(*paragraphs: str) -> list[Problem]:
    head = "---\n标题: 海边\n栏目: 志愿服务\n供稿: 洞头区文明办\n---\n\n"
    data = (head + "\n\n".join(paragraphs)).encode()
    entry = read_article(PATH, data, SURVEY.registry, lambda path: None)
    return [problem for problem in check_entry(entry, SURVEY) if problem.rule == "chinese-copy"]
