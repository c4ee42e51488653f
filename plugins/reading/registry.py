"""The registry files of ``content/data``: TOML to the model, with every fault on its line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from plugins.model.problem import Problem
from plugins.model.registry import Column, Footer, Registry, Site
from plugins.model.unit import Account, Unit, UnitKind, UnitName
from plugins.reading.article import is_web_address
from plugins.reading.encoding import decode_text

UNITS = "data/units.toml"
COLUMNS = "data/columns.toml"
SITE = "data/site.toml"
FILES = (UNITS, COLUMNS, SITE)

RULE = "registry"
WECHAT_LINK = re.compile(r"^https?://weixin\.qq\.com/r/(?:mp/)?[A-Za-z0-9_-]{6,}$")
"""What an official account's QR picture encodes (product page, Units)."""

RESERVED_SLUGS = frozenset(
    "admin archive column feeds figures follow gallery media page prompts register repost search"
    " tag theme write".split()
)
"""First steps of addresses that belong to the site itself (docs/architecture.md, Addresses)."""

_SLUG = re.compile(r"^[a-z0-9]+(?:-[a-z0-9]+)*$")
_CODE = re.compile(r"^\d{6}$")
_TOML_LINE = re.compile(r"line (\d+)")


@dataclass(frozen=True)
class RegistryReading:
    """The registry, or what keeps it from being read."""

    registry: Registry | None
    problems: tuple[Problem, ...] = ()


@dataclass
class _File:
    """One TOML file while it is read: its tables, its lines, and what is wrong so far."""

    path: str
    lines: list[str]
    tables: Mapping[str, Any]
    problems: list[Problem] = field(default_factory=list)

    def report(self, line: int, seen: str, wanted: str, fix: str) -> None:
        self.problems.append(Problem(self.path, line, RULE, seen, wanted, fix))

    def line_of(self, header: str, index: int = 0, key: str = "") -> int:
        """Return the line of ``key`` in the ``index``-th table with this header."""
        starts = [n for n, line in enumerate(self.lines, 1) if line.strip() == header]
        if index >= len(starts):
            return 0
        pattern = re.compile(rf"^\s*{re.escape(key)}\s*=") if key else None
        for number in range(starts[index] + 1, len(self.lines) + 1):
            line = self.lines[number - 1]
            if pattern and pattern.match(line):
                return number
            if line.startswith("[") and line.strip() == header:
                break
        return starts[index]


def read_registry(files: Mapping[str, bytes]) -> RegistryReading:
    """Read the three registry files, given by their path in the content folder."""
    opened = {path: _open(path, files.get(path)) for path in FILES}
    problems = [p for file in opened.values() if isinstance(file, Problem) for p in (file,)]
    units, columns, site_file = (opened[path] for path in FILES)
    registry = None
    if isinstance(units, _File) and isinstance(columns, _File) and isinstance(site_file, _File):
        registry = Registry(
            site=_read_site(site_file),
            units=_order_units(_read_units(units)),
            columns=tuple(_read_columns(columns)),
        )
        _check_references(registry, site_file)
        problems = [p for file in (units, columns, site_file) for p in file.problems]
    return RegistryReading(None if problems else registry, tuple(problems))


def _open(path: str, data: bytes | None) -> _File | Problem:
    if data is None:
        seen, wanted = "没有这个文件", f"内容文件夹里要有 {path}"
        return Problem(path, 0, RULE, seen, wanted, "从仓库的历史里取回这个文件")
    decoded = decode_text(data)
    if decoded.fault:
        seen = "文件的编码不是 UTF-8，或含有不可见的控制字符"
        fix = "用记事本打开，另存为 UTF-8 编码"
        return Problem(path, decoded.line, RULE, seen, "UTF-8 编码的 TOML 文件", fix)
    try:
        return _File(path, decoded.text.split("\n"), tomllib.loads(decoded.text))
    except tomllib.TOMLDecodeError as error:
        found = _TOML_LINE.search(str(error))
        line = int(found[1]) if found else 0
        seen = f"这一行读不通（{str(error).split(' (at')[0]}）"
        fix = "检查引号是否成对、是不是英文引号，等号两边是否写全"
        return Problem(path, line, RULE, seen, "符合 TOML 格式的内容", fix)


