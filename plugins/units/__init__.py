"""What belongs to one unit: its section, its account, its codes, the follow page."""
