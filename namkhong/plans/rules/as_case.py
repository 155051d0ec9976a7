"""A checked draft as an annotation that a reading can be scored against (the shape of `reading.as_json.gold_shape`)."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from namkhong.plans.rules.drafts import ClauseDraft, HeadDraft
from namkhong.plans.states import ClauseKind, DayBound, WorkKind

Facts = dict[str, Any]

_EVENTS = {
    WorkKind.LAUNCH: "phát động",
    WorkKind.INTERIM_REVIEW: "sơ kết",
    WorkKind.FINAL_REVIEW: "tổng kết",
    WorkKind.REGISTER: "đăng ký thi đua",
}


def annotation_of(head: HeadDraft, clauses: Sequence[ClauseDraft], result: Facts) -> Facts:
    """What a person found right, field by field; `result` is the machine's reading, for what no item holds.

    What the document does not say is None or an empty list.
    """
    rows = {kind: [clause for clause in clauses if clause.kind == kind] for kind in ClauseKind}
    events = {_place(item): item["kind"] for item in result.get("milestones", [])}
    signer = rows[ClauseKind.SIGNER][0] if rows[ClauseKind.SIGNER] else None
    return {
        "genre": result.get("genre"),
        "title": head.title or None,
        "doc_number": head.number or None,
        "issued_date": head.issued_on.isoformat() if head.issued_on else None,
        "issuer": head.issuer or None,
        "signer": _signer(signer) if signer else None,
        "milestones": [_milestone(row, events) for row in rows[ClauseKind.MILESTONE]],
        "targets": [_target(row) for row in rows[ClauseKind.TARGET] if row.facts.get("unit") != "other"],
        "other_targets": [_target(row) for row in rows[ClauseKind.TARGET] if row.facts.get("unit") == "other"],
    } | {name: [build(row) for row in rows[kind]] for name, kind, build in _LISTS}


def _place(item: Facts) -> tuple[int | None, int | None]:
    source = item.get("source") or {}
    return source.get("start"), source.get("end")


def _text(row: ClauseDraft) -> str:
    return row.text


def _grouped(row: ClauseDraft) -> Facts:
    return {"group": row.facts.get("group") or "", "text": row.text}


def _basis(row: ClauseDraft) -> Facts:
    return {
        "kind": row.facts.get("kind") or "",
        "number": row.facts.get("number") or None,
        "date": row.facts.get("issued_on") or None,
        "issuer": row.facts.get("issuer") or None,
    }


def _stage(row: ClauseDraft) -> Facts:
    years = {name: row.facts.get(name) for name in ("start_year", "end_year")}
    return {"name": row.text, "open_ended": bool(row.facts.get("open_ended")), "text": row.quote} | years


def _target(row: ClauseDraft) -> Facts:
    return {
        "text": row.quote or row.text,
        "low_pct": _number(row.facts.get("low")),
        "high_pct": _number(row.facts.get("high")),
        "direction": row.facts.get("direction"),
        "period": row.facts.get("period"),
        "stage": row.facts.get("stage") or None,
        "value": row.facts.get("value") or "",
    }


def _number(text: str | None) -> float | int | None:
    if not text:
        return None
    number = Decimal(text)
    return int(number) if number == int(number) else float(number)


def _deadline(row: ClauseDraft) -> Facts:
    facts = row.facts
    bound = facts.get("bound")
    return {
        "text": row.quote or row.text,
        "day": facts.get("day"),
        "month": facts.get("month"),
        "year": facts.get("year"),
        "recurring": facts.get("recurrence"),
        "bound": None if bound == DayBound.NONE else bound,
        "from_body": facts.get("who") or None,
        "to_body": facts.get("to") or None,
        "via": facts.get("via") or None,
        "kind": "report" if facts.get("kind") == WorkKind.REPORT else "action",
    }


def _milestone(row: ClauseDraft, events: dict[tuple[int | None, int | None], str]) -> Facts:
    """The event by the kind of work; where that is one of many others, the machine's word for the same place."""
    kind = row.facts.get("kind")
    printed = events.get((row.span_from, row.span_to))
    event = _EVENTS.get(WorkKind(kind)) if kind else None
    return {
        "text": row.quote or row.text,
        "when": row.facts.get("when") or "",
        "kind": printed if printed is not None and printed not in _EVENTS.values() else event or printed,
        "year": row.facts.get("year"),
    }


def _responsibility(row: ClauseDraft) -> Facts:
    return {"body": row.text, "n_tasks": len(row.facts.get("tasks") or [])}


def _task_group(row: ClauseDraft) -> Facts:
    items = row.facts.get("items")
    return {
        "no": row.facts.get("number") or "",
        "title": row.text,
        "n_items": len(items) if items else row.facts.get("count") or 0,
    }


def _activity(row: ClauseDraft) -> Facts:
    return {"text": row.text, "recurring": row.facts.get("recurrence"), "where": row.facts.get("where") or ""}


def _signer(row: ClauseDraft) -> Facts:
    return {
        "name": row.text,
        "title": row.facts.get("title") or "",
        "authority": row.facts.get("authority") or "",
    }


_LISTS: tuple[tuple[str, ClauseKind, Callable[[ClauseDraft], Any]], ...] = (
    ("legal_bases", ClauseKind.LEGAL_BASIS, _basis),
    ("stages", ClauseKind.STAGE, _stage),
    ("audience", ClauseKind.AUDIENCE, _grouped),
    ("content_items", ClauseKind.CONTENT_ITEM, _text),
    ("emulation_contents", ClauseKind.EMULATION_CONTENT, _grouped),
    ("task_groups", ClauseKind.TASK_GROUP, _task_group),
    ("responsibilities", ClauseKind.RESPONSIBILITY, _responsibility),
    ("deadlines", ClauseKind.DEADLINE, _deadline),
    ("recurring_activities", ClauseKind.RECURRING_ACTIVITY, _activity),
    ("awards", ClauseKind.AWARD_FORM, _text),
    ("commitments", ClauseKind.PLEDGE, _text),
    ("recipients", ClauseKind.RECIPIENT, _text),
)
