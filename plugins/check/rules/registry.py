"""登记表：data/ 里的 units.toml、columns.toml、site.toml，由市级文明办维护。

单位、栏目和站点设置都从这三个文件来，有一处读不通，整个网站就不能生成，所以先报告它们。
站点设置里写的页面，要真的在 pages/ 里。

会放行：页脚页面 ["about", "privacy"]，pages/ 里有 about.md 和 privacy.md
会报告：读不通的一行；缺少的项目；写错的代码、日期、链接；页脚、投稿、提示通到没有的页面。
"""

from __future__ import annotations

from collections.abc import Iterator

from plugins.check.nearest import find_nearest, shorten
from plugins.check.survey import Survey
from plugins.model.problem import Problem
from plugins.reading.article import is_web_address
from plugins.reading.places import PAGES, find_address, find_page_name
from plugins.reading.registry import SITE

RULE = "registry"


def check_folder(survey: Survey) -> Iterator[Problem]:
    """Yield problems of site settings that lead to pages which are not there.

    What is wrong inside the three files comes from reading them
    (``plugins.reading.registry``), and is reported before any rule runs.
    """
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
    own = [unit.address for unit in survey.registry.units]
    own += [column.address for column in survey.registry.columns]
    own += [f"{name}/" for name in pages]
    if address in own or address in _article_addresses(survey):
        return
    meant = find_nearest(address, own)
    seen = f"全站提示通到“{shorten(address, 60)}”，本站没有这个网址"
    fix = f"改成“{meant}”" if meant else "改成稿件或页面的网址，不用链接就留空"
    line = survey.folder.registry_reading.line_of_site("alert_address")
    yield Problem(SITE, line, RULE, seen, "本站的网址，不以 / 开头、以 / 结尾", fix)


def _article_addresses(survey: Survey) -> set[str]:
    return {address for path in survey.folder.texts if (address := find_address(path))}
