"""The pages for everybody, and what those who are signed in see besides."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from namkhong.feedback import signing
from namkhong.feedback.actions import drain, set_aside
from namkhong.feedback.actions.publishing import publish_month
from namkhong.feedback.actions.targets import Aimed, set_target
from namkhong.feedback.box import put
from namkhong.feedback.models import Ballot, Edition, Published, Target
from namkhong.feedback.queries import point_figures, published
from namkhong.feedback.rules.places import PLACES
from namkhong.feedback.states import PointKind
from namkhong.journal.models import Event
from namkhong.units.actions import make_unit, place_many
from namkhong.units.models import Placement, Unit
from namkhong.units.states import Line, UnitKind
from tests.feedback.given import point_at, rating
from tests.feedback.test_publishing import OCTOBER, publish, rate
from tests.world import NOW, SINCE, TODAY, World

AUGUST, SEPTEMBER, LAST_OCTOBER = date(2026, 8, 5), date(2026, 9, 5), date(2025, 10, 5)


@pytest.fixture(autouse=True)
def own_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test signs with the key of another."""
    monkeypatch.setattr(settings, "VAR", tmp_path)


def page(address: str, client: Client | None = None) -> str:
    """What everybody reads: words without tags, one space between them."""
    answer = (client or Client()).get(address)
    assert answer.status_code == 200, address
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def schools_of(unit: Unit, count: int) -> list[Unit]:
    """More units directly under one on the union line."""
    made = [make_unit(name=f"Trường số {n}", kind=UnitKind.SCHOOL, founded_on=SINCE) for n in range(count)]
    Unit.objects.bulk_create(made)
    places = [Placement(unit=school, line=Line.UNION, parent=unit, valid_from=SINCE) for school in made]
    place_many(placements=places, line=Line.UNION)
    return made


def test_a_page_is_the_same_for_all_and_fit_for_caches(world: World, signed_in) -> None:
    rate(world.office, 10, 30)
    publish()
    for address in ("/danh-gia/", f"/danh-gia/{world.office.pk}/", f"/danh-gia/ban/{Edition.objects.get().pk}/"):
        answer = Client().get(address)
        assert answer["Cache-Control"] == "public, max-age=600" and not answer.cookies
        assert signed_in(world.office_head).get(address).content == answer.content
    assert Client().get("/danh-gia/999999/").status_code == 404
    assert Client().get("/danh-gia/ban/999999/").status_code == 404


def test_a_share_comes_with_its_interval_and_what_it_proves(world: World) -> None:
    rate(world.office, 10, 30)
    rate(world.office, 1, 14, evidence="B")
    rate(world.office, 2, 3, evidence="C")
    aside = list(Ballot.objects.filter(score=5, evidence="A").values_list("pk", flat=True)[:3])
    set_aside(ballots=aside, reason="burst", by=None, at=NOW)
    publish()
    text = page(f"/danh-gia/{world.office.pk}/")
    assert "73,0 % hài lòng" in text and "Tính trên 37 ý kiến" in text and "khoảng 57,0–84,6 %" in text
    assert "3 ý kiến để riêng" in text and "Mỗi người làm xong việc được phát một mã" in text
    assert "Chưa đủ mẫu Mới có 15 ý kiến" in text
    assert "Không công bố" in text and "Chưa có ý kiến" in text
    assert "tháng 10/2026" in text


def test_a_sum_of_months_leaves_out_those_that_were_hidden(world: World) -> None:
    rate(world.office, 10, 30)
    rate(world.office, 1, 4, day=SEPTEMBER)
    rate(world.office, 10, 10, day=AUGUST)
    for month in (202608, 202609, OCTOBER):
        publish(month=month)
    text = page(f"/danh-gia/{world.office.pk}/?nam=2026")
    assert "Tính trên 60 ý kiến" in text and "Không gồm tháng 9" in text
    assert "Tính trên 40 ý kiến" in page(f"/danh-gia/{world.office.pk}/?nam=2026&ky=4")
    assert "Mới có 20 ý kiến" in page(f"/danh-gia/{world.office.pk}/?nam=2026&ky=3")
    assert "Chưa công bố tháng nào trong kỳ này" in page(f"/danh-gia/{world.office.pk}/?nam=2026&ky=1")
    assert "Tính trên 60 ý kiến" in page(f"/danh-gia/{world.office.pk}/?nam=1&ky=9&tuyen=x&loai=x")


