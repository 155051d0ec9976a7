"""What each component needs, worked out in Python; how it looks is in `templates/design/components/`."""
