"""Starting Pelican from Python: for ``tasks.py`` and the tests.

``pelican`` on the command line builds the same site; this way in adds one clear
message where a build stops.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Any

from pelican import Pelican
from pelican.log import console
from pelican.log import init as init_logging
from pelican.settings import read_settings

from plugins.build.errors import BuildStopped
from plugins.build.staging import STAGING, close_staging
from plugins.model.trouble import say_trouble


def launch_build(settings: Path, content: Path, output: Path) -> None:
    """Build ``content`` into ``output`` by the settings file; raises ``BuildStopped``.

    Whatever Pelican only logs as an error stops the build, too.
    """
    init_logging(fatal="errors")
    # Pelican sums up its own articles, of which there are none.
    console.quiet = True
    errors = _ErrorsSaid(logging.ERROR)
    logging.getLogger().addHandler(errors)
    override = {"PATH": os.path.abspath(content), "OUTPUT_PATH": os.path.abspath(output)}
    chosen: dict[str, Any] = {}
    try:
        chosen = read_settings(str(settings), override=override)
        Pelican(chosen).run()
    except (ValueError, RuntimeError, ImportError) as error:
        reason = errors.last or error
        raise BuildStopped(f"构建没有完成，站点没有更新：{reason}") from error
    except OSError as error:
        raise BuildStopped(f"构建没有完成，站点没有更新：{say_trouble(error)}") from error
    finally:
        logging.getLogger().removeHandler(errors)
        if staging := chosen.get(STAGING):
            close_staging(staging)


class _ErrorsSaid(logging.Handler):
    """Keeps what Pelican logs as an error: the exception it then raises does not say it."""

    last = ""

    def emit(self, record: logging.LogRecord) -> None:
        self.last = record.getMessage()
