"""The self-check: every fault that is planted in the content is listed, exactly it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.check.linter import check_content
from plugins.check.survey import Survey
from plugins.inspection.deadlines import find_deadlines
from plugins.inspection.engine import describe_kind, find_kinds, inspect_evidence
from plugins.inspection.evidence import Evidence, take_view
from plugins.inspection.finding import Severity
from plugins.inspection.findings import check, news, silence
from plugins.model.fingerprint import fingerprint
from plugins.model.problem import Level, Problem
from plugins.model.repost import repost_address
from plugins.reading.content_folder import ContentFolder
from tests.builds import build_small_site, write_article
from tests.inspected_site import (
    NEWEST,
    NOTICE,
    SITE,
    UNITS,
    append,
    change,
    find_in_content,
    lay_clean_content,
    read_clean_portal,
)
from tests.site_pages import SitePage, read_elements
from tests.support import ROOT, TODAY

Plant = Callable[[Path], object]
ARTICLES = "articles"


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lay_clean_content(tmp_path_factory.mktemp("clean") / "content")


def test_nothing_is_found_where_nothing_is_wrong(clean: Path) -> None:
    assert {} == find_in_content(clean)
    assert not check_content(Survey(ContentFolder(clean), TODAY)).errors


# ---------------------------------------------------------------- one fault, one finding


def _alert(text: str, address: str = "") -> Plant:
    def plant(content: Path) -> None:
        change(content / SITE, "台风来临，请减少外出", text)
        change(content / SITE, 'alert_address = "about/"', f'alert_address = "{address}"')

    return plant


def _notice(body: str, day: str = "2026-11-21", **fields: str) -> Plant:
    def plant(content: Path) -> None:
        (content / ARTICLES / NOTICE).unlink()
        path = f"dongtou/{day[:4]}/{day}-tide-notice.md"
        write_article(content, path, body, 栏目="文件通知", 标题="潮水", **fields)

    return plant


def _footer(field: str) -> Plant:
    def plant(content: Path) -> None:
        path = content / SITE
        path.write_text(re.sub(rf'(?m)^{field} = ".+"$', "", path.read_text("utf-8")), "utf-8")

    return plant


def _empty_column(content: Path) -> None:
    column = '[[column]]\nslug = "x"\ntitle = "空"\ndescription = "空"\n'
    append(content / "data/columns.toml", column)


def _forget_unit(content: Path) -> None:
    (content / ARTICLES / NEWEST).unlink()


FAULTS: list[tuple[Plant, str, str, str]] = [
    (_empty_column, "columns", "空", "一篇稿件也没有"),
    (_forget_unit, "silence", "龙港市", "还没有一篇稿件"),
    (lambda c: change(c / UNITS, 'id = "testdongtou"', ""), "accounts", "洞头区", "缺微信号"),
    (lambda c: change(c / UNITS, 'name = "测试龙港"', ""), "accounts", "龙港市", "缺名称"),
    (lambda c: change(c / UNITS, 'qr_link = "http://weixin.qq.com/r/TESTONLY_wenzhou"', ""),
     "accounts", "温州市", "缺核对过的二维码"),
    (_footer("host"), "footer", "主办单位", "没有"),
    (_footer("icp"), "footer", "ICP备案号", "没有"),
    (_footer("police_record"), "footer", "公安备案号", "没有"),
    (_footer("site_code"), "footer", "网站标识码", "没有"),
    (_footer("contact"), "footer", "联系方式", "没有"),
    (lambda c: change(c / SITE, "wenming.gov.cn", "small.example"), "launch", "网址", "example"),
    (lambda c: change(c / SITE, "is_demonstration = false", ""), "launch", "演示横幅", "演示"),
    (lambda c: write_article(c, NEWEST, 标题="第一篇", 示例="是"), "launch", "龙港市", "示例稿件"),
    (_alert("台风来临", "dongtou/2015/05-20-pick-up-litter/"),
     "notices", "全站提示", "2015年5月20日"),
    (_alert("台风来临", "https://wenming.gov.cn/dongtou/2015/05-20-pick-up-litter/"),
     "notices", "全站提示", "2015年5月20日"),
    (_alert("请在11月20日前报送登记表"), "notices", "全站提示", "2026年11月20日"),
    (_alert("今天转发", repost_address(TODAY - timedelta(1))), "notices", "全站提示", "已经过去"),
    (_notice("请在2026年11月22日前报送。"), "notices", "潮水", "2026年11月22日截止"),
    (_notice("截止日期：11月22日（星期日）。"), "notices", "潮水", "2026年11月22日截止"),
    (_notice("没有期限。", "2025-11-22"), "notices", "潮水", "2025年11月22日的通知"),
]  # fmt: skip


@pytest.mark.parametrize(("plant", "kind", "subject", "words"), FAULTS)
def test_a_planted_fault_is_listed_and_nothing_else(
    tmp_path: Path, plant: Plant, kind: str, subject: str, words: str
) -> None:
    content = lay_clean_content(tmp_path / "content")

    plant(content)

    found = find_in_content(content)
    assert [kind] == [*found]
    [finding] = found[kind]
    assert subject == finding.subject
    assert words in finding.seen
    assert finding.fix


@pytest.mark.parametrize(
    "plant",
    [
        _alert("请在11月23日前报送登记表"),
        _alert("今天转发", repost_address(TODAY)),
        _alert("台风来临", "dongtou/2026/11-20-beach-in-winter/"),
        _alert("台风来临", "https://www.gov.cn/2015/"),
        _notice("请在2026年11月23日前报送。"),
        _notice("第一批请在11月20日前报送，第二批请在12月20日前报送。"),
        _notice("截至11月20日，共收到三十篇。"),
        _notice("没有期限。", "2025-11-23"),
        _notice("没有期限。", "2024-11-23", 长期有效="是"),
    ],
)
def test_what_still_holds_is_not_listed(tmp_path: Path, plant: Plant) -> None:
    content = lay_clean_content(tmp_path / "content")

    plant(content)

    assert {} == find_in_content(content)


@pytest.mark.parametrize(("days", "is_found"), [(13, False), (14, True), (400, True)])
def test_the_home_page_is_without_news_from_the_fourteenth_day(
    clean: Path, days: int, is_found: bool
) -> None:
    view = take_view(read_clean_portal(clean))

    later = replace(view, today=date(2026, 11, 22) + timedelta(days))

    assert is_found == bool([*news.find_in_view(later)])


@pytest.mark.parametrize(("days", "is_silent"), [(31, False), (32, True)])
def test_a_unit_is_silent_after_the_longest_month(clean: Path, days: int, is_silent: bool) -> None:
    view = take_view(read_clean_portal(clean))

    later = replace(view, today=date(2026, 11, 22) + timedelta(days))

    found = [finding.subject for finding in silence.find_in_view(later)]
    assert is_silent == ("龙港市" in found)


def test_all_samples_are_counted_where_all_articles_are_opened(tmp_path: Path) -> None:
    content = lay_clean_content(tmp_path / "content")
    for name in ("a", "b"):
        write_article(content, f"longgang/2026/2026-11-0{1 + (name == 'b')}-{name}.md", 示例="是")
    portal = read_clean_portal(content)

    page = inspect_evidence(Evidence(take_view(portal)))
    whole = inspect_evidence(Evidence(replace(take_view(portal), opened=portal.articles)))

    assert [] == [f for r in page for f in r.findings]
    assert ["还有示例稿件 2 篇"] == [f.seen for r in whole for f in r.findings]


def test_errors_of_the_check_are_findings_and_warnings_are_none() -> None:
    problem = Problem("articles/a.md", 3, "link", "没有这个文件", "打得开的链接", "改正")
    others = [replace(problem, level=level) for level in (Level.WARNING, Level.WAIVED)]

    [finding] = check.find_in_problems([problem, *others])

    assert ("content/articles/a.md", "改正") == (finding.file, finding.fix)
    assert "第 3 行，没有这个文件" == finding.seen


# ---------------------------------------------------------------- the page


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> SitePage:
    """The page of a site with one fault."""
    folder = tmp_path_factory.mktemp("page")
    content = lay_clean_content(folder / "content")
    change(content / SITE, 'host = "温州市精神文明建设办公室"', "")
    site = build_small_site(folder / "output", content)
    path = "figures/self-check/index.html"
    return SitePage(path, read_elements((site / path).read_text("utf-8")))


def test_the_page_says_the_day_what_was_found_and_what_was_not(page: SitePage) -> None:
    [main] = page.all("main")

    assert "有 1 处要改。" in main.text
    assert TODAY.isoformat() in [time.get("datetime") for time in page.all("time")]
    titles = [describe_kind(kind)[0] for kind in find_kinds()]
    assert [] == [title for title in titles if title not in main.text]
    headings = [heading.text for heading in page.all("h2")]
    assert ["页脚缺项", "没有发现", "不在这一页上看的"] == headings


def test_the_page_is_not_for_search_engines(page: SitePage) -> None:
    assert not page.is_indexed


def test_an_article_far_from_the_newest_leaves_the_page_as_it_is(tmp_path: Path) -> None:
    """Its inputs are the newest of each unit and the notices: a daily build stays cheap."""
    content = lay_clean_content(tmp_path / "content")
    before = fingerprint(take_view(read_clean_portal(content)))

    write_article(content, "longgang/2020/2020-01-01-old.md", 标题="很早的一篇")
    assert before == fingerprint(take_view(read_clean_portal(content)))

    write_article(content, NEWEST, 标题="换了标题")
    assert before != fingerprint(take_view(read_clean_portal(content)))


# ---------------------------------------------------------------- whatever is written


@given(st.text(max_size=60), st.dates(date(1, 1, 1), date(9999, 12, 31)))
def test_no_text_makes_the_search_for_deadlines_raise(text: str, day: date) -> None:
    for pieces in (text, f"截止{text}", f"{text}前报送", f"截止9999年99月{text}日"):
        list(find_deadlines(pieces, day))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("请在2026年12月5日前报送", [date(2026, 12, 5)]),
        ("12月5日（星期六）17:00前提交", [date(2026, 12, 5)]),
        ("报名时间：11月1日至12月5日", [date(2026, 12, 5)]),
        ("截止1月5日", [date(2027, 1, 5)]),
        ("2月30日前交", []),
        ("12月5日前后有雨", []),
        ("12月5日开会", []),
    ],
)
def test_a_deadline_is_a_day_that_is_said_to_be_the_last(text: str, days: list[date]) -> None:
    assert days == [*find_deadlines(text, date(2026, 11, 20))]


def test_every_kind_says_what_it_is_and_is_documented() -> None:
    text = (ROOT / "docs" / "inspection.md").read_text("utf-8")
    rows = re.findall(r"^\| `(\w+)` (\S+) \| (.+) \|$", text, re.MULTILINE)

    kinds = [(kind.__name__.rpartition(".")[2], describe_kind(kind)[0]) for kind in find_kinds()]
    assert kinds == [(name, title) for name, title, _ in rows]
    assert all(describe_kind(kind)[1].startswith("看了") for kind in find_kinds())
    assert all(any(s in words for s in Severity) for _, _, words in rows)
