"""QR codes, drawn by one library and read back by another."""
