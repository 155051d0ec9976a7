"""What can be wrong with the grades of a set. Pure."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from namkhong.criteria.rules.checking_criteria import fits, too_long
from namkhong.criteria.rules.structure import BandDef, Condition, SetDef
from namkhong.criteria.rules.tree import Tree
from namkhong.foundation.numbers import show_decimal

KINDS = ("each_at_least", "criterion_at_least", "no_discipline", "without_bonus")


def faults_of_bands(set: SetDef, tree: Tree) -> Iterator[tuple[str, str]]:
    """Code of the grade and a sentence."""
    codes = Counter(band.code for band in set.bands)
    for band in set.bands:
        for sentence in (*_of_band(band, set, codes), *_of_conditions(band, tree)):
            yield band.code, sentence
    for upper, lower in pairwise(set.bands):
        if lower.at_least == upper.at_least:
            yield lower.code, f"Mức “{lower.label}” có cùng ngưỡng điểm với mức “{upper.label}”."
        elif lower.at_least > upper.at_least:
            yield lower.code, f"Mức “{lower.label}” phải có ngưỡng thấp hơn mức “{upper.label}” đứng trên nó."
    if set.bands and set.bands[-1].at_least > 0:
        yield set.bands[-1].code, f"Mức thấp nhất “{set.bands[-1].label}” phải tính từ 0 điểm để ai cũng được xếp loại."


def _of_band(band: BandDef, set: SetDef, codes: Counter[str]) -> Iterator[str]:
    if not band.label.strip():
        yield "Mức xếp loại chưa có tên."
    if not band.code.strip() or codes[band.code] > 1:
        yield f"Mức “{band.label}” phải có ký hiệu riêng, không trùng với mức khác."
    yield from too_long(("Ký hiệu", band.code, 20), ("Tên mức xếp loại", band.label, 120))
    if band.at_least > set.total:
        yield f"Mức “{band.label}” cần nhiều điểm hơn tổng điểm {show_decimal(set.total)}."
    elif not fits(band.at_least, set.total):
        yield f"Ngưỡng của mức “{band.label}” phải từ 0 đến {show_decimal(set.total)}."
    if band.quota is None:
        if band.quota_of:
            yield f"Mức “{band.label}” chưa ghi tỷ lệ nhiều nhất."
    elif not fits(band.quota, Decimal(100)) or band.quota == 0:
        yield f"Tỷ lệ của mức “{band.label}” phải lớn hơn 0 và không quá 100 %."
    if band.quota_of and band.quota_of not in codes:
        yield f"Tỷ lệ của mức “{band.label}” tính trên một mức không có trong bảng."


def _of_conditions(band: BandDef, tree: Tree) -> Iterator[str]:
    for condition in band.conditions:
        if condition.kind not in KINDS:
            yield f"Mức “{band.label}” có điều kiện mà hệ thống không biết."
        elif condition.kind == "each_at_least" and not _between(condition, Decimal(100)):
            yield f"Mức “{band.label}”: tỷ lệ mỗi mục phải đạt phải từ 0 đến 100 %."
        elif condition.kind == "criterion_at_least":
            named = tree.named.get(condition.criterion)
            if named is None:
                yield f"Mức “{band.label}” có điều kiện về một mục không có trong bộ: “{condition.criterion}”."
            elif not _between(condition, named.most * named.weight):
                yield (
                    f"Mức “{band.label}”: điểm phải đạt của mục {named.number} phải từ 0"
                    f" đến {show_decimal(named.most * named.weight)}."
                )


def _between(condition: Condition, most: Decimal) -> bool:
    return condition.value is not None and fits(condition.value, most)
