"""From the Word files that liaisons send to articles with their pictures."""
