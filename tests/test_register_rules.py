"""What the registration form judges, reads from a paste and writes agrees with the check."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from plugins.model.team import Role
from plugins.reading.records import FILES, TEAMS, read_records
from plugins.registration.facts import list_facts
from plugins.registration.form import COLUMNS, ROLES, Fault
from plugins.registration.judging import Person, is_person, judge_people
from tests.registration_sheets import list_cells, number_mobile, read_sheet
from tests.site_pages import sample_registry
from tests.support import ROOT

pytestmark = pytest.mark.browser

JS = ROOT / "theme" / "static" / "js"
PURE = ("write_text.js", "sheet.js", "register_text.js", "register_rules.js", "register_paste.js")
"""Scripts that know no page: texts in, texts out."""

KEYS = [column.key for column in COLUMNS if column.key != "role"]
LABEL = {form.role.value: form.role.label for form in ROLES}

Cells = dict[str, str]
People = dict[str, list[Cells]]


@pytest.fixture(scope="module")
def page(browser: Browser) -> Page:
    """An empty page with the form's pure scripts and the facts of the sample registry."""
    page = browser.new_page()
    for name in PURE:
        page.add_script_tag(path=JS / name)
    page.evaluate("facts => { window.facts = facts }", list_facts(sample_registry()))
    return page


def person(name: str = "", mobile: str = "", **cells: str) -> Cells:
    """Return a person's cells; those not named are empty."""
    return {**dict.fromkeys(KEYS, ""), "name": name, "mobile": mobile, **cells}


def wellfilled(volunteers: int = 2) -> People:
    """Return people that nothing is wrong with."""
    counts = {"leaders": 1, "liaisons": 2, "commentators": 3, "volunteers": volunteers}
    places = iter(range(sum(counts.values())))
    return {
        role: [person("示例", number_mobile(next(places))) for _ in range(count)]
        for role, count in counts.items()
    }


CLEAN = """people => {
  const clean = {};
  Object.keys(people).forEach(role => { clean[role] = people[role].map(person => {
    const cells = {};
    Object.keys(person).forEach(key => {
      cells[key] = wenming.roster.cleanCell(key, person[key], facts);
    });
    return cells;
  }) });
  return clean;
}"""


def clean(page: Page, people: People) -> People:
    """Return people as the form reads its fields."""
    cleaned: People = page.evaluate(CLEAN, people)
    return cleaned


def compose(page: Page, what: str, people: People, *more: str) -> Any:
    """Return what a function of the form makes of people."""
    filled = {"unit": "lucheng", "day": "2026-11-20", "people": clean(page, people)}
    return page.evaluate(
        "([what, filled, more]) => wenming.roster[what](filled, facts, ...more)",
        [what, filled, more],
    )


# ---------------------------------------------------------------- what is wrong

TEXTS = {
    "name": ["", "张示例", "示例 甲", "a3", "１号", "a@b", "http://a.cn", "名" * 31, "阿"],
    "mobile": [
        "", number_mobile(1), number_mobile(2), f"+86 {number_mobile(1)}", "12900000000",
        number_mobile(3)[:-1], f"86{number_mobile(4)}", f"0086-{number_mobile(2)}", "不便告知",
        " - ".join((number_mobile(1)[:3], number_mobile(1)[3:])),
        "１３９００００００１２", f"{number_mobile(1)}1", "‐" * 30,
    ],
    "wechat": ["", "abcdef", "a_b-c1", "abc", "1abcdef", "微信", number_mobile(5), "ａｂｃｄｅｆ",
               "a" * 21, "abc def"],
    "unit": ["", "鹿城区文明办", "单" * 200],
    "blog": ["", "我的博客", "https://a.example.cn/b", "http://a", "ftp://a.cn", "x" * 201],
    "microblog": ["", "@某某", "https://weibo.com/u/1", "https:// a.cn"],
}  # fmt: skip

ONE = st.fixed_dictionaries({key: st.sampled_from(TEXTS[key]) for key in KEYS})
SOME = st.fixed_dictionaries({form.role.value: st.lists(ONE, max_size=6) for form in ROLES})


def judge_here(page: Page, people: People) -> set[tuple[str, str, str]]:
    """Return the form's faults: where they are, which column, which kind."""
    found = page.evaluate(
        "people => wenming.judgePeople({people}, facts)",
        clean(page, people),
    )
    assert all(each["words"] for each in found)
    return {
        (f"{each['role']} {each.get('place', '')}".strip(), each.get("key", ""), each["kind"])
        for each in found
    }


def judge_there(people: People) -> set[tuple[str, str, str]]:
    """Return the faults that the check of a returned sheet finds on the same lines."""
    lines, names = [], {}
    for form in ROLES:
        for place, cells in enumerate(people[form.role.value]):
            if is_person(cells):
                lines.append(Person(len(lines) + 1, {"role": form.role.label, **cells}))
                names[len(lines)] = f"{form.role.value} {place}"
    findings = judge_people(lines).findings
    return {
        (names.get(each.line, each.key), each.key if each.line else "", each.fault.value)
        for each in findings
    }


