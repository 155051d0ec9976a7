"""The tasks printed under the heading of a group of tasks."""

import re

_DASH = re.compile(r"^\s*[-–—+•*]\s*(?=\S)")
_NEXT = re.compile(r"^\s*(?:[IVXLC]+\s*[.):]|\d+(?:\.\d+)*\s*[.):]|Nơi nhận)")


def items_after(text: str, offset: int, most: int) -> list[str]:
    """Up to `most` list lines that follow the line with `offset`; a line broken by the printer is made whole.

    A numbered heading ends the list. Lines without a dash before the first one are passed over.
    """
    items: list[str] = []
    for line in text[offset:].splitlines()[1:]:
        if _NEXT.match(line):
            break
        if _DASH.match(line):
            if len(items) == most:
                break
            items.append(_DASH.sub("", line).strip())
        elif line.strip() and items and not items[-1].endswith((".", ";", ":")):
            items[-1] += f" {line.strip()}"
    return [" ".join(item.split()).rstrip(" ;.") for item in items]
