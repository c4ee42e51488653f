"""Pelican's settings for this site; docs/settings.md says what ours do.

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

PLUGIN_PATHS = [os.path.dirname(os.path.abspath(__file__))]
PLUGINS = [
    "plugins.assessment.plugin",
    "plugins.build.plugin",
    "plugins.check.plugin",
    "plugins.contacts.plugin",
    "plugins.editor.plugin",
    "plugins.feeds.plugin",
    "plugins.forms.plugin",
    "plugins.importing.plugin",
    "plugins.inspection.plugin",
    "plugins.media.plugin",
    "plugins.portal.plugin",
    "plugins.prompts.plugin",
    "plugins.registration.plugin",
    "plugins.repost.plugin",
    "plugins.units.plugin",
]
REQUIRED_PLUGINS = tuple(PLUGINS)

# Pelican only logs a plugin that can't be imported, and goes on with exit code 0.
sys.path[:0] = [path for path in PLUGIN_PATHS if path not in sys.path]
for _name in PLUGINS:
    import_module(_name)

# Every setting of ours is in one dictionary per room; unknown keys stop the build.
BUILD = {"names_index": True}
PORTAL = {"shows_gallery": True}

JINJA_ENVIRONMENT = {
    "autoescape": True,
    "undefined": StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
}

# Pelican's own articles, pages, lists, feeds and copies of files are off: they
# would write what nobody owns (docs/architecture.md, "Where Pelican begins").
ARTICLE_PATHS: list[str] = []
PAGE_PATHS: list[str] = []
STATIC_PATHS: list[str] = []
THEME_STATIC_PATHS: list[str] = []
DIRECT_TEMPLATES: list[str] = []
FEED_ALL_ATOM = None
CATEGORY_FEED_ATOM = None
TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
