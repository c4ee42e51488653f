"""The browser editor for people with an account at the code host."""
