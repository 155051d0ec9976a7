"""Contrast of the colour tokens, computed as WCAG 2.2 asks."""

import re
from pathlib import Path

import pytest

from namkhong.design import components

ASSETS = Path(components.__file__).parents[1] / "assets"
TOKENS = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", (ASSETS / "tokens.css").read_text()))

GROUNDS = ["surface", "page", "sunken"]
TONES = ["danger", "warn", "good", "info", "quiet", "brand"]
TEXT = (
    [(text, ground) for text in ("ink", "ink-soft", "brand") for ground in GROUNDS]
    + [(tone, f"{tone}-soft") for tone in TONES]
    + [(tone, "surface") for tone in TONES]
    + [(tone, "page") for tone in TONES]
    + [("ink", f"{tone}-soft") for tone in TONES]
    + [("on-brand", ground) for ground in ("brand", "brand-deep", "danger")]
    + [("on-brand-soft", "brand-deep"), ("brand-deep", "on-brand-soft"), ("gold", "brand-deep")]
)
SHAPES = (
    [("line-strong", ground) for ground in ("surface", "page")]
    + [("focus", ground) for ground in (*GROUNDS, "brand-soft", "warn-soft", "danger-soft")]
    + [(f"fill-{tone}", ground) for tone in ("warn", "quiet", "info") for ground in ("surface", "page")]
    + [("gold", "brand-deep"), ("brand", "sunken"), ("brand", "page"), ("danger", "surface")]
)


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted([luminance(TOKENS[one]), luminance(TOKENS[other])])
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("text", "ground"), TEXT)
def test_text_can_be_read(text: str, ground: str) -> None:
    assert contrast(text, ground) >= 4.5


@pytest.mark.parametrize(("shape", "ground"), SHAPES)
def test_borders_and_focus_can_be_seen(shape: str, ground: str) -> None:
    assert contrast(shape, ground) >= 3


def test_colours_live_in_the_tokens() -> None:
    # Translucent shadows and the few shades of a bar are drawn with the tokens' hues; text colours never are.
    for file in ASSETS.glob("*.css"):
        if file.name not in ("tokens.css", "print.css"):
            assert re.findall(r"(?<![-\w])color: #", file.read_text()) == [], file.name


def test_letters_follow_the_reader() -> None:
    for file in ASSETS.glob("*.css"):
        if file.name not in ("print.css", "charts.css"):
            assert re.findall(r"font(?:-size)?:[^;]*\d(?:px|pt)", file.read_text()) == [], file.name
    assert "prefers-reduced-motion" in (ASSETS / "base.css").read_text()
