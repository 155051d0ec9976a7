"""A reading as JSON: in full with sources, or in the shape that hand annotations use."""

from dataclasses import asdict
from datetime import date
from typing import Any

from namkhong.plans.reading.items import Deadline, Milestone, Reading, Reference, Stage, Target, Task


def full(reading: Reading) -> dict[str, Any]:
    """Every field, with spans, confidence and reasons; days as ISO text."""
    plain: dict[str, Any] = _plain(asdict(reading))
    return plain


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def gold_shape(reading: Reading) -> dict[str, Any]:
    """The fields and names of an annotation; what the text does not say is None or an empty list."""
    out = _head(reading)
    out |= {
        "legal_bases": [_reference(item) for item in reading.legal_bases],
        "mentioned_docs": [_reference(item) for item in reading.mentioned_docs],
        "stages": [_stage(item) for item in reading.stages],
        "targets": [_target(item) for item in reading.targets if item.unit == "%"],
        "other_targets": [_target(item) for item in reading.targets if item.unit != "%"],
        "audience": [{"group": item.group, "text": item.text} for item in reading.audience],
        "content_items": [item.text for item in reading.content_items],
        "emulation_contents": [{"group": item.group, "text": item.text} for item in reading.emulation_contents],
        "task_groups": [
            {"no": item.number, "title": item.title, "n_items": item.n_items} for item in reading.task_groups
        ],
        "criteria": [
            {
                "group": item.group,
                "n_top": len(item.criteria),
                "n_sub": sum(item.sub_counts),
                "sub_counts": list(item.sub_counts),
                "items": [_number(points) for points in item.points],
                "total": _number(item.max_points),
            }
            for item in reading.criteria
        ],
        "tasks": [_task(item) for item in reading.tasks],
        "deadlines": [_deadline(item) for item in reading.deadlines],
        "milestones": [_milestone(item) for item in reading.milestones],
        "recurring_activities": [
            {"text": item.text, "recurring": item.recurring.value, "where": item.where}
            for item in reading.recurring_activities
        ],
        "responsibilities": [{"body": item.body, "n_tasks": len(item.tasks)} for item in reading.responsibilities],
        "awards": [item.text for item in reading.awards],
        "commitments": [item.text for item in reading.commitments],
        "recipients": [item.text for item in reading.recipients],
    }
    return out


def _head(reading: Reading) -> dict[str, Any]:
    signer, inferred = reading.signer, reading.issuer_inferred
    return {
        "genre": reading.genre.value,
        "refusal": reading.refusal or None,
        "complete": reading.complete,
        "title": reading.title.text if reading.title else None,
        "short_names": [item.text for item in reading.short_names],
        "doc_number": reading.doc_number.text if reading.doc_number else None,
        "issued_date": _iso(reading.issued_on.day if reading.issued_on else None),
        "issuer": reading.issuer.text if reading.issuer else None,
        "issuer_inferred": {"value": inferred.text, "why": inferred.reason} if inferred else None,
        "signer": {"name": signer.name, "title": signer.title, "authority": signer.authority} if signer else None,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _reference(item: Reference) -> dict[str, Any]:
    return {"kind": item.kind, "number": item.number, "date": _iso(item.issued_on), "issuer": item.issuer}


def _stage(item: Stage) -> dict[str, Any]:
    return {
        "name": item.name,
        "start_year": item.start_year,
        "end_year": item.end_year,
        "open_ended": item.open_ended,
        "start_date": _iso(item.start_on),
        "end_date": _iso(item.end_on),
        "end_event": item.end_event,
        "text": item.source.quote if item.source else "",
    }


def _target(item: Target) -> dict[str, Any]:
    return {
        "text": item.text,
        "metric": item.metric,
        "low_pct": _number(item.low),
        "high_pct": _number(item.high),
        "direction": item.direction.value,
        "period": item.period,
        "stage": item.stage,
        "value": item.value,
        "unit": item.unit,
        "base": item.base,
    }


def _number(value: float | None) -> float | int | None:
    return int(value) if value is not None and value == int(value) else value


def _task(item: Task) -> dict[str, Any]:
    return {
        "no": item.number,
        "group": item.group,
        "text": item.text,
        "lead": item.lead,
        "with": item.with_whom,
        "product": item.product,
        "due": item.due,
        "day": item.day,
        "month": item.month,
        "year": item.year,
        "recurring": item.recurring.value,
    }


def _deadline(item: Deadline) -> dict[str, Any]:
    out = {
        "text": item.text,
        "day": item.day,
        "month": item.month,
        "year": item.year,
        "recurring": item.recurring.value,
        "bound": item.bound.value if item.bound else None,
        "from_body": item.from_body,
        "to_body": item.to_body,
        "kind": item.kind,
    }
    extra = {
        "via": item.via,
        "time": item.time,
        "relative_days": item.days,
        "anchor": item.anchor,
        "quarter": item.quarter,
        "period_name": item.period_name,
    }
    return out | {key: value for key, value in extra.items() if value is not None}


def _milestone(item: Milestone) -> dict[str, Any]:
    out: dict[str, Any] = {"text": item.text, "when": item.when, "kind": item.kind, "year": item.year}
    return out | ({"recurring": item.recurring.value} if item.recurring else {})
