"""Everything that is wrong with a set, in sentences at the place of the mistake. Pure."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from namkhong.criteria.rules.checking_bands import faults_of_bands
from namkhong.criteria.rules.checking_criteria import MOST_POINTS, cannot_be_kept, faults_of_criterion, fits, too_long
from namkhong.criteria.rules.structure import CriterionDef, SetDef
from namkhong.criteria.rules.tree import Tree
from namkhong.criteria.states import Scale, SubjectKind
from namkhong.foundation.numbers import show_decimal

MOST_CRITERIA = 300
DEEPEST = 4
NUMBER = re.compile(r"\w+([.-]\w+)*")
"""What a criterion may be called: it stands in addresses."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A mistake at the criterion `number`, or at the grade with the code `band`, or (both empty) in the whole set."""

    number: str
    sentence: str
    band: str = ""


def faults(set: SetDef) -> list[Fault]:
    """All that keeps a set from being issued: of the whole set first, then along the criteria, then of the grades."""
    tree = Tree(set.criteria)
    twice = {number for number, times in Counter(row.number for row in set.criteria).items() if times > 1}
    found = [Fault("", sentence) for sentence in _of_the_whole(set, tree)]
    for row in set.criteria:
        sentences = [*_of_number(row, twice), *faults_of_criterion(row), *_of_place(row, tree), *_of_cap(row, tree)]
        if row.scale == Scale.MEASURED and set.subject == SubjectKind.INDIVIDUAL:
            sentences.append("Số liệu của hệ thống tính cho đơn vị, không dùng để chấm từng người.")
        found += [Fault(row.number, sentence) for sentence in sentences]
    found += [Fault("", sentence, code) for code, sentence in faults_of_bands(set, tree)]
    return found


def unfit(set: SetDef) -> list[Fault]:
    """What cannot even be kept as a draft: numbers that do not name one criterion, circles, what is too long or large.

    A draft may have every other mistake for as long as it is being written.
    """
    tree = Tree(set.criteria)
    numbers = Counter(row.number for row in set.criteria)
    found = [Fault("", sentence) for sentence in _too_much(set)]
    for row in set.criteria:
        sentences = [*_of_number(row, {number for number in numbers if numbers[number] > 1}), *cannot_be_kept(row)]
        if row.parent and (row.parent not in tree.named or _in_a_circle(row, tree)):
            sentences.append(f"Nhóm cha {row.parent} không có trong bộ hoặc nằm trong chính mục này.")
        if row.cap_by and row.cap_by not in tree.named:
            sentences.append(f"Không có mục mang số {row.cap_by} để giới hạn điểm.")
        found += [Fault(row.number, sentence) for sentence in sentences]
    return found


def short_of(want: Decimal, have: Decimal) -> str:
    """How far a sum is from what it should be ("còn thiếu 5 điểm"), or ""."""
    if want == have:
        return ""
    return f"còn thiếu {show_decimal(want - have)} điểm" if have < want else f"thừa {show_decimal(have - want)} điểm"


def _too_much(set: SetDef) -> Iterator[str]:
    yield from too_long(("Tên bộ tiêu chí", set.name, 250), ("Căn cứ", set.source, 500))
    if set.subject not in SubjectKind.values:
        yield "Chưa chọn bộ tiêu chí này dùng để chấm ai."
    if not fits(set.total, MOST_POINTS) or set.total == 0:
        yield f"Tổng điểm phải lớn hơn 0, không quá {show_decimal(MOST_POINTS)}, lấy đến hai chữ số sau dấu phẩy."
    if len(set.criteria) > MOST_CRITERIA:
        yield f"Bộ tiêu chí có {len(set.criteria)} mục, nhiều nhất là {MOST_CRITERIA} mục."


