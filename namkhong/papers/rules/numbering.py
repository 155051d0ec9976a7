"""Labels of headings, articles, clauses and points: I, 1, a, Điều 1, in order and without gaps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from namkhong.papers.content import Article, Block, Clause, Heading, HeadingLevel, Point
from namkhong.papers.rules.text import letter, roman

# What starts afresh after each level.
_RESETS: dict[str, tuple[str, ...]] = {
    "part": ("chapter", "section", "subsection", "item", "clause", "point"),
    "chapter": ("section", "subsection", "item", "clause", "point"),
    "section": ("subsection", "item", "clause", "point"),
    "subsection": ("item", "clause", "point"),
    "item": ("clause", "point"),
    "article": ("clause", "point"),
    "clause": ("point",),
    "point": (),
}


def level_of(block: Block) -> str | None:
    """The counter a block belongs to, or None for blocks without a number."""
    if isinstance(block, Heading):
        return block.level.value
    return block.block if isinstance(block, Article | Clause | Point) else None


def printed(level: str, number: int) -> str:
    """The label of the n-th block of a level as it stands on paper."""
    match level:
        case HeadingLevel.PART:
            return f"Phần {roman(number)}"
        case HeadingLevel.CHAPTER:
            return f"Chương {roman(number)}"
        case HeadingLevel.SECTION:
            return f"{roman(number)}."
        case "article":
            return f"Điều {number}."
        case HeadingLevel.ITEM | "point":
            return f"{letter(number)})"
        case _:
            return f"{number}."


def labelled(blocks: Sequence[Block]) -> Iterator[tuple[str, Block]]:
    """Every block with its label ("" where it has none); labels given by the author are kept and counted."""
    counts: dict[str, int] = dict.fromkeys(_RESETS, 0)
    for block in blocks:
        level = level_of(block)
        if level is None:
            yield "", block
            continue
        counts[level] += 1
        counts.update(dict.fromkeys(_RESETS[level], 0))
        given = block.label if isinstance(block, Heading | Article | Clause | Point) else None
        yield (given if given is not None else printed(level, counts[level])), block
