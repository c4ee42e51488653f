"""Debian's Chromium, driven by Playwright: started in one way by all that look at pages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

from tests.support import need_command

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
"""What a container needs, and nothing of the browser's own on the network."""


@contextmanager
def launch_chromium() -> Iterator[Browser]:
    """Start the browser without a window, and end it."""
    chromium = need_command("chromium")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield launched
        launched.close()
