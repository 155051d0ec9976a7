"""What rows of a sheet must hold; no database, no web."""
