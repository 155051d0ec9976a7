"""The few line drawings of the interface, on a 24 by 24 grid, stroked with the colour of the text beside them."""

from typing import Any

PATHS: dict[str, str] = {
    "check": "M5 12.5l4.5 4.5L19 7.5",
    "check-circle": "M12 3a9 9 0 100 18 9 9 0 000-18M8 12.3l2.8 2.8L16 9.6",
    "cross": "M6 6l12 12M18 6L6 18",
    "alert": "M12 3.5L2.5 20h19L12 3.5M12 10v4.5M12 17.2v.1",
    "stop": "M8.3 3h7.4L21 8.3v7.4L15.7 21H8.3L3 15.7V8.3L8.3 3M12 7.5v5.5M12 16.2v.1",
    "info": "M12 3a9 9 0 100 18 9 9 0 000-18M12 11v5.5M12 7.6v.1",
    "clock": "M12 3a9 9 0 100 18 9 9 0 000-18M12 7v5.2l3.4 2",
    "calendar": "M4 6h16v14H4V6M4 10.5h16M8.5 3.5v4M15.5 3.5v4",
    "send": "M21 3L10 14M21 3l-7 18-4-7-7-4 18-7",
    "return": "M9 5L4 10l5 5M4 10h10a6 6 0 010 12h-2",
    "circle": "M12 4a8 8 0 100 16 8 8 0 000-16",
    "dash": "M12 4a8 8 0 100 16 8 8 0 000-16M8 12h8",
    "pencil": "M4 20l1-4.5L16.5 4 20 7.5 8.5 19 4 20M14 6.5l3.5 3.5",
    "play": "M12 3a9 9 0 100 18 9 9 0 000-18M10 8.5v7l5.5-3.5-5.5-3.5",
    "lock": "M6 11h12v9H6v-9M8.5 11V8a3.5 3.5 0 017 0v3",
    "up": "M12 19V5M6 11l6-6 6 6",
    "down": "M12 5v14M6 13l6 6 6-6",
    "level": "M5 9h14M5 15h14",
    "right": "M9 5l7 7-7 7",
    "left": "M15 5l-7 7 7 7",
    "sort": "M8 9l4-4 4 4M8 15l4 4 4-4",
    "home": "M3.5 11L12 4l8.5 7M6 9.5V20h12V9.5M10 20v-5.5h4V20",
    "list": "M9 6h11M9 12h11M9 18h11M4.5 6v.1M4.5 12v.1M4.5 18v.1",
    "flag": "M5 21V4M5 4.5c5-2.5 8 2.5 14 0v9c-6 2.5-9-2.5-14 0",
    "chart": "M4 20h16M7 20v-7M12 20V5M17 20v-10",
    "file": "M6 3h8l4.5 4.5V21H6V3M14 3v4.5h4.5M9 12.5h6.5M9 16.5h6.5",
    "scale": "M12 4v16M7 20h10M5 7h14M5 7l-2.7 6.5a3 3 0 005.4 0L5 7M19 7l-2.7 6.5a3 3 0 005.4 0L19 7",
    "units": "M9 4h6v4H9V4M3 16h6v4H3v-4M15 16h6v4h-6v-4M12 8v4M6 16v-4h12v4",
    "person": "M12 4a4 4 0 100 8 4 4 0 000-8M4.5 20.5c1-4 4-5.5 7.5-5.5s6.5 1.5 7.5 5.5",
    "copy": "M9 9h11v11H9V9M15 9V4H4v11h5",
    "upload": "M12 16V4.5M7 9l5-5 5 5M4 16v4h16v-4",
    "download": "M12 4v11.5M7 11l5 5 5-5M4 16v4h16v-4",
    "search": "M10.5 4a6.5 6.5 0 100 13 6.5 6.5 0 000-13M15.3 15.3L21 21",
    "plus": "M12 5v14M5 12h14",
    "print": "M7 9V3.5h10V9M7 17H4V9h16v8h-3M7 14h10v6.5H7V14",
    "bell": "M6 16V10.5a6 6 0 0112 0V16l1.5 2h-15L6 16M10 20.5h4",
    "voice": "M4 5h16v11H11l-4.5 4v-4H4V5M8 9h8M8 12.3h5",
    "quote": "M5 17c3-1 4-3.5 4-7H5v5M14 17c3-1 4-3.5 4-7h-4v5",
}


def icon(name: str) -> dict[str, Any]:
    """A decorative drawing; the words beside it carry the meaning.

    Raises: ValueError for a name that is not in `PATHS`.
    """
    if name not in PATHS:
        raise ValueError(f"no icon named {name!r}; there are {', '.join(sorted(PATHS))}")
    return {"path": PATHS[name]}
