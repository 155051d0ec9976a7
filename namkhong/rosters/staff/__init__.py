"""Sheets of staff: their columns, what a row must hold, and how rows become people."""
