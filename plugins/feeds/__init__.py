"""What machines read: Atom, JSON Feed, the sitemap and robots.txt."""
