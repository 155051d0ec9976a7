"""A lower unit's plan as an official document, from its clauses."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from namkhong.cascade.drafting.frame import frame, ground
from namkhong.cascade.rules import bare_words, in_sentence
from namkhong.foundation.numbers import show_decimal
from namkhong.papers.content import Block, Bullet, DocumentKind, Heading, HeadingLevel, OfficialDocument, Paragraph
from namkhong.papers.rules.text import date_words
from namkhong.plans.models import Clause, Plan
from namkhong.plans.queries import clauses_of
from namkhong.plans.states import ClauseKind
from namkhong.units.queries import has_children
from namkhong.units.states import Line

_WORK = (ClauseKind.DEADLINE, ClauseKind.MILESTONE, ClauseKind.RECURRING_ACTIVITY, ClauseKind.PLEDGE)


def plan_document(plan: Plan, on: date) -> OfficialDocument:
    """The plan of a unit drafted on a day; `plan.superior_plan` is the first of its grounds."""
    clauses = clauses_of(plan)
    return OfficialDocument(
        **frame(DocumentKind.PLAN, plan.unit, plan.line, on),
        subject=plan.title or f"Thực hiện {plan.campaign_name}",
        legal_bases=tuple(_bases(plan, clauses)),
        body=tuple(_body(plan, clauses)),
        recipients=tuple(_recipients(plan, on)),
    )


def _bases(plan: Plan, clauses: Sequence[Clause]) -> Iterator[str]:
    """Laws first, then the superior's plan, then the own plan that an amendment takes the place of."""
    for clause in clauses:
        if clause.kind == ClauseKind.LEGAL_BASIS:
            day = clause.facts.get("issued_on")
            dated = f" {date_words(date.fromisoformat(day))}" if day else ""
            issuer = f" của {clause.facts['issuer']}" if clause.facts.get("issuer") else ""
            yield f"Căn cứ {clause.text}{dated}{issuer}"
    if plan.superior_plan is not None:
        name = in_sentence(plan.superior_plan.campaign_name)
        about = f" về việc thực hiện {name}" if name else ""
        yield f"Thực hiện {ground(plan.superior_plan)}{about}"


def _body(plan: Plan, clauses: Sequence[Clause]) -> Iterator[Block]:
    of = {kind: [clause for clause in clauses if clause.kind == kind] for kind in ClauseKind}
    name = in_sentence(plan.campaign_name)
    about = f"thực hiện {name}" if name else plan.title[:1].lower() + plan.title[1:]
    yield Paragraph(text=f"{plan.unit.name} xây dựng kế hoạch {about} như sau:")
    if plan.amends is not None:
        yield Paragraph(text=f"Kế hoạch này thay thế {ground(plan.amends)}.")
    yield Heading(text="Mục đích, yêu cầu")
    yield Bullet(text=f"Đưa {name or 'nội dung kế hoạch'} vào công việc hằng ngày của từng người trong đơn vị.")
    yield Bullet(text="Mỗi việc có bộ phận phụ trách, có thời hạn và có kết quả kiểm tra được.")
    yield from _listed("Đối tượng", of[ClauseKind.AUDIENCE])
    yield from _stages(of[ClauseKind.STAGE], of[ClauseKind.TARGET])
    yield from _grouped("Nội dung cuộc vận động", of[ClauseKind.CONTENT_ITEM])
    yield from _grouped("Nội dung phong trào thi đua", of[ClauseKind.EMULATION_CONTENT])
    work = [clause for clause in clauses if clause.kind in _WORK]
    printed = {bare_words(item) for group in of[ClauseKind.TASK_GROUP] for item in group.facts.get("items") or ()}
    dayless = {bare_words(row.text): row for row in work if not row.facts.get("day")}
    yield from _tasks(of[ClauseKind.TASK_GROUP], dayless)
    yield from _grouped("Tiêu chuẩn", of[ClauseKind.CRITERION])
    yield from _listed("Khen thưởng", of[ClauseKind.AWARD_FORM])
    # Work without a day that stands among the tasks is said there, with who does it, and not a second time.
    said = {row.pk for words, row in dayless.items() if words in printed}
    yield from _organisation(of, [row for row in work if row.pk not in said])
    yield Paragraph(
        text="Trong quá trình thực hiện, nếu có khó khăn, các bộ phận kịp thời báo lại để được xem xét, điều chỉnh"
    )


