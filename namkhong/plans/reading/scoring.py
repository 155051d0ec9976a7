"""Precision and recall of readings against hand annotations, field by field."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

_OTHER = re.compile(r"[^a-z0-9%/]+")


@dataclass(frozen=True)
class Score:
    """Counts for one field: right ones, predicted ones, annotated ones."""

    right: int = 0
    predicted: int = 0
    annotated: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(self.right + other.right, self.predicted + other.predicted, self.annotated + other.annotated)

    @property
    def precision(self) -> float:
        """Share of predicted values that are right; 1 when nothing was predicted."""
        return self.right / self.predicted if self.predicted else 1.0

    @property
    def recall(self) -> float:
        """Share of annotated values that were found; 1 when there was nothing to find."""
        return self.right / self.annotated if self.annotated else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def fold(value: object) -> str:
    """Small letters without marks; everything but letters, digits, % and / becomes one space."""
    text = unicodedata.normalize("NFD", str(value or "").replace("Đ", "D").replace("đ", "d"))
    bare = "".join(char for char in text if not unicodedata.combining(char)).lower()
    return _OTHER.sub(" ", bare).strip()


def keys(shape: dict[str, Any]) -> dict[str, list[Any]]:
    """What counts as the same value, per field, of an annotation or a reading in that shape."""
    deadlines = shape.get("deadlines") or []
    signer = shape.get("signer")
    out: dict[str, list[Any]] = {
        name: [fold(shape[name])] if shape.get(name) else [] for name in ("title", "doc_number", "issuer")
    }
    out["issued_date"] = [shape["issued_date"]] if shape.get("issued_date") else []
    out["legal_bases"] = [
        (fold(item.get("number")), item.get("date")) for item in _list(shape, "legal_bases") if item.get("number")
    ]
    out["stages"] = [(item.get("start_year"), item.get("end_year")) for item in _list(shape, "stages")]
    out["targets"] = [
        (item.get("low_pct"), item.get("high_pct"), item.get("direction")) for item in _list(shape, "targets")
    ]
    out["deadlines"] = [
        (item.get("day"), item.get("month"), item.get("year"), item.get("recurring")) for item in deadlines
    ]
    out["deadline_bodies"] = [
        (item.get("day"), item.get("month"), fold(item.get("from_body")), fold(item.get("to_body")))
        for item in deadlines
    ]
    out["content_items"] = [fold(item) for item in _list(shape, "content_items")]
    out["milestones"] = [(item.get("kind"), item.get("year")) for item in _list(shape, "milestones")]
    out["responsibilities"] = [(fold(item["body"]), item["n_tasks"]) for item in _list(shape, "responsibilities")]
    out["recipients"] = [fold(item) for item in _list(shape, "recipients")]
    out["signer"] = [fold(signer["name"])] if signer else []
    return out


def _list(shape: dict[str, Any], name: str) -> list[Any]:
    return shape.get(name) or []


def compare(annotation: dict[str, Any], reading: dict[str, Any]) -> dict[str, Score]:
    """The score of every field for one document."""
    wanted, found = keys(annotation), keys(reading)
    return {name: _score(wanted[name], found[name]) for name in wanted}


def _score(wanted: list[Any], found: list[Any]) -> Score:
    left = list(wanted)
    right = 0
    for value in found:
        if value in left:
            left.remove(value)
            right += 1
    return Score(right, len(found), len(wanted))


def total(scores: Iterable[dict[str, Score]]) -> dict[str, Score]:
    """Sums over documents."""
    out: dict[str, Score] = {}
    for score in scores:
        for name, value in score.items():
            out[name] = out.get(name, Score()) + value
    return out
