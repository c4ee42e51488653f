"""People's contact data, found wherever it stands; nothing of it may reach the site."""
