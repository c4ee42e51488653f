"""The benchmarks' own parts keep up with the portal: what they measure can still be built."""

from __future__ import annotations

from pathlib import Path

from tests.support import ROOT, build_site


def test_the_plain_theme_has_a_template_for_every_kind_of_page(tmp_path: Path) -> None:
    settings = "benchmarks/peers/ours/settings.py"

    site = build_site(ROOT / "content", tmp_path / "output", settings)

    assert (site / "prompts/index.html").is_file()
    assert list(site.glob("repost/2026-*/index.html"))
