"""The linter: one file a rule, an engine that knows no rule by name, and its reports.

It runs without Pelican, on a desk, in a pull request and before every build.
"""
