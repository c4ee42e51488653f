"""The editor's library as the site serves it: what it would fetch elsewhere comes from here."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from plugins.editor.words import settle_words

SCRIPT = "dist/sveltia-cms.js"
PACKAGE = "package.json"
WORDS = "locales/zh-CN.json"
"""Files of the package, by their path in it."""

FROM = "from"
"""The folder beside the page for what the library would ask its distributor for."""

_DISTRIBUTOR = "https://unpkg.com/"
_STATUS = "https://www.githubstatus.com/api/v2/status.json"
_NO_STATUS = "data:application/json,{}"
"""Whether the host is well is not worth a request to a third site: the answer stays unknown."""

_FONTS_OF = "https://cdn.jsdelivr.net/fontsource/fonts/"
FONTS = {
    "source-sans-3.woff2": (
        "npm/assets/source-sans-3-latin-wght-normal-BqRLTx4X.woff2",
        f"{_FONTS_OF}source-sans-3:vf@5.3.0/latin-wght-normal.woff2",
    ),
    "noto-mono.woff2": (
        "npm/assets/noto-mono-latin-400-normal-DiC8lJru.woff2",
        f"{_FONTS_OF}noto-mono@5.3.0/latin-400-normal.woff2",
    ),
    "material-symbols-outlined.woff2": (
        "npm/assets/material-symbols-outlined-latin-wght-normal-_Z1IJPLg.woff2",
        f"{_FONTS_OF}material-symbols-outlined:vf@5.3.7/latin-wght-normal.woff2",
    ),
}
"""Fonts by the name the site gives them: their file in the package, and where else they lie."""

FILES = (SCRIPT, PACKAGE, WORDS, *(file for file, _ in FONTS.values()))
"""All that is read of the package."""


def list_files(package: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield what the site serves of the ``package``: paths below the page's folder, and bytes.

    Raises ``ValueError`` where the library is another one than was looked through.
    """
    version = str(json.loads(package[PACKAGE])["version"])
    own = f"{FROM}/@sveltia/cms"
    yield "sveltia-cms.js", settle_script(package[SCRIPT].decode()).encode()
    yield f"{own}@{version}/{WORDS}", settle_words(package[WORDS])
    # The library looks here for a newer version: which one is served is the site's to say.
    yield f"{own}/{PACKAGE}", json.dumps({"version": version}).encode()
    for name, (file, _) in FONTS.items():
        yield name, package[file]


def settle_script(text: str) -> str:
    """Return the library with its distributors' addresses turned into places beside the page."""
    places = {address: name for name, (_, address) in FONTS.items()}
    places |= {_DISTRIBUTOR: f"./{FROM}/", _STATUS: _NO_STATUS}
    for address, place in places.items():
        if address not in text:
            raise ValueError(
                f"在线编辑器的程序里找不到 {address}：换了版本，要重新核对它向哪里要文件"
            )
        text = text.replace(address, place)
    # Nobody debugs it here, and the map is four times as large.
    return text.rpartition("\n//# sourceMappingURL=")[0] + "\n"