@settings(max_examples=300)
@given(people=SOME)
def test_the_form_and_the_check_find_the_same(page: Page, people: People) -> None:
    assert judge_there(people) == judge_here(page, people)


def test_every_kind_of_fault_that_a_field_can_have_is_found(page: Page) -> None:
    """What is found above is not nothing."""
    lines = [person(name, mobile) for name in TEXTS["name"] for mobile in TEXTS["mobile"]]
    usual = person("甲", number_mobile(9))
    lines += [{**usual, key: text} for key in KEYS for text in TEXTS[key]]
    people: People = {"leaders": [], "liaisons": [], "commentators": lines, "volunteers": lines}

    kinds = {kind for _, _, kind in judge_here(page, people)}

    assert set(Fault) - {Fault.FORMULA, Fault.ROLE} == kinds


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("", "选填报日期"),
        ("2026-11-24", "填报日期晚于今天，选今天或以前的日子"),
        ("1026-11-20", "填报日期早于"),
        ("2026-11-23", ""),
    ],
)
def test_the_day_is_today_or_before(page: Page, day: str, words: str) -> None:
    filled = {"unit": "lucheng", "day": day, "today": "2026-11-23", "people": wellfilled()}

    found = page.evaluate("filled => wenming.judgeRegistration(filled, facts)", filled)

    assert [words] * bool(words) == [each["words"][: len(words)] for each in found]


# ---------------------------------------------------------------- what is written

AWKWARD = [
    person("示例,甲", number_mobile(11), unit="有\"引号\"的单位", microblog="@某某"),
    person("示例乙", number_mobile(12), wechat=f"+86 {number_mobile(12)}", blog="=1+1"),
    person("=cmd", number_mobile(13), unit="-减号", blog="+加号", microblog="'单引号"),
    person("𠮷😀", number_mobile(14), blog="https://a.example.cn/?a=1&b=<2>"),
]  # fmt: skip


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_check_reads_the_saved_sheet_as_it_was_filled(page: Page, kind: str) -> None:
    people = {**wellfilled(), "volunteers": [*AWKWARD, person(), *wellfilled(600)["volunteers"]]}
    if kind == "csv":
        data = compose(page, "composeCsv", people).encode("utf-8")
    else:
        sheet = compose(page, "composeSheet", people)
        data = bytes(page.evaluate("sheet => Array.from(wenming.makeSheet(sheet))", sheet))

    read = read_sheet(data)

    rows = [
        [LABEL[role], *(cells[key] for key in KEYS)]
        for role, listed in clean(page, people).items()
        for cells in listed
        if any(cells.values())
    ]
    assert ("鹿城区", "2026-11-20") == (read.unit, read.day)
    assert rows == list_cells(read.people)


def test_the_lists_for_other_programs_begin_with_no_formula(page: Page) -> None:
    text = compose(page, "composeCsv", {**wellfilled(), "volunteers": AWKWARD})
    block = compose(page, "composeBlock", {**wellfilled(), "volunteers": AWKWARD})

    cells = [cell for line in block.split("\n") for cell in line.split("\t")]
    assert text.startswith("\ufeff信息工作队伍登记表\r\n")
    assert "志愿者,'=cmd,'-减号" in text
    assert [] == [cell for cell in cells if cell[:1] in ("=", "+", "-", "@")]


def test_the_line_of_counts_is_a_row_of_the_table_and_holds_nothing_else(page: Page) -> None:
    line = compose(page, "composeCounts", {**wellfilled(30), "leaders": [person("甲"), person()]})

    assert "lucheng,2026-11-20,1,2,3,30" == line
    head = ",".join(TEAMS.columns.values())
    files = {**dict.fromkeys(FILES), TEAMS.path: f"{head}\n{line}\n".encode()}
    reading = read_records(files, sample_registry())
    (team,) = [entered.record for entered in reading.teams]
    assert () == reading.problems
    assert [1, 2, 3, 30] == [team.count(role) for role in Role]


def test_the_file_is_named_after_unit_and_day_and_nobody(page: Page) -> None:
    assert "登记表-鹿城区-2026-11-20.xlsx" == compose(page, "nameFile", wellfilled(), ".xlsx")


# ---------------------------------------------------------------- what is pasted

ONE_LINE = number_mobile(1)
TWO_LINE = number_mobile(2)
APART = f"{TWO_LINE[:3]} {TWO_LINE[3:7]} {TWO_LINE[7:]}"
HYPHENS = f"{ONE_LINE[:3]}-{ONE_LINE[3:7]}-{ONE_LINE[7:]}"

