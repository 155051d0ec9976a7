"""The definitions agree with the hand annotation of the five plans, and say nothing the plans do not say."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from namkhong.foundation.days import Bound
from namkhong.plans.library.load import BrokenDefinition, UnknownDefinition, keys, load, load_all, read
from namkhong.plans.library.shape import Definition, Duty

SEEDS = Path(__file__).parents[4] / "shared" / "plans" / "seeds"
PAIRS = {
    "duong_minh_chau": "000_duong_minh_chau_union",
    "hcmc_education": "001_hcmc_education_union",
    "truc_ninh": "002_truc_ninh_committee",
    "ben_tre": "003_ben_tre_news",
    "dong_nai_health": "004_dong_nai_health_union",
}
needs_seeds = pytest.mark.skipif(not SEEDS.is_dir(), reason=f"KHÔNG CÓ {SEEDS}: chưa đối chiếu được với bản chú giải!")


@pytest.fixture(params=sorted(PAIRS))
def pair(request: pytest.FixtureRequest) -> tuple[Definition, dict[str, Any]]:
    gold = json.loads((SEEDS / f"{PAIRS[request.param]}.gold.json").read_text(encoding="utf-8"))
    return load(request.param), gold


def test_all_five_load_and_can_not_be_changed() -> None:
    assert set(keys()) == set(PAIRS)
    for definition in load_all():
        with pytest.raises(ValueError, match="frozen"):
            definition.name = "khác"  # type: ignore[misc]


def test_unknown_key_names_the_known_ones() -> None:
    with pytest.raises(UnknownDefinition) as caught:
        load("ha_noi")
    assert "ben_tre" in caught.value.sentence


@needs_seeds
def test_document_facts(pair: tuple[Definition, dict[str, Any]]) -> None:
    ours, gold = pair
    assert ours.number == (gold["doc_number"] or "")
    assert ours.issued_on is None and gold["issued_date"] is None
    assert ours.issuer.printed == gold["issuer"]
    assert ours.source.complete is gold["complete"]
    assert [(b.number, str(b.issued_on)) for b in ours.legal_bases] == [
        (b["number"], b["date"]) for b in gold["legal_bases"]
    ]
    signer = gold["signer"]
    assert (ours.signer and ours.signer.name) == (signer and signer["name"])
    assert (ours.signer and ours.signer.position.upper()) == (signer and signer["title"])
    assert (ours.signer and ours.signer.authority.upper()) == (signer and signer["authority"])
    assert len(ours.recipients) == len(gold["recipients"])


@needs_seeds
def test_stages_and_targets(pair: tuple[Definition, dict[str, Any]]) -> None:
    ours, gold = pair
    assert [(s.start, s.end, s.open_ended) for s in ours.stages if s.stated] == [
        (s["start_year"], s["end_year"], s["open_ended"]) for s in gold["stages"]
    ]
    assert [(t.low, t.high, t.direction) for t in ours.targets] == [
        (t["low_pct"], t["high_pct"], t["direction"]) for t in gold["targets"]
    ]
    for target, theirs in zip(ours.targets, gold["targets"], strict=True):
        assert target.period == (theirs["period"] or "once")
        assert target.unit_stated is (target.direction == "reach")


@needs_seeds
def test_every_deadline_is_a_duty_and_no_day_is_invented(pair: tuple[Definition, dict[str, Any]]) -> None:
    ours, gold = pair
    for deadline in gold["deadlines"]:
        assert any(_means(duty, deadline) for duty in ours.duties), deadline
    days = {(d["day"], d["month"]) for d in gold["deadlines"]}
    days |= {(d.day, d.month) for m in gold["milestones"] if m.get("date") for d in [date.fromisoformat(m["date"])]}
    for duty in ours.duties:
        if duty.bound is not Bound.NONE:
            assert duty.stated and (duty.day, duty.month) in days, duty.key


def _means(duty: Duty, deadline: dict[str, Any]) -> bool:
    years = deadline["year"] is None or duty.first_year <= deadline["year"] <= (duty.last_year or 9999)
    return (
        (duty.day, duty.month) == (deadline["day"], deadline["month"])
        and duty.bound == (deadline["bound"] or "none")
        and years
        and duty.via.lower() == deadline.get("via", "").lower()
        and (duty.recurrence == "yearly" or deadline["recurring"] == "once")
        and (duty.kind == "report") == (deadline["kind"] == "report")
    )


@needs_seeds
def test_counts(pair: tuple[Definition, dict[str, Any]]) -> None:
    ours, gold = pair
    assert len(list(ours.content_items())) == len(gold["content_items"])
    assert [len(g.items) for g in ours.task_groups] == [g["n_items"] for g in gold["task_groups"]]
    assert [len(b.items) for b in ours.bodies] == [r["n_tasks"] for r in gold["responsibilities"]]
    assert [[len(c.subs) for c in g.criteria] for g in ours.criteria] == [g["sub_counts"] for g in gold["criteria"]]
    assert len(ours.emulation) == len(gold["emulation_contents"])
    assert [(m.kind, m.year, m.yearly) for m in ours.milestones] == [
        (_KINDS[m["kind"]], m["year"], m.get("recurring") == "yearly") for m in gold["milestones"]
    ]
    assert len(ours.award_forms) == len(gold["awards"])
    assert len(ours.award_dossier) == len(gold.get("award_dossier", []))


_KINDS = {
    "phát động": "launch",
    "triển khai": "start",
    "đăng ký thi đua": "register",
    "sơ kết": "interim_review",
    "tổng kết": "final_review",
    "khen thưởng": "award",
}


@needs_seeds
def test_pledges_and_yearly_work_become_duties(pair: tuple[Definition, dict[str, Any]]) -> None:
    ours, gold = pair
    kinds = {duty.kind for duty in ours.duties if duty.stated}
    assert ("pledge" in kinds) is bool(gold.get("commitments"))
    said = " ".join(a["text"] for a in gold["recurring_activities"])
    assert ("dialogue" in kinds) is ("đối thoại" in said)
    assert ("content_review" in kinds) is ("điều chỉnh nội dung" in said)


def test_truc_ninh_names_no_day_and_suggests_one() -> None:
    report = load("truc_ninh").duty("yearly_report")
    assert report.bound is Bound.NONE and report.via == "Phòng Nội vụ" and report.suggestion is not None


def test_every_duty_without_a_day_offers_one() -> None:
    for definition in load_all():
        assert not [d.key for d in definition.duties if d.bound is Bound.NONE and d.suggestion is None]


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (("key = ", "khoa = "), "key"),
        (("low = 5", "low = 15"), "targets"),
        (("end = 2020", "end = 2018"), "stages"),
        (('bound = "before"', 'bound = "none"'), "duties"),
        (('stage = "stage_2"', 'stage = "stage_9"'), "toàn bộ"),
        (('key = "register"', 'key = "launch"'), "toàn bộ"),
        (("[issuer]", "[issuer"), "cú pháp"),
        (('key = "duong_minh_chau"', 'key = "ben_tre"'), "key"),
    ],
)
def test_a_broken_file_is_named_with_the_place(tmp_path: Path, change: tuple[str, str], place: str) -> None:
    text = (Path(read.__code__.co_filename).parent / "duong_minh_chau.toml").read_text(encoding="utf-8")
    file = tmp_path / "duong_minh_chau.toml"
    file.write_text(text.replace(*change, 1), encoding="utf-8")
    with pytest.raises(BrokenDefinition) as caught:
        read(file)
    assert "duong_minh_chau.toml" in caught.value.sentence
    assert place in caught.value.sentence


@pytest.mark.parametrize(
    "change",
    [
        {"who": "named"},
        {"first_year": 2024},
        {"last_year": None},
        {"bound": "by"},
        {"bound": "by", "day": 1, "month": 2},
    ],
)
def test_a_duty_that_makes_no_sense_is_refused(change: dict[str, Any]) -> None:
    sound = load("truc_ninh").duty("interim_review").model_dump()
    Duty.model_validate(sound)
    with pytest.raises(ValueError, match="việc “interim_review”"):
        Duty.model_validate(sound | change)
