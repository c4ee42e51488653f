"""What an inspection has found: where, what was seen, what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad a finding is: what has to be mended, and what a person should look at."""

    MEND = "要改"
    NOTE = "留意"


@dataclass(frozen=True)
class Finding:
    """One thing that an inspection would find.

    ``subject`` is what it is about, such as 鹿城区; ``address`` is that of a page of the
    site (empty for the home page, None where no page shows it), ``file`` the file in
    which it is mended, from the repository's top.  ``seen`` and ``fix`` are Chinese
    sentences without a final full stop.
    """

    subject: str
    seen: str
    fix: str
    address: str | None = None
    file: str = ""
    severity: Severity = Severity.MEND

    @property
    def place(self) -> str:
        """Where to go, as a person is told: the file, or else the address."""
        return self.file or f"/{self.address or ''}"


@dataclass(frozen=True)
class Result:
    """What one kind of finding has come to.

    ``name`` is that of its module, ``looked_at`` says what was looked at.  Where there
    was nothing to look at (``was_looked``), it says nothing.
    """

    name: str
    title: str
    looked_at: str
    was_looked: bool
    findings: tuple[Finding, ...] = ()


def count_findings(results: tuple[Result, ...], severity: Severity) -> int:
    """Return how many findings of a severity there are."""
    return sum(f.severity is severity for result in results for f in result.findings)