def _read_units(file: _File) -> Iterator[Unit]:
    seen: dict[str, int] = {}
    for index, table in enumerate(_tables(file, "unit")):
        where = _At(file, "[[unit]]", index)
        _refuse_unknown(table, {"slug", "kind", "office", "introduction", "name", "account"}, where)
        slug = _slug(table, where, RESERVED_SLUGS)
        kind = _text(table, "kind", where)
        if kind and kind not in set(UnitKind):
            where.report("kind", f"单位类别写成了“{kind}”", "city、county、zone 三者之一", "改成其中一个")
            kind = ""
        if slug in seen:
            where.report("slug", f"“{slug}”出现了两次", "每个单位的 slug 各不相同", "改掉其中一个")
        seen[slug] = index
        names = tuple(_read_names(table, kind, where))
        office = _text(table, "office", where, is_required=True)
        account = _read_account(table.get("account", {}), where)
        if names and slug and kind:
            intro = _text(table, "introduction", where)
            yield Unit(slug, UnitKind(kind), office, names, account, intro)


@dataclass(frozen=True)
class _At:
    """A table's place in a file, for reports about its keys."""

    file: _File
    header: str
    index: int

    def report(self, key: str, seen: str, wanted: str, fix: str) -> None:
        line = self.file.line_of(self.header, self.index, key)
        self.file.report(line, seen, wanted, fix)


def _read_names(table: Mapping[str, Any], kind: str, where: _At) -> Iterator[UnitName]:
    rows = table.get("name", [])
    if not isinstance(rows, list) or not rows:
        where.report("name", "没有单位名称", "至少一个 [[unit.name]]", "补上 name 和 short")
        return
    for row in rows:
        if not isinstance(row, Mapping):
            where.report("name", "单位名称的写法不对", "[[unit.name]] 表", "照别的单位的样子写")
            continue
        _refuse_unknown(row, {"name", "short", "code", "since", "until"}, where)
        name = _text(row, "name", where, is_required=True)
        short = _text(row, "short", where, is_required=True)
        code = _text(row, "code", where)
        if code and not _CODE.match(code):
            where.report("code", f"区划代码写成了“{code}”", "六位数字", "对照 GB/T 2260 改正")
        if not code and kind in (UnitKind.CITY, UnitKind.COUNTY):
            where.report("code", f"“{name}”没有区划代码", "六位数字的代码", "补上代码，功能区请写 kind = \"zone\"")
        since, until = _day(row, "since", where), _day(row, "until", where)
        if since and until and since >= until:
            where.report("until", "停用日不晚于启用日", "until 晚于 since", "改正两个日期")
        yield UnitName(name, short, code, since, until)


def _read_account(value: object, where: _At) -> Account:
    if not isinstance(value, Mapping):
        where.report("account", "公众号的写法不对", "[unit.account] 表", "照别的单位的样子写")
        return Account()
    keys = {"name", "id", "qr_link", "opened", "verified_on", "verified_by"}
    _refuse_unknown(value, keys, where)
    link = _text(value, "qr_link", where)
    account = Account(
        name=_text(value, "name", where),
        id=_text(value, "id", where),
        qr_link=link,
        opened=_text(value, "opened", where),
        verified_on=_day(value, "verified_on", where),
        verified_by=_text(value, "verified_by", where),
    )
    if link and not WECHAT_LINK.match(link):
        wanted = "http://weixin.qq.com/r/ 开头的公众号链接"
        fix = "用 invoke account 从官方二维码图片里读取，不要手写"
        where.report("qr_link", f"二维码链接是“{link}”", wanted, fix)
    if link and not account.is_verified:
        fix = "补上 verified_on（核实日）和 verified_by（核实单位）"
        where.report("qr_link", "二维码链接没有核实人或核实日", "链接和核实信息同时填写", fix)
    return account


def _read_columns(file: _File) -> Iterator[Column]:
    seen: set[str] = set()
    for index, table in enumerate(_tables(file, "column")):
        where = _At(file, "[[column]]", index)
        _refuse_unknown(table, {"slug", "title", "description", "is_signed"}, where)
        slug = _slug(table, where, frozenset({"page"}))
        title = _text(table, "title", where, is_required=True)
        for key, value in (("slug", slug), ("title", title)):
            if value in seen:
                where.report(key, f"“{value}”出现了两次", "每个栏目各不相同", "改掉其中一个")
            seen.add(value)
        description = _text(table, "description", where, is_required=True)
        yield Column(slug, title, description, _flag(table, "is_signed", where, False))


