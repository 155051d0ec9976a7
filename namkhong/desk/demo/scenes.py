"""The five organisers with their superiors, and what kinds of units stand below them."""

from dataclasses import dataclass
from datetime import date

from namkhong.units.states import Line, UnitKind


@dataclass(frozen=True, slots=True)
class Branch:
    """Units of one kind below an organiser: how they are called and how many there are."""

    prefix: str
    short: str
    kind: UnitKind
    count: int
    staff: tuple[int, int]


@dataclass(frozen=True, slots=True)
class WindUp:
    """How an organiser ends: the first day without it, the decision, the new units that two old ones each become."""

    on: date
    title: str
    number: str
    merged: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """One seed campaign in the demonstration.

    `login` begins the sign-in names of its people. `middle`: units between organiser and grassroots, if any.
    `years`: calendar years with duties in the system; `old_years` come from paper. `now`: how the running year stands,
    as numbers of reports accepted, sent, sent back and missing; nothing where no report is asked this year.
    `wind_up`: the organiser ended on the way and its superior, which stands under `above`, took over.
    `sends_down`: its plan is on its way down to the units, which draft their own.
    """

    definition: str
    login: str
    line: Line
    superior: tuple[str, str, str, UnitKind]
    organiser: tuple[str, str, str, UnitKind]
    place: str
    branches: tuple[Branch, ...]
    years: range
    old_years: tuple[int, ...]
    now: tuple[int, int, int] | None
    middle: int = 0
    above: tuple[str, str, str, UnitKind] | None = None
    wind_up: WindUp | None = None
    sends_down: bool = False


_U = UnitKind
_CONFEDERATION = ("Tổng Liên đoàn Lao động Việt Nam", "Tổng Liên đoàn", "TLĐ", _U.CONFEDERATION)
_SCHOOLS = Branch("Công đoàn cơ sở Trường THCS", "CĐCS Trường THCS", _U.GRASSROOTS_UNION, 7, (22, 64))
_COMMUNES = Branch("Công đoàn cơ sở xã", "CĐCS xã", _U.GRASSROOTS_UNION, 6, (18, 36))

SCENES = (
    Scene(
        definition="duong_minh_chau",
        login="dmc",
        line=Line.UNION,
        superior=("Liên đoàn Lao động tỉnh Tây Ninh", "LĐLĐ tỉnh Tây Ninh", "LĐLĐ", _U.FEDERATION),
        organiser=("Liên đoàn Lao động huyện Dương Minh Châu", "LĐLĐ huyện Dương Minh Châu", "LĐLĐ", _U.FEDERATION),
        place="Dương Minh Châu",
        branches=(
            _COMMUNES,
            _SCHOOLS,
            Branch("Công đoàn cơ sở Trường Tiểu học", "CĐCS Trường Tiểu học", _U.GRASSROOTS_UNION, 5, (18, 45)),
        ),
        years=range(2021, 2027),
        old_years=(2019, 2020),
        now=(11, 2, 1),
        above=_CONFEDERATION,
        wind_up=WindUp(
            on=date(2025, 7, 1),
            title="Kết thúc hoạt động Liên đoàn Lao động huyện, sắp xếp công đoàn cơ sở các xã",
            number="31/QĐ-LĐLĐ",
            merged=("Dương Minh Châu", "Cầu Khởi", "Lộc Ninh"),
        ),
    ),
    Scene(
        definition="hcmc_education",
        login="gdhcm",
        line=Line.UNION,
        superior=("Liên đoàn Lao động Thành phố Hồ Chí Minh", "LĐLĐ Thành phố", "LĐLĐ", _U.FEDERATION),
        organiser=(
            "Công đoàn ngành Giáo dục Thành phố Hồ Chí Minh",
            "Công đoàn ngành Giáo dục Thành phố",
            "CĐGD",
            _U.SECTOR_UNION,
        ),
        place="Thành phố Hồ Chí Minh",
        branches=(
            Branch("Công đoàn cơ sở Trường THPT", "CĐCS Trường THPT", _U.GRASSROOTS_UNION, 26, (60, 140)),
            Branch("Công đoàn cơ sở Trường Trung cấp", "CĐCS Trường Trung cấp", _U.GRASSROOTS_UNION, 6, (35, 90)),
        ),
        years=range(2021, 2027),
        old_years=(2020,),
        now=(27, 1, 1),
    ),
    Scene(
        definition="truc_ninh",
        login="trucninh",
        line=Line.ADMINISTRATION,
        superior=("Ủy ban nhân dân tỉnh Nam Định", "UBND tỉnh Nam Định", "UBND", _U.COMMITTEE),
        organiser=("Ủy ban nhân dân huyện Trực Ninh", "UBND huyện Trực Ninh", "UBND", _U.COMMITTEE),
        place="Trực Ninh",
        branches=(
            Branch("Ủy ban nhân dân xã", "UBND xã", _U.COMMITTEE, 16, (20, 34)),
            Branch("Trường Tiểu học", "Trường Tiểu học", _U.SCHOOL, 8, (20, 48)),
        ),
        years=range(2019, 2026),
        old_years=(),
        now=None,
    ),
    Scene(
        definition="ben_tre",
        login="bentre",
        line=Line.UNION,
        superior=_CONFEDERATION,
        organiser=("Liên đoàn Lao động tỉnh Bến Tre", "LĐLĐ tỉnh Bến Tre", "LĐLĐ", _U.FEDERATION),
        place="Bến Tre",
        branches=(
            Branch("Công đoàn cơ sở phường", "CĐCS phường", _U.GRASSROOTS_UNION, 18, (16, 30)),
            Branch("Công đoàn cơ sở Trường Mầm non", "CĐCS Trường Mầm non", _U.GRASSROOTS_UNION, 18, (14, 40)),
        ),
        years=range(2021, 2027),
        old_years=(2020,),
        now=(25, 4, 2),
        middle=6,
    ),
    Scene(
        definition="dong_nai_health",
        login="ytdn",
        line=Line.UNION,
        superior=("Liên đoàn Lao động tỉnh Đồng Nai", "LĐLĐ tỉnh Đồng Nai", "LĐLĐ", _U.FEDERATION),
        organiser=("Công đoàn ngành Y tế tỉnh Đồng Nai", "Công đoàn ngành Y tế Đồng Nai", "CĐYT", _U.SECTOR_UNION),
        place="Đồng Nai",
        branches=(
            Branch("Công đoàn cơ sở Trung tâm Y tế", "CĐCS Trung tâm Y tế", _U.GRASSROOTS_UNION, 20, (60, 190)),
            Branch("Công đoàn cơ sở Bệnh viện", "CĐCS Bệnh viện", _U.GRASSROOTS_UNION, 14, (150, 400)),
        ),
        years=range(2020, 2027),
        old_years=(),
        now=(27, 3, 2),
        sends_down=True,
    ),
)
