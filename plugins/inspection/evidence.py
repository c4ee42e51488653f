"""What an inspection looks at: the portal on a day, what the check says, the site as built."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from plugins.inspection.built_page import FeedFacts, PageFacts
from plugins.model.article import Slip, Text
from plugins.model.listing import NOTICES_ON_HOME
from plugins.model.portal import Portal
from plugins.model.problem import Problem
from plugins.model.registry import Registry


@dataclass(frozen=True)
class View:
    """The portal on a day: no more than the page of the self-check is made from.

    ``newest`` are the newest articles of the units in their order, nothing where one has
    none; ``filled`` are the slugs of columns with articles; ``notices`` stand on the home
    page, ``notice_texts`` are theirs.  ``opened`` are the articles that are opened: for
    the page those of ``newest``, which visitors meet first, else all.
    """

    today: date
    registry: Registry
    newest: tuple[Slip | None, ...]
    filled: tuple[str, ...]
    notices: tuple[Slip, ...]
    notice_texts: tuple[Text, ...]
    opened: tuple[Slip, ...]


@dataclass(frozen=True)
class BuiltSite:
    """The site as built: what was noted of its pages and feeds, in order of path."""

    pages: tuple[PageFacts, ...]
    feeds: tuple[FeedFacts, ...]


@dataclass(frozen=True)
class Evidence:
    """All that there is to look at; what is None is not there."""

    view: View | None = None
    problems: tuple[Problem, ...] | None = None
    site: BuiltSite | None = None


def take_view(portal: Portal, notices_on_home: int = NOTICES_ON_HOME) -> View:
    """Return the view of ``portal`` that costs little however many articles it has."""
    notices = portal.by_column.get(portal.registry.site.notice_column, ())[:notices_on_home]
    newest = tuple(next(iter(articles), None) for articles in portal.by_unit.values())
    return View(
        today=portal.today,
        registry=portal.registry,
        newest=newest,
        filled=tuple(slug for slug, articles in portal.by_column.items() if articles),
        notices=notices,
        notice_texts=tuple(slip.text for slip in notices),
        opened=tuple(slip for slip in newest if slip),
    )
