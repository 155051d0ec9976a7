"""Addresses of the room `plans`, and what its forms send."""

from typing import Any

from django.urls import reverse

from namkhong.plans import queries
from namkhong.plans.forms import clause_form
from namkhong.plans.models import Clause, Plan
from namkhong.plans.rules import mark_of
from namkhong.plans.states import ClauseKind
from tests.plans.given import typed


def url(name: str, *args: object) -> str:
    return reverse(f"plans:{name}", args=args)


def item(plan: Plan, kind: str = "deadline") -> Clause:
    return Clause.objects.filter(plan=plan, kind=kind).earliest("order")


def sent(clause: Clause, **changes: Any) -> dict[str, Any]:
    """What the form of an item sends, with changes."""
    draft_, kind = queries.draft_of(clause), clause_form(ClauseKind(clause.kind))
    return typed(kind(initial=kind.initial_of(draft_) | {"seen": mark_of(draft_)})) | changes


def docx(text: str) -> bytes:
    """A Word file of some paragraphs."""
    from io import BytesIO

    from docx import Document

    document, out = Document(), BytesIO()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(out)
    return out.getvalue()