PASTED = {
    "表格，照本表的次序": (
        f"张示例\t某局\t{ONE_LINE}\tabc_def1\r\n李示例\t\t{APART}\r\n",
        [("volunteers", {"name": "张示例", "unit": "某局", "mobile": ONE_LINE,
                         "wechat": "abc_def1"}),
         ("volunteers", {"name": "李示例", "mobile": TWO_LINE})],
    ),
    "有表头，次序不同，有序号和角色": (
        f"名单\n序号\t角色\t姓名\t手机号码\t工作单位\n1\t领导\t张示例\t{ONE_LINE}\t某局\n"
        f"2\t联络员\t李示例\t{TWO_LINE}\t联络员之家\n",
        [("leaders", {"name": "张示例", "unit": "某局", "mobile": ONE_LINE}),
         ("liaisons", {"name": "李示例", "unit": "联络员之家", "mobile": TWO_LINE})],
    ),
    "角色只写第一行": (
        f"角色\t姓名\t手机\n评论员\t张示例\t{ONE_LINE}\n\t李示例\t{TWO_LINE}",
        [("commentators", {"name": "张示例", "mobile": ONE_LINE}),
         ("commentators", {"name": "李示例", "mobile": TWO_LINE})],
    ),
    "表格，手机在第二列": (
        f"1\t张示例\t{ONE_LINE}\t某局",
        [("volunteers", {"name": "张示例", "unit": "某局", "mobile": ONE_LINE})],
    ),
    "格子里有换行和引号": (
        f'张示例\t"某局\n""办公室"""\t{ONE_LINE}\n李示例\t\t{TWO_LINE}',
        [("volunteers", {"name": "张示例", "unit": '某局 "办公室"', "mobile": ONE_LINE}),
         ("volunteers", {"name": "李示例", "mobile": TWO_LINE})],
    ),
    "聊天里的几行，有小标题": (
        f"评论员（2人）\n1. 张示例，某局，{HYPHENS}\n"
        f"2、李 示 {TWO_LINE} wx_abc123\n志愿者：\n王示例",
        [("commentators", {"name": "张示例", "unit": "某局", "mobile": ONE_LINE}),
         ("commentators", {"name": "李示", "mobile": TWO_LINE, "wechat": "wx_abc123"}),
         ("volunteers", {"name": "王示例"})],
    ),
    "一人几行，每行写明": (
        f"姓名：张示例\n单位：某局\n手机：{APART}\n微信：abc_def\n\n姓名:李示例 电话:{ONE_LINE}",
        [("volunteers", {"name": "张示例", "unit": "某局", "mobile": TWO_LINE,
                         "wechat": "abc_def"}),
         ("volunteers", {"name": "李示例", "mobile": ONE_LINE})],
    ),
    "单位像角色": (
        f"张示例 领导办公室 {ONE_LINE}",
        [("volunteers", {"name": "张示例", "unit": "领导办公室", "mobile": ONE_LINE})],
    ),
    "博客和微博": (
        f"张示例 {ONE_LINE} https://a.example.cn/b https://weibo.com/u/1",
        [("volunteers", {"name": "张示例", "mobile": ONE_LINE, "blog": "https://a.example.cn/b",
                         "microblog": "https://weibo.com/u/1"})],
    ),
    "空的": (" \n\t\n", []),
}  # fmt: skip


@pytest.mark.parametrize("name", PASTED)
def test_what_is_copied_elsewhere_becomes_people(page: Page, name: str) -> None:
    text, wanted = PASTED[name]

    found = page.evaluate("text => wenming.readPasted(text, facts, 'volunteers')", text)

    read = [(each["role"], clean(page, {"any": [each["person"]]})["any"][0]) for each in found]
    assert [(role, {**person(), **cells}) for role, cells in wanted] == read


def test_the_whole_table_that_was_copied_is_read_back(page: Page) -> None:
    """Out of WeChat's browser into another one."""
    people = {**wellfilled(), "volunteers": AWKWARD}
    block = compose(page, "composeBlock", people)

    found = page.evaluate("text => wenming.readPasted(text, facts, 'leaders')", block)

    wanted = [(role, each) for role, listed in clean(page, people).items() for each in listed]
    assert wanted == [(each["role"], each["person"]) for each in found]


@settings(max_examples=100)
@given(
    text=st.text(
        st.sampled_from("示例甲,，、\t\n\r\" '=@139-+86微信：领导姓:/.#a \u3000"), max_size=200
    )
)
def test_no_paste_breaks_the_form(page: Page, text: str) -> None:
    found = page.evaluate("text => wenming.readPasted(text, facts, 'volunteers')", text)

    assert [] == [each for each in found if not any(each["person"].values())]
    assert set(LABEL) >= {each["role"] for each in found}
    json.dumps(found)
