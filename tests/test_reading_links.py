"""Links: what each kind is, and that no dangerous one gets a target."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.model.address import LEAF, ROOT
from plugins.reading.body import read_body
from plugins.reading.links import LinkKind, make_anchor, resolve_link

HERE = "articles/dongtou/2026/2026-03-21-hai-bian.md"
SCHEMES = ["javascript", "vbscript", "data", "file", "mailto", "tel", "weixin", "ftp", "blob"]


@pytest.mark.parametrize(
    ("target", "kind"),
    [
        ("https://a.cn/", LinkKind.EXTERNAL),
        ("http://a.cn/b?c=d#e", LinkKind.EXTERNAL),
        ("HTTPS://A.cn/", LinkKind.EXTERNAL),
        ("#回来以后", LinkKind.FRAGMENT),
        ("2026-03-20-chu-fa.md", LinkKind.CONTENT),
        ("../../longgang/2026/2026-03-20-chu-fa.md#一", LinkKind.CONTENT),
        ("../../../pages/about.md", LinkKind.CONTENT),
        ("hai-bian.png", LinkKind.OTHER_FILE),
        ("www.a.cn", LinkKind.OTHER_FILE),
        ("2026-03-20-chu-fa.md%0A", LinkKind.OTHER_FILE),
        ("2026-03-20-chu-fa.md?a=b", LinkKind.OTHER_FILE),
        ("/etc/passwd", LinkKind.ABSOLUTE),
        ("//a.cn/", LinkKind.ABSOLUTE),
        ("\\\\a.cn\\", LinkKind.ABSOLUTE),
        ("../../../../pelicanconf.py", LinkKind.OUTSIDE),
        ("%2e%2e/../../../../etc/passwd", LinkKind.OUTSIDE),
        ("a%5c..%5cb.md", LinkKind.OUTSIDE),
        ("", LinkKind.EMPTY),
        (" \u200b\t", LinkKind.EMPTY),
        ("https://", LinkKind.BROKEN),
        ("http:a.cn", LinkKind.BROKEN),
        ("http:///a.cn", LinkKind.BROKEN),
        ("https://gov.cn@a.cn/", LinkKind.BROKEN),
        ("https://[::1", LinkKind.BROKEN),
        ("https://a.cn/ “说明”", LinkKind.BROKEN),
        ("https://a.cn/ 说明", LinkKind.BROKEN),
        ('https://a.cn/"onclick=', LinkKind.BROKEN),
        ("C:\\照片\\a.jpg", LinkKind.FORBIDDEN_SCHEME),
    ],
)
def test_kind_is_told(target: str, kind: LinkKind) -> None:
    """Only three kinds may stand on the site."""
    link = resolve_link(target, HERE)

    assert kind is link.kind
    assert kind.is_allowed or not link.href


def test_link_to_an_article_follows_its_path() -> None:
    """The address is the target's own, with the marks of the model."""
    link = resolve_link("../../longgang/2026/2026-03-20-chu-fa.md#带什么", HERE)

    assert "articles/longgang/2026/2026-03-20-chu-fa.md" == link.path
    assert f"{ROOT}longgang/2026/03-20-chu-fa/{LEAF}#h-带什么" == link.href


@pytest.mark.parametrize(
    "written", ["回来 以后", "回来-以后", "h-回来-以后", "%E5%9B%9E%E6%9D%A5-以后"]
)
def test_fragment_means_a_heading_however_it_is_written(written: str) -> None:
    """With the prefix or without, escaped or not."""
    assert make_anchor("回来 以后") == resolve_link(f"#{written}", HERE).fragment


def disguises(scheme: str) -> list[str]:
    """Write a scheme in ways that browsers read as the scheme itself."""
    middle = len(scheme) // 2
    first, second = scheme[:middle], scheme[middle:]
    numbers = "".join(f"&#{ord(sign)};" for sign in scheme)
    hexes = "".join(f"&#x{ord(sign):X};" for sign in scheme)
    return [
        f"{scheme}:alert(1)",
        f"{scheme.upper()}:alert(1)",
        f"  {scheme}:alert(1)",
        f"{first}\t{second}:alert(1)",
        f"{first}\n{second}:alert(1)",
        f"{first}\u200b{second}:alert(1)",
        f"\ufeff{scheme}:alert(1)",
        f"{scheme}\u2028:alert(1)",
        f"{numbers}:alert(1)",
        f"{hexes}:alert(1)",
        f"{scheme}&#58;alert(1)",
        f"{scheme}&colon;alert(1)",
        f"&Tab;{scheme}:alert(1)",
        f"\\{scheme}:alert(1)",
        f"%{ord(scheme[0]):x}{scheme[1:]}:alert(1)",
    ]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_disguise_of_a_dangerous_scheme_gets_a_target(scheme: str) -> None:
    """Inline, by reference, in angle brackets, as a picture."""
    for target in disguises(scheme):
        for text in (
            f"[a]({target})",
            f"[a][b]\n\n[b]: {target}",
            f"<{target}>",
            f"![a]({target})",
        ):
            body = read_body(text, 1, HERE, lambda path: None).body

            assert body
            assert not re.search(r"<[^>]*\b(?:href|src)=", body.html), (text, body.html)


@given(st.text())
def test_no_target_is_too_strange(target: str) -> None:
    """Resolving never raises; what is allowed leads out by http or stays inside."""
    link = resolve_link(target, HERE)

    if link.kind is LinkKind.EXTERNAL:
        assert re.match(r"https?://", link.href, re.IGNORECASE)
    elif link.href:
        assert link.href.startswith(ROOT)
        assert ".." not in link.href
