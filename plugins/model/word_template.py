"""The Word file to start an article from: where the site offers it, and how large it is."""

from __future__ import annotations

WORD_TEMPLATE = "files/article-template.docx"
"""The address of the template; no older one is ever left to be found."""

WORD_TEMPLATE_SIZE = 40_000
"""Bytes that the template stays below: what a reader is told before loading it."""
