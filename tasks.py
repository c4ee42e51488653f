"""Every intention has one verb: ``invoke --list``.  docs/tasks.md says when to use which."""

import os
import sys

# Invoke turns this off whatever the environment says, and every run would compile all of our code.
# It stands before the imports, so that they are kept, too.
sys.dont_write_bytecode = bool(os.environ.get("PYTHONDONTWRITEBYTECODE"))

from plugins.commands.adopting import adopt
from plugins.commands.city import account, editor, repost
from plugins.commands.figures import figures
from plugins.commands.following import followers
from plugins.commands.inspection import inspect, status
from plugins.commands.registration import teams
from plugins.commands.reviewing import owners, review
from plugins.commands.site import build, clean, publish, serve
from plugins.commands.upkeep import bench, lint, pictures, renew, rules, test
from plugins.commands.writing import check, fix, import_word, new, template
