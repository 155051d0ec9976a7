"""Every notice and every event of every room has words."""

import ast
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from namkhong.desk.rules import event_words, known_verb
from namkhong.journal.actions import tell
from tests.world import NOW, World

ROOMS = Path(settings.ROOT) / "namkhong"


def named_in_actions(argument: str, helpers: tuple[str, ...]) -> set[str]:
    """Texts given as `argument=`, or first to a helper, in the actions of every room."""
    found: set[str] = set()
    for path in [*ROOMS.glob("*/actions.py"), *ROOMS.glob("*/actions/*.py")]:
        for call in (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)):
            values = [word.value for word in call.keywords if word.arg == argument]
            name = getattr(call.func, "id", "")
            values += call.args[:1] if name in helpers else []
            found |= {v.value for v in values if isinstance(v, ast.Constant) and isinstance(v.value, str)}
    return found


VERBS = sorted(named_in_actions("verb", ("_record", "note")))
KINDS = {"duty_extended", "campaign_assigned", "report_submitted", "report_accepted", "report_sent_back"}
KINDS |= {path.stem for path in ROOMS.glob("*/templates/*/notices/*.html")}


def test_the_rooms_record_what_happens() -> None:
    assert {"duty.extend", "report.submit", "campaign.launch", "unit.place"} <= set(VERBS)


@pytest.mark.parametrize("verb", VERBS)
def test_every_recorded_verb_has_words(verb: str) -> None:
    assert known_verb(verb), f"desk/rules.py has no words for {verb}"
    words = event_words(verb, {})
    assert words[0].isupper() and "{" not in words


def test_words_show_days_and_figures() -> None:
    assert event_words("duty.extend", {"due_on": "2026-11-30"}).endswith("30/11/2026")
    assert event_words("unit.headcount", {"year": 2026, "staff": 42}) == "Ghi số người năm 2026: 42"
    assert event_words("document.issue", {"number": "01a"}).endswith("01a")
    assert event_words("plan.something_new", {}) == "Soạn, sửa kế hoạch"
    assert event_words("nothing.known", {}) == "Có thay đổi" and not known_verb("nothing.known")


FACTS = {
    "ballots": 12,
    "day": "22/11/2026",
    "title": "Báo cáo năm",
    "due_on": date(2026, 11, 30).isoformat(),
    "reason": "Chờ số liệu",
    "name": "Năm không",
    "years": [2026],
    "period": "2026",
    "return": 1,
    "number": "12/KH-CĐ",
    "duties": 3,
    "begun": 1,
    "waiting": 2,
    "owed": 4,
    "to": "Liên đoàn Lao động tỉnh",
    "criteria": "1.2, 2.1",
    "month": "10/2026",
    "months": 3,
    "lost": [{"line": "Công đoàn", "units": "Trường A, Trường B"}],
}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_notice_is_worded(world: World, signed_in, kind: str) -> None:
    tell(people=[world.school_officer.pk], kind=kind, at=NOW, facts=FACTS | {"unit": world.clinic.pk})
    page = signed_in(world.school_officer).get(reverse("desk:notices"))
    [told] = page.context["notices"]
    assert told.text.endswith((".", "liệu")) and "Có thay đổi" not in told.text
    assert told.row.url == reverse("reports:sheet", args=[1])


def test_notice_of_later_days_is_told_plainly(world: World, signed_in) -> None:
    tell(people=[world.school_officer.pk], kind="unheard_of", at=NOW, facts={})
    [told] = signed_in(world.school_officer).get("/").context["notices"]
    assert told.text == "Có thay đổi liên quan đến đơn vị của bạn."


def test_every_kind_told_by_an_action_has_a_template() -> None:
    told = {kind for kind in named_in_actions("kind", ("_tell_sender",)) if "_" in kind}
    assert told <= KINDS