def test_a_small_unit_leans_on_its_sisters_with_the_formula(world: World) -> None:
    for unit, good in zip(schools_of(world.district, 3), (30, 50, 80), strict=True):
        rate(unit, 100 - good, good)
    rate(world.office, 3, 12)
    publish()
    text = page(f"/danh-gia/{world.office.pk}/")
    shown = re.search(r"\((\d+) \+ (\d+) × ([\d,]+)%\) : \((\d+) \+ (\d+)\) = ([\d,]+)%", text)
    assert shown and "Ước lượng tạm" in text
    good, weight, mean, answered, _, estimate = (float(part.replace(",", ".")) for part in shown.groups())
    assert (good, answered) == (12, 15)
    assert (good + weight * mean / 100) / (answered + weight) == pytest.approx(estimate / 100, abs=0.002)
    assert "Ước lượng tạm" not in page(f"/danh-gia/{world.office.pk}/?loai=C")


def test_the_sample_shows_how_far_the_other_classes_are_off(world: World) -> None:
    rate(world.office, 10, 190)
    rate(world.office, 60, 140, evidence="D")
    rate(world.office, 62, 138, evidence="B")
    publish()
    text = page(f"/danh-gia/{world.office.pk}/")
    assert "“Mã dùng một lần” cao hơn mẫu độc lập: chênh 25,0 điểm phần trăm (khoảng từ 17,9 đến 32,1)" in text
    assert "“Mã tại quầy” không khác mẫu độc lập đến mức nói chắc được: chênh -1,0" in text


def test_the_year_stands_beside_the_one_before_and_the_target(world: World) -> None:
    rate(world.office, 20, 180)
    rate(world.office, 60, 140, day=LAST_OCTOBER)
    rate(world.office, 199, 1, day=date(2025, 5, 5))
    for month in (202505, 202510, OCTOBER):
        publish(month=month)
    set_target(
        unit=world.federation,
        aimed=Aimed(2025, Decimal("70"), Decimal(1), Decimal(2)),
        by=world.federation_head,
        at=NOW,
    )
    text = page(f"/danh-gia/{world.office.pk}/?nam=2026")
    # May of the year before has no counterpart, so it is not compared.
    assert "Tăng so với cùng các tháng năm trước: thêm từ 12,3 đến 27,5" in text
    assert "Chỉ tiêu năm nay: từ 71,0 đến 72,0 % (gốc 70,0 % năm 2025, mỗi năm thêm 1–2 điểm). Đã đạt." in text
    set_target(unit=world.office, aimed=Aimed(2026, Decimal("95"), Decimal(1), Decimal(2)), by=None, at=NOW)
    assert "từ 95,0 đến 95,0 %" in page(f"/danh-gia/{world.office.pk}/?nam=2026")
    assert "Giảm" not in text and "Chưa đủ số liệu năm trước" in page(f"/danh-gia/{world.office.pk}/?nam=2025")


def test_units_below_come_in_groups_sorted_as_asked(world: World) -> None:
    best, same, worst, few = schools_of(world.district, 4)
    for unit, bad, good in ((best, 10, 190), (same, 14, 186), (worst, 150, 50), (few, 5, 10)):
        rate(unit, bad, good)
    publish()
    address = f"/danh-gia/{world.district.pk}/?nam=2026"
    text = page(address)
    assert "Có 2 nhóm" in text and "Nhóm 1 hơn hẳn 1 đơn vị" in text and "Nhóm 2 kém hẳn 2 đơn vị" in text
    assert "Trường Tiểu học Đồng Tâm – xem tuyến Chính quyền" in text

    def order(sort: str) -> list[int]:
        listed = Client().get(f"{address}&sap={sort}").content.decode()
        numbers = [int(n) for n in re.findall(r'<th scope="row"><a href="/danh-gia/(\d+)/', listed)]
        return [n for n in numbers if n in {unit.pk for unit in (best, same, worst, few)}]

    assert order("ten") == [best.pk, same.pk, worst.pk, few.pk] == order("-ten")[::-1]
    assert order("-hl") == [best.pk, same.pk, worst.pk, few.pk]
    assert order("so")[0] == few.pk and order("nhom")[2:] == [worst.pk, few.pk]
    tiles = page(address + "&xem=o")
    assert "95,0" in tiles and "chưa đủ mẫu" in tiles and "từ 90 %" in tiles
    assert "chưa nói được đơn vị nào hơn" in page(address + "&loai=C") or "Chưa đơn vị nào" in page(address + "&loai=C")


