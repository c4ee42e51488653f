"""图片没有说明：每张图片都有一句话说出图里有什么。

看了生成好的每一页里的图片。装饰用的图不算，它们不该有说明。

稿件里的图片没有说明的，要改；说明只是文件名、“图片”或照抄标题的，请留意。
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from plugins.inspection.built_page import PageFacts, ShownPicture
from plugins.inspection.evidence import BuiltSite
from plugins.inspection.finding import Finding, Severity
from plugins.reading.descriptions import is_only_a_name
from plugins.reading.places import CONTENT, find_article_path

_MEDIA = "media/"
"""Below this folder lie the pictures of texts; all others belong to the theme."""


def find_in_site(site: BuiltSite) -> Iterator[Finding]:
    """Yield a finding for every picture without a description, once for each picture.

    A picture stands on many pages; the article's own is told before lists.
    """
    seen: set[tuple[str, str | None]] = set()
    for page in sorted(site.pages, key=lambda page: page.article is None):
        for picture in page.pictures:
            key = (picture.src.replace("../", ""), picture.alt)
            if key not in seen:
                seen.add(key)
                yield from _judge(page, picture)


def _judge(page: PageFacts, picture: ShownPicture) -> Iterator[Finding]:
    name = posixpath.basename(picture.src.partition("?")[0])
    path = find_article_path(page.address)
    file = f"{CONTENT}/{path}" if path else ""
    is_of_text = _MEDIA in picture.src
    fix = "写出图里的人在做什么、是什么地方：![图里有什么](文件名)"
    if picture.alt is None or (is_of_text and not picture.alt.strip()):
        yield Finding(page.title, f"图片“{name}”没有说明", fix, page.address, file)
    elif is_of_text and is_only_a_name(picture.alt, page.title):
        told = f"图片“{name}”的说明只写了“{picture.alt}”"
        yield Finding(page.title, told, fix, page.address, file, Severity.NOTE)
