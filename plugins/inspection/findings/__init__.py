"""What an inspection would find, one kind in each file; the engine asks them all."""
