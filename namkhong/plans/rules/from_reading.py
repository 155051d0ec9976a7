"""From a reading (the JSON of `reading.as_json.full`) to the head and the clauses of a draft plan."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from namkhong.plans.rules.drafts import ClauseDraft, HeadDraft, work_facts
from namkhong.plans.rules.wording import first_event, kind_of, metric_of
from namkhong.plans.states import Basis, ClauseKind, DayBound, HowOften, WorkKind

Facts = dict[str, Any]

_MILESTONES = {
    "phát động": WorkKind.LAUNCH,
    "sơ kết": WorkKind.INTERIM_REVIEW,
    "tổng kết": WorkKind.FINAL_REVIEW,
}


_TOLD_BY_THE_CRITIC = frozenset(
    ("contradictory_ranges", "two_dates", "chain", "personal_phone", "no_number", "no_date"),
)
"""Doubts of the reader that `rules.critic` tells better, with every place and a mend."""


def head_of_reading(result: Facts) -> HeadDraft:
    """Title, name, issuer, number, day and the warnings a person must see."""
    names = [item["text"] for item in result["short_names"]]
    campaign = next((name for name in names if kindred(name)), "")
    return HeadDraft(
        title=_text(result["title"])[:500],
        campaign_name=campaign[:1].upper() + campaign[1:300],
        issuer=_text(result["issuer"])[:250],
        number=_text(result["doc_number"])[:60],
        issued_on=date.fromisoformat(result["issued_on"]["day"]) if result["issued_on"] else None,
        warnings=tuple(_warnings(result)),
    )


def kindred(name: str) -> bool:
    """Whether a short name defined in the text is that of a campaign or movement, not of a body."""
    return "“" in name or name.lower().startswith(("cuộc vận động “", "phong trào “", "chương trình “"))


def clauses_of_reading(result: Facts) -> list[ClauseDraft]:
    """Every item of the reading as a clause, in the order of `ClauseKind`.

    Readings kept from earlier versions may lack what is read today; it is then empty.
    """
    return [
        clause for kind, key, build in _BUILDERS for item in result.get(key, ()) for clause in build(kind, item)
    ] + [clause for item in [result["signer"]] if item for clause in _signer(ClauseKind.SIGNER, item)]


def _warnings(result: Facts) -> Iterator[str]:
    if result["genre"] == "bai_bao_ve_ke_hoach":
        yield "Đây là bài báo nói về kế hoạch, không phải bản kế hoạch. Phần báo không nêu thì để trống."
    yield from result["incomplete_because"]
    yield from (doubt["sentence"] for doubt in result["warnings"] if doubt["code"] not in _TOLD_BY_THE_CRITIC)
    if inferred := result["issuer_inferred"]:
        yield f"Đơn vị ban hành có thể là “{inferred['text']}”, máy suy ra. {inferred['reason']}"


def _text(item: Facts | None) -> str:
    return str(item["text"]) if item else ""


def _draft(kind: ClauseKind, item: Facts, text: str, facts: Facts) -> ClauseDraft:
    source = item["source"] or {}
    return ClauseDraft(
        kind=kind,
        text=text,
        facts=facts,
        quote=source.get("quote", ""),
        span_from=source.get("start"),
        span_to=source.get("end"),
        confidence=Decimal(str(item["confidence"])).quantize(Decimal("0.01")),
        basis=Basis(item["basis"]),
        reason=item["reason"][:300],
    )


def _plain(kind: ClauseKind, item: Facts) -> Iterator[ClauseDraft]:
    yield _draft(kind, item, item["text"], {})


def _grouped(kind: ClauseKind, item: Facts) -> Iterator[ClauseDraft]:
    yield _draft(kind, item, item["text"], {"group": item["group"]})


def _legal_basis(kind: ClauseKind, item: Facts) -> Iterator[ClauseDraft]:
    facts = {name: item[name] or "" for name in ("kind", "number", "issued_on", "issuer")}
    number = f" số {facts['number']}" if facts["number"] else ""
    yield _draft(kind, item, f"{facts['kind']}{number}", facts)


def _stage(kind: ClauseKind, item: Facts) -> Iterator[ClauseDraft]:
    facts = {"start_year": item["start_year"], "end_year": item["end_year"], "open_ended": item["open_ended"]}
    for edge in ("start", "end"):
        if facts[f"{edge}_year"] is None and item[f"{edge}_on"]:
            facts[f"{edge}_year"] = date.fromisoformat(item[f"{edge}_on"]).year
    name = item["name"][:1].upper() + item["name"][1:]
    yield _draft(kind, item, name, facts)


def _target(kind: ClauseKind, item: Facts) -> Iterator[ClauseDraft]:
    percent = item["unit"] == "%"
    facts = {
        "metric": str(metric_of(item["text"])) if percent else "other",
        "direction": item["direction"],
        "low": _number(item["low"]),
        "high": _number(item["high"]),
        "unit": "percent" if percent else "other",
        "unit_stated": False,
        "value": item["value"],
        "base": item.get("base") or "",
        "period": "yearly" if item["period"] == "yearly" else "once",
        "stage": item["stage"] or "",
    }
    yield _draft(kind, item, item["text"], facts)


_LARGEST = 9999
"""What the table of targets can hold; larger amounts (sums of money, tonnes) are kept as words."""


def _number(value: float | None) -> str:
    return "" if value is None or value > _LARGEST else _in_figures(value)


def _in_figures(value: float) -> str:
    return f"{Decimal(str(value)).normalize():f}"


def _task_group(kind: ClauseKind, item: Facts) -> Iterator[ClauseDraft]:
    yield _draft(kind, item, item["title"], {"number": item["number"], "count": item["n_items"]})


def _criteria(kind: ClauseKind, item: Facts) -> Iterator[ClauseDraft]:
    for place, text in enumerate(item["criteria"]):
        points = next(iter(item.get("points", ())[place : place + 1]), None)
        subs = list(next(iter(item.get("subs", ())[place : place + 1]), ()))
        facts: Facts = {"group": item["group"]}
        facts |= {"subs": subs} if subs else {}
        facts |= {"points": _number(points)} if points is not None else {}
        yield _draft(kind, item, text, facts)


def _responsibility(kind: ClauseKind, item: Facts) -> Iterator[ClauseDraft]:
    yield _draft(kind, item, item["body"], {"tasks": list(item["tasks"])})


def _deadline(kind: ClauseKind, item: Facts) -> Iterator[ClauseDraft]:
    bound = _bound(item["bound"], item["day"])
    work = WorkKind.REPORT if item["kind"] == "report" else kind_of(item["text"])
    facts = work_facts(
        kind=str(work),
        who=item["from_body"] or "",
        to=item["to_body"] or "",
        via=item["via"] or "",
        bound=str(bound),
        day=item["day"] if bound is not DayBound.NONE else None,
        month=item["month"],
        year=item["year"],
        recurrence=item["recurring"],
        when=_when(item),
    )
    yield _draft(kind, item, item["text"], facts)


def _bound(printed: str | None, day: int | None) -> DayBound:
    """A day by an event or "within ten days" is no calendar day; "on the day" includes it."""
    if day is None or printed in ("relative", "on_event"):
        return DayBound.NONE
    return DayBound.BEFORE if printed == "before" else DayBound.BY


def _when(item: Facts) -> str:
    """The words for a time that is no calendar day."""
    if item["days"]:
        unit = "ngày làm việc" if item["working_days"] else "ngày"
        return f"trong {item['days']} {unit}" + (f" kể từ {item['anchor']}" if item["anchor"] else "")
    if item["day"] is None and item["month"]:
        return f"trong tháng {item['month']}"
    return str(item["period_name"] or "")


def _task(kind: ClauseKind, item: Facts) -> Iterator[ClauseDraft]:
    """A row of a table of tasks: who leads it, who helps, what comes out and by when, as work to be assigned."""
    if item["in_table"] and not item["in_annex"] and (item["day"] or item["month"] or item["quarter"]):
        return  # its deadline stands among the deadlines
    bound = _bound(item["bound"], item["day"])
    work = WorkKind.REPORT if item["text"].lower().startswith("báo cáo") else kind_of(item["text"])
    facts = work_facts(
        kind=str(work),
        who=item["lead"],
        bound=str(bound),
        day=item["day"] if bound is not DayBound.NONE else None,
        month=item["month"],
        year=item["year"],
        recurrence=item["recurring"],
        when=item["due"],
        evidence=[item["product"]] if item["product"] else [],
        with_whom=item["with_whom"],
    )
    yield _draft(kind, item, item["text"], facts)


def _milestone(kind: ClauseKind, item: Facts) -> Iterator[ClauseDraft]:
    on = date.fromisoformat(item["on"]) if item["on"] else None
    facts = work_facts(
        kind=str(_MILESTONES.get(item["kind"]) or first_event(item["text"])),
        bound=str(DayBound.BY if on else DayBound.NONE),
        day=on.day if on else None,
        month=on.month if on else None,
        year=on.year if on else item["year"],
        recurrence=item["recurring"] or str(HowOften.ONCE),
        when=item["when"],
    )
    yield _draft(kind, item, item["text"], facts)


def _activity(kind: ClauseKind, item: Facts) -> Iterator[ClauseDraft]:
    facts = work_facts(kind=str(first_event(item["text"])), recurrence=item["recurring"], where=item["where"])
    yield _draft(kind, item, item["text"], facts)


def _pledge(kind: ClauseKind, item: Facts) -> Iterator[ClauseDraft]:
    yield _draft(kind, item, item["text"], work_facts(kind=str(WorkKind.PLEDGE), recurrence=str(HowOften.YEARLY)))


def _signer(kind: ClauseKind, item: Facts) -> Iterator[ClauseDraft]:
    yield _draft(kind, item, item["name"], {"title": item["title"], "authority": item["authority"]})


Builder = Callable[[ClauseKind, Facts], Iterator[ClauseDraft]]
_BUILDERS: tuple[tuple[ClauseKind, str, Builder], ...] = (
    (ClauseKind.LEGAL_BASIS, "legal_bases", _legal_basis),
    (ClauseKind.STAGE, "stages", _stage),
    (ClauseKind.TARGET, "targets", _target),
    (ClauseKind.AUDIENCE, "audience", _grouped),
    (ClauseKind.CONTENT_ITEM, "content_items", _grouped),
    (ClauseKind.EMULATION_CONTENT, "emulation_contents", _grouped),
    (ClauseKind.TASK_GROUP, "task_groups", _task_group),
    (ClauseKind.CRITERION, "criteria", _criteria),
    (ClauseKind.RESPONSIBILITY, "responsibilities", _responsibility),
    (ClauseKind.DEADLINE, "deadlines", _deadline),
    (ClauseKind.DEADLINE, "tasks", _task),
    (ClauseKind.MILESTONE, "milestones", _milestone),
    (ClauseKind.RECURRING_ACTIVITY, "recurring_activities", _activity),
    (ClauseKind.PLEDGE, "commitments", _pledge),
    (ClauseKind.AWARD_FORM, "awards", _plain),
    (ClauseKind.RECIPIENT, "recipients", _plain),
)
