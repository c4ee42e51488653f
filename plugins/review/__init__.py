"""What a pull request is told: whose files it touches, what is wrong with them, how to mend it."""
