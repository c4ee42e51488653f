"""The pages that all units share: home, articles, columns, tags, archives, plain pages."""
