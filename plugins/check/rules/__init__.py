"""One file a rule; the file name is the id that a liaison sees.

Each docstring is the rule's manual, and docs/rules.md is made from them.
"""
