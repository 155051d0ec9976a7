"""What a lower unit's plan takes from each clause of the superior's: as it is, made concrete, or not at all."""

from dataclasses import dataclass, replace
from typing import Any

from namkhong.cascade.rules.days import earlier, with_own_day
from namkhong.cascade.states import How, Section
from namkhong.foundation.text import fold
from namkhong.plans.rules import ClauseDraft, tell_day
from namkhong.plans.rules.days import has_day
from namkhong.plans.rules.wording import who_must
from namkhong.plans.states import ClauseKind, Metric, WhoMust, WorkKind

_AS_IT_IS = (
    ClauseKind.STAGE,
    ClauseKind.AUDIENCE,
    ClauseKind.CONTENT_ITEM,
    ClauseKind.EMULATION_CONTENT,
    ClauseKind.CRITERION,
    ClauseKind.AWARD_FORM,
)
_WORK = (ClauseKind.DEADLINE, ClauseKind.MILESTONE, ClauseKind.RECURRING_ACTIVITY, ClauseKind.PLEDGE)
_TASKS = (ClauseKind.TASK_GROUP, ClauseKind.RESPONSIBILITY)
CARRIED = (*_AS_IT_IS, ClauseKind.TARGET, *_TASKS, *_WORK)
"""Kinds of clauses that a lower plan carries out; what stands around them (bases, recipients, signer) it has itself."""
LED = (*_TASKS, *_WORK)
"""Kinds for which a body must be named."""
_LAWS = ("luat", "bo luat", "nghi dinh", "nghi quyet", "chi thi", "phap lenh")
_OF_PEOPLE = (Metric.PLEDGE, Metric.AWARENESS, Metric.STAFF_LAUNCHED)


@dataclass(frozen=True, slots=True)
class Own:
    """What is known of the unit that drafts. `margin` is in days; `lead` the body named for everything at first.

    `told` are the folded texts of the superior's clauses that ask for work: what a body is charged with there is not
    said a second time, with the superior's day, where responsibilities are named.
    """

    unit: str
    superior: str
    margin: int
    lead: str = ""
    staff: int | None = None
    told: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Share:
    """A clause of the lower plan; `applies` is False where it is the superior's own business and starts taken out."""

    draft: ClauseDraft
    how: How
    applies: bool = True


def section_of(kind: str) -> Section:
    """On which part of the drafting page a clause stands."""
    if kind == ClauseKind.TARGET:
        return Section.TARGETS
    if kind in _TASKS:
        return Section.TASKS
    return Section.WORK if kind in _WORK else Section.INHERITED


def applies_below(upper: ClauseDraft, issuer: str) -> bool:
    """Whether the clause asks something of units below, or only of the superior itself."""
    facts = upper.facts
    if upper.kind == ClauseKind.RESPONSIBILITY:
        # A body is the superior's own office unless its name says that it stands below.
        return who_must(upper.text, "", issuer) in (WhoMust.GRASSROOTS, WhoMust.DIRECT, WhoMust.ALL_BELOW)
    if upper.kind not in _WORK:
        return upper.kind in CARRIED
    if facts.get("obliged"):
        return bool(facts["obliged"] != WhoMust.ORGANISER)
    if facts.get("kind") == WorkKind.REPORT or facts.get("who"):
        return who_must(facts.get("who") or "", facts.get("to") or "", issuer) is not WhoMust.ORGANISER
    return True


def shares_of(upper: ClauseDraft, issuer: str, own: Own) -> list[Share]:
    """The clauses of the lower plan that carry out one clause of the superior's; none for what is not carried."""
    bare = upper.without_source()
    if upper.kind == ClauseKind.LEGAL_BASIS:
        law = fold(upper.facts.get("kind") or upper.text).startswith(_LAWS)
        return [Share(bare, How.INHERITED)] if law else []
    if upper.kind not in CARRIED:
        return []
    if upper.kind in _AS_IT_IS:
        return [Share(bare, How.INHERITED)]
    if upper.kind == ClauseKind.TARGET:
        return [Share(_target(bare, own), How.CONCRETE)]
    applies = applies_below(upper, issuer)
    if upper.kind in _TASKS:
        return [Share(_task(bare, own), How.CONCRETE, applies)]
    return _work(bare, own, applies)


def _target(bare: ClauseDraft, own: Own) -> ClauseDraft:
    """Own number of people, where people are counted."""
    people = own.staff if bare.facts.get("metric") in _OF_PEOPLE else None
    return replace(bare, facts=bare.facts | {"people": people})


def _task(bare: ClauseDraft, own: Own) -> ClauseDraft:
    """A responsibility names its body in its text; a group of tasks beside it."""
    if bare.kind == ClauseKind.RESPONSIBILITY:
        tasks = [task for task in bare.facts.get("tasks") or () if bare_words(task) not in own.told]
        return replace(bare, text=own.lead, facts=bare.facts | {"tasks": tasks})
    return replace(bare, facts=bare.facts | {"lead": own.lead})


def _work(bare: ClauseDraft, own: Own, applies: bool) -> list[Share]:
    facts = earlier(bare.facts, own.margin) | {"who": own.lead, "obliged": ""}
    if not applies:
        return [Share(replace(bare, facts=bare.facts | {"who": own.lead, "obliged": ""}), How.CONCRETE, applies=False)]
    if bare.facts.get("kind") != WorkKind.REPORT:
        text = with_own_day(bare.text, bare.facts, facts) if has_day(bare.facts) else bare.text
        return [Share(replace(bare, text=text, facts=facts), How.CONCRETE)]
    inner = facts | {"to": own.unit, "via": ""}
    shares = [Share(replace(bare, text=report_sentence(inner, "các bộ phận"), facts=inner), How.CONCRETE)]
    upward = bare.facts | {"who": own.unit, "to": own.superior, "obliged": str(WhoMust.ORGANISER)}
    told = replace(bare, text=report_sentence(upward, own.unit, "tổng hợp, "), facts=upward)
    return [*shares, Share(told, How.INHERITED)]


def bare_words(text: str) -> str:
    """A text as it is compared with others."""
    return fold(text).rstrip(" .;,/")


def report_sentence(facts: dict[str, Any], who: str, verb: str = "") -> str:
    """ "Tổ Văn phòng báo cáo kết quả về Công đoàn cơ sở xã chậm nhất ngày 30/10 hằng năm"."""
    sender = facts.get("who") or who
    time = tell_day(facts)
    return f"{sender[:1].upper()}{sender[1:]} {verb}báo cáo kết quả về {facts['to']} {time}".strip()
