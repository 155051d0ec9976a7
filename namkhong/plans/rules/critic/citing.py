"""Cited documents: the same number with two days, days that cannot be, documents that do not hold on the day."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from namkhong.foundation.text import fold
from namkhong.law.rules import DocumentStanding, DocumentStatus
from namkhong.plans.rules.critic.case import Case
from namkhong.plans.rules.critic.finding import Change, Deed, Finding, FindingKind, Spot, Weight
from namkhong.plans.rules.proposals import NumberedClause
from namkhong.plans.states import Basis, ClauseKind

_CITED = re.compile(
    r"(?<![\w/-])(?P<number>\d{1,5}\s?[/-]\s?(?:(?:19|20)\d\d\s?/\s?)?[A-ZĐ]{1,6}[\wĐđ&]*(?:\s?[-–/]\s?[A-ZĐ][\wĐđ&]*)*)"
    r"(?:,?\s+(?:[Nn]gày\s+)(?P<day>\d{1,2})(?:\s?[/.-]\s?|\s+tháng\s+)(?P<month>\d{1,2})"
    r"(?:\s?[/.-]\s?|\s+năm\s+)(?P<year>(?:19|20)\d\d))?"
)
_YEAR_IN_NUMBER = re.compile(r"/((?:19|20)\d\d)/")
_ONE_SERIES = re.compile(r"(?:qh\d+|/tw|-tw)$")
_TOLD_AS_PAST = ("thay thế", "hết hiệu lực", "bãi bỏ", "trước đây", "sửa đổi", "đã được", "không còn")
_TOLD_AS_COMING = ("thi hành", "hiệu lực", "triển khai", "dự thảo")


@dataclass(frozen=True, slots=True)
class Citation:
    """A document named in the text: its number as printed, the day printed beside it, and where."""

    number: str
    issued_on: date | None
    start: int
    end: int


@cache
def bare(number: str) -> str:
    """A number for comparing: no blanks, no accents, one kind of dash."""
    return fold(re.sub(r"\s", "", number)).replace("–", "-")


def citations_in(text: str) -> list[Citation]:
    """Every document cited by number, in the order of the text."""
    return [_citation(found) for found in _CITED.finditer(text)]


def _citation(found: re.Match[str]) -> Citation:
    number = re.sub(r"\s", "", found["number"])
    return Citation(number, _day_in(found), found.start("number"), found.end())


def _day_in(found: re.Match[str]) -> date | None:
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"])) if found["day"] else None
    except ValueError:
        return None


def find(case: Case) -> Iterator[Finding]:
    """All findings about cited documents."""
    by_number: dict[str, list[Citation]] = {}
    mended = [_place(clause) for clause in case.of(ClauseKind.LEGAL_BASIS) if clause.draft.basis == Basis.TYPED]
    for citation in citations_in(case.text):
        if not any(start <= citation.start < end for start, end in mended):
            by_number.setdefault(bare(citation.number), []).append(citation)
    for number, cited in by_number.items():
        clashing = list(_two_dates(case, number, cited))
        yield from clashing or _impossible(case, cited)
        yield from _other_date(case, number, cited)
    if case.head.issued_on:
        yield from _standing(case, by_number, case.head.issued_on)


def _place(clause: NumberedClause) -> tuple[int, int]:
    return clause.draft.span_from or 0, clause.draft.span_to or 0


def _spots(case: Case, cited: list[Citation]) -> tuple[Spot, ...]:
    return tuple(case.spot(citation.start, citation.end) for citation in cited)


def _first_of_each_day(cited: list[Citation]) -> dict[date, Citation]:
    days: dict[date, Citation] = {}
    for citation in cited:
        if citation.issued_on:
            days.setdefault(citation.issued_on, citation)
    return days


def _two_dates(case: Case, number: str, cited: list[Citation]) -> Iterator[Finding]:
    days = _first_of_each_day(cited)
    if bare(case.head.number) == number and case.head.issued_on and days and case.head.issued_on not in days:
        yield Finding(
            kind=FindingKind.TWO_DATES,
            weight=Weight.SERIOUS,
            sentence=f"Văn bản này ban hành ngày {case.head.issued_on:%d/%m/%Y}, nhưng trong bài lại ghi số "
            f"{cited[0].number} ngày {next(iter(days)):%d/%m/%Y}.",
            mend="Sửa cho ngày ban hành ở mọi chỗ giống nhau.",
            spots=_spots(case, list(days.values())),
        )
    elif clash := _clash(number, list(days)):
        yield Finding(
            kind=FindingKind.TWO_DATES,
            weight=Weight.SERIOUS,
            sentence=f"Văn bản số {cited[0].number} được ghi nhiều ngày khác nhau: "
            f"{' và '.join(f'{day:%d/%m/%Y}' for day in clash)}.",
            mend="Mở bản gốc của văn bản đó, giữ ngày đúng ở mọi chỗ.",
            spots=_spots(case, [days[day] for day in clash]),
        )


def _clash(number: str, days: list[date]) -> list[date]:
    """Days that cannot both be right. Numbers begin anew every year: two years may mean two documents."""
    if _YEAR_IN_NUMBER.search(number) or _ONE_SERIES.search(number):
        return days if len(days) > 1 else []
    return [
        day
        for day in days
        if any(day != o and (day.year == o.year or (day.day, day.month) == (o.day, o.month)) for o in days)
    ]


def _impossible(case: Case, cited: list[Citation]) -> Iterator[Finding]:
    issued_on = case.head.issued_on
    for citation in _first_of_each_day(cited).values():
        day, year = citation.issued_on, _YEAR_IN_NUMBER.search(citation.number)
        assert day is not None
        if year and day.year != int(year[1]):
            sentence = f"Số {citation.number} là của năm {year[1]}, nhưng ngày đi kèm là {day:%d/%m/%Y}."
        elif issued_on and day > issued_on:
            sentence = (
                f"Văn bản số {citation.number} ghi ngày {day:%d/%m/%Y}, sau ngày ban hành kế hoạch này "
                f"({issued_on:%d/%m/%Y})."
            )
        else:
            continue
        yield Finding(
            kind=FindingKind.TWO_DATES,
            weight=Weight.SERIOUS,
            sentence=sentence,
            mend="Đối chiếu số và ngày với bản gốc của văn bản được viện dẫn.",
            spots=_spots(case, [citation]),
        )


def _other_date(case: Case, number: str, cited: list[Citation]) -> Iterator[Finding]:
    """The day that the law or another plan of this installation gives to the same number is another one."""
    days = _first_of_each_day(cited)
    known = case.law(cited[0].number, next(iter(days), date.min)).document
    if known and known.issued_on:
        wrong = [citation for day, citation in days.items() if day != known.issued_on]
        for citation in wrong:
            yield Finding(
                kind=FindingKind.TWO_DATES,
                weight=Weight.SERIOUS,
                sentence=f"{known.number} ban hành ngày {known.issued_on:%d/%m/%Y}, ở đây ghi "
                f"{citation.issued_on:%d/%m/%Y}.",
                mend=f"Ghi lại là ngày {known.issued_on:%d/%m/%Y} sau khi đối chiếu bản gốc.",
                spots=_spots(case, [citation]),
            )
        return
    for other in case.elsewhere.get(number, ()):
        if days and _clash(number, [*days, other.issued_on]) and other.issued_on not in days:
            yield Finding(
                kind=FindingKind.TWO_DATES,
                weight=Weight.NOTE,
                sentence=f"Văn bản số {cited[0].number} ở đây ghi ngày {next(iter(days)):%d/%m/%Y}, còn "
                f"“{other.plan}” ghi ngày {other.issued_on:%d/%m/%Y}.",
                mend="Một trong hai nơi ghi nhầm. Đối chiếu bản gốc rồi sửa nơi sai.",
                spots=_spots(case, list(days.values())),
            )
            return


def _standing(case: Case, by_number: dict[str, list[Citation]], issued_on: date) -> Iterator[Finding]:
    """Documents that no longer hold on the day of the plan, do not hold yet, or were replaced since."""
    for cited in by_number.values():
        status = case.law(cited[0].number, issued_on)
        told = [citation for citation in cited if not _told(case, citation, _TOLD_AS_PAST)]
        if status.standing is DocumentStanding.REPLACED and told:
            yield Finding(
                kind=FindingKind.OUTDATED,
                weight=Weight.SERIOUS,
                sentence=f"Ngày ban hành kế hoạch ({issued_on:%d/%m/%Y}), {status.sentence}",
                mend=_instead(status.successors),
                spots=_spots(case, told[:3]),
                changes=tuple(_exchanges(case, told, status)),
            )
        elif status.standing is DocumentStanding.NOT_YET:
            if early := [citation for citation in cited if not _told(case, citation, _TOLD_AS_COMING)]:
                yield Finding(
                    kind=FindingKind.OUTDATED,
                    weight=Weight.NOTE,
                    sentence=f"Ngày ban hành kế hoạch ({issued_on:%d/%m/%Y}), {status.sentence}",
                    mend="Nếu dùng làm căn cứ, ghi thêm văn bản đang có hiệu lực vào ngày ban hành.",
                    spots=_spots(case, early[:3]),
                )
        elif case.today and told:
            yield from _replaced_since(case, told, case.today)


def _replaced_since(case: Case, cited: list[Citation], today: date) -> Iterator[Finding]:
    status = case.law(cited[0].number, today)
    if status.standing is DocumentStanding.REPLACED:
        yield Finding(
            kind=FindingKind.OUTDATED,
            weight=Weight.NOTE,
            sentence=f"Từ khi kế hoạch ban hành đến nay đã có thay đổi: {status.sentence}",
            mend=_instead(status.successors),
            spots=_spots(case, cited[:3]),
        )


def _exchanges(case: Case, cited: list[Citation], status: DocumentStatus) -> Iterator[Change]:
    """Put the one document that holds instead in the place of a legal basis."""
    number = bare(cited[0].number)
    for clause in case.of(ClauseKind.LEGAL_BASIS):
        if bare(clause.facts.get("number") or "") == number and len(status.successors) == 1:
            instead = status.successors[0]
            yield Change(
                deed=Deed.REVISE,
                label=f"Đổi căn cứ sang {instead}",
                clause=clause.pk,
                text=f"{clause.facts.get('kind') or 'Văn bản'} số {instead}",
                facts=clause.facts | {"number": instead, "issued_on": ""},
            )


def _instead(successors: tuple[str, ...]) -> str:
    if not successors:
        return "Bỏ viện dẫn này, hoặc tìm văn bản đang có hiệu lực thay vào."
    return f"Đổi sang {' và '.join(successors)}, rồi xem lại điều khoản, biểu mẫu được nhắc tới."


def _told(case: Case, citation: Citation, words: tuple[str, ...]) -> bool:
    """Whether the words right around a citation say so themselves."""
    around = case.low[max(0, citation.start - 120) : citation.end + 160]
    return any(word in around for word in words)
