"""Work prompts: the page with what is due, and the calendar that phones subscribe to."""
