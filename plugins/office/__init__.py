"""Office files that we write: Word documents and sheets that name no person and no hour."""
