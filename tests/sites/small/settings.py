"""The small site's settings: short lists, so that few articles fill several pages."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT))

from pelicanconf import *

THEME = str(ROOT / "theme")
PORTAL = {"page_size": 2, "latest": 4, "notices": 2, "related": 2}
UNITS = {"page_size": 2}
FEEDS = {"length": 6}
# What is kept must not depend on the fonts of a machine.
REPOST = {"draws_cards": False}
