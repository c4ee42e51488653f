"""Pelican's settings for the public site: pelicanconf.py, with clean addresses.

Absolute addresses (feeds, codes, sitemap) come from ``url`` in
``content/data/site.toml`` in both.
"""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from pelicanconf import *

BUILD = {"names_index": False}
PORTAL = {"shows_gallery": False}
