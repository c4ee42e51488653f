"""The machine that a build runs on: its files as the disk tells them, and its cores."""
