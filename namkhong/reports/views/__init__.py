"""Pages of the room `reports`, one module for each journey."""
