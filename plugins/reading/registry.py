"""The registry files of ``content/data``: TOML to the model, with every fault on its line."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from plugins.model.organization import CountsBy
from plugins.model.problem import Problem
from plugins.model.registry import Column, Footer, Registry, Site
from plugins.model.unit import Account, Unit, UnitKind, UnitName
from plugins.reading.assessment import read_assessment
from plugins.reading.organizations import read_organizations
from plugins.reading.proper_names import read_proper_names
from plugins.reading.repository import read_owners, read_repository
from plugins.reading.toml_table import TomlTable, open_toml
from plugins.reading.web_address import is_web_address

UNITS = "data/units.toml"
COLUMNS = "data/columns.toml"
SITE = "data/site.toml"
REQUIRED = (UNITS, COLUMNS, SITE)
ORGANIZATIONS = "data/organizations.toml"
NAMES = "data/names.toml"
OPTIONAL = (ORGANIZATIONS, NAMES)
"""A city that counts no organizations, or holds no name to be right, needs no list of them."""

FILES = (*REQUIRED, *OPTIONAL)

RULE = "registry"
"""The rule whose manual speaks of these files."""

WECHAT_LINK = re.compile(r"^https?://weixin\.qq\.com/r/(?:mp/)?[A-Za-z0-9_-]{6,}$")
"""What an official account's QR picture encodes (product page, Units)."""

RESERVED_SLUGS = frozenset(
    {"admin", "archive", "column", "feeds", "figures", "files", "follow", "gallery", "media"}
    | {"page", "prompts", "register", "repost", "search", "tag", "theme", "write"}
)
"""First steps of addresses that the site has, or keeps for rooms to come."""

_SLUG = re.compile(r"^[a-z0-9]+(?:-[a-z0-9]+)*$")
_CODE = re.compile(r"^\d{6}$")
_WITHOUT_CODE = "999999"

SHORT_LIMIT = 4
"""Characters that stay legible in a unit's mark (theme, component seal)."""

_UNIT_KEYS = ("slug", "kind", "office", "introduction", "owners", "name", "account")
_NAME_KEYS = ("name", "short", "code", "since", "until")
_ACCOUNT_KEYS = ("name", "id", "qr_link", "opened", "verified_on", "verified_by")
_COLUMN_KEYS = ("slug", "title", "description", "is_signed", "counts_by")
_SITE_REQUIRED = ("name", "city", "url")
_SITE_OPTIONAL = (
    "description",
    "alert",
    "alert_address",
    "notice_column",
    "contribute_page",
)
_FOOTER_KEYS = tuple(Footer.__dataclass_fields__)


@dataclass(frozen=True)
class RegistryReading:
    """The registry, or what keeps it from being read; ``site`` is ``site.toml`` as opened."""

    registry: Registry | None
    site: TomlTable
    problems: tuple[Problem, ...] = ()

    def line_of_site(self, key: str) -> int:
        """Return the line of ``key`` in ``site.toml``."""
        return self.site.line_of(key)


def read_registry(files: Mapping[str, bytes]) -> RegistryReading:
    """Read the registry files, given by their path in the content folder."""
    opened = [open_toml(path, files.get(path), RULE) for path in REQUIRED]
    opened += [open_toml(path, files.get(path, b""), RULE) for path in OPTIONAL]
    units, columns, site, organizations, names = opened
    if not any(table.file.problems for table in opened):
        registry = Registry(
            site=_read_site(site),
            units=_order_units(_read_units(units)),
            columns=tuple(_read_columns(columns)),
            proper_names=read_proper_names(names),
        )
        _check_notice_column(registry, site)
        if not any(table.file.problems for table in (units, columns)):
            found = read_organizations(organizations, registry.units, registry.columns)
            registry = replace(registry, organizations=found)
        if not any(table.file.problems for table in opened):
            return RegistryReading(registry, site)
    problems = tuple(problem for table in opened for problem in table.file.problems)
    return RegistryReading(None, site, problems)


def _read_units(top: TomlTable) -> Iterator[Unit]:
    top.refuse_unknown("unit")
    seen: defaultdict[str, set[str]] = defaultdict(set)
    for table in top.tables("unit", "[[unit]]", *_UNIT_KEYS):
        slug = _read_slug(table, RESERVED_SLUGS)
        kind = table.text("kind", is_required=True)
        if kind and kind not in set(UnitKind):
            wanted = "city（市级）、county（县级）、zone（功能区）三者之一"
            table.report("kind", f"单位类别写成了“{kind}”", wanted, "改成其中一个")
            kind = ""
        names = tuple(_read_names(table, kind))
        _check_names(table, names)
        office = table.text("office", is_required=True)
        introduction = table.text("introduction")
        owners = read_owners(table)
        account = _read_account(table)
        current = names[-1] if names else UnitName("", "")
        for key, value in (
            ("slug", slug),
            ("name", current.name),
            ("code", current.code),
            ("id", account.id),
            ("qr_link", account.qr_link),
        ):
            table.refuse_twice(key, value, seen[key])
        if names and slug and kind:
            yield Unit(slug, UnitKind(kind), office, names, account, introduction, owners)


