"""The fixer puts into form what has one, and changes not a word."""

from __future__ import annotations

import re
import unicodedata
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image

from plugins.check.draft import Draft
from plugins.check.fixer import Change, find_fixes, mend
from plugins.check.fixes import ORDER
from plugins.check.report import write_text
from plugins.reading.body import read_body
from tests.case_runner import CASES, check_case, list_cases
from tests.hostile_markdown import PIECES as HOSTILE_PIECES
from tests.support import ROOT

PATH = "articles/dongtou/2026/2026-03-21-hai-bian-jian-la-ji.md"
HEAD = "---\n标题: 从海边回来，多带一袋垃圾\n栏目: 志愿服务\n供稿: 洞头区文明办\n---\n\n"
TABLE = "| 甲 | 乙 |\n| --- | --- |\n| 一 | 二 |"
CLEAN_BUT_FOR_FORM = {
    "good-byte-order-mark",
    "good-windows-line-ends",
    "good-indent-of-full-width-spaces",
    "good-body-of-one-picture",
}
"""Cases with a form that the check lets pass and the fixer puts right all the same."""

CORPUS = sorted(path for path in CASES.rglob("*.md") if path.is_file() and not path.is_symlink())


def mend_body(body: str, path: str = PATH) -> str:
    """Return a body as the fixer leaves it below a front matter that is in order."""
    mended = mend(path, f"{HEAD}{body}\n".encode()).data.decode()
    assert mended.startswith(HEAD)
    return mended.removeprefix(HEAD).removesuffix("\n")


def mend_head(*lines: str) -> list[str]:
    """Return lines of front matter as the fixer leaves them."""
    text = "\n".join(["---", *lines, "---", "", "一句话就够了。", ""])
    return mend(PATH, text.encode()).data.decode().partition("\n---\n")[0].split("\n")[1:]


