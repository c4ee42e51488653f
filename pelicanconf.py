"""Pelican's settings for this site; docs/settings.md says what each does.

What belongs to a city (names, units, columns, addresses) is not here: it lies in
``content/data``.
"""

import os
import sys
from importlib import import_module

from jinja2 import StrictUndefined

PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"
TIMEZONE = "Asia/Shanghai"
DEFAULT_LANG = "zh-cn"
SITENAME = "文明矩阵"
SITEURL = ""

PLUGIN_PATHS = [os.path.dirname(os.path.abspath(__file__))]
PLUGINS = [
    "plugins.build.plugin",
    "plugins.check.plugin",
    "plugins.feeds.plugin",
    "plugins.media.plugin",
    "plugins.portal.plugin",
    "plugins.units.plugin",
]
REQUIRED_PLUGINS = tuple(PLUGINS)

# Pelican only logs a plugin that can't be imported, and goes on with exit code 0.
sys.path[:0] = [path for path in PLUGIN_PATHS if path not in sys.path]
for _name in PLUGINS:
    import_module(_name)

# Every setting of ours is in one dictionary per room; unknown keys stop the build.
BUILD = {"names_index": True}
PORTAL = {"page_size": 20, "latest": 10, "notices": 5, "related": 4, "shows_gallery": True}
UNITS = {"page_size": 20}
FEEDS = {"length": 30}

JINJA_ENVIRONMENT = {
    "autoescape": True,
    "undefined": StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
}

# Pelican's own readers, lists, feeds and copying of files are off: they would
# write what no one owns (docs/architecture.md, "Where Pelican begins").
READERS = {
    "html": None,
    "htm": None,
    "rst": None,
    "md": None,
    "markdown": None,
    "mkd": None,
    "mdown": None,
}
ARTICLE_PATHS: list[str] = []
PAGE_PATHS: list[str] = []
STATIC_PATHS: list[str] = []
THEME_STATIC_PATHS: list[str] = []
DIRECT_TEMPLATES: list[str] = []
DELETE_OUTPUT_DIRECTORY = False
CACHE_CONTENT = False
LOAD_CONTENT_CACHE = False
FEED_ALL_ATOM = None
CATEGORY_FEED_ATOM = None
TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
