"""The arithmetic of criteria sets. Pure."""
