"""Pictures: what their bytes really are, and where they are served from."""