def _read_names(unit: TomlTable, kind: str) -> Iterator[UnitName]:
    for table in unit.tables("name", "[[unit.name]]", *_NAME_KEYS):
        name = table.text("name", is_required=True)
        short = table.text("short", is_required=True)
        if len(short) > SHORT_LIMIT:
            wanted = f"一到{SHORT_LIMIT}个字，例如“鹿城”"
            table.report("short", f"徽记上的字写成了“{short}”", wanted, "只留最能认出单位的两个字")
        code = table.text("code")
        if code and not _CODE.match(code):
            table.report("code", f"区划代码写成了“{code}”", "六位数字", "对照 GB/T 2260 改正")
        if not code and kind in (UnitKind.CITY, UnitKind.COUNTY):
            fix = '补上 code；没有代码的功能区请写 kind = "zone"'
            table.report("code", f"“{name}”没有区划代码", "六位数字的代码", fix)
        since, until = table.day("since"), table.day("until")
        if since and until and since >= until:
            table.report("until", "停用日不晚于启用日", "until 晚于 since", "改正两个日期")
        yield UnitName(name, short, code, since, until)


def _check_names(unit: TomlTable, names: tuple[UnitName, ...]) -> None:
    """Report names that do not follow each other without a gap up to today's."""
    for earlier, later in pairwise(names):
        if earlier.until != later.since:
            seen = f"“{earlier.name}”的停用日和“{later.name}”的启用日不是同一天"
            unit.report("name", seen, "前一个名称的 until 就是后一个的 since", "改正两个日期")
    if names and names[-1].until:
        wanted = "现名写在最后，没有停用日"
        unit.report("name", f"最后一个名称“{names[-1].name}”已经停用", wanted, "调整先后")


def _read_account(unit: TomlTable) -> Account:
    table = unit.table("account", *_ACCOUNT_KEYS)
    account = Account(
        name=table.text("name"),
        id=table.text("id"),
        qr_link=table.text("qr_link"),
        opened=table.text("opened"),
        verified_on=table.day("verified_on"),
        verified_by=table.text("verified_by"),
    )
    link = account.qr_link
    if link and not WECHAT_LINK.match(link):
        wanted = "http://weixin.qq.com/r/ 开头的公众号链接"
        fix = "用 invoke account 从官方二维码图片里读取，不要手写"
        table.report("qr_link", f"二维码链接是“{link}”", wanted, fix)
    if link and not account.is_verified:
        fix = "补上 verified_on（核实日）和 verified_by（核实单位）"
        table.report("qr_link", "二维码链接没有核实人或核实日", "链接和核实信息同时填写", fix)
    return account


def _read_columns(top: TomlTable) -> Iterator[Column]:
    top.refuse_unknown("column")
    slugs: set[str] = set()
    titles: set[str] = set()
    for table in top.tables("column", "[[column]]", *_COLUMN_KEYS):
        slug = _read_slug(table, frozenset())
        title = table.text("title", is_required=True)
        table.refuse_twice("slug", slug, slugs)
        table.refuse_twice("title", title, titles)
        description = table.text("description", is_required=True)
        is_signed = table.flag("is_signed", False)
        yield Column(slug, title, description, is_signed, _read_counts_by(table))


def _read_counts_by(column: TomlTable) -> CountsBy | None:
    written = column.text("counts_by")
    if not written or written in set(CountsBy):
        return CountsBy(written) if written else None
    wanted = "unit（按供稿的地方）、organization（按名单里的单位），或不写"
    column.report("counts_by", f"统计办法写成了“{written}”", wanted, "改成其中一个")
    return None


def _read_site(top: TomlTable) -> Site:
    top.refuse_unknown(
        *_SITE_REQUIRED,
        *_SITE_OPTIONAL,
        "is_demonstration",
        "weekly_minutes",
        "allowed_contacts",
        "footer_pages",
        "footer",
        "repository",
        "figures",
    )
    texts = {key: top.text(key, is_required=True) for key in _SITE_REQUIRED}
    texts |= {key: top.text(key) for key in _SITE_OPTIONAL}
    url = texts["url"]
    if url and not (is_web_address(url) and url.endswith("/") and not re.search(r"[?#]", url)):
        top.report("url", f"网址写成了“{url}”", "https:// 开头、/ 结尾的网址", "照样子改正")
    footer = top.table("footer", *_FOOTER_KEYS)
    record = footer.text("police_record_url")
    if record and not is_web_address(record):
        seen = f"公安备案的链接写成了“{record}”"
        footer.report("police_record_url", seen, "https:// 开头的网址", "从备案页面复制网址")
    return Site(
        **texts,
        is_demonstration=top.flag("is_demonstration", True),
        weekly_minutes=top.count("weekly_minutes"),
        allowed_contacts=top.texts("allowed_contacts"),
        footer=Footer(**{key: footer.text(key) for key in _FOOTER_KEYS}),
        footer_pages=top.texts("footer_pages"),
        repository=read_repository(top),
        figures=read_assessment(top),
    )


def _check_notice_column(registry: Registry, site: TomlTable) -> None:
    slug = registry.site.notice_column
    if slug and slug not in registry.column_by_slug:
        seen = f"通知栏目写成了“{slug}”，栏目表里没有"
        site.report("notice_column", seen, "columns.toml 里的一个 slug", "改成已有的栏目")


def _order_units(units: Iterator[Unit]) -> tuple[Unit, ...]:
    """Order units by code, those without one last, by slug."""
    return tuple(sorted(units, key=lambda unit: (unit.code or _WITHOUT_CODE, unit.slug)))


def _read_slug(table: TomlTable, reserved: frozenset[str]) -> str:
    slug = table.text("slug", is_required=True)
    if slug and not _SLUG.match(slug):
        table.report("slug", f"slug 写成了“{slug}”", "小写拼音，词间用连字符", "照样子改正")
        return ""
    if slug in reserved:
        table.report("slug", f"“{slug}”是本站保留的网址", "别的 slug", "换一个不同的拼音")
    return slug
