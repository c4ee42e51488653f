"""The preview's web server: this machine alone, nothing kept by the browser."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from plugins.preview.answers import Answer, answer_own, answer_site
from plugins.preview.board import Board, News
from plugins.preview.pages import EVENTS, write_event

_HOST = "127.0.0.1"

_POLL = 0.05
"""Seconds until a server that is told to end has heard it."""

_BEAT = 15.0
"""Seconds between signs of life: writing one is how a page that was closed is noticed."""


class PreviewServer(ThreadingHTTPServer):
    """Serves the site that ``output`` links to, and the news on ``board``.

    Making one raises ``OSError`` where the port can't be had.
    """

    request_queue_size = 64

    def __init__(self, port: int, output: Path, theme: Path, board: Board) -> None:
        self.output = output
        self.theme = theme
        self.board = board
        super().__init__((_HOST, port), _Handler)

    @property
    def origin(self) -> str:
        """Where pages are opened, such as ``http://127.0.0.1:8000``."""
        return f"http://{_HOST}:{self.server_port}"

    @contextmanager
    def running(self) -> Iterator[None]:
        """Answer in threads of its own for as long as the block runs, then free the port."""
        threading.Thread(target=self.serve_forever, args=(_POLL,), daemon=True).start()
        try:
            yield
        finally:
            self.shutdown()
            self.server_close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say what went wrong, but not that a reader went away: they do all the time."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    server: PreviewServer

    def do_GET(self) -> None:
        if self._address() == EVENTS:
            self._tell_news()
        else:
            answer = self._answer()
            self._send_head(answer)
            self.wfile.write(answer.body)

    def do_HEAD(self) -> None:
        if self._address() == EVENTS:
            self._send_events_head()
        else:
            self._send_head(self._answer())

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the terminal is for what builds say."""

    def _address(self) -> str:
        return self.path.partition("?")[0].partition("#")[0]

    def _answer(self) -> Answer:
        # the news first: a page newer than its news loads once more, never once too few
        news = self.server.board.news
        own = answer_own(self.server.theme, self._address())
        return own or answer_site(self.server.output, self._address(), news)

    def _send_head(self, answer: Answer) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.media_type)
        self.send_header("Content-Length", str(len(answer.body)))
        self.send_header("Cache-Control", "no-store")
        if answer.location:
            self.send_header("Location", answer.location)
        self.end_headers()

    def _send_events_head(self) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()

    def _tell_news(self) -> None:
        """Tell the news now and whenever there is other, until the reader goes away."""
        self._send_events_head()
        known: News | None = None
        while True:
            news = self.server.board.wait_for_other(known, _BEAT)
            self.wfile.write(b":\n\n" if news is known else write_event(news))
            known = news
