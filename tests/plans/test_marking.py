"""The text that was read as lines and tables, with every item marked where it stands."""

from hypothesis import given
from hypothesis import strategies as st

from namkhong.plans.rules import MarkedBlock, Part, Place, marked, part_with, parts_of


def whole(text: str) -> Part:
    (part,) = parts_of(text, size=10**6)
    return part


def written(blocks: list[MarkedBlock]) -> str:
    """Runs as `words` or `{items:words}`, lines parted by a slash, cells by a bar, rows by two."""
    out = []
    for block in blocks:
        lines = [[[block.line]]] if block.line else block.rows
        rows = ["|".join("/".join("".join(map(run, line.runs)) for line in cell) for cell in row) for row in lines]
        out.append("||".join(rows))
    return "\n".join(out)


def run(piece) -> str:
    numbers = ",".join(f"{pk}{'!' if pk in piece.begins else ''}" for pk in piece.items)
    return f"{{{numbers}:{piece.text}}}" if numbers else piece.text


def test_items_may_overlap_and_cross_lines() -> None:
    text = "abcdef\nghi"
    places = [Place(1, 0, 4), Place(2, 1, 2), Place(3, 3, 8), Place(4, 20, 30), Place(5, 4, 4)]
    assert written(marked(text, whole(text), places)) == "{1!:a}{1,2!:b}{1:c}{1,3!:d}{3:ef}\n{3:g}hi"


def test_a_table_is_a_table() -> None:
    text = "Trước\n|\nViệc\n|\nHạn\n||\nBáo cáo\nquý\n|\n15/6\n||\nSau"
    at = text.index("15/6")
    blocks = marked(text, whole(text), [Place(7, at, at + 4)])
    assert written(blocks) == "Trước\nViệc|Hạn||Báo cáo/quý|{7!:15/6}\nSau"
    assert blocks[1].line is None


def test_a_paragraph_before_the_next_table_is_no_row() -> None:
    text = "|\nA\n|\nB\n||\nĐoạn văn\n|\nC\n|\nD\n||"
    assert written(marked(text, whole(text), [])) == "A|B\nĐoạn văn\nC|D"


def test_bars_without_rows_stay_lines() -> None:
    text = "|\nA\n|\nB\n|"
    assert written(marked(text, whole(text), [])) == "A\nB"
    long = "|\n" + "dòng\n" * 500 + "||"
    assert all(block.line for block in marked(long, whole(long), []))
    assert written(marked("|\n||\nA", whole("|\n||\nA"), [])) == "A"


def test_a_long_text_comes_in_parts_that_lose_nothing() -> None:
    text = "\n".join(f"Dòng số {number}" for number in range(500))
    parts = parts_of(text, size=1000)
    assert [part.number for part in parts] == list(range(1, len(parts) + 1)) and len(parts) > 4
    lines = [block.line for part in parts for block in marked(text, part, [])]
    assert "\n".join("".join(run.text for run in line.runs) for line in lines if line) == text
    assert part_with(parts, 0) == 1 and part_with(parts, len(text) + 9) == len(parts)
    assert part_with(parts, parts[2].start) == 3 and part_with([], 5) == 1
    assert parts_of("") == parts_of("", size=5) and len(parts_of("")) == 1


def test_a_long_table_can_be_parted() -> None:
    text = "|\n" + "".join(f"Việc {number}\n|\nHạn\n||\n" for number in range(200)) + "Hết"
    parts = parts_of(text, size=500)
    assert len(parts) > 2
    rows = [row for part in parts for block in marked(text, part, []) for row in block.rows]
    assert len(rows) == 200


@given(
    st.text(alphabet="ab|\n", max_size=60), st.lists(st.tuples(st.integers(-3, 65), st.integers(-3, 65)), max_size=8)
)
def test_marking_keeps_every_word_and_begins_each_item_once(text: str, spans: list[tuple[int, int]]) -> None:
    places = [Place(pk, *span) for pk, span in enumerate(spans, start=1)]
    begun: list[int] = []
    shown = ""
    for part in parts_of(text, size=7):
        for block in marked(text, part, places):
            for row in block.rows or ((() if block.line is None else (block.line,),),):
                for cell in row:
                    for line in cell if isinstance(cell, tuple) else (cell,):
                        for piece in line.runs:
                            assert text.startswith(piece.text, line.start) or piece.text in text
                            shown += piece.text
                            begun += piece.begins
    kept = "".join(line for line in text.split("\n") if line not in ("|", "||"))
    assert shown.replace("|", "") == kept.replace("|", "")
    assert set(begun) <= set(range(1, len(spans) + 1))
