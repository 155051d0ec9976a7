"""Shapes of what is sent to the pages of this room."""
