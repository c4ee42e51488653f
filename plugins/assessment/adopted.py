"""What was taken up of one year's articles, as an input of pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property

from plugins.model.adoption import Adoption, Level
from plugins.model.fingerprint import fingerprint_text


class Adopted:
    """Adoptions by the path of their article, with one fingerprint for all of them."""

    def __init__(self, by_article: Mapping[str, tuple[Adoption, ...]]) -> None:
        self.by_article = by_article

    @cached_property
    def fingerprint(self) -> str:
        """The name of all that stands here; one text is made faster than thousands of values."""
        rows = (
            f"{a.article}\t{a.level}\t{a.outlet}\t{a.link}\t{a.day.isoformat()}"
            for rows in self.by_article.values()
            for a in rows
        )
        return fingerprint_text("\n".join(rows))

    def of(self, paths: set[str]) -> Adopted:
        """Return what was taken up of the articles at ``paths``."""
        return Adopted({path: rows for path, rows in self.by_article.items() if path in paths})

    def at(self, path: str, level: Level) -> tuple[Adoption, ...]:
        """Return by whom the article at ``path`` was taken up at a level."""
        return tuple(row for row in self.by_article.get(path, ()) if row.level is level)

    def levels(self, path: str) -> list[Level]:
        """Return the levels at which the article at ``path`` was taken up, the nearest first."""
        return [level for level in Level if self.at(path, level)]


def group_by_year(by_article: Mapping[str, tuple[Adoption, ...]]) -> dict[int, Adopted]:
    """Return adoptions by the year of their article, which stands in its path."""
    years: defaultdict[int, dict[str, tuple[Adoption, ...]]] = defaultdict(dict)
    for path, rows in by_article.items():
        years[int(path.split("/")[2])][path] = rows
    return {year: Adopted(found) for year, found in years.items()}
