"""Forms of this room: points and what is printed for them, ways in, targets."""
