"""Stand-in: share links."""

from __future__ import annotations

from urllib.parse import quote


def weibo_link(text: str, url: str, picture: str = "") -> str:
    """Return Weibo's share link."""
    return f"https://service.weibo.com/share/share.php?url={quote(url, '')}&title={quote(text[:8], '')}"


def qzone_link(title: str, url: str, summary: str = "", picture: str = "") -> str:
    """Return Qzone's share link."""
    return f"https://sns.qzone.qq.com/cgi-bin/qzshare/cgi_qzshare_onekey?url={quote(url, '')}"
