"""What an inspection would find: the self-check, the weekly look at the site, the dashboard."""