def test_provinces_lie_on_a_map(world: World) -> None:
    """Where all units below are provinces, their tiles lie to one another as the provinces do."""
    top = make_unit(name="Toàn quốc", kind=UnitKind.SCHOOL, founded_on=SINCE)
    top.save()
    place_many(placements=[Placement(unit=top, line=Line.UNION, valid_from=SINCE)], line=Line.UNION)
    provinces = schools_of(top, len(PLACES))
    for unit, name in zip(provinces, PLACES, strict=True):
        Unit.objects.filter(pk=unit.pk).update(name=f"Liên đoàn Lao động tỉnh {name}")
    rate(provinces[0], 10, 190)
    publish()
    address = f"/danh-gia/{top.pk}/?nam=2026"
    assert "Bản đồ" in page(address) and "Ô màu" not in page(address)
    shown = Client().get(f"{address}&xem=o").content.decode()
    assert 'class="tile heat-full row-1 column-1"' in shown and "95,0" in shown
    assert "row-9 column-4" in shown and 'title="Liên đoàn Lao động tỉnh Huế">Huế</a>' in shown
    Unit.objects.filter(pk=provinces[0].pk).update(name="Đơn vị không ở tỉnh nào")
    assert "Ô màu" in page(address) and "row-9" not in Client().get(f"{address}&xem=o").content.decode()


def test_many_units_below_come_page_by_page_and_cost_no_more(world: World, same_queries) -> None:
    rate(world.office, 10, 30)
    publish(month=202610)
    address = f"/danh-gia/{world.district.pk}/?nam=2026"

    def grow() -> None:
        for unit in schools_of(world.district, 205):
            Published.objects.create(
                edition=Edition.objects.get(), unit=unit, parent=world.district, evidence="A", hidden=False, answered=40
            )

    same_queries(lambda: page(address), grow)
    assert "Dòng 1–200 trong 208" in page(address)
    assert "Dòng 201–208 trong 208" in page(address + "&trang=2")


