"""Pages of this room for those who are signed in."""
