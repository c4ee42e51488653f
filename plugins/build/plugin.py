"""The build as Pelican sees it: one generator, one writer, staging before and a swap after."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pelican import Pelican
from pelican.generators import Generator
from pelican.plugins import signals
from pelican.writers import Writer
from rich.console import Console
from rich.progress import track

from plugins.build.assets import read_assets
from plugins.build.clock import read_clock
from plugins.build.content import compose_portal
from plugins.build.errors import BuildStopped
from plugins.build.ledger import Ledger
from plugins.build.render import FILTERS, Renderer, make_globals
from plugins.build.settings import BuildSettings
from plugins.build.signals import content_read, gather_outputs, site_staged
from plugins.build.staging import STAGING, Staging, open_staging, swap
from plugins.model.output import FileOutput, Output, Owner, PageOutput
from plugins.model.portal import Portal
from plugins.model.settings import make_settings
from plugins.reading.content_folder import ContentFolder


class PortalGenerator(Generator):  # type: ignore[misc]  # Pelican is untyped
    """Reads all content, asks the capabilities what they want written, and writes it."""

    portal: Portal

    def generate_context(self) -> None:
        """Read and check the content; raises ``BuildStopped`` where the check refuses it."""
        folder = ContentFolder(Path(self.path))
        today = read_clock(os.environ, time.time())
        content_read.send(folder, today=today)
        self.portal = compose_portal(folder, today)

    def generate_output(self, writer: ReleaseWriter) -> None:
        """Render and write every output, then let the capabilities look at the whole."""
        assets = read_assets(Path(self.theme) / "static")
        self.env.filters.update(FILTERS)
        self.env.globals.update(make_globals(self.portal, assets))
        build = make_settings(BuildSettings, "BUILD", self.settings)
        site = self.portal.registry.site
        renderer = Renderer(self.env, site.url, names_index=build.names_index)
        outputs: list[Output] = [
            FileOutput(a.path, Owner("theme"), a.data) for a in assets.values()
        ]
        outputs.extend(gather_outputs(self.portal, self.settings))
        for output in _show_progress(outputs):
            data = renderer.render(output) if isinstance(output, PageOutput) else output.data
            writer.write_output(output, data)
        site_staged.send(self.settings[STAGING], portal=self.portal)


class ReleaseWriter(Writer):  # type: ignore[misc]  # Pelican is untyped
    """Writes into the release that is being built, each path by its one owner."""

    def __init__(self, output_path: str, settings: dict[str, Any]) -> None:
        super().__init__(output_path, settings=settings)
        self.ledger = Ledger()

    def write_output(self, output: Output, data: bytes) -> None:
        """Claim the output's path and write its bytes."""
        self.ledger.claim(output.path, output.owner)
        self.settings[STAGING].write(output.path, data)


def _show_progress(outputs: list[Output]) -> Iterator[Output]:
    """Yield the outputs, with a bar on a terminal and in silence elsewhere."""
    console = Console(stderr=True)
    return iter(
        track(
            outputs,
            description="写页面",
            console=console,
            transient=True,
            disable=not sys.stderr.isatty(),
        )
    )


def stage_output(pelican: Pelican) -> None:
    """Send everything Pelican writes to a new release beside the live site."""
    missing = set(pelican.settings["REQUIRED_PLUGINS"]) - set(pelican.settings["PLUGINS"])
    if missing:
        raise BuildStopped(f"这些插件没有装上，站点没有更新：{'、'.join(sorted(missing))}")
    staging = open_staging(Path(pelican.settings["OUTPUT_PATH"]))
    pelican.settings[STAGING] = staging
    pelican.output_path = str(staging.folder)


def publish_release(pelican: Pelican) -> None:
    """Put the finished release in the live site's place."""
    staging: Staging = pelican.settings[STAGING]
    if not (staging.folder / "index.html").is_file():
        raise BuildStopped("构建没有写出首页，站点没有更新。")
    swap(staging)


def add_generator(pelican: Pelican) -> type[PortalGenerator]:
    """Offer the generator."""
    return PortalGenerator


def add_writer(pelican: Pelican) -> type[ReleaseWriter]:
    """Offer the writer."""
    return ReleaseWriter


def register() -> None:
    """Connect the build to Pelican."""
    signals.initialized.connect(stage_output)
    signals.get_generators.connect(add_generator)
    signals.get_writer.connect(add_writer)
    signals.finalized.connect(publish_release)
