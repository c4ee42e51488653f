"""From bytes to articles: front matter, Markdown, safe HTML, and the registry files.

Everything here is a pure function of bytes and the registry, but for files named for the disk.
"""