def _listed(title: str, clauses: Sequence[Clause]) -> Iterator[Block]:
    if clauses:
        yield Heading(text=title)
        for clause in clauses:
            yield Bullet(text=_sentence(clause.text))


def _grouped(title: str, clauses: Sequence[Clause]) -> Iterator[Block]:
    """A heading, and one below it for each group that is named."""
    if not clauses:
        return
    yield Heading(text=title)
    group = ""
    for clause in clauses:
        if (now := clause.facts.get("group") or "") != group:
            group = now
            yield Heading(text=group, level=HeadingLevel.SUBSECTION)
        yield Bullet(text=_sentence(clause.text))
        for sub in clause.facts.get("subs") or ():
            yield Bullet(text=_sentence(sub), depth=2)


def _stages(stages: Sequence[Clause], targets: Sequence[Clause]) -> Iterator[Block]:
    """Each stage with its years and targets; targets of the whole campaign come first."""
    if not stages and not targets:
        return
    yield Heading(text="Giai đoạn, chỉ tiêu")
    names = [stage.text for stage in stages]
    for target in targets:
        if (target.facts.get("stage") or "") not in names:
            yield Bullet(text=target_sentence(target))
    for stage in stages:
        yield Heading(text=_stage_words(stage), level=HeadingLevel.SUBSECTION)
        for target in targets:
            if target.facts.get("stage") == stage.text:
                yield Bullet(text=target_sentence(target))


def _stage_words(stage: Clause) -> str:
    first, last = stage.facts.get("start_year"), stage.facts.get("end_year")
    onward = " và các năm tiếp theo" if stage.facts.get("open_ended") else ""
    years = f"Từ năm {first} - {last}" if first != last else f"Năm {first}"
    return f"{stage.text}: {years}{onward}"


def target_sentence(target: Clause) -> str:
    """The target in its own words, with the number of people it means at this unit."""
    people = target.facts.get("people")
    said = _sentence(target.text).rstrip(".")
    return f"{said} (đơn vị có {show_decimal(int(people))} người)." if people else f"{said}."


def _tasks(groups: Sequence[Clause], work: Mapping[str, Clause]) -> Iterator[Block]:
    """Each group with its tasks; `work` by its bare words tells who does a task."""
    if groups:
        yield Heading(text="Nhiệm vụ, giải pháp")
    for group in groups:
        yield Heading(text=group.text, level=HeadingLevel.SUBSECTION)
        for item in group.facts.get("items") or ():
            row = work.get(bare_words(item))
            yield Bullet(text=work_sentence(row) if row else _sentence(item))
        if lead := group.facts.get("lead"):
            yield Bullet(text=f"Bộ phận phụ trách: {lead}.")


def _organisation(of: dict[ClauseKind, list[Clause]], work: Sequence[Clause]) -> Iterator[Block]:
    yield Heading(text="Tổ chức thực hiện")
    for body in (row for row in of[ClauseKind.RESPONSIBILITY] if row.text and row.facts.get("tasks")):
        yield Heading(text=body.text, level=HeadingLevel.SUBSECTION)
        for task in body.facts.get("tasks") or ():
            yield Bullet(text=_sentence(task))
    if not work:
        return
    yield Heading(text="Thời hạn thực hiện", level=HeadingLevel.SUBSECTION)
    for clause in work:
        yield Bullet(text=work_sentence(clause))


def work_sentence(clause: Clause) -> str:
    """The work in its own words; who does it stands behind where the sentence does not say."""
    who, said = clause.facts.get("who") or "", _sentence(clause.text).rstrip(".")
    return f"{said}." if not who or who.lower() in said.lower() else f"{said} ({who} thực hiện)."


def _recipients(plan: Plan, on: date) -> Iterator[str]:
    if plan.superior_plan is not None:
        yield f"{plan.superior_plan.unit.name} (để báo cáo)"
    yield "Các đơn vị trực thuộc" if has_children(plan.unit_id, plan.line, on) else "Các bộ phận trong đơn vị"
    yield "Ban Chấp hành" if plan.line == Line.UNION else "Lãnh đạo đơn vị"


def _sentence(text: str) -> str:
    """One line with a capital and a full stop."""
    bare = " ".join(text.split()).lstrip("-–+• ").rstrip(" ;,./")
    return f"{bare[:1].upper()}{bare[1:]}."
