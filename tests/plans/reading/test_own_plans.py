"""Invented plans of many offices and styles, read against their annotations.

They were annotated before the reader was shown them; here they guard against falling back.
"""

from pathlib import Path

from namkhong.plans.reading.as_json import gold_shape
from namkhong.plans.reading.command import evaluate, pairs
from namkhong.plans.reading.read import read_file

OWN = Path(__file__).parent / "own"
KNOWN_GENRES = {"ke_hoach", "huong_dan", "chuong_trinh", "quyet_dinh", "chi_thi", "cong_van", "bai_bao_ve_ke_hoach"}


def test_every_field_is_read_well_in_every_style():
    scores = evaluate(OWN)
    assert sum(score.f1 for score in scores.values()) / len(scores) >= 0.97
    assert {name: score.f1 for name, score in scores.items() if score.f1 < 0.9} == {}


def test_hardly_anything_is_invented():
    scores = evaluate(OWN).values()
    assert sum(s.predicted - s.right for s in scores) <= 0.02 * sum(s.predicted for s in scores)


def test_the_kinds_are_told_apart():
    genres = {document.name: (gold["genre"], gold_shape(read_file(document))["genre"]) for document, gold in pairs(OWN)}
    assert {name: pair for name, pair in genres.items() if pair[0] != pair[1]} == {}
    assert {wanted for wanted, _ in genres.values()} == KNOWN_GENRES


def test_a_low_confidence_stands_where_the_reader_guesses():
    readings = [read_file(document) for document, _ in pairs(OWN)]
    guessed = [s for r in readings for s in r.stages if s.name.startswith("Năm ")]
    assert guessed and all(stage.confidence < 0.8 for stage in guessed)
