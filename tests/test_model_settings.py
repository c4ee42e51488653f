"""Settings as frozen values: what is wrong is named, all at once."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from plugins.model.settings import make_settings


@dataclass(frozen=True)
class RoomSettings:
    page_size: int = 20
    shows_gallery: bool = False


def test_settings_left_out_have_their_defaults() -> None:
    assert RoomSettings() == make_settings(RoomSettings, "ROOM", {})
    assert RoomSettings(5) == make_settings(RoomSettings, "ROOM", {"ROOM": {"page_size": 5}})


def test_every_wrong_setting_is_named_in_one_message() -> None:
    """A misspelt key, one that is like none, and a value of another type."""
    table = {"page_sise": 5, "colour": "red", "shows_gallery": "yes", "page_size": True}

    with pytest.raises(ValueError, match="ROOM") as caught:
        make_settings(RoomSettings, "ROOM", {"ROOM": table})

    said = str(caught.value)
    assert "ROOM 里有不认识的设置 page_sise，是不是 page_size" in said
    assert "ROOM 里有不认识的设置 colour，可用的有 page_size、shows_gallery" in said
    assert "ROOM 的 shows_gallery 应当是 bool，写成了 'yes'" in said
    assert "ROOM 的 page_size 应当是 int，写成了 True" in said
