"""Addresses inside the site, written so that a page can stand anywhere.

Bodies and templates write an address as ``ROOT`` + path (+ ``LEAF`` after a
folder).  Both marks are Unicode noncharacters, which Unicode reserves for use
inside one program (The Unicode Standard, 23.7) and which reading refuses in
every text, so replacing them can touch nothing that a person wrote.  Each place
of use replaces them once: a page by its way up to the root, a feed by the
absolute address.
"""

from __future__ import annotations

from datetime import date

ROOT = "\ufdd0"
LEAF = "\ufdd1"
INDEX = "index.html"


def article_address(unit: str, day: date, name: str) -> str:
    """Return an article's address, such as ``lucheng/2026/11-20-deng-hong-deng/``."""
    iso = day.isoformat()
    return f"{unit}/{iso[:4]}/{iso[5:]}-{name}/"


def mark_address(address: str) -> str:
    """Return ``address`` (relative to the site's root) with its marks.

    A fragment stays behind the leaf: ``lucheng/#follow`` leads to the folder's
    page, whatever that page is called on disk.
    """
    path, hash_sign, fragment = address.partition("#")
    leaf = LEAF if not path or path.endswith("/") else ""
    return f"{ROOT}{path}{leaf}{hash_sign}{fragment}"


def settle_addresses(text: str, root: str, leaf: str = "") -> str:
    """Return ``text`` with every mark replaced by ``root`` and ``leaf``.

    ``root`` is empty or ends with a slash.  An address of the root itself would
    become empty without a leaf: it is written ``./``.
    """
    if not root and not leaf:
        text = text.replace(ROOT + LEAF, "./")
    return text.replace(ROOT, root).replace(LEAF, leaf)


def output_path(address: str) -> str:
    """Return the path of the file that answers at ``address``."""
    return address + INDEX if not address or address.endswith("/") else address


def climb_to_root(path: str) -> str:
    """Return the relative way from the file at ``path`` up to the site's root."""
    return "../" * path.count("/")
