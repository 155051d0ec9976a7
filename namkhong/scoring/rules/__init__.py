"""Rules of scoring, each pure: no database, no web."""
