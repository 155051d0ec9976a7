"""A made-up plan, in the tests' own words, and ways to get it into the system."""

from functools import cache
from io import BytesIO
from typing import Any

from django.forms.boundfield import BoundField

from namkhong.people.models import Person
from namkhong.plans import actions
from namkhong.plans.forms import ClauseForm, clause_form
from namkhong.plans.models import Plan
from namkhong.plans.reading.as_json import full
from namkhong.plans.reading.read import read_text
from namkhong.plans.rules import ClauseDraft, NumberedClause, PlanFacts, PlanProposal, clauses_of_reading, propose
from namkhong.units.models import Unit
from namkhong.units.states import Line
from tests.world import NOW, World

PLAN = """LIÊN ĐOÀN LAO ĐỘNG TỈNH SÔNG LAM
LIÊN ĐOÀN LAO ĐỘNG HUYỆN HÒA AN
Số: 15/KH-LĐLĐ
Hòa An, ngày 12 tháng 02 năm 2021

KẾ HOẠCH
Thực hiện cuộc vận động “Nụ cười công sở” giai đoạn 2021 - 2026

Thực hiện Kế hoạch số 08/KH-LĐLĐ ngày 05/01/2021 của Liên đoàn Lao động tỉnh Sông Lam, Ban Thường vụ Liên đoàn \
Lao động huyện Hòa An xây dựng kế hoạch như sau:

I. MỤC ĐÍCH
- Giúp người dân hài lòng hơn khi đến cơ quan.

II. CHỈ TIÊU
1. Giai đoạn 1: Từ năm 2021 - 2023
- Phấn đấu hằng năm giảm tỷ lệ tiêu cực từ 2% đến 4%.
2. Giai đoạn 2: Từ năm 2024 - 2026 và các năm tiếp theo
- Hằng năm tăng mức độ hài lòng của người dân từ 1% đến 2%.

III. NHIỆM VỤ
1. Tuyên truyền
- Tổ chức cho công đoàn cơ sở đăng ký thi đua ngay từ đầu năm.
- Hằng năm người đứng đầu tổ chức đối thoại với người lao động.
2. Nêu gương
- Mỗi đoàn viên ký bản cam kết với thủ trưởng đơn vị.

IV. TỔ CHỨC THỰC HIỆN
1. Liên đoàn Lao động huyện
- Tổng hợp, báo cáo Liên đoàn Lao động tỉnh trước ngày 30/11 hằng năm.
- Cuối năm 2026 tổ chức tổng kết cuộc vận động.
2. Công đoàn cơ sở
- Báo cáo kết quả về Liên đoàn Lao động huyện (qua Ban Tuyên giáo) chậm nhất là ngày 10/11 hằng năm.

Nơi nhận:
- Công đoàn cơ sở;
- Lưu: VP.
TM. BAN THƯỜNG VỤ
CHỦ TỊCH
(Đã ký)
Nguyễn Văn Bình
"""

LETTER = """LIÊN ĐOÀN LAO ĐỘNG HUYỆN HÒA AN
Số: 77/LĐLĐ-VP
V/v chuẩn bị hội nghị cuối năm

Kính gửi: Các công đoàn cơ sở trực thuộc

Để chuẩn bị hội nghị, đề nghị các đơn vị cử hai đại biểu tham dự.
Trân trọng./.
Nơi nhận:
- Như trên;
- Lưu: VP.
CHỦ TỊCH
Nguyễn Văn Bình
"""


@cache
def reading_json(text: str = PLAN) -> dict[str, Any]:
    """The reading of a text, made here and not in a process of its own: tests are many."""
    return full(read_text(text))


def numbered(drafts: list[ClauseDraft]) -> list[NumberedClause]:
    """Clauses with numbers of rows."""
    return [NumberedClause(place + 1, draft) for place, draft in enumerate(drafts)]


def proposed(text: str, issuer: str, year: int | None = None) -> PlanProposal:
    """What a text proposes."""
    result = reading_json(text)
    facts = PlanFacts("Tên", issuer, year, 2026, result["text"])
    return propose(facts, numbered(clauses_of_reading(result)))


def draft(unit: Unit, by: Person, text: str = PLAN) -> Plan:
    """A draft made of a text."""
    reading = actions.take_in_file(unit=unit, name="ke-hoach.txt", data=BytesIO(text.encode()), by=by, at=NOW)
    return actions.draft_plan(reading=reading, line=Line.UNION, by=by, at=NOW)


def district_plan(world: World, key: str = "duong_minh_chau") -> Plan:
    """An adopted plan of the district."""
    return actions.adopt_definition(
        definition_key=key, unit=world.district, line=Line.UNION, superior_plan=None, by=world.district_head, at=NOW
    )


def typed(form: ClauseForm) -> dict[str, Any]:
    """What a browser would send of a form that nobody changed."""
    sent = {field.html_name: _sent(field) for field in form}
    return {name: value for name, value in sent.items() if value not in (None, "")}


def _sent(field: BoundField) -> Any:
    shown = field.field.widget.get_context(field.html_name, field.value(), {})["widget"]
    if "checked" in shown["attrs"]:
        return "on"
    value = shown["value"]
    return value[0] if isinstance(value, list) else value


def bound(draft_: ClauseDraft, **changes: Any) -> ClauseForm:
    """The form of an item as sent back, with changes."""
    kind = clause_form(draft_.kind)
    return kind(typed(kind(initial=kind.initial_of(draft_))) | changes, initial=kind.initial_of(draft_))
