"""Who is compared: how each lays out its project, is called, and numbers its lists."""

from __future__ import annotations

import math
import os
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import contents
from benchmarks.articles import Article, write_article
from benchmarks.contents import Corpus, WriteArticle

ROOT = Path(__file__).resolve().parent.parent
PEERS = ROOT / "benchmarks" / "peers"
PAGE_SIZE = 20
TODAY = "1795305600"
"""The day of every build of ours (SOURCE_DATE_EPOCH): 2026-11-22."""

_SITE_NAME = "文明矩阵"
_FIXED_PAGES = 6 + len(contents.PAGES)
"""Home, follow, 404, the lists of columns, tags and months; and the plain pages."""


@dataclass(frozen=True)
class Tools:
    """Where the peers' programs are, and their versions as they say them."""

    hugo: str
    node: str
    eleventy: str
    plotting: str
    versions: Mapping[str, str]


@dataclass(frozen=True)
class Place:
    """Where one contender works: all it is given, and ``site`` for all it makes."""

    root: Path

    @property
    def project(self) -> Path:
        """Templates and settings: a copy that cases may change."""
        return self.root / "project"

    @property
    def site(self) -> Path:
        """What builds make: output, caches, stores."""
        return self.root / "site"

    @property
    def output(self) -> Path:
        """The finished site."""
        return self.site / "output"


@dataclass(frozen=True)
class Contender:
    """One way of building the site.

    ``keeps`` tells whether a build finds what the build before it made, and
    ``is_reproducible`` whether what comes out must be what a cold build makes;
    ``base`` and ``setting`` are the files, within the place, of the base template
    and of the site's name; ``count_pages`` says how many pages a list of so many
    articles has, and ``own_pages`` and ``own_feeds`` how many it
    has that the others have not;
    ``address`` is where an article's page lies in the output.
    """

    name: str
    label: str
    source: Path
    content: str
    base: str
    setting: str
    write_content: Callable[[Path, Corpus], None]
    write_article: WriteArticle
    command: Callable[[Place], list[str]]
    environment: Callable[[Place], dict[str, str]]
    address: Callable[[Article], str]
    count_pages: Callable[[int], int]
    own_pages: int = 0
    own_feeds: int = 0
    keeps: bool = False
    is_reproducible: bool = False
    folder: Callable[[Place], Path] = field(default=lambda place: place.project)

    def prepare(self, place: Place, corpus: Corpus) -> None:
        """Write the project and the articles."""
        shutil.copytree(self.source, place.project)
        content = place.root / self.content
        content.mkdir(exist_ok=True)
        self.write_content(content, corpus)

    def put_article(self, place: Place, article: Article) -> None:
        """Write one article more, or again."""
        self.write_article(place.root / self.content, article)

    def change_theme(self, place: Place, turn: int) -> str:
        """Change one line of the base template; return what every page must show then."""
        mark = f'<p hidden="">{turn}</p></body>'
        _replace(place.root / self.base, "</body>", mark)
        return mark

    def change_setting(self, place: Place, turn: int) -> str:
        """Change the name of the site; return what every page must show then."""
        name = f"{_SITE_NAME}{turn}"
        _replace(place.root / self.setting, _SITE_NAME, name)
        return name

    def expect_pages(self, articles: tuple[Article, ...], corpus: Corpus) -> int:
        """Return how many HTML pages the site of these articles has."""
        lists: Counter[str] = Counter({f"unit {unit.slug}": 0 for unit in corpus.registry.units})
        lists.update({f"column {column.slug}": 0 for column in corpus.registry.columns})
        for article in articles:
            lists[f"unit {article.unit}"] += 1
            lists[f"column {article.column}"] += 1
            lists[f"month {article.day:%Y-%m}"] += 1
            lists.update(f"tag {tag}" for tag in article.tags)
        fixed = _FIXED_PAGES + self.own_pages
        return len(articles) + fixed + sum(map(self.count_pages, lists.values()))


def copy_code(target: Path) -> Path:
    """Copy what our builds run on to ``target``, so that nobody changes it meanwhile."""
    for name in ("plugins", "theme", "benchmarks"):
        ignored = shutil.ignore_patterns("__pycache__", "results")
        shutil.copytree(ROOT / name, target / name, ignore=ignored)
    for name in ("tasks.py", "pelicanconf.py", "publishconf.py", "pyproject.toml"):
        shutil.copy(ROOT / name, target)
    return target


