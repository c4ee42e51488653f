"""The preview on one's own machine: watch, build again, and tell the pages that are open."""
