"""The administrative areas of the country, of today and of before 1 July 2025, as units out of the box.

`areas`, `changes` and `decisions` are pure; `source` reads the data; `today` and `former` write units.
"""