def _of_the_whole(set: SetDef, tree: Tree) -> Iterator[str]:
    if not set.name.strip():
        yield "Bộ tiêu chí chưa có tên."
    yield from _too_much(set)
    if not set.criteria:
        yield "Bộ tiêu chí chưa có mục nào."
        return
    have = sum((tree.counted(row) for row in tree.parts_of("")), Decimal(0))
    if short := short_of(set.total, have):
        yield (
            f"Các mục lớn cộng lại được {show_decimal(have)} điểm, {short} so với tổng {show_decimal(set.total)} điểm."
        )


def _of_number(row: CriterionDef, twice: set[str]) -> Iterator[str]:
    if not row.number.strip():
        yield f"Mục “{row.title}” chưa có số thứ tự."
    elif row.number in twice:
        yield f"Số {row.number} bị dùng cho nhiều mục."
    elif not NUMBER.fullmatch(row.number):
        yield f"Số thứ tự “{row.number}” chỉ được gồm chữ, chữ số, dấu chấm và gạch nối, viết liền."


def _of_place(row: CriterionDef, tree: Tree) -> Iterator[str]:
    """Parent, depth, and what the parts of a group add up to."""
    parts = tree.parts_of(row.number) if row.number else ()
    above = list(tree.above(row))
    if _in_a_circle(row, tree):
        yield "Mục này nằm trong chính nó: hãy xem lại cột nhóm cha."
        return
    if row.parent and row.parent not in tree.named:
        yield f"Không có nhóm cha mang số {row.parent}."
    if len(above) >= DEEPEST:
        yield f"Mục này nằm ở bậc {len(above) + 1}, nhiều nhất là {DEEPEST} bậc."
    if row.scale == Scale.GROUP and not parts:
        yield "Nhóm này chưa có mục nào bên trong."
    if row.scale != Scale.GROUP and parts:
        yield "Mục này có mục con nên phải để cách chấm là nhóm."
    if row.scale == Scale.GROUP and parts:
        yield from _of_sum(row, parts, tree)


def _in_a_circle(row: CriterionDef, tree: Tree) -> bool:
    *_, last = row, *tree.above(row)
    return row.parent != "" and last.parent == row.number


def _of_sum(row: CriterionDef, parts: tuple[CriterionDef, ...], tree: Tree) -> Iterator[str]:
    if row.number in tree.only_extras:
        most = sum((part.most * part.weight for part in parts), Decimal(0))
        if not Decimal(0) < row.most <= most:
            yield f"Nhóm điểm thưởng, điểm trừ phải có giới hạn chung lớn hơn 0 và không quá {show_decimal(most)} điểm."
        return
    have = sum((tree.counted(part) for part in parts), Decimal(0))
    if short := short_of(row.most, have):
        yield (
            f"Các mục bên trong cộng lại được {show_decimal(have)} điểm, {short} so với {show_decimal(row.most)} điểm"
            " của nhóm."
        )


def _of_cap(row: CriterionDef, tree: Tree) -> Iterator[str]:
    if not row.cap_by:
        return
    cap = tree.named.get(row.cap_by)
    if cap is None:
        yield f"Không có mục mang số {row.cap_by} để giới hạn điểm."
    elif Scale.MINUS in (row.scale, cap.scale):
        yield "Điểm trừ không bị giới hạn theo mục khác và không dùng để giới hạn mục khác."
    elif cap.number == row.number:
        yield "Mục này bị giới hạn theo chính nó."
    elif cap in tree.above(row) or row in tree.above(cap):
        yield f"Mục này và mục {cap.number} nằm trong nhau nên không thể giới hạn nhau."
    elif _comes_back(row, tree):
        yield f"Giới hạn theo mục {cap.number} đi thành vòng: điểm mục đó lại phụ thuộc vào mục này."


def _comes_back(row: CriterionDef, tree: Tree) -> bool:
    """Whether the points of a criterion depend, over caps and parts, on themselves."""
    met: set[str] = set()
    waiting = [row.cap_by]
    while waiting:
        number = waiting.pop()
        if number == row.number:
            return True
        if number in met or number not in tree.named:
            continue
        met.add(number)
        waiting.append(tree.named[number].cap_by)
        waiting += [part.number for part in tree.parts_of(number)]
    return False
