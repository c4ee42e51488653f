"""What tests share: places, their day, building sites, and tools that may be missing."""

from __future__ import annotations

import os
import shutil
import socket
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from plugins.build.launch import launch_build
from plugins.repost.fonts import Faces, find_faces
from plugins.repost.settings import RepostSettings

ROOT = Path(__file__).resolve().parent.parent
SITES = ROOT / "tests" / "sites"
TOOLS = ROOT / "tests" / "tools" / "node_modules"

TODAY = date(2026, 11, 23)
"""The tests' day."""

EPOCH = "1795406400"
"""Noon of the tests' day in Shanghai, for SOURCE_DATE_EPOCH."""


def build_site(content: Path, output: Path, settings: str = "pelicanconf.py") -> Path:
    """Build ``content`` on the tests' day and return the folder of the finished site."""
    previous = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = EPOCH
    try:
        launch_build(ROOT / settings, content, output)
    finally:
        if previous is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = previous
    return output.resolve()


def read_site(site: Path) -> dict[str, bytes]:
    """Return every file of a site by its path."""
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def scan(picture: bytes) -> list[str]:
    """Read codes that are black on white: not every phone reads the reverse."""
    with Image.open(BytesIO(picture)) as image:
        found = zxingcpp.read_barcodes(image.convert("L"), try_invert=False)
    return [code.text for code in found]


def free_port() -> int:
    """Return a port of loopback that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def need_command(name: str) -> str:
    """Return the path of a program; without it the test is skipped, or fails on CI."""
    found = shutil.which(name)
    if not found:
        miss(f"没有安装 {name}，.ci/run 里有安装的办法")
    return str(found)


def need_font() -> Faces:
    """Return the faces of a Chinese font; without one the test is skipped, or fails on CI."""
    found = find_faces(RepostSettings())
    if found is None:
        miss("没有中文字体，.ci/run 里有安装的办法")
    assert found
    return found


def need_file(path: Path) -> Path:
    """Return a tool's file; without it the test is skipped, or fails on CI."""
    if not path.is_file():
        miss(f"没有 {path.relative_to(ROOT)}，先运行 npm ci --prefix tests/tools")
    return path


def miss(reason: str) -> None:
    """Skip the test with the reason said; on CI nothing may be skipped for a missing tool."""
    if os.environ.get("WENMING_REQUIRE_TOOLS"):
        pytest.fail(reason)
    pytest.skip(reason)
