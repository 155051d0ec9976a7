"""Pages stay short, take nothing from above, and carry no style or script of their own."""

import re
from pathlib import Path

import pytest

from tests.house.walk import at, room_of, storeys, templates

NAMED = re.compile(r"""\{%\s*(?:extends|include)\s+["']([^"'/]+)/""")
INLINE = re.compile(r"""<style|<script(?![^>]*\ssrc=)|\sstyle\s*=|\son[a-z]+\s*=|javascript:""", re.I)
COMMENT = re.compile(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}|<!--.*?-->", re.S)


@pytest.mark.parametrize("path", templates(), ids=at)
def test_template_keeps_the_rules(path: Path) -> None:
    page = COMMENT.sub("", templates()[path])
    own = storeys()[room_of(path)]
    for room in NAMED.findall(page):
        assert room == room_of(path) or storeys().get(room, 0) < own, f"takes from {room}, which is not below"
    assert not INLINE.search(page), f"inline: {INLINE.search(page)[0]}"
    assert len(page.splitlines()) <= 150


def test_rooms_keep_their_pages_under_their_own_name() -> None:
    for path in templates():
        folder = path.parts[path.parts.index("templates") + 1]
        assert folder == room_of(path) or room_of(path) == "design", at(path)
