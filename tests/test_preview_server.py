"""The preview's server on loopback: a site behind a link, and the news."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any

import pytest

from plugins.preview.board import Board, News
from plugins.preview.server import PreviewServer
from tests.support import ROOT

SECONDS = 20
"""A server that takes longer to answer has failed."""

POLICY = (
    '<meta http-equiv="Content-Security-Policy" '
    "content=\"default-src 'none'; script-src 'self'; base-uri 'none'\">"
)
PAGE = f"<!DOCTYPE html>\n<html>\n<head>\n{POLICY}\n</head>\n<body>{{}}</body>\n</html>\n"

FILES = {
    "index.html": PAGE.format("首页"),
    "lucheng/index.html": PAGE.format("鹿城"),
    "404.html": PAGE.format("没有找到"),
    "feeds/all.atom.xml": "<feed/>",
    "feeds/all.json": "{}",
    "sitemap.xml": "<urlset/>",
    "robots.txt": "Sitemap:",
    "theme/site.css": "",
    "theme/js/switch.js": "void 0;",
    "theme/img/icon.svg": "<svg/>",
    "media/lucheng/2026/river-0a1b.JPG": "picture",
    "media/lucheng/2026/v1.2-0a1b.png": "picture",
}


class Desk:
    """A site behind a link, served, and someone who asks for it."""

    def __init__(self, folder: Path) -> None:
        self.output = folder / "output"
        self.board = Board()
        self.server = PreviewServer(0, self.output, ROOT / "theme", self.board)
        self._releases = folder / ".releases" / "output"

    def swap(self, files: dict[str, str]) -> None:
        """Let the link lead to another release, as a build does."""
        release = self._releases / f"release-{len(list(self._releases.glob('*')))}"
        for path, text in files.items():
            (release / path).parent.mkdir(parents=True, exist_ok=True)
            (release / path).write_text(text, "utf-8")
        link = self._releases / ".swap"
        link.symlink_to(release)
        link.replace(self.output)

    def ask(self, address: str, method: str = "GET") -> tuple[HTTPResponse, str]:
        connection = HTTPConnection("127.0.0.1", self.server.server_port, timeout=SECONDS)
        connection.request(method, address)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer, text


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    (tmp_path / ".releases" / "output").mkdir(parents=True)
    opened = Desk(tmp_path)
    with opened.server.running():
        yield opened


@pytest.fixture
def served(desk: Desk) -> Desk:
    desk.swap(FILES)
    return desk


# ---------------------------------------------------------------- files


@pytest.mark.parametrize(
    ("address", "media_type"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/index.html?from=mail", "text/html; charset=utf-8"),
        ("/lucheng/", "text/html; charset=utf-8"),
        ("/feeds/all.atom.xml", "application/atom+xml; charset=utf-8"),
        ("/feeds/all.json", "application/feed+json; charset=utf-8"),
        ("/sitemap.xml", "text/xml; charset=utf-8"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/theme/site.css?v=0a1b", "text/css; charset=utf-8"),
        ("/theme/js/switch.js", "application/javascript; charset=utf-8"),
        ("/theme/img/icon.svg", "image/svg+xml"),
        ("/media/lucheng/2026/river-0a1b.JPG", "image/jpeg"),
        ("/media/lucheng/2026/v1.2-0a1b.png", "image/png"),
        ("/_preview/reload.js", "application/javascript; charset=utf-8"),
        ("/_preview/panel.css", "text/css; charset=utf-8"),
    ],
)
def test_each_kind_of_file_is_served_as_what_it_is_and_never_kept(
    served: Desk, address: str, media_type: str
) -> None:
    answer, text = served.ask(address)

    assert (200, media_type) == (answer.status, answer.headers["Content-Type"])
    assert "no-store" == answer.headers["Cache-Control"]
    assert str(len(text.encode())) == answer.headers["Content-Length"]


@pytest.mark.parametrize(
    "address", ["/", "/robots.txt", "/lucheng", "/missing", "/_preview/panel.css"]
)
def test_a_head_says_what_the_page_would_say(served: Desk, address: str) -> None:
    head, nothing = served.ask(address, "HEAD")
    page, _ = served.ask(address)

    assert "" == nothing
    assert page.status == head.status
    assert page.headers["Content-Length"] == head.headers["Content-Length"]


def test_a_folder_is_asked_for_with_its_slash(served: Desk) -> None:
    """Without it, every relative address of the page would lead elsewhere."""
    answer, _ = served.ask("/lucheng")

    assert (302, "/lucheng/") == (answer.status, answer.headers["Location"])


@pytest.mark.parametrize(
    "address", ["/lucheng/missing.html", "/feeds/", "/_preview/other", "/" + "x" * 999]
)
def test_what_is_missing_is_answered_by_the_sites_own_page(served: Desk, address: str) -> None:
    """Its relative addresses count from the root, wherever it is shown."""
    answer, text = served.ask(address)

    assert 404 == answer.status
    assert "没有找到" in text
    assert '<base href="/">' in text
    assert "base-uri 'self'" in text


@pytest.mark.parametrize(
    "address",
    [
        "/../../secret.txt",
        "/..%2f..%2fsecret.txt",
        "/%2e%2e/%2e%2e/secret.txt",
        "/lucheng/../../../secret.txt",
        "/..\\..\\secret.txt",
        "//secret.txt",
        "/%00",
        "/%ff%fe",
        "/.releases/output/",
        "{tmp}/secret.txt",
        "file://{tmp}/secret.txt",
    ],
)
def test_what_lies_outside_the_site_is_refused(served: Desk, tmp_path: Path, address: str) -> None:
    (tmp_path / "secret.txt").write_text("秘密", "utf-8")

    answer, text = served.ask(address.format(tmp=tmp_path))

    assert 404 == answer.status
    assert "秘密" not in text


def test_what_is_swapped_in_is_served_from_then_on(served: Desk) -> None:
    served.swap({**FILES, "index.html": PAGE.format("又一个首页")})

    assert "又一个首页" in served.ask("/")[1]


def test_the_server_answers_this_machine_alone(served: Desk) -> None:
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.2", served.server.server_port), timeout=SECONDS)


def test_a_port_that_is_taken_is_an_error(served: Desk, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="in use"):
        PreviewServer(served.server.server_port, tmp_path, ROOT / "theme", Board())


# ---------------------------------------------------------------- what pages are given


def test_a_page_is_given_the_script_on_its_way_and_its_file_stays_as_it_is(served: Desk) -> None:
    _, text = served.ask("/")

    site = served.board.news.site
    assert f'<script src="/_preview/reload.js" data-site="{site}" defer></script>\n</head>' in text
    assert FILES["index.html"] == (served.output / "index.html").read_text("utf-8")


def test_the_policy_of_a_page_allows_the_news_and_nothing_else_besides(served: Desk) -> None:
    policy = "default-src 'none'; script-src 'self'; base-uri 'none'; connect-src 'self'"

    assert f'content="{policy}"' in served.ask("/")[1]


def test_a_policy_that_speaks_of_connections_says_one_thing(served: Desk) -> None:
    """Of two rules for the same thing a browser keeps the first."""
    served.swap(
        {"index.html": FILES["index.html"].replace("script-src", "connect-src 'none'; script-src")}
    )

    _, text = served.ask("/")

    assert "connect-src 'none'" not in text
    assert 1 == text.count("connect-src")


def test_only_pages_are_touched(served: Desk) -> None:
    touched = [
        path
        for path, text in FILES.items()
        if not path.endswith(".html") and text != served.ask(f"/{path}")[1]
    ]

    assert [] == touched


def test_the_panel_wears_the_colours_of_the_theme(served: Desk) -> None:
    _, text = served.ask("/_preview/panel.css")

    assert (ROOT / "theme/static/css/tokens/colors.css").read_text("utf-8") in text
    assert ".preview-panel" in text


# ---------------------------------------------------------------- no site yet


def test_before_the_first_site_a_page_says_to_wait(desk: Desk) -> None:
    answer, text = desk.ask("/lucheng/")

    assert 503 == answer.status
    assert "正在构建站点" in text
    assert "/_preview/reload.js" in text


def test_where_the_first_build_is_refused_a_page_says_why(desk: Desk) -> None:
    """As text, whatever an article holds."""
    desk.board.tell_refused("检查发现问题。\n\na.md\n  看到：<script>。\n", has_site=False)

    answer, text = desk.ask("/")

    assert 503 == answer.status
    assert '<p class="preview-title">检查发现问题。</p>' in text
    assert "看到：&lt;script&gt;。" in text


# ---------------------------------------------------------------- news


@pytest.fixture
def stream(served: Desk) -> Iterator[HTTPResponse]:
    connection = HTTPConnection("127.0.0.1", served.server.server_port, timeout=SECONDS)
    connection.request("GET", "/_preview/events")
    yield connection.getresponse()
    connection.close()


def _next_event(stream: HTTPResponse) -> dict[str, Any]:
    told = ""
    while line := stream.readline().decode().rstrip("\n"):
        field, _, value = line.partition(": ")
        told += value if field == "data" else ""
    event: dict[str, Any] = json.loads(told)
    return event


def test_the_stream_begins_with_the_news_as_they_are(served: Desk, stream: HTTPResponse) -> None:
    event = _next_event(stream)

    assert "text/event-stream; charset=utf-8" == stream.headers["Content-Type"]
    assert "no-store" == stream.headers["Cache-Control"]
    assert (served.board.news.site, "") == (event["site"], event["title"])


def test_a_refusal_is_told_line_by_line_and_the_site_stays(
    served: Desk, stream: HTTPResponse
) -> None:
    before = _next_event(stream)
    served.board.tell_refused(
        "检查发现问题。\n\na.md\n  第 3 行\n    看到：“”。\n\n", has_site=True
    )

    event = _next_event(stream)

    assert (before["site"], "检查发现问题。") == (event["site"], event["title"])
    assert [["0em", "a.md"], ["1em", "第 3 行"], ["2em", "看到：“”。"]] == event["lines"]


def test_the_same_refusal_twice_is_told_twice(served: Desk, stream: HTTPResponse) -> None:
    """Whoever put it away and saved once more wants to know."""
    _next_event(stream)
    for _ in range(2):
        served.board.tell_refused("检查发现问题。", has_site=True)

        assert "检查发现问题。" == _next_event(stream)["title"]


def test_a_build_makes_another_site_and_takes_the_refusal_back(
    served: Desk, stream: HTTPResponse
) -> None:
    _next_event(stream)
    served.board.tell_refused("检查发现问题。", has_site=True)
    before = _next_event(stream)
    served.board.tell_built()

    event = _next_event(stream)

    assert before["site"] != event["site"]
    assert "" == event["title"]


def test_a_refusal_without_a_site_lets_the_page_that_stands_in_load_again(desk: Desk) -> None:
    before = desk.board.news.site

    desk.board.tell_refused("检查发现问题。", has_site=False)

    assert before != desk.board.news.site


def test_waiting_for_news_ends_when_the_time_is_up() -> None:
    board = Board()
    known: News = board.news

    assert known is board.wait_for_other(known, 0.0)
    assert known is board.wait_for_other(None, SECONDS)


def test_a_head_of_the_stream_ends(served: Desk) -> None:
    answer, text = served.ask("/_preview/events", "HEAD")

    assert (200, "") == (answer.status, text)


def test_a_reader_who_goes_away_is_no_trouble(
    served: Desk, stream: HTTPResponse, capfd: pytest.CaptureFixture[str]
) -> None:
    _next_event(stream)
    stream.close()
    for _ in range(3):
        served.board.tell_built()

    assert 200 == served.ask("/")[0].status
    assert "" == capfd.readouterr().err
