"""Measurements of the product, printed as a table and kept in `docs/benchmarks.json`: `make bench`."""
