"""From an edit to the page that shows it: ``invoke serve`` with a page open in Chromium.

``python -m benchmarks.preview`` generates articles, opens one of them in the preview,
writes it again and again, and says how long the open page took to show it.
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, sync_playwright

from benchmarks.articles import Article, write_article
from benchmarks.cases import SETTLING, make_corpus
from benchmarks.contenders import ROOT, TODAY, copy_code
from benchmarks.contents import write_ours
from benchmarks.machine import take_cores
from benchmarks.measuring import plain_environment

_PATIENCE = 120_000
"""Milliseconds after which a page has failed."""

_PAINTED = """() => {
  const [paint] = performance.getEntriesByName("first-contentful-paint");
  return performance.timeOrigin + paint.startTime;
}"""
"""When the browser first painted the page, in milliseconds since 1970: what waits for it here
looks a few times a second only."""


def measure_edits(articles: int, edits: int, scratch: Path) -> list[float]:
    """Return the seconds from each edit of one article to its open page showing it."""
    place = copy_code(scratch / "copy")
    corpus = make_corpus(ROOT / "content", articles)
    (place / "content").mkdir()
    write_ours(place / "content", corpus)
    edited = corpus.articles[articles // 2]
    time.sleep(SETTLING)
    with _preview(place) as origin, _open_page() as page:
        page.goto(f"{origin}/{edited.unit}/{edited.day:%Y/%m-%d}-article-{edited.number}/")
        return [_measure_edit(page, place / "content", edited, n) for n in range(edits)]


def _measure_edit(page: Page, content: Path, article: Article, number: int) -> float:
    sentence = f"这是第 {number + 1} 次改动。"
    begun = time.time()
    write_article(content, replace(article, body=f"{article.body}\n\n{sentence}\n"))
    page.get_by_text(sentence).wait_for(timeout=_PATIENCE)
    return float(page.evaluate(_PAINTED)) / 1000 - begun


@contextmanager
def _preview(place: Path) -> Iterator[str]:
    """Run ``invoke serve`` in ``place``; give its address once the site is built."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "invoke", "serve", "--port", str(port)],
        cwd=place,
        env={**plain_environment(), "SOURCE_DATE_EPOCH": TODAY},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout
        while "预览地址" not in (line := process.stdout.readline()):
            if not line:
                raise RuntimeError("the preview did not start")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.communicate()


@contextmanager
def _open_page() -> Iterator[Page]:
    chromium = shutil.which("chromium")
    if chromium is None:
        raise RuntimeError("chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser.new_page(viewport={"width": 390, "height": 844})
        browser.close()


def main(words: Sequence[str] | None = None) -> int:
    """Measure as the command line says and print the median and the slowest edit."""
    parser = argparse.ArgumentParser(prog="benchmarks.preview")
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--edits", type=int, default=11)
    parser.add_argument("--scratch", type=Path, default=Path(tempfile.gettempdir()))
    options = parser.parse_args(words)
    take_cores()
    scratch = Path(tempfile.mkdtemp(prefix="preview-", dir=options.scratch))
    try:
        found = measure_edits(options.articles, options.edits, scratch)
    finally:
        shutil.rmtree(scratch)
    first, *others = found
    print(f"{options.articles} articles on {len(os.sched_getaffinity(0))} cores")
    print(f"first edit after a cold build: {first:.2f} s")
    print(f"edits after it: median {median(others):.2f} s, slowest {max(others):.2f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