def say(text: str) -> str:
    """Return the letters and digits of a text in their order, wide and narrow alike."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text)))


def split(text: str) -> tuple[str, str]:
    """Return front matter and body."""
    draft = Draft(PATH, text)
    return text.removesuffix(draft.entry.front_matter.body), draft.entry.front_matter.body


# ---------------------------------------------------------------- what is mended


@pytest.mark.parametrize(
    ("sent", "mended"),
    [
        ("标题：从海边回来", "标题: 从海边回来"),
        ("　标题 ： 从海边回来", "标题: 从海边回来"),
        ("题目：从海边回来", "标题: 从海边回来"),
        ("Category: 志愿服务", "栏目: 志愿服务"),
        ("标题: 提醒: 明天停水", '标题: "提醒: 明天停水"'),
        ("标题：【提醒】: 明天停水", '标题: "【提醒】: 明天停水"'),
        ('标题: "海边"清洁', "标题: '\"海边\"清洁'"),
        ("标题: [通知]去海边", '标题: "[通知]去海边"'),
        ("标题: 海边清洁 #第三次", '标题: "海边清洁 #第三次"'),
        ("状态: 已发布", "状态: 发布"),
        ("状态：Draft", "状态: 草稿"),
        ("AI生成: true", "AI生成: 是"),
        ("长期有效: 否。", "长期有效: 否"),
        ("日期: 2026.3.21.", "日期: 2026年3月21日"),
        ("日期: 2026 — 3 — 21", "日期: 2026年3月21日"),
        ("标签: 海边 清洁 志愿服务", "标签: 海边，清洁，志愿服务"),
        ("标签: #海边 #清洁", "标签: 海边，清洁"),
        ("标签：海边/清洁", "标签: 海边，清洁"),
    ],
)
def test_a_line_of_front_matter_is_mended(sent: str, mended: str) -> None:
    assert [mended] == mend_head(sent)


@pytest.mark.parametrize(
    "line",
    [
        "标题: 从海边回来",
        "标题:从海边回来",
        "日期: 2026年3月21日",
        "日期: 2026/3/21 9:05",
        "日期: 2026-02-30",
        "日期: 三月的一天",
        '标题: "提醒: 明天停水"',
        '标题: "从海边回来',
        "标签: [海边, 清洁]",
        "标签: AI 写作",
        "天气: 晴",
        "时间: 2026-03-21",
        "save_as: index.html",
        "状态: 差不多",
        "状态: 草稿 # 等核对",
        "栏目: 志愿活动",
    ],
)
def test_a_line_that_is_right_or_asks_for_judgement_is_left(line: str) -> None:
    assert [line] == mend_head(line)


def test_of_two_lines_for_one_field_neither_is_touched() -> None:
    lines = ["标题: 从海边回来", "题目: 又一个题目"]

    assert lines == mend_head(*lines)


def test_a_value_over_several_lines_is_left() -> None:
    lines = ["标签:", "  - 海边 清洁", "  - 志愿", "摘要: >", "  一句话。"]

    assert lines == mend_head(*lines)


@pytest.mark.parametrize(
    "opening",
    [
        "——\n{}\n——\n",
        "－－－\n{}\n－－－\n",
        "***\n{}\n***\n",
        "---\n{}\n\n",
        "{}\n\n",
        "---\n{}\n\n——\n",
    ],
)
def test_fences_are_set(opening: str) -> None:
    pairs = "标题: 从海边回来\n栏目: 志愿服务"

    mended = mend(PATH, f"{opening.format(pairs)}\n正文一句。\n".encode()).data.decode()

    assert f"---\n{pairs}\n---\n" == mended.partition("\n\n")[0] + "\n"
    assert mended.endswith("\n\n正文一句。\n")


@pytest.mark.parametrize(
    "text", ["正文一句。\n", "今天：晴\n\n正文\n", "标题: 甲\n没有冒号的一行\n\n正文\n"]
)
def test_a_text_whose_front_nobody_can_tell_is_left(text: str) -> None:
    assert text.encode() == mend(PATH, text.encode()).data


@pytest.mark.parametrize(
    ("sent", "mended"),
    [
        ("＃＃ 出发之前", "## 出发之前"),
        ("＃ 出发之前", "## 出发之前"),
        ("##出发之前", "## 出发之前"),
        ("＞ 别人写的话", "> 别人写的话"),
        ("－　袋子", "- 袋子"),
        ("看[这里]（https://example.com/）。", "看[这里](https://example.com/)。"),
        ("看【这里】（https://example.com/）。", "看[这里](https://example.com/)。"),
        ("！[长桌](a.jpg)", "![长桌](a.jpg)"),
        ("｜甲｜乙｜\n｜－－－｜－－－｜\n｜一｜二｜", "|甲|乙|\n|---|---|\n|一|二|"),
        ("他说** 重点 **了", "他说**重点**了"),
        ("see ** 重点 ** here", "see **重点** here"),
        ("这是_重点_，也是__要点__。", "这是*重点*，也是**要点**。"),
        ("1、袋子\n2、手套", "1. 袋子\n2. 手套"),
        ("１．袋子\n２．手套", "1. 袋子\n2. 手套"),
        ("•水\n•帽\n1、甲\n2、乙\n\n1、丙\n2、丁", "- 水\n- 帽\n\n1. 甲\n2. 乙\n\n1、丙\n\n2、丁"),
        ("（1）袋子\n（2）手套", "1. 袋子\n2. 手套"),
        ("1)袋子\n2)手套", "1. 袋子\n2. 手套"),
        ("带什么：\n1、袋子\n2、手套\n就这些。", "带什么：\n\n1. 袋子\n2. 手套\n\n就这些。"),
        ("1、袋子\n2、手套\n\n3、水\n4、帽子", "1. 袋子\n2. 手套\n\n3. 水\n4. 帽子"),
        ("1、袋子\n3、手套", "1、袋子\n\n3、手套"),
        ("一、袋子\n二、手套", "一、袋子\n\n二、手套"),
        ("①袋子\n②手套", "①袋子\n\n②手套"),
        ("1、准备\n（1）袋子\n（2）手套", "1、准备\n\n（1）袋子\n\n（2）手套"),
        ("1、用`袋 子`\n2、`手套`", "1. 用`袋 子`\n2. `手套`"),
        ("• 袋子\n• 手套", "- 袋子\n- 手套"),
        ("带什么：\n- 袋子\n- 手套", "带什么：\n\n- 袋子\n- 手套"),
        ("正文：\n    - 袋子\n    - 手套", "正文：\n\n- 袋子\n- 手套"),
        ("> 他说：\n> - 袋子", "> 他说：\n>\n> - 袋子"),
        (f"{TABLE}\n完。", f"{TABLE}\n\n完。"),
        ("| 甲 | 乙 |\n| 一 | 二 |", TABLE),
        ("　　去海边玩。", "去海边玩。"),
        ("    去海边玩。\n    出门时。", "去海边玩。\n出门时。"),
        ("# 甲\n\n## 乙\n\n# 丙", "## 甲\n\n### 乙\n\n## 丙"),
        ("## 甲\n\n#### 乙", "## 甲\n\n### 乙"),
        ("# 从海边回来，多带一袋垃圾\n\n正文。", "正文。"),
        ("#文明温州#", "\\#文明温州#"),
        ("一句。 \n \n又一句。　", "一句。\n\n又一句。"),
        ("# 出发\n1、袋子\n2、手套", "## 出发\n1. 袋子\n2. 手套"),
    ],
)  # fmt: skip
def test_a_body_is_mended(sent: str, mended: str) -> None:
    assert mended == mend_body(sent)


@pytest.mark.parametrize(
    "body",
    [
        "－5℃ 的早晨。",
        "－－引自一封信",
        "＃文明温州＃",
        "说明[1]（见下文）。",
        "【通知】（2026年）",
        "太好了！[详情](2026-03-20-jie-shao.md)",
        "2 ** 3 ** 4",
        "** 重点",
        "文件名 a_b_c 不算。",
        "一行  \n另一行",
        "- 袋子\n\n    列表里的一段。",
        "- 袋子\n\n        去海边",
        "```\n1、袋子\n2、手套\n＃ 注释\n```",
        "`＃ 标题`和`** 重点 **`",
        "    for each in 名单:\n        print(each)",
        "| 甲 | 乙 |\n| 一 | 二 | 三 |",
        "## 甲\n\n### 乙\n\n## 丙",
        "## 说法\n\n## 从海边回来，多带一袋垃圾",
        "1、袋子要结实。\n\n2、手套要合手。",
        "- 袋子\n①水\n②帽子",
        "文字\n---",
    ],
)
def test_a_body_that_is_right_or_asks_for_judgement_is_left(body: str) -> None:
    assert body == mend_body(body)


def test_paragraphs_that_only_an_indent_parts_stay_apart() -> None:
    """As they are pasted from a letter: a line each, two wide spaces before it."""
    assert "第一段。\n\n第二段。\n\n第三段。" == mend_body(
        "　　第一段。\n　　第二段。\n　　第三段。"
    )
    assert "第一段。\n\n第二段\n换了行。" == mend_body("　　第一段。\n　　第二段\n换了行。")


def test_an_indent_that_begins_no_paragraph_parts_nothing() -> None:
    assert "- 一项\n接着说" == mend_body("- 一项\n　　接着说")
    assert "一首诗\n往里缩" == mend_body("一首诗\n　　　　往里缩")


def test_an_edit_that_loses_code_is_not_made() -> None:
    draft = Draft(PATH, f"{HEAD}把`代码`留着\n\n这里可以")

    assert f"{HEAD}把`代码`留着\n\n" == draft.edit_prose(lambda _: "")


def test_what_a_text_waives_is_left() -> None:
    body = "<!-- 放过: heading -->\n\n#### 照原文的一级\n\n** 重点 **"

    assert body.replace("** 重点 **", "**重点**") == mend_body(body)


# ---------------------------------------------------------------- bytes


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("gb18030", "编码（GBK 改成 UTF-8）"),
        ("utf-16", "编码（UTF-16 改成 UTF-8）"),
        ("utf-8-sig", "文件开头看不见的标记"),
    ],
)
def test_other_encodings_become_utf_8(encoding: str, said: str) -> None:
    text = f"{HEAD}一句话就够了。\n"

    mending = mend(PATH, text.encode(encoding))

    assert (text.encode(), (Change(said),)) == (mending.data, mending.changes)


@pytest.mark.parametrize("end", ["\r\n", "\r", "\x0b", "\u2028"])
def test_line_ends_of_other_systems_become_plain(end: str) -> None:
    text = f"{HEAD}一句。\n又一句。\n"

    assert text.encode() == mend(PATH, text.replace("\n", end).encode()).data


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xfe\x00",
        b"\x81\x20\xff\xff",
        "ab海".encode("utf-16-le"),
        f"海{'边' * 40}a".encode("utf-16-le"),
        f"{HEAD}\u202e一句。\n".encode(),
        f"{HEAD}\x80一句。\n".encode(),
    ],
    ids=[
        "half-a-sign",
        "no-encoding",
        "letters-in-utf-16",
        "signs-in-utf-16",
        "direction-mark",
        "control-of-another-code",
    ],
)
def test_bytes_that_nobody_can_read_for_sure_are_left(data: bytes) -> None:
    assert data == mend(PATH, data).data


# ---------------------------------------------------------------- names


@pytest.mark.parametrize(
    ("sent", "mended"),
    [
        ("articles/dongtou/2026/2026-3-21 海边.md", "articles/dongtou/2026/2026-03-21-hai-bian.md"),
        ("articles/dongtou/2026/20260321_Hai.MD", "articles/dongtou/2026/2026-03-21-hai.md"),
        ("articles/dongtou/2026/2026-03-21.md", "articles/dongtou/2026/2026-03-21-biao-ti.md"),
        ("pages/关于我们.md", "pages/guan-yu-wo-men.md"),
        ("reposts/2026年3月21日.md", "reposts/2026-03-21.md"),
        ("prompts/2026-3-21 核对.md", "prompts/2026-03-21-he-dui.md"),
    ],
)  # fmt: skip
def test_a_name_is_mended_in_its_folder(sent: str, mended: str) -> None:
    assert mended == mend(sent, "---\n标题: 标题\n---\n\n一句。\n".encode()).path


@pytest.mark.parametrize(
    "path",
    [
        "articles/dongtou/2026/海边.md",
        "articles/dongtou/2026/2026-02-30-hai.md",
        "articles/dongtou/2025/2026-03-21-Hai.md",
        "articles/dongtou/2026-03-21-Hai.md",
        "articles/2026/2026-03-21-hai.md",
        "reposts/今天.md",
    ],
)
def test_a_name_whose_day_or_folder_asks_for_judgement_is_left(path: str) -> None:
    assert path == mend(path, "---\n标题: 标题\n---\n\n一句。\n".encode()).path


def test_a_name_without_its_day_takes_it_from_the_text() -> None:
    text = "---\n标题: 标题\n日期: 2026年3月21日\n---\n\n一句。\n".encode()
    folder = "articles/dongtou/2026"

    assert f"{folder}/2026-03-21-hai-bian.md" == mend(f"{folder}/3月21日海边.md", text).path
    assert f"{folder}/3月22日海边.md" == mend(f"{folder}/3月22日海边.md", text).path


def draw(kind: str, **saved: object) -> bytes:
    """Return a small picture."""
    target = BytesIO()
    Image.new("RGB", (40, 30), (200, 80, 40)).save(target, kind, **saved)  # type: ignore[arg-type]
    return target.getvalue()


def test_a_picture_called_by_another_kind_gets_its_own_ending() -> None:
    path, data = "articles/dongtou/2026/hai bian (1).png", draw("JPEG")

    mending = mend(path, data)

    assert ("articles/dongtou/2026/hai-bian-1.jpg", data) == (mending.path, mending.data)


def test_a_picture_is_rid_of_its_place_and_its_owner() -> None:
    exif = Image.Exif()
    exif[0x013B] = "某某"
    exif.get_ifd(0x8825).update({1: "N", 2: (27.0, 50.0, 1.0), 3: "E", 4: (121.0, 9.0, 1.0)})
    path, data = "articles/dongtou/2026/hai-bian.jpg", draw("JPEG", exif=exif)

    mending = mend(path, data)

    assert (path, (Change("图片里的痕迹"),)) == (mending.path, mending.changes)
    with Image.open(BytesIO(mending.data)) as image, Image.open(BytesIO(data)) as before:
        assert {} == dict(image.getexif())
        assert before.tobytes() == image.tobytes()


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("articles/dongtou/2026/hai-bian.JPEG", draw("JPEG")),
        ("articles/dongtou/2026/海边.png", draw("PNG")),
        ("articles/dongtou/2026/hai bian.png", b"no picture"),
        ("data/units.toml", b"name\xff"),
        ("inbox/dongtou/gao.docx", b"PK"),
    ],
    ids=["other-ending-of-its-kind", "chinese", "no-picture", "registry", "word"],
)
def test_a_file_in_order_or_of_another_kind_is_left(path: str, data: bytes) -> None:
    mending = mend(path, data)

    assert (path, data, ()) == (mending.path, mending.data, mending.changes)


# ---------------------------------------------------------------- what holds of everything


def test_every_fix_has_its_turn_and_says_what_it_is() -> None:
    files = {path.stem for path in (ROOT / "plugins/check/fixes").glob("*.py")} - {"__init__"}

    assert sorted(files) == sorted(ORDER)
    for fix in find_fixes():
        assert str(fix.__doc__).partition("：")[0] == fix.NAME


def check_laws(path: str, data: bytes) -> None:
    """Mended once is mended; the words stand in their order; nothing is said of nothing."""
    once = mend(path, data)
    twice = mend(once.path, once.data)

    assert (once.path, once.data, ()) == (twice.path, twice.data, twice.changes)
    assert bool(once.changes) == ((once.path, once.data) != (path, data))


@pytest.mark.parametrize("file", CORPUS, ids=lambda file: f"{file.relative_to(CASES)}")
def test_the_laws_hold_of_every_case(file: Path) -> None:
    check_laws("/".join(file.relative_to(CASES).parts[1:]), file.read_bytes())


class Shown(HTMLParser):
    """Gathers what a reader sees of HTML, the numbers of lists among it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.lists: list[int] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("ol", "ul"):
            self.lists.append(int(dict(attrs).get("start") or 1) if tag == "ol" else 0)
        if tag == "li" and self.lists[-1]:
            self.text += str(self.lists[-1])
            self.lists[-1] += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in ("ol", "ul"):
            self.lists.pop()

    def handle_data(self, data: str) -> None:
        self.text += data


