"""Reads a document in a process of its own, with little memory, little time and nothing worth stealing.

A file handed in by anybody is opened by parsers written in C. Whatever it makes them do, it happens to a child that
has no database, no keys and no more than the limits below.
"""

from namkhong.plans.apart.parent import (
    LIMITS,
    PATIENT,
    Limits,
    OnPage,
    Pictured,
    ReaderBroke,
    ReaderFull,
    ReaderTooSlow,
    Unreadable,
    ask_apart,
    read_file_apart,
    read_pictures_apart,
    read_text_apart,
)
from namkhong.plans.apart.ready import make_ready

__all__ = [
    "LIMITS",
    "PATIENT",
    "Limits",
    "OnPage",
    "Pictured",
    "ReaderBroke",
    "ReaderFull",
    "ReaderTooSlow",
    "Unreadable",
    "ask_apart",
    "make_ready",
    "read_file_apart",
    "read_pictures_apart",
    "read_text_apart",
]
