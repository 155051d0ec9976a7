"""Reads a plan document into a structured reading: facts with the words they came from.

Pure Python: no Django, no database, no clock, no network.
"""