def list_contenders(tools: Tools, code: Path) -> tuple[Contender, ...]:
    """Return all contenders, ours first; ``code`` is the copy that ours are built with."""
    plain = PEERS / "ours" / "theme"
    return (
        _ours("ours", "Wenming Matrix, plain theme", plain, code),
        our_portal(code),
        _hugo(tools, "hugo", "Hugo, clean folder"),
        _hugo(tools, "hugo-kept", "Hugo, existing folder", keeps=True),
        _eleventy(tools),
        _pelican("pelican", "Pelican, stock"),
        _pelican("pelican-cache", "Pelican, stock, with its cache", keeps=True),
    )


def our_portal(code: Path) -> Contender:
    """Return our build as it is published: with its own theme."""
    return _ours("ours-full", "Wenming Matrix, its own theme", code / "theme", code)


def _ours(name: str, label: str, theme: Path, code: Path) -> Contender:
    def command(place: Place) -> list[str]:
        settings = code / "benchmarks" / "peers" / "ours" / "settings.py"
        build = [sys.executable, "-m", "invoke", "build", "--settings", str(settings)]
        return [*build, "--content", str(place.root / "content"), "--output", str(place.output)]

    return Contender(
        name=name,
        label=label,
        source=theme,
        content="content",
        base="project/templates/base.html",
        setting="content/data/site.toml",
        write_content=contents.write_ours,
        write_article=write_article,
        command=command,
        environment=lambda place: {"SOURCE_DATE_EPOCH": TODAY, "BENCH_THEME": str(place.project)},
        address=lambda a: f"{a.unit}/{a.day:%Y/%m-%d}-article-{a.number}/index.html",
        count_pages=lambda count: max(1, count // PAGE_SIZE),
        own_pages=2,  # what is passed on today, and work prompts
        own_feeds=1,  # of the former
        keeps=True,
        is_reproducible=True,
        folder=lambda place: code,
    )


def _hugo(tools: Tools, name: str, label: str, *, keeps: bool = False) -> Contender:
    def command(place: Place) -> list[str]:
        folders = ["--contentDir", str(place.root / "content"), "--destination", str(place.output)]
        return [tools.hugo, "--source", str(place.project), *folders]

    return Contender(
        name=name,
        label=label,
        source=PEERS / "hugo",
        content="content",
        base="project/layouts/baseof.html",
        setting="project/hugo.toml",
        write_content=contents.write_hugo,
        write_article=contents.write_hugo_article,
        command=command,
        environment=lambda place: {"HUGO_CACHEDIR": str(place.site / "cache")},
        address=_address_by_name,
        count_pages=_count_from_newest,
        keeps=keeps,
    )


def _eleventy(tools: Tools) -> Contender:
    return Contender(
        name="eleventy",
        label="Eleventy, clean folder",
        source=PEERS / "eleventy",
        content="project",
        base="project/_includes/base.njk",
        setting="project/_data/site.json",
        write_content=contents.write_eleventy,
        write_article=contents.write_eleventy_article,
        command=lambda place: [tools.node, tools.eleventy, "--quiet"],
        environment=lambda place: {"BENCH_OUTPUT": os.path.relpath(place.output, place.project)},
        address=_address_by_name,
        count_pages=_count_from_newest,
    )


def _pelican(name: str, label: str, *, keeps: bool = False) -> Contender:
    def environment(place: Place) -> dict[str, str]:
        cache = {"BENCH_CACHE": str(place.site / "cache")} if keeps else {}
        content = str(place.root / "content")
        return {"BENCH_INPUT": content, "BENCH_OUTPUT": str(place.output), **cache}

    def command(place: Place) -> list[str]:
        return [sys.executable, "-m", "pelican", "-q", "-s", str(place.project / "settings.py")]

    return Contender(
        name=name,
        label=label,
        source=PEERS / "pelican",
        content="content",
        base="project/theme/templates/base.html",
        setting="project/settings.py",
        write_content=contents.write_pelican,
        write_article=contents.write_pelican_article,
        command=command,
        environment=environment,
        address=_address_by_name,
        count_pages=_count_from_newest,
        keeps=keeps,
    )


def _address_by_name(article: Article) -> str:
    return f"{article.unit}/{article.day:%Y}/{article.name}/index.html"


def _count_from_newest(count: int) -> int:
    """Return how many pages a list has that is cut from the newest article on."""
    return max(1, math.ceil(count / PAGE_SIZE))


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    if old not in text:
        raise ValueError(f"{path} holds no {old}")
    path.write_text(text.replace(old, new, 1), "utf-8")
