"""The build: who owns which path, staging beside the live site, and the swap.

It knows no capability by name; capabilities answer its signals.
"""
