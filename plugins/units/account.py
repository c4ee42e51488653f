"""Taking an office's account link off its official QR picture into the registry."""

from __future__ import annotations

from datetime import date

import tomlkit
from tomlkit.exceptions import TOMLKitError

from plugins.qrcodes.decoding import read_codes
from plugins.reading.registry import WECHAT_LINK

_WINDOWS_END = "\r\n"


class AccountRefused(ValueError):  # noqa: N818 (it says what happened)
    """The picture or the unit is not what the registry needs; the text is for the office."""


def read_account_link(picture: bytes) -> str:
    """Return the link in an official account's QR picture; raises ``AccountRefused``."""
    found = read_codes(picture)
    if not found:
        raise AccountRefused(
            "图片里没有读到二维码。请用公众号后台下载的原图，不要截图裁得太紧，也不要拍屏幕"
        )
    if len(found) > 1:
        raise AccountRefused(f"图片里有 {len(found)} 个二维码，请只留公众号的那一个")
    if not WECHAT_LINK.fullmatch(found[0]):
        raise AccountRefused(
            f"二维码里是“{found[0][:80]}”，不是公众号的链接（http://weixin.qq.com/r/ 开头）。"
            "小程序码、个人微信码和文章码都不行"
        )
    return found[0]


def enter_account(registry: bytes, slug: str, link: str, day: date, verifier: str) -> bytes:
    """Return ``units.toml`` with the unit's verified link, all else untouched.

    The file's line ends stay, a BOM goes.  Raises ``AccountRefused`` for an unknown
    unit, where another unit has the same link, and where the registry can't be read.
    """
    try:
        text = registry.decode("utf-8-sig")
        document = tomlkit.parse(text.replace(_WINDOWS_END, "\n"))
        units = {unit["slug"]: unit for unit in document["unit"]}
    except (UnicodeDecodeError, TOMLKitError, TypeError) as error:
        raise AccountRefused("登记表读不通，先运行 make check") from error
    if slug not in units:
        raise AccountRefused(f"登记表里没有“{slug}”。已有的单位：{'、'.join(units)}")
    for other, unit in units.items():
        if other != slug and unit.get("account", {}).get("qr_link") == link:
            raise AccountRefused(f"这个链接已经登记在“{other}”名下，请核对图片")
    account = units[slug].setdefault("account", tomlkit.table())
    account["qr_link"] = link
    account["verified_on"] = day
    account["verified_by"] = verifier
    entered = tomlkit.dumps(document)
    return (entered.replace("\n", _WINDOWS_END) if _WINDOWS_END in text else entered).encode()
