"""JSON-LD stays in its element, whatever it says."""

from __future__ import annotations

import json
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.build.render import write_json_ld


class Scripts(HTMLParser):
    """Collects what stands in and after a script element."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.texts: list[str] = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


@given(st.text(alphabet=st.characters(codec="utf-8")) | st.text("</script>!-&\u2028\"'\\"))
def test_no_text_ends_the_script_element_it_stands_in(text: str) -> None:
    written = write_json_ld({"name": text})

    read = Scripts(f"<script>{written}</script>")

    assert ["script"] == read.tags
    assert {"name": text} == json.loads("".join(read.texts))


@pytest.mark.parametrize(
    "text", ["</script><script>alert(1)</script>", "<!--<script>", "]]>", "&lt;/script&gt;"]
)
def test_json_ld_holds_no_sign_that_html_reads(text: str) -> None:
    written = str(write_json_ld({"name": text}))

    assert not set("<>&") & set(written)
    assert {"name": text} == json.loads(written)
