"""One small province: two lines of units and a named cast, the same in every test.

    union            federation ─┬─ district ─┬─ school, clinic, office
                                 └─ sister ───── sister_school
    administration   province_committee ── district_committee ─┬─ school
                                                               └─ clinic

The school and the clinic stand on both lines; the office stands on the union line alone.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.hashers import make_password

from namkhong.foundation.clock import VIETNAM
from namkhong.people.actions import make_person
from namkhong.people.models import Account, Person, Post
from namkhong.people.states import PostKind
from namkhong.units.actions import make_unit, place_many
from namkhong.units.models import Lineage, Placement, Unit
from namkhong.units.states import Line, UnitKind

SINCE = date(2019, 1, 1)
TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=VIETNAM)
PASSWORD = "mat-khau-de-thu-2026"

# name: full name, short name, kind, notation, the unit above on the union line, the one on the administration line
UNITS = {
    "federation": ("Liên đoàn Lao động tỉnh Sông Lam", "LĐLĐ tỉnh", UnitKind.FEDERATION, "LĐLĐ", "", None),
    "district": ("Liên đoàn Lao động huyện Hòa An", "LĐLĐ huyện", UnitKind.FEDERATION, "LĐLĐ", "federation", None),
    "sister": ("Liên đoàn Lao động huyện Bình Sơn", "LĐLĐ Bình Sơn", UnitKind.FEDERATION, "LĐLĐ", "federation", None),
    "province_committee": ("Ủy ban nhân dân tỉnh Sông Lam", "UBND tỉnh", UnitKind.COMMITTEE, "UBND", None, ""),
    "district_committee": (
        "Ủy ban nhân dân huyện Hòa An",
        "UBND huyện",
        UnitKind.COMMITTEE,
        "UBND",
        None,
        "province_committee",
    ),
    "school": ("Trường Tiểu học Đồng Tâm", "TH Đồng Tâm", UnitKind.SCHOOL, "CĐCS", "district", "district_committee"),
    "clinic": (
        "Trung tâm Y tế huyện Hòa An",
        "TTYT Hòa An",
        UnitKind.HOSPITAL,
        "CĐCS",
        "district",
        "district_committee",
    ),
    "office": ("Công đoàn cơ sở cơ quan huyện", "CĐCS cơ quan", UnitKind.GRASSROOTS_UNION, "CĐCS", "district", None),
    "sister_school": ("Trường Mầm non Hoa Sen", "MN Hoa Sen", UnitKind.SCHOOL, "CĐCS", "sister", None),
}

# name: full name, post, unit, title under a signature
PEOPLE = {
    "federation_head": ("Trần Quốc Hưng", PostKind.SUPERIOR_HEAD, "federation", "Chủ tịch"),
    "federation_officer": ("Lê Thị Thanh Hà", PostKind.SUPERIOR_OFFICER, "federation", "Chuyên viên"),
    "auditor": ("Phạm Đức Minh", PostKind.AUDITOR, "federation", "Ủy viên Ủy ban Kiểm tra"),
    "administrator": ("Hoàng Anh Tuấn", PostKind.ADMINISTRATOR, "federation", ""),
    "district_head": ("Nguyễn Văn Bình", PostKind.SUPERIOR_HEAD, "district", "Chủ tịch"),
    "district_officer": ("Đặng Thu Trang", PostKind.SUPERIOR_OFFICER, "district", "Chuyên viên"),
    "school_officer": ("Vũ Thị Mai", PostKind.GRASSROOTS_OFFICER, "school", "Ủy viên Ban Chấp hành"),
    "school_head": ("Bùi Hữu Phước", PostKind.HEAD, "school", "Chủ tịch Công đoàn"),
    "clinic_officer": ("Ngô Thùy Linh", PostKind.GRASSROOTS_OFFICER, "clinic", "Ủy viên Ban Chấp hành"),
    "clinic_head": ("Đỗ Minh Đức", PostKind.HEAD, "clinic", "Chủ tịch Công đoàn"),
    "office_officer": ("Hồ Ngọc Ánh", PostKind.GRASSROOTS_OFFICER, "office", "Ủy viên Ban Chấp hành"),
    "office_head": ("Lý Gia Hưng", PostKind.HEAD, "office", "Chủ tịch Công đoàn"),
    "stranger": ("Phan Văn Lực", PostKind.GRASSROOTS_OFFICER, "sister_school", "Ủy viên Ban Chấp hành"),
    "sister_officer": ("Dương Thị Yến", PostKind.SUPERIOR_OFFICER, "sister", "Chuyên viên"),
    "committee_officer": ("Tạ Kim Oanh", PostKind.SUPERIOR_OFFICER, "district_committee", "Chuyên viên"),
    "committee_head": ("Cao Xuân Thành", PostKind.SUPERIOR_HEAD, "district_committee", "Chủ tịch"),
    "nobody": ("Mai Chí Công", None, "", ""),
}


@dataclass(frozen=True)
class World:
    """Units and people by the names above; every person signs in with that name and `PASSWORD`."""

    federation: Unit
    district: Unit
    sister: Unit
    province_committee: Unit
    district_committee: Unit
    school: Unit
    clinic: Unit
    office: Unit
    sister_school: Unit

    federation_head: Person
    federation_officer: Person
    auditor: Person
    administrator: Person
    district_head: Person
    district_officer: Person
    school_officer: Person
    school_head: Person
    clinic_officer: Person
    clinic_head: Person
    office_officer: Person
    office_head: Person
    stranger: Person
    sister_officer: Person
    committee_officer: Person
    committee_head: Person
    nobody: Person

    @property
    def grassroots(self) -> list[Unit]:
        """The three units directly under the district."""
        return [self.school, self.clinic, self.office]


def build_world() -> World:
    """Write the province to the database with a few bulk statements."""
    units = _found_units()
    people = _enrol_people(units)
    return World(**units, **people)


def _found_units() -> dict[str, Unit]:
    units = {
        key: make_unit(name=name, kind=kind, short_name=short, notation=notation, place="Sông Lam", founded_on=SINCE)
        for key, (name, short, kind, notation, _, _) in UNITS.items()
    }
    Unit.objects.bulk_create(units.values())
    for line, column in ((Line.UNION, 4), (Line.ADMINISTRATION, 5)):
        places = [
            Placement(unit=units[key], line=line, parent=units.get(row[column]), valid_from=SINCE)
            for key, row in UNITS.items()
            if row[column] is not None
        ]
        place_many(placements=places, line=line)
    return units


def _enrol_people(units: dict[str, Unit]) -> dict[str, Person]:
    people = {key: make_person(name) for key, (name, *_) in PEOPLE.items()}
    Person.objects.bulk_create(people.values())
    hashed = make_password(PASSWORD)
    accounts = {key: Account(person=person, username=key, password=hashed) for key, person in people.items()}
    Account.objects.bulk_create(accounts.values())
    Post.objects.bulk_create(
        Post(person=people[key], unit=units[unit], kind=kind, title=title, valid_from=SINCE)
        for key, (_, kind, unit, title) in PEOPLE.items()
        if kind
    )
    return people


def only_of_the_union(world: World) -> None:
    """The school and the clinic leave the line of the administration, which would decide about them."""
    for table, column in ((Placement, "unit"), (Lineage, "descendant")):
        table.objects.filter(line=Line.ADMINISTRATION, **{f"{column}__in": [world.school, world.clinic]}).delete()
