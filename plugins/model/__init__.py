"""The words everyone uses: units, articles, pages, problems.

Plain frozen values made from the standard library alone.
"""
