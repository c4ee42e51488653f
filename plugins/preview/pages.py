"""What the preview adds to pages on their way to the browser, and its own pages."""

from __future__ import annotations

import json
import re
from html import escape

from plugins.preview.board import News

EVENTS = "/_preview/events"
SCRIPT = "/_preview/reload.js"
SHEET = "/_preview/panel.css"

_POLICY = re.compile(rb'(<meta http-equiv="Content-Security-Policy" content=")([^"]*)"')
_HEAD = b"<head>"
_HEAD_END = b"</head>"

RETRY = 500
"""Milliseconds until a page asks again where the preview has gone away to start anew."""

_SPACE = 0.5
"""How wide a space at the beginning of a report's line is shown, in em."""

_PLAIN_PAGE = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>预览</title>
<link rel="stylesheet" href="{sheet}">
</head>
<body class="preview-page">
<main>
{main}
</main>
</body>
</html>
"""

_PANEL = """<div class="preview-panel" role="alert">
<p class="preview-title">{title}</p>
<div class="preview-text">
{text}
</div>
</div>"""

_LINE = '<p class="preview-line" style="padding-inline-start: {indent}">{words}</p>'

_WAITING = '<p class="preview-title">正在构建站点，好了这里会自己打开。</p>'


def adapt_page(page: bytes, news: News) -> bytes:
    """Return a page that keeps itself as new as the site that ``news`` names.

    Its policy may have kept it from asking for news; here it may.
    """
    script = f'<script src="{SCRIPT}" data-site="{news.site}" defer></script>\n'
    return _allow(page, b"connect-src").replace(_HEAD_END, script.encode() + _HEAD_END, 1)


def place_at_root(page: bytes) -> bytes:
    """Return a page whose relative addresses count from the site's root, wherever it is shown."""
    return _allow(page, b"base-uri").replace(_HEAD, _HEAD + b'\n<base href="/">', 1)


def write_plain_page(news: News) -> bytes:
    """Return the page that stands in for a site that is not there, in UTF-8."""
    title, lines = _set_out(news.refusal)
    text = "\n".join(_LINE.format(indent=i, words=escape(words)) for i, words in lines)
    main = _PANEL.format(title=escape(title), text=text) if title else _WAITING
    return adapt_page(_PLAIN_PAGE.format(sheet=SHEET, main=main).encode(), news)


def write_event(news: News) -> bytes:
    """Return the news as an event (HTML standard, "Server-sent events")."""
    title, lines = _set_out(news.refusal)
    told = {"site": news.site, "title": title, "lines": lines}
    return f"retry: {RETRY}\ndata: {json.dumps(told, ensure_ascii=False)}\n\n".encode()


def _allow(page: bytes, directive: bytes) -> bytes:
    """Let the page's own policy allow the preview's origin for one directive."""

    def replace(found: re.Match[bytes]) -> bytes:
        rules = [rule.strip() for rule in found[2].split(b";")]
        kept = [rule for rule in rules if rule and not rule.startswith(directive)]
        return found[1] + b"; ".join([*kept, directive + b" 'self'"]) + b'"'

    return _POLICY.sub(replace, page, count=1)


def _set_out(report: str) -> tuple[str, list[tuple[str, str]]]:
    """Return a report's first line, and each line of the rest with how far it is set in.

    Set in so, and not by spaces, a long line goes on below its own beginning.
    """
    title, _, text = report.partition("\n")
    found = [(line, line.lstrip(" ")) for line in text.strip("\n").split("\n")]
    return title, [(f"{(len(line) - len(words)) * _SPACE:g}em", words) for line, words in found]
