"""Starting a build from Python: for ``tasks.py``, the preview and the tests.

``pelican`` on the command line builds the same site; this way in does nothing where
nothing has changed, and adds one clear message where a build stops.
"""

from __future__ import annotations

import gc
import logging
import os
import time
from pathlib import Path
from typing import Any

from plugins.build.account import Account
from plugins.build.clock import read_clock
from plugins.build.errors import BuildStopped
from plugins.build.handover import ACCOUNT, EXPLAIN, MEMORY, SERVED, SETTINGS, SIGHT, STAGING
from plugins.build.manifest import Manifest
from plugins.build.staging import close_staging, read_served
from plugins.build.world import Sight, look_at_content, tell_world
from plugins.model.trouble import say_trouble


def launch_build(settings: Path, content: Path, output: Path, explain: str = "") -> Account:
    """Build ``content`` into ``output`` by the settings file; raises ``BuildStopped``.

    A build makes many objects and few cycles, so nobody looks for these meanwhile.
    ``explain`` is an address or a file of the site whose part in this build the
    account tells.  Whatever Pelican only logs as an error stops the build, too.
    """
    account = Account()
    chosen: dict[str, Any] = {
        "PATH": os.path.abspath(content),
        "OUTPUT_PATH": os.path.abspath(output),
        SETTINGS: os.path.abspath(settings),
        ACCOUNT: account,
    }
    gc.disable()
    try:
        today = read_clock(os.environ, time.time())
        chosen[SIGHT] = look_at_content(chosen["PATH"], time.time_ns(), today)
        served = chosen[SERVED] = read_served(Path(chosen["OUTPUT_PATH"]))
        if explain:
            chosen[EXPLAIN] = explain
        elif served and _is_unchanged(served, chosen):
            account.kept = served.count_files()
            return account
        _run_pelican(settings, chosen)
    except (ValueError, RuntimeError, ImportError) as error:
        raise BuildStopped(f"构建没有完成，站点没有更新：{error}") from error
    except OSError as error:
        raise BuildStopped(f"构建没有完成，站点没有更新：{say_trouble(error)}") from error
    finally:
        gc.enable()
    return account


def _is_unchanged(served: Manifest, chosen: dict[str, Any]) -> bool:
    """Tell whether the site at ``OUTPUT_PATH`` stands and nothing it is made of has changed."""
    sight: Sight = chosen[SIGHT]
    places = served.facts.get("places", [])
    if chosen[SETTINGS] != served.facts.get("settings") or not served.facts.get("world"):
        return False
    if served.facts["world"] != tell_world(sight, places):
        return False
    return all(section.stands_in(chosen["OUTPUT_PATH"]) for section in served.sections.values())


def _run_pelican(settings: Path, override: dict[str, Any]) -> None:
    """Run Pelican with the settings file and what ``override`` replaces or adds."""
    from pelican import Pelican
    from pelican.log import console
    from pelican.log import init as init_logging
    from pelican.settings import read_settings

    init_logging(fatal="errors")
    # Pelican sums up its own articles, of which there are none.
    console.quiet = True
    errors = _ErrorsSaid(logging.ERROR)
    logging.getLogger().addHandler(errors)
    chosen: dict[str, Any] = {}
    try:
        chosen = read_settings(str(settings), override=override)
        Pelican(chosen).run()
    except (ValueError, RuntimeError, ImportError) as error:
        if errors.last:
            raise RuntimeError(errors.last) from error
        raise
    finally:
        logging.getLogger().removeHandler(errors)
        if memory := chosen.get(MEMORY):
            memory.close()
        if staging := chosen.get(STAGING):
            close_staging(staging)


class _ErrorsSaid(logging.Handler):
    """Keeps what Pelican logs as an error: the exception it then raises does not say it."""

    last = ""

    def emit(self, record: logging.LogRecord) -> None:
        self.last = record.getMessage()
