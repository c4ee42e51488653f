"""The same articles in everybody's front matter, with the same bytes of body.

``corpus`` is what all share; each ``write_…`` puts it where one generator of sites
looks for it.  The pages that belong to no unit are the same four for all.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.articles import Article, write_article
from plugins.model.registry import Registry
from plugins.reading.content_folder import ContentFolder

PAGES = {
    "about": "关于本站",
    "reading": "怎样阅读本站",
    "privacy": "隐私说明",
    "contribute": "怎样投稿",
}
_PAGE_TEXT = """\
本站的稿件由各单位供稿，市级编辑审核后登载。

## 说明

有疑问的，请向页脚所列的单位反映。
"""

WriteArticle = Callable[[Path, Article], None]


@dataclass(frozen=True)
class Corpus:
    """The registry and the articles that every contender builds a site from.

    ``data`` is the folder of registry files in our own form.
    """

    registry: Registry
    data: Path
    articles: tuple[Article, ...]


def read_registry(content: Path) -> Registry:
    """Return the registry of a content folder of ours."""
    return ContentFolder(content).registry


def write_ours(folder: Path, corpus: Corpus) -> None:
    """Write our content folder: registry, pages, articles."""
    shutil.copytree(corpus.data, folder / "data")
    (folder / "pages").mkdir()
    for name, title in PAGES.items():
        text = f"---\n标题: {title}\n摘要: {title}。\n---\n\n{_PAGE_TEXT}"
        (folder / "pages" / f"{name}.md").write_text(text, "utf-8")
    _write_all(folder, corpus.articles, write_article)


def write_hugo(folder: Path, corpus: Corpus) -> None:
    """Write Hugo's content folder: a section a unit, taxonomies for column, tag and month."""
    for unit in corpus.registry.units:
        facts = {"title": unit.name, "office": unit.office}
        _write_text(folder / unit.slug / "_index.md", facts, "")
    for column in corpus.registry.columns:
        facts = {"title": column.title, "description": column.description}
        _write_text(folder / "column" / column.slug / "_index.md", facts, "")
    for name, title in PAGES.items():
        _write_text(folder / f"{name}.md", {"title": title, "layout": "plain"}, _PAGE_TEXT)
    _write_text(folder / "follow.md", {"title": "关注公众号", "layout": "follow"}, "")
    _write_all(folder, corpus.articles, write_hugo_article)


def write_hugo_article(folder: Path, article: Article) -> None:
    """Write one article where Hugo looks for it."""
    facts: dict[str, object] = {
        **_shared_facts(article),
        "column": [article.column],
        "tag": list(article.tags),
        "month": [f"{article.day:%Y-%m}"],
    }
    path = folder / article.unit / f"{article.day.year}" / f"{article.name}.md"
    _write_text(path, facts, article.body)


def write_eleventy(folder: Path, corpus: Corpus) -> None:
    """Write Eleventy's input: the articles, and the registry as data files."""
    units = [{"slug": u.slug, "name": u.name, "office": u.office} for u in corpus.registry.units]
    columns = [
        {"slug": c.slug, "title": c.title, "description": c.description}
        for c in corpus.registry.columns
    ]
    _write_json(folder / "_data" / "units.json", units)
    _write_json(folder / "_data" / "columns.json", columns)
    for name, title in PAGES.items():
        _write_text(folder / f"{name}.md", {"title": title, "layout": "page.njk"}, _PAGE_TEXT)
    _write_json(folder / "articles" / "articles.json", {"layout": "article.njk"})
    _write_all(folder, corpus.articles, write_eleventy_article)


def write_eleventy_article(folder: Path, article: Article) -> None:
    """Write one article where Eleventy looks for it."""
    facts: dict[str, object] = {
        **_shared_facts(article),
        "unit": article.unit,
        "column": article.column,
        "topics": list(article.tags),
        "permalink": f"/{article.unit}/{article.day.year}/{article.name}/",
    }
    path = folder / "articles" / article.unit / f"{article.day.year}" / f"{article.name}.md"
    _write_text(path, facts, article.body)


def write_pelican(folder: Path, corpus: Corpus) -> None:
    """Write stock Pelican's content: the unit as author, the column as category."""
    names = {
        "UNIT_NAMES": {unit.slug: unit.name for unit in corpus.registry.units},
        "COLUMN_TITLES": {column.slug: column.title for column in corpus.registry.columns},
    }
    _write_json(folder / "names.json", names)
    (folder / "pages").mkdir()
    for name, title in PAGES.items():
        text = f"Title: {title}\nSlug: {name}\n\n{_PAGE_TEXT}"
        (folder / "pages" / f"{name}.md").write_text(text, "utf-8")
    _write_all(folder, corpus.articles, write_pelican_article)


def write_pelican_article(folder: Path, article: Article) -> None:
    """Write one article where stock Pelican looks for it."""
    writer = f"Writer: {article.author}\n" if article.author else ""
    text = (
        f"Title: {article.title}\nDate: {article.day}\nSlug: {article.name}\n"
        f"Category: {article.column}\nTags: {', '.join(article.tags)}\nAuthors: {article.unit}\n"
        f"Office: {article.office}\n{writer}Summary: {article.summary}\n\n{article.body}"
    )
    path = folder / "articles" / article.unit / f"{article.day.year}" / f"{article.name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def _shared_facts(article: Article) -> dict[str, object]:
    facts: dict[str, object] = {
        "title": article.title,
        "date": f"{article.day}",
        "office": article.office,
        "description": article.summary,
    }
    return {**facts, "author": article.author} if article.author else facts


def _write_all(folder: Path, articles: Iterable[Article], write: WriteArticle) -> None:
    for article in articles:
        write(folder, article)


def _write_text(path: Path, facts: Mapping[str, object], body: str) -> None:
    """Write YAML front matter (JSON values are YAML) and a body."""
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in facts.items()]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(["---", *lines, "---", "", body]), "utf-8")


def _write_json(path: Path, value: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1), "utf-8")
