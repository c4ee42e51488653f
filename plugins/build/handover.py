"""Where Pelican's settings keep what ``launch`` and the plugin hand each other."""

from __future__ import annotations

ACCOUNT = "BUILD_ACCOUNT"
"""The account of the build, to be filled in."""

EXPLAIN = "BUILD_EXPLAIN"
"""The path that somebody asked about."""

MEMORY = "BUILD_MEMORY"
"""The memory of the content folder, to be closed."""

SERVED = "BUILD_SERVED"
"""The manifest of the site that was served just before."""

SETTINGS = "BUILD_SETTINGS_FILE"
"""The path of the settings file."""

SIGHT = "BUILD_SIGHT"
"""What was seen of the content folder just before."""

STAGING = "BUILD_STAGING"
"""The release that is being built, to be closed."""
