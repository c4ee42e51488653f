"""Why a build stopped, said once and with a meaning for whoever called it."""

from __future__ import annotations


class BuildStopped(Exception):  # noqa: N818 (it says what happened, not that code is wrong)
    """The build can't go on; nothing has been changed on the live site.

    Pelican ends with ``exitcode`` when this reaches it.
    """

    exitcode = 1