_SITE_TEXTS = (
    "name", "city", "url", "description", "slogan", "alert", "alert_address",
    "notice_column", "contribute_page",
)  # fmt: skip


def _read_site(file: _File) -> Site:
    where = _At(file, "", 0)
    tables = file.tables
    _refuse_unknown(tables, {*_SITE_TEXTS, "is_demonstration", "footer_pages", "footer"}, where)
    texts = {
        key: _text(tables, key, where, is_required=key in ("name", "city", "url"))
        for key in _SITE_TEXTS
    }
    url = texts["url"]
    if url and not (is_web_address(url) and url.endswith("/")):
        where.report("url", f"网址写成了“{url}”", "https:// 开头、/ 结尾的网址", "照样子改正")
    footer_table = tables.get("footer", {})
    footer_keys = Footer.__dataclass_fields__.keys()
    _refuse_unknown(footer_table, set(footer_keys), where)
    footer = Footer(**{key: _text(footer_table, key, where) for key in footer_keys})
    names = tables.get("footer_pages", [])
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        where.report("footer_pages", "页脚页面的写法不对", '["about", "privacy"] 这样的列表', "照样子改正")
        names = []
    is_demonstration = _flag(tables, "is_demonstration", where, True)
    return Site(
        **texts, is_demonstration=is_demonstration, footer=footer, footer_pages=tuple(names)
    )


def _check_references(registry: Registry, file: _File) -> None:
    slug = registry.site.notice_column
    if slug and slug not in registry.column_by_slug:
        seen = f"通知栏目写成了“{slug}”，栏目表里没有"
        line = file.line_of("", 0, "notice_column")
        file.report(line, seen, "columns.toml 里的一个 slug", "改成已有的栏目")


def _order_units(units: Iterator[Unit]) -> tuple[Unit, ...]:
    """Order units by code, those without one last, by slug."""
    return tuple(sorted(units, key=lambda unit: (unit.code or "999999", unit.slug)))


def _tables(file: _File, name: str) -> list[Mapping[str, Any]]:
    where = _At(file, f"[[{name}]]", 0)
    _refuse_unknown(file.tables, {name}, where)
    rows = file.tables.get(name, [])
    if not isinstance(rows, list) or not rows or not all(isinstance(r, Mapping) for r in rows):
        file.report(0, f"没有读到 [[{name}]]", f"至少一个 [[{name}]]", "从仓库的历史里取回原来的写法")
        return []
    return rows


def _refuse_unknown(table: object, known: set[str], where: _At) -> None:
    for key in table if isinstance(table, Mapping) else ():
        if key not in known:
            wanted = f"只用这些项目：{'、'.join(sorted(known))}"
            where.report(key, f"不认识的项目“{key}”", wanted, "改正拼写，或删去这一行")


def _text(table: object, key: str, where: _At, *, is_required: bool = False) -> str:
    value = table.get(key, "") if isinstance(table, Mapping) else ""
    if not isinstance(value, str):
        where.report(key, f"“{key}”不是文字", "放在英文双引号里的文字", f'写成 {key} = "…"')
        return ""
    if is_required and not value.strip():
        where.report(key, f"“{key}”没有填", "这一项必须填写", f'补上 {key} = "…"')
    return value.strip()


def _typed(table: object, key: str, where: _At, accepts: Callable[[Any], bool], example: str) -> Any:
    value = table.get(key) if isinstance(table, Mapping) else None
    if value is None or accepts(value):
        return value
    where.report(key, f"“{key}”写成了“{value}”", f"写成 {key} = {example}", "照样子改正，不加引号")
    return None


def _day(table: object, key: str, where: _At) -> date | None:
    day: date | None = _typed(table, key, where, lambda v: type(v) is date, "2015-07-23")
    return day


def _flag(table: object, key: str, where: _At, default: bool) -> bool:
    value = _typed(table, key, where, lambda v: isinstance(v, bool), "true 或 false")
    return default if value is None else bool(value)


def _slug(table: Mapping[str, Any], where: _At, reserved: frozenset[str]) -> str:
    slug = _text(table, "slug", where, is_required=True)
    if slug and not _SLUG.match(slug):
        where.report("slug", f"slug 写成了“{slug}”", "小写拼音，词间用连字符", "照样子改正")
    if slug in reserved:
        where.report("slug", f"“{slug}”是本站保留的网址", "别的 slug", "换一个不同的拼音")
    return slug