def cut(*rows: str) -> list[str]:
    """Return the pieces between the bars of some rows."""
    return [piece for row in rows for piece in row.split("│")]


PIECES = cut(
    "去海边玩，│出门│word│2026年│3│。│！│从海边回来│ │　│    │\t│\n│\n\n│\ufffc│  \n│\n    ",
    "＃│#│## │＃＃ │#话题#│＞│> │｜│|│| --- |│－│－ │- │* │\n> │\n| │ |│\n- │\n1、│\n2、",
    "1、│2、│3．│1.│2. │1. │（1）│（2）│一、│二、│①│②│• │·│---│===│——│: │：│\\│<b>",
    "**│** │ **│_│__│`│```│```\n│~~~\n│[│](│)│]（│）│！[│a.jpg│https://example.com/│[^1]",
)
BODIES = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


@settings(max_examples=400, deadline=None)
@given(BODIES)
def test_whatever_stands_in_a_body_keeps_its_words(body: str) -> None:
    path, data = PATH, f"{HEAD}{body}".encode()

    check_laws(path, data)

    front, mended = split(mend(path, data).data.decode())
    assert HEAD.rstrip("\n") == front.rstrip("\n")
    assert say(split(data.decode())[1]) == say(mended)


TYPED = cut(
    "\n1、甲│\n2、乙│\n3、丙│\n（1）甲│\n（2）乙│\n一、甲│\n二、乙│\n①甲│\n②乙│\n•甲│\n•乙",
    "\n1．甲│\n2．乙│\n1)甲│\n2)乙│\n1.甲│\n2.乙│\n\n1、甲│\n\n1. 甲│\n2. 乙",
    "\n一句。│\n\n│\n## 小节\n│\n> 引",
)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(TYPED), max_size=10).map("".join))
@example("\n1、甲\n2、乙\n\n1、甲\n2、乙")
@example("\n1、甲\n2、乙\n\n3、丙\n4、丁")
@example("\n2、甲\n3、乙")
def test_numbers_set_by_hand_are_shown_as_they_were_typed(body: str) -> None:
    """Of lists that were lists already, Markdown itself counts on."""
    mended = mend_body(f"一句。{body}")

    if not re.search(r"^[12]\. ", body, re.MULTILINE):
        reading = read_body(mended, 1, PATH, lambda _: None)
        assert reading.body
        assert say(f"一句。{body}") == say(Shown(reading.body.html).text)


