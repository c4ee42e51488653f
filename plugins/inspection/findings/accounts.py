"""公众号待核实：每个单位的公众号都有名称、微信号和核对过的二维码。

看了登记表里每个单位的公众号。

没有核实的，页面上写着“待核实”，不放二维码，也不编造。
"""

from __future__ import annotations

from collections.abc import Iterator

from plugins.inspection.evidence import View
from plugins.inspection.finding import Finding
from plugins.model.unit import Account

UNITS_FILE = "content/data/units.toml"

_FIX = "请单位提供名称、微信号和后台下载的二维码图片，二维码用 invoke account 录入"


def find_in_view(view: View) -> Iterator[Finding]:
    """Yield a finding for every unit whose account is not known in full."""
    for unit in view.registry.units:
        missing = list(_list_missing(unit.account))
        if missing:
            seen = f"公众号还缺{'、'.join(missing)}"
            yield Finding(unit.name, seen, _FIX, unit.address, UNITS_FILE)


def _list_missing(account: Account) -> Iterator[str]:
    if not account.name:
        yield "名称"
    if not account.id:
        yield "微信号"
    if not account.is_verified:
        yield "核对过的二维码"
