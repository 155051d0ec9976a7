"""Every real document at hand goes from text to proposals, and every item through its form, without a loss."""

from pathlib import Path

import pytest
from django.conf import settings

from namkhong.plans.library.load import load_all
from namkhong.plans.rules import ClauseDraft, clauses_of_definition, clauses_of_reading, gaps_of, head_of_reading, tell
from tests.plans.given import bound, proposed, reading_json

FOLDER = Path(settings.ROOT).parent / "shared" / "plans"
TEXTS = sorted(FOLDER.glob("*/*.txt"))


def check(draft: ClauseDraft) -> None:
    """The item can be told, and its form sent back unchanged keeps what it says."""
    assert all(line.strip() for line in tell(draft))
    form = bound(draft)
    assert form.is_valid(), (draft, form.errors)
    kept = form.facts(draft.facts)
    assert {name: kept[name] for name in draft.facts if draft.facts[name]} == {
        name: value for name, value in draft.facts.items() if value
    }


@pytest.mark.skipif(not TEXTS, reason="NO REAL DOCUMENTS: ../shared/plans IS ABSENT, NOTHING WAS CHECKED")
@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_every_document_becomes_clauses_and_proposals(path: Path) -> None:
    result = reading_json(path.read_text("utf-8"))
    head, drafts = head_of_reading(result), clauses_of_reading(result)
    for draft in drafts:
        if draft.kind == "stage" and not (draft.facts["start_year"] and draft.facts["end_year"]):
            continue  # a stage without years is a gap that the officer fills in
        check(draft)
    proposal = proposed(path.read_text("utf-8"), head.issuer)
    assert all(duty.last_year is None or duty.last_year >= duty.first_year for duty in proposal.duties)
    assert all(stage.end_year >= stage.start_year for stage in proposal.stages)
    assert all((duty.bound == "none") == (duty.suggested is not None) for duty in proposal.duties)
    gaps_of(head.title, head.campaign_name, drafts)


@pytest.mark.parametrize("definition", load_all(), ids=lambda definition: definition.key)
def test_every_definition_keeps_its_facts_through_the_forms(definition) -> None:
    for draft in clauses_of_definition(definition):
        check(draft)
