"""The electronic identifier of a unit (QĐ 20/2020, articles 4 to 6)."""

import re

from namkhong.foundation.errors import DomainError
from namkhong.units.states import UnitKind

LONGEST = 35
_AGENCY = re.compile(r"[A-Y]\d{2}(\.\d{1,3})*")
_OTHER = re.compile(r"Z(0[1-9]|[1-9]\d)[0-9A-Za-z.\-]{1,32}")
_TAX = re.compile(r"\d{10}(-\d{3})?")
_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)


class BadOfficialCode(DomainError):
    sentence = (
        "Mã định danh “{code}” không đúng: mã của cơ quan gồm một chữ cái A–Y và hai chữ số, rồi các nhóm số cách nhau "
        "bằng dấu chấm (ví dụ H26.01.02); mã của tổ chức khác bắt đầu bằng Z01–Z99; tất cả không quá 35 ký tự."
    )


class BadTaxCode(DomainError):
    sentence = (
        "Mã số thuế “{code}” không đúng: doanh nghiệp dùng mã số thuế 10 chữ số, chi nhánh thêm gạch nối và 3 chữ số."
    )


def check_official_code(code: str, kind: str) -> None:
    """Refuse a code that cannot be one; an empty code says nothing. Raises: BadOfficialCode, BadTaxCode.

    An enterprise is identified by its tax code, whose tenth digit is a check digit.
    """
    if not code:
        return
    if kind == UnitKind.STATE_ENTERPRISE:
        if not _is_tax_code(code):
            raise BadTaxCode(code=code)
    elif len(code) > LONGEST or not (_AGENCY.fullmatch(code) or _OTHER.fullmatch(code)):
        raise BadOfficialCode(code=code)


def _is_tax_code(code: str) -> bool:
    if not _TAX.fullmatch(code):
        return False
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, code[:9], strict=True))
    return 10 - total % 11 == int(code[9])
