"""The registration form: where the site has it."""

from __future__ import annotations

REGISTER = "register/"
"""The address of the page on which a unit's people are listed on the reader's own device."""