KEYS = cut("标题│题目│栏目│category│天气│状态│标签│日期│title│　供稿")
COLONS = [": ", "：", ":", " ： ", " ", ""]
VALUES = cut("海边│提醒: │#│ #│\"│'│[│]│{│- │||&│*│2026-3-21│ │是│草稿│，│\\│@│%│: ")
LINES = st.tuples(
    st.sampled_from([*KEYS, ""]),
    st.sampled_from(COLONS),
    st.lists(st.sampled_from(VALUES), max_size=5).map("".join),
).map("".join)
HEADS = st.lists(LINES, max_size=5).map("\n".join)


@settings(max_examples=400, deadline=None)
@given(
    st.sampled_from(["---\n", "——\n", "", " ---\n"]),
    HEADS,
    st.sampled_from(["---\n", "***\n", "\n", ""]),
)
def test_whatever_stands_in_front_keeps_its_words(opening: str, head: str, closing: str) -> None:
    text = f"{opening}{head}\n{closing}\n正文一句。\n"

    check_laws(PATH, text.encode())

    mended = mend(PATH, text.encode()).data.decode()
    sent = say(text)
    for old, new in (("题目", "标题"), ("category", "栏目"), ("2026年3月21日", "2026321")):
        sent, mended = sent.replace(old, new), mended.replace(old, new)
    assert sent == say(mended)


