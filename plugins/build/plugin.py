"""The build as Pelican sees it: one generator, staging before and a swap after."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping, Set
from contextlib import suppress
from pathlib import Path
from typing import Any

from pelican import Pelican
from pelican.generators import Generator
from pelican.plugins import signals
from pelican.writers import Writer

from plugins.build.account import Account, find_reasons
from plugins.build.assets import Asset, list_assets, read_assets
from plugins.build.clock import read_clock
from plugins.build.content import compose_portal, open_content
from plugins.build.errors import BuildStopped
from plugins.build.explain import explain_work, find_output_path
from plugins.build.handover import ACCOUNT, EXPLAIN, MEMORY, SERVED, SETTINGS, SIGHT, STAGING
from plugins.build.manifest import Manifest
from plugins.build.plan import Plan
from plugins.build.progress import show_progress
from plugins.build.render import FILTERS, Renderer, make_globals, name_globals
from plugins.build.settings import BuildSettings
from plugins.build.signals import (
    content_read,
    gather_inspectors,
    gather_sections,
    site_staged,
)
from plugins.build.staging import Staging, open_staging, swap
from plugins.build.store import store_folder
from plugins.build.templates import open_template_cache, read_templates
from plugins.build.update import Work, carry_out, is_served_already, sort_sections
from plugins.build.version import PROGRAM, read_version
from plugins.build.world import Sight, list_read_code, look_at_content, tell_world
from plugins.machine.workers import count_cores
from plugins.model.fingerprint import fingerprint
from plugins.model.output import Section
from plugins.model.portal import Portal
from plugins.model.settings import make_settings
from plugins.reading.content_folder import ContentFolder
from plugins.reading.memory import MemoryLost


class PortalGenerator(Generator):  # type: ignore[misc]  # Pelican is untyped
    """Reads what is new in the content, asks the capabilities what they want, and makes it."""

    portal: Portal
    folder: ContentFolder
    sight: Sight
    version: str

    def generate_context(self) -> None:
        """Read and check the content; raises ``BuildStopped`` where the check refuses it."""
        self.sight = self.settings.get(SIGHT) or take_sight(self.path)
        self.version = read_version()
        store = store_folder(self.settings[STAGING].live)
        try:
            self._read(open_content(Path(self.path), store, self.sight.files, self.version))
        except MemoryLost:
            with suppress(OSError):
                self.folder.memory.drop()
            self._read(ContentFolder(Path(self.path), listing=self.sight.files))

    def _read(self, folder: ContentFolder) -> None:
        """Read what ``folder`` does not remember, have it checked, and compose the portal."""
        self.folder = folder
        self.settings[MEMORY] = folder.memory
        with show_progress("读文稿") as advance:
            content_read.send(folder, today=self.sight.today, advance=advance)
        self.portal = compose_portal(folder, self.sight.today)

    def generate_output(self, writer: Writer) -> None:
        """Bring the release up to date, then let the capabilities look at what is new in it."""
        staging: Staging = self.settings[STAGING]
        assets = read_assets(Path(self.theme) / "static")
        build = make_settings(BuildSettings, "BUILD", self.settings)
        plan = Plan(
            self.version,
            {
                **name_globals(self.portal, assets),
                "设置": fingerprint([build, *self._name_syntax()]),
            },
            read_templates(Path(self.theme) / "templates"),
        )
        asked = find_output_path(self.settings.get(EXPLAIN, ""))
        sections = list(self._list_sections(assets))
        work = sort_sections(sections, plan, staging, asked)
        facts = self._tell_facts(plan, {path for section in sections for path in section.reads})
        self._fill_account(work, staging.served, facts)
        if asked:
            account: Account = self.settings[ACCOUNT]
            account.explanation = explain_work(asked, work, staging.served, facts, plan)
        if is_served_already(work, staging):
            staging.confirm(facts)
        else:
            with show_progress("写页面") as advance:
                renderer = self._make_renderer(assets, build)
                inspectors = gather_inspectors(self.portal)
                carry_out(work, staging, renderer, inspectors, count_cores(), advance)
            made = {output.path for output in work.make}
            site_staged.send(staging, portal=self.portal, made=made)
            self.settings[ACCOUNT].is_updated = True
            staging.finish(Manifest(facts, work.write_sections()))

    def _name_syntax(self) -> list[str]:
        """Return what templates are compiled by, beside their text."""
        return [repr(item) for item in sorted(self.settings["JINJA_ENVIRONMENT"].items(), key=str)]

    def _list_sections(self, assets: Mapping[str, Asset]) -> Iterator[Section]:
        yield Section("theme", list_assets, {"assets": dict(assets)})
        yield from gather_sections(self.portal, self.settings)

    def _make_renderer(self, assets: Mapping[str, Asset], build: BuildSettings) -> Renderer:
        self.env.bytecode_cache = open_template_cache(
            store_folder(self.settings[STAGING].live), fingerprint(self._name_syntax())
        )
        self.env.filters.update(FILTERS)
        self.env.globals.update(make_globals(self.portal, assets))
        site = self.portal.registry.site
        return Renderer(self.env, site.url, names_index=build.names_index)

    def _tell_facts(self, plan: Plan, reads: Set[str]) -> dict[str, Any]:
        """Return what the manifest says of the build as a whole.

        ``reads`` are the places that the sections were told from beside the content.
        """
        code = list_read_code()
        folders = {str(PROGRAM), os.path.abspath(self.theme)}
        places = sorted({*code, self.settings.get(SETTINGS, ""), *folders, *reads})
        return {
            "settings": self.settings.get(SETTINGS, ""),
            "places": places,
            "world": tell_world(self.sight, places),
            "version": self.version,
            "bases": dict(plan.bases),
            "templates": dict(plan.templates.names),
        }

    def _fill_account(self, work: Work, served: Manifest, facts: Mapping[str, Any]) -> None:
        """Note the figures of this build, and why it did what it does."""
        account: Account = self.settings[ACCOUNT]
        account.texts = len(self.portal.articles) + len(self.portal.pages)
        account.read = len(self.folder.read_texts)
        account.made = len(work.make)
        account.kept = work.count_files() - len(work.make)
        account.gone = len(work.gone)
        account.reasons = find_reasons(served.facts, facts, self.folder.changed_texts)


def take_sight(content: str) -> Sight:
    """Look at the content folder now, on the day of the build."""
    return look_at_content(content, time.time_ns(), read_clock(os.environ, time.time()))


def stage_output(pelican: Pelican) -> None:
    """Make ready the release beside the live site that this build brings up to date."""
    missing = set(pelican.settings["REQUIRED_PLUGINS"]) - set(pelican.settings["PLUGINS"])
    if missing:
        raise BuildStopped(f"这些插件没有装上，站点没有更新：{'、'.join(sorted(missing))}")
    served: Manifest | None = pelican.settings.get(SERVED)
    staging = open_staging(Path(pelican.settings["OUTPUT_PATH"]), served)
    pelican.settings[STAGING] = staging
    staging.look_ahead(count_cores())
    pelican.settings.setdefault(ACCOUNT, Account())
    pelican.output_path = str(staging.folder)


def publish_release(pelican: Pelican) -> None:
    """Put the finished release in the live site's place."""
    staging: Staging = pelican.settings[STAGING]
    if staging.is_finished:
        swap(staging)


def add_generator(pelican: Pelican) -> type[PortalGenerator]:
    """Offer the generator."""
    return PortalGenerator


def register() -> None:
    """Connect the build to Pelican."""
    signals.initialized.connect(stage_output)
    signals.get_generators.connect(add_generator)
    signals.finalized.connect(publish_release)