def test_a_search_without_accents_finds_a_unit(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Chưa công bố tháng nào" in page("/danh-gia/")
    rate(world.school, 10, 30)
    rate(world.office, 10, 30)
    publish()
    publish(Line.ADMINISTRATION)
    text = page("/danh-gia/")
    assert text.index("Ủy ban nhân dân tỉnh Sông Lam") < text.index("Liên đoàn Lao động tỉnh Sông Lam")
    assert "Trường Tiểu học Đồng Tâm" in page("/danh-gia/?tim=dong+tam")
    assert "Không thấy đơn vị nào" in page("/danh-gia/?tim=khong+co")
    monkeypatch.setattr("namkhong.feedback.views.published.MOST_FOUND", 1)
    assert "Còn nhiều đơn vị khác" in page("/danh-gia/?tim=huyen")


def test_a_unit_on_two_lines_is_shown_on_the_one_where_it_is_published(world: World) -> None:
    rate(world.school, 10, 30)
    publish(Line.ADMINISTRATION)
    assert "tuyến Chính quyền" in page(f"/danh-gia/{world.school.pk}/")
    assert "75,0 % hài lòng" in page(f"/danh-gia/{world.school.pk}/")
    assert "Chưa công bố tháng nào" in page(f"/danh-gia/{world.school.pk}/?tuyen=union")
    assert published.home_line(world.office.pk, TODAY) == Line.UNION


def test_an_edition_can_be_verified_without_us(world: World) -> None:
    rate(world.office, 10, 30)
    first = publish()
    rate(world.office, 0, 20)
    second = publish(reason="Phiếu giấy nhập muộn")
    told = page(f"/danh-gia/ban/{first.pk}/")
    assert "Bản 2" in told and "Phiếu giấy nhập muộn (3 số khác bản trước)" in told
    text, signature, key = (
        Client().get(f"/danh-gia/ban/{second.pk}/{name}").content for name in ("so-lieu.txt", "chu-ky.sig", "khoa.pem")
    )
    assert signing.verifies(text.decode(), signature, bytes(second.public_key)) and key.startswith(b"-----BEGIN PUBLIC")
    assert "Tính trên 60 ý kiến" in page(f"/danh-gia/{world.office.pk}/")
    assert "(bản 2)" in page(f"/danh-gia/{world.office.pk}/")


def test_a_superior_sets_a_target_and_a_unit_does_not(world: World, signed_in) -> None:
    address = f"/y-kien/{world.office.pk}/chi-tieu/"
    above = signed_in(world.district_head)
    assert "Đặt chỉ tiêu" in page(f"/y-kien/{world.office.pk}/", above)
    told = {"base_year": "2025", "base": "82,5", "least": "2", "most": "1"}
    wrong = above.post(address, told)
    assert wrong.status_code == 422 and "từ mức ít nhất trở lên" in wrong.content.decode()
    assert above.post(address, {"base": "x"}).status_code == 422
    assert above.post(address, told | {"most": "2,5"}).status_code == 302
    assert above.post(address, told | {"least": "1", "most": "2"}).status_code == 302
    [kept] = Target.objects.all()
    assert (kept.base, kept.least, kept.most, kept.set_by) == (Decimal("82.5"), 1, 2, world.district_head)
    assert Event.objects.filter(verb="rating_target.set", unit_id=world.office.pk).count() == 2
    assert "82,5" in page(address, above) or 'value="82,5"' in above.get(address).content.decode()
    assert signed_in(world.office_head).get(address).status_code == 404


def test_points_are_counted_from_the_ballots(world: World, signed_in) -> None:
    desk = point_at(world.office, PointKind.SLIPS, desk="Quầy 3", procedure="Chứng thực")
    other = point_at(world.office, desk="Quầy 1")
    put([rating(desk, 5, evidence="A") for _ in range(30)] + [rating(other, 2), rating(other, 4)])
    put([rating(desk, 1, evidence="A", day=date(2026, 10, 31))])
    set_aside(ballots=[Ballot.objects.get(score=2).pk], reason="burst", by=None, at=NOW)
    found = point_figures(world.office.pk, date(2026, 11, 1), date(2026, 11, 30))
    assert [(row.point, row.counts["A" if row.point == desk else "C"].total) for row in found] == [
        (other, 1),
        (desk, 30),
    ]
    assert found[0].counts["C"].aside == 1
    head = signed_in(world.office_head)
    text = page(f"/y-kien/{world.office.pk}/quay/", head)
    assert "Quầy 3 Chứng thực 30 ý kiến 100,0 % hài lòng" in text
    assert "Quầy 1" not in page(f"/y-kien/{world.office.pk}/quay/?thang=202610", head)
    assert "Quầy 1" in page(f"/y-kien/{world.office.pk}/quay/?thang=199001", head)


def test_inside_groups_take_the_place_of_ranks(world: World, signed_in) -> None:
    best, worst = schools_of(world.district, 2)
    rate(best, 5, 95, day=TODAY)
    rate(worst, 90, 10, day=TODAY)
    drain()
    above = signed_in(world.district_officer)
    address = f"/y-kien/{world.district.pk}/cap-duoi/?tuyen=union"
    text = page(address, above)
    assert "Có 2 nhóm" in text and "Nhóm 1 hơn hẳn 1 đơn vị" in text
    assert "95,0" in page(address + "&xem=o", above)
    assert "52,5 % hài lòng" in page(f"/y-kien/{world.district.pk}/", above)


def test_publishing_needs_no_line_twice(world: World) -> None:
    """The public page reads the latest revision only."""
    rate(world.office, 10, 30)
    publish()
    rate(world.office, 0, 30)
    publish_month(month=OCTOBER, line=Line.UNION, reason="Nhập muộn", by=None, at=NOW)
    assert [row.revision for row in published.latest(202601, 202612)] == [2]