def test_what_is_in_order_stays_as_it_is() -> None:
    """Every text of this repository's own content, byte for byte."""
    content = ROOT / "content"
    for file in sorted(content.rglob("*.md")):
        path, data = file.relative_to(content).as_posix(), file.read_bytes()
        mending = mend(path, data)
        assert (path, data) == (mending.path, mending.data), path


@pytest.mark.parametrize("name", [name for name in list_cases() if name.startswith("good-")])
def test_a_case_that_passes_is_left(name: str, tmp_path: Path) -> None:
    report = write_text(check_case(name, tmp_path / "content"))
    if name in CLEAN_BUT_FOR_FORM or "没有发现问题" not in report:
        return
    for file in (file for file in CORPUS if file.is_relative_to(CASES / name)):
        path = file.relative_to(CASES / name).as_posix()
        assert file.read_bytes() == mend(path, file.read_bytes()).data, path


@pytest.mark.parametrize("name", HOSTILE_PIECES)
def test_what_was_made_to_cost_time_is_mended_once_and_soon(name: str) -> None:
    """Thousands of lines that are the same took a minute to tell apart."""
    piece = HOSTILE_PIECES[name]
    body = piece * (40_000 // len(piece))

    mended = mend(PATH, f"---\n标题：一篇\n---\n\n{body}\n".encode())

    assert mended.data == mend(mended.path, mended.data).data


def test_places_are_counted_where_thousands_of_lines_are_the_same() -> None:
    same = "- 项\n\n" * 5_000

    mended = mend(PATH, f"---\n标题: 一篇\n---\n\n{same}**  重点  **的话\n\n{same}".encode())

    assert [1] == [change.places for change in mended.changes]
