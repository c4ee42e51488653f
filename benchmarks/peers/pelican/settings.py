"""Stock Pelican: its own readers, generators and pagination, no plugins.

The unit is the author and the column the category, which makes their lists and the
units' feeds Pelican's own.  ``BENCH_INPUT`` is the content folder, ``BENCH_OUTPUT`` the
site's, ``BENCH_CACHE`` Pelican's cache, if it shall have one.
"""

import json
import os

PATH = os.environ["BENCH_INPUT"]
OUTPUT_PATH = os.environ["BENCH_OUTPUT"]
THEME = os.path.join(os.path.dirname(os.path.abspath(__file__)), "theme")
THEME_STATIC_DIR = "."
with open(os.path.join(PATH, "names.json"), encoding="utf-8") as _file:
    JINJA_GLOBALS = json.load(_file)

SITENAME = "文明矩阵"
SITEURL = "https://wenming.example"
TIMEZONE = "Asia/Shanghai"
DEFAULT_LANG = "zh-CN"
DEFAULT_DATE_FORMAT = "%Y年%m月%d日"
PLUGINS: list[str] = []
# What was read before is kept only where a folder for it is named.
CACHE_CONTENT = LOAD_CONTENT_CACHE = "BENCH_CACHE" in os.environ
CACHE_PATH = os.environ.get("BENCH_CACHE", "cache")
# A day ahead of the machine's clock is published like any other.
WITH_FUTURE_DATES = True

ARTICLE_PATHS = ["articles"]
PAGE_PATHS = ["pages"]
STATIC_PATHS: list[str] = []
ARTICLE_URL = "{author}/{date:%Y}/{slug}/"
ARTICLE_SAVE_AS = ARTICLE_URL + "index.html"
PAGE_URL = "{slug}/"
PAGE_SAVE_AS = PAGE_URL + "index.html"
AUTHOR_URL = "{slug}/"
AUTHOR_SAVE_AS = AUTHOR_URL + "index.html"
CATEGORY_URL = "column/{slug}/"
CATEGORY_SAVE_AS = CATEGORY_URL + "index.html"
TAG_URL = "tag/{slug}/"
TAG_SAVE_AS = TAG_URL + "index.html"
MONTH_ARCHIVE_URL = "archive/{date:%Y}/{date:%m}/"
MONTH_ARCHIVE_SAVE_AS = MONTH_ARCHIVE_URL + "index.html"
CATEGORIES_SAVE_AS = "column/index.html"
TAGS_SAVE_AS = "tag/index.html"
ARCHIVES_SAVE_AS = "archive/index.html"
FOLLOW_SAVE_AS = "follow/index.html"
NOT_FOUND_SAVE_AS = "404.html"
SITEMAP_SAVE_AS = "sitemap.xml"
DIRECT_TEMPLATES = [
    "index",
    "categories",
    "tags",
    "archives",
    "follow",
    "not_found",
    "sitemap",
]

DEFAULT_PAGINATION = 20
PAGINATED_TEMPLATES = {"author": 20, "category": 20, "tag": 20, "period_archives": 20}
PAGINATION_PATTERNS = (
    (1, "{url}", "{save_as}"),
    (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
)

FEED_MAX_ITEMS = 30
FEED_ALL_ATOM = "feed.atom.xml"
AUTHOR_FEED_ATOM = "{slug}/feed.atom.xml"
CATEGORY_FEED_ATOM = None
TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_RSS = None
