"""Units and people of one scene, made through the verbs of `units` and `people`."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from random import Random

from namkhong.desk.demo.names import PLACES, somebody
from namkhong.desk.demo.scenes import Scene
from namkhong.foundation.clock import VIETNAM
from namkhong.people.actions import appoint, make_person, open_account
from namkhong.people.models import Person, Post
from namkhong.people.states import HEADS, PostKind
from namkhong.units.actions import make_unit, place_many
from namkhong.units.models import Headcount, Placement, Unit
from namkhong.units.states import UnitKind

SINCE = date(2018, 1, 1)
PASSWORD = "namkhong-2026"


@dataclass(frozen=True, slots=True)
class SignIn:
    """A line of the list that `make demo` prints."""

    username: str
    name: str
    role: str
    unit: str


@dataclass(slots=True)
class Cast:
    """Who acts in a scene."""

    superior: Unit
    organiser: Unit
    middle: list[Unit]
    grassroots: list[Unit]
    above: Unit | None = None
    former: list[Unit] = field(default_factory=list)
    officers: dict[int, Person] = field(default_factory=dict)
    sign_ins: list[SignIn] = field(default_factory=list)

    def officer(self, unit: Unit) -> Person:
        """Who does the paperwork of a unit."""
        return self.officers[unit.pk]

    def head(self, unit: Unit) -> Person:
        """Who stands at the head of a unit."""
        posts = Post.objects.filter(unit=unit, kind__in=HEADS).select_related("person")
        return posts.order_by("-valid_from", "-pk")[0].person

    def receiver(self, unit: Unit) -> Unit:
        """To whom a unit reports."""
        if unit == self.organiser:
            return self.superior
        if unit in self.former:
            return self.organiser
        if not self.middle or unit in self.middle:
            return self.organiser
        return self.middle[self.grassroots.index(unit) % len(self.middle)]


def moment(day: date, hour: int = 9) -> datetime:
    """A moment of a working morning."""
    return datetime.combine(day, time(hour, 30), tzinfo=VIETNAM)


def build_cast(scene: Scene, dice: Random, at: datetime) -> Cast:
    """Found the units, place them, enrol and appoint the people, open a few accounts."""
    cast = _units(scene, dice)
    _place(scene, cast)
    above = [cast.above] if cast.above else []
    for unit in [*above, cast.superior, cast.organiser, *cast.middle, *cast.grassroots]:
        _staff_unit(unit, cast, dice, at)
    _accounts(scene, cast, at)
    return cast


def _units(scene: Scene, dice: Random) -> Cast:
    above = _unit(scene.above, "Hà Nội") if scene.above else None
    superior = _unit(scene.superior, scene.place)
    organiser = _unit(scene.organiser, scene.place)
    places = dice.sample(PLACES, k=len(PLACES))
    middle = [
        make_unit(
            name=f"Liên đoàn Lao động huyện {places.pop()}",
            kind=UnitKind.FEDERATION,
            place=scene.place,
            notation="LĐLĐ",
        )
        for _ in range(scene.middle)
    ]
    grassroots = [
        make_unit(
            name=f"{b.prefix} {where}",
            short_name=f"{b.short} {where}",
            kind=b.kind,
            place=where,
            notation=_tail(b.kind),
        )
        for b in scene.branches
        for where in dice.sample(PLACES, k=b.count)
    ]
    Unit.objects.bulk_create([*middle, *grassroots])
    sizes = [b.staff for b in scene.branches for _ in range(b.count)]
    _headcounts(grassroots, sizes, scene, dice)
    return Cast(superior, organiser, middle, grassroots, above)


def _unit(facts: tuple[str, str, str, UnitKind], place: str) -> Unit:
    """A unit above grassroots; one that two scenes share is founded once."""
    name, short, notation, kind = facts
    known = Unit.objects.filter(name=name).first()
    return (
        known
        or Unit.objects.bulk_create(
            [make_unit(name=name, short_name=short, kind=kind, notation=notation, place=place)]
        )[0]
    )


def _tail(kind: UnitKind) -> str:
    return "CĐCS" if kind == UnitKind.GRASSROOTS_UNION else "UBND" if kind == UnitKind.COMMITTEE else "TH"


def _headcounts(units: list[Unit], sizes: list[tuple[int, int]], scene: Scene, dice: Random) -> None:
    rows = []
    for unit, (low, high) in zip(units, sizes, strict=True):
        staff = dice.randint(low, high)
        for year in range(2019, 2027):
            staff = max(8, staff + dice.randint(-2, 2))
            rows.append(Headcount(unit=unit, year=year, staff=staff, source=f"Danh sách đơn vị ngày 30/6/{year}"))
    Headcount.objects.bulk_create(rows)


def _place(scene: Scene, cast: Cast) -> None:
    line = scene.line
    tops = [(cast.above, None), (cast.superior, cast.above), (cast.organiser, cast.superior)]
    known = set(Placement.objects.filter(line=line).values_list("unit", flat=True))
    rows = [
        Placement(unit=unit, line=line, parent=parent, valid_from=SINCE)
        for unit, parent in tops
        if unit is not None and unit.pk not in known
    ]
    for unit in [*cast.middle, *cast.grassroots]:
        rows.append(Placement(unit=unit, line=line, parent=cast.receiver(unit), valid_from=SINCE))
    place_many(placements=rows, line=line)


def _staff_unit(unit: Unit, cast: Cast, dice: Random, at: datetime) -> None:
    """A head and an officer for every unit."""
    upper = unit not in cast.grassroots
    known = Person.objects.filter(posts__unit=unit, posts__kind=PostKind.SUPERIOR_OFFICER).first() if upper else None
    if known is not None:
        cast.officers[unit.pk] = known
        return
    head, officer = make_person(somebody(dice)), make_person(somebody(dice))
    Person.objects.bulk_create([head, officer])
    head_kind = PostKind.SUPERIOR_HEAD if upper else PostKind.HEAD
    officer_kind = PostKind.SUPERIOR_OFFICER if upper else PostKind.GRASSROOTS_OFFICER
    appoint(person=head, unit=unit, kind=head_kind, since=SINCE, by=None, at=at, title=_head_title(unit))
    title = _officer_title(unit, upper)
    appoint(person=officer, unit=unit, kind=officer_kind, since=SINCE, by=None, at=at, title=title)
    cast.officers[unit.pk] = officer


def _head_title(unit: Unit) -> str:
    return "Hiệu trưởng" if unit.kind == UnitKind.SCHOOL else "Chủ tịch"


def _officer_title(unit: Unit, upper: bool) -> str:
    """What the person who does the paperwork is called at a unit of this kind."""
    if upper:
        return "Chuyên viên"
    return "Ủy viên Ban Chấp hành" if unit.kind == UnitKind.GRASSROOTS_UNION else "Cán bộ phụ trách"


def present(sign_ins: list[SignIn], on: date) -> list[SignIn]:
    """The same people at the posts they hold on a day: some have moved with their units."""
    posts = Post.objects.on(on).filter(person__account__username__in=[row.username for row in sign_ins])
    held = {post.person.account.username: post for post in posts.select_related("unit", "person__account")}
    return [
        replace(row, role=held[row.username].get_kind_display(), unit=held[row.username].unit.brief) for row in sign_ins
    ]


def _accounts(scene: Scene, cast: Cast, at: datetime) -> None:
    last = cast.grassroots[-1]
    wanted = [
        (cast.grassroots[0], PostKind.GRASSROOTS_OFFICER, "coso"),
        (last, PostKind.GRASSROOTS_OFFICER, "coso2"),
        (cast.organiser, PostKind.SUPERIOR_OFFICER, "chuyenvien"),
        (cast.superior if cast.above else cast.organiser, PostKind.SUPERIOR_HEAD, "chutich"),
        (cast.superior, PostKind.SUPERIOR_OFFICER, "captren"),
    ]
    if cast.middle:
        wanted.append((cast.middle[0], PostKind.SUPERIOR_OFFICER, "trunggian"))
    for unit, kind, tail in wanted:
        person = Person.objects.get(posts__unit=unit, posts__kind=kind)
        _open(person, f"{scene.login}.{tail}", kind.label, unit, cast, at)
    for kind, tail in ((PostKind.AUDITOR, "kiemtra"), (PostKind.ADMINISTRATOR, "quantri")):
        person = make_person(somebody(Random(tail + scene.login)))
        person.save()
        appoint(person=person, unit=cast.organiser, kind=kind, since=SINCE, by=None, at=at)
        _open(person, f"{scene.login}.{tail}", kind.label, cast.organiser, cast, at)


def _open(person: Person, username: str, role: str, unit: Unit, cast: Cast, at: datetime) -> None:
    open_account(person=person, username=username, password=PASSWORD, by=None, at=at)
    cast.sign_ins.append(SignIn(username, person.full_name, role, unit.brief))
