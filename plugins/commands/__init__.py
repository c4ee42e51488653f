"""The tasks, by whom they are for; ``tasks.py`` gathers them for Invoke."""
