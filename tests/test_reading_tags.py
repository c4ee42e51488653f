"""Tags as liaisons write them."""

from __future__ import annotations

import pytest

from plugins.reading.tags import is_plain_tag, split_tags


@pytest.mark.parametrize(
    ("written", "tags"),
    [
        ("文明，志愿、服务", ("文明", "志愿", "服务")),
        ("文明, 志愿;服务；海边", ("文明", "志愿", "服务", "海边")),
        ("#文明，＃志愿", ("文明", "志愿")),
        ("文明，，文明、", ("文明",)),
        ("文明 志愿", ("文明 志愿",)),
        ("，、；", ()),
        ("", ()),
    ],
)
def test_tags_are_split_as_liaisons_write_them(written: str, tags: tuple[str, ...]) -> None:
    """Each tag once, in order; a space does not split."""
    assert tags == split_tags(written)


@pytest.mark.parametrize(
    ("tag", "is_plain"),
    [("志愿服务", True), ("5G+文明", True), ("a-b·c", True), ("<b>", False), ("（周末）", False)],
)
def test_plain_tag_has_letters_and_digits(tag: str, is_plain: bool) -> None:
    """Marks of other kinds are refused."""
    assert is_plain is is_plain_tag(tag)
