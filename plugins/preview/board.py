"""What open pages are told, and waiting for it to change."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from threading import Condition


@dataclass(frozen=True, eq=False)
class News:
    """Which site is served, and why the newest change is not in it.

    ``site`` names the site, differently after each build and each start of the
    preview; ``refusal`` is empty where the newest build went well.  Two pieces of
    news are never equal: the same refusal twice is told twice.
    """

    refusal: str = ""
    site: str = field(default_factory=lambda: secrets.token_hex(8))


class Board:
    """Where the builds put the news and the server's threads wait for it."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._news = News()

    @property
    def news(self) -> News:
        """The newest news."""
        return self._news

    def tell_built(self) -> None:
        """Tell that another site is served: pages of the one before load again."""
        self._tell(News())

    def tell_refused(self, refusal: str, *, has_site: bool) -> None:
        """Tell why nothing new is served.

        Where there is no site yet (``has_site``), pages load again: the server's
        own page, which stands in for the site, says something new.
        """
        self._tell(News(refusal, self._news.site) if has_site else News(refusal))

    def wait_for_other(self, known: News | None, seconds: float) -> News:
        """Return the news as soon as it is not ``known``, or ``known`` after so many seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self._news is not known, seconds)
            return self._news

    def _tell(self, news: News) -> None:
        with self._changed:
            self._news = news
            self._changed.notify_all()
