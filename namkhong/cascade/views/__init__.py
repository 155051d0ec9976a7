"""Pages of the room `cascade`."""
