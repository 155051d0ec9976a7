"""Pages of the room `campaigns`, one module for each journey."""
