"""Pages of this room: those open to everybody, and those of the units."""
