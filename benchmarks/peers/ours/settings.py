"""The public site's settings with a plain theme, as plain as the other contenders' templates.

``BENCH_THEME`` names another theme: a copy of this one with a line changed, or the
portal's own.
"""

# ruff: noqa: E402, F403
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT))

from publishconf import *

THEME = os.environ.get("BENCH_THEME", str(Path(__file__).parent / "theme"))
