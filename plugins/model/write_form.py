"""The writing form: where the site has it."""

from __future__ import annotations

WRITE = "write/"
"""The address of the page on which an article is written on the reader's own device."""
