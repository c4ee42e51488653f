"""登记表：data/ 里的单位、栏目、站点设置、单位名单和易错名称，由市级文明办维护。

它们是 units.toml、columns.toml、site.toml、organizations.toml 和 names.toml，有一处读不通，
整个网站就不能生成，所以先报告它们。单位名单和易错名称可以没有。
站点设置里写的页面，要真的在 pages/ 里。

会放行：页脚页面 ["about", "privacy"]，pages/ 里有 about.md 和 privacy.md
会放行：提示通到 follow/、column/documents/、archive/2026/11/，或一篇已经发布的稿件
会报告：读不通的一行；缺少的项目；写错的代码、日期、链接；页脚、投稿、提示通到没有的页面；提示通到草稿。
"""

from __future__ import annotations

from collections.abc import Iterator

from plugins.check.excerpt import shorten
from plugins.check.nearest import find_nearest
from plugins.check.survey import Survey
from plugins.model.portal import month_address, read_month
from plugins.model.problem import Problem
from plugins.model.prompt import PROMPTS
from plugins.model.repost import REPOST
from plugins.reading.places import PAGES, find_address, find_page_name
from plugins.reading.registry import SITE
from plugins.reading.web_address import is_web_address

RULE = "registry"


def check_folder(survey: Survey) -> Iterator[Problem]:
    """Yield problems of site settings that lead to pages which are not there.

    What is wrong inside the files comes from reading them
    (``plugins.reading.registry``), and is reported before any rule runs.
    """
    if not survey.wants(SITE):
        return
    site = survey.registry.site
    pages = [name for path in survey.folder.texts if (name := find_page_name(path))]
    for name in site.footer_pages:
        if name not in pages:
            yield _report_page(survey, "footer_pages", name, pages)
    if site.contribute_page and site.contribute_page not in pages:
        yield _report_page(survey, "contribute_page", site.contribute_page, pages)
    yield from _check_alert(survey, pages)


def _report_page(survey: Survey, key: str, name: str, pages: list[str]) -> Problem:
    meant = find_nearest(name, pages)
    seen = f"{key} 里的“{shorten(name)}”没有对应的页面"
    fix = f"改成“{meant}”" if meant else f"新建 {PAGES}/{shorten(name)}.md，或删去这个名字"
    line = survey.folder.registry_reading.line_of_site(key)
    return Problem(SITE, line, RULE, seen, f"{PAGES}/ 里一个文件的名字，不带 .md", fix)


def _check_alert(survey: Survey, pages: list[str]) -> Iterator[Problem]:
    address = survey.registry.site.alert_address
    if not address or is_web_address(address):
        return
    lists = [*_list_addresses(survey), *(f"{name}/" for name in pages)]
    text = next((path for path in survey.folder.texts if find_address(path) == address), "")
    record = survey.record(text) if text else None
    is_draft = bool(record and record.is_draft)
    if address in lists or (text and not is_draft):
        return
    shown = shorten(address, 60)
    wanted = "本站的网址，不以 / 开头、以 / 结尾"
    if is_draft:
        seen = f"全站提示通到“{shown}”，那一篇还是草稿，读者打不开"
        wanted = "已经发布的稿件，或本站别的网址"
        fix = "等那一篇发布以后再填，现在换一个网址或留空"
    else:
        meant = find_nearest(address, lists)
        seen = f"全站提示通到“{shown}”，本站没有这个网址"
        fix = f"改成“{meant}”" if meant else "改成稿件或页面的网址，不用链接就留空"
    line = survey.folder.registry_reading.line_of_site("alert_address")
    yield Problem(SITE, line, RULE, seen, wanted, fix)


def _list_addresses(survey: Survey) -> list[str]:
    """Return the addresses of units, columns and months that have articles, and of their lists."""
    months = {read_month(slip.month) for slip in survey.folder.slips(survey.record)}
    return [
        "follow/",
        REPOST,
        PROMPTS,
        "column/",
        "tag/",
        "archive/",
        *(unit.address for unit in survey.registry.units),
        *(column.address for column in survey.registry.columns),
        *(month_address(month) for month in sorted(months, reverse=True)),
    ]
