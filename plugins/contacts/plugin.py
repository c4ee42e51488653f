"""The gate on what is published, as the build asks for it."""

from __future__ import annotations

from plugins.build.signals import Inspect, inspectors_wanted
from plugins.contacts.allowed import allow_published
from plugins.contacts.gate import Gate
from plugins.model.portal import Portal


def offer_inspector(portal: Portal) -> Inspect:
    """Return what looks for people's contact data in each file that is made."""
    return Gate(allow_published(portal.registry)).inspect


def register() -> None:
    """Answer the build."""
    inspectors_wanted.connect(offer_inspector)
