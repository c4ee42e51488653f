"""Where the content lies: the code host that people send articles to, if there is one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

EDITOR = "admin/"
"""The address of the browser editor, where the site has one."""


class CodeHost(StrEnum):
    """The kinds of code host that we know the ways of."""

    GITHUB = "github"
    GITEE = "gitee"
    GITEA = "gitea"


@dataclass(frozen=True)
class Repository:
    """The repository as ``site.toml`` names it.

    ``address`` is that of its page, without a final slash; ``owners`` are the city's
    editors, people or teams as the host writes them (``@wenming/city``); ``sign_in``
    is the address of the helper through which the browser editor signs people in;
    ``preview`` is where a pull request can be looked at, with ``{number}`` in it.
    Empty texts are not known.
    """

    host: CodeHost
    address: str
    branch: str = "main"
    owners: tuple[str, ...] = ()
    offers_editor: bool = True
    sign_in: str = ""
    preview: str = ""

    @property
    def name(self) -> str:
        """The owner and the name, such as ``wenming/matrix``."""
        return urlsplit(self.address).path.strip("/")

    @property
    def origin(self) -> str:
        """The host's own address, such as ``https://github.com``."""
        parts = urlsplit(self.address)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def has_editor(self) -> bool:
        """Whether the site has the browser editor: wanted, and able to speak to the host."""
        return self.offers_editor and self.host is not CodeHost.GITEE

    def locate_preview(self, number: int) -> str:
        """Return where pull request ``number`` can be looked at, or an empty text."""
        return self.preview.replace("{number}", str(number))
