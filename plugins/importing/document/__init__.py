"""A Word file from its bytes to the Markdown of an article; `plugins.importing.word` calls it."""
