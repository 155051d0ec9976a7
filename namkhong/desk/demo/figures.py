"""Invented figures of one unit in one year: plausible, falling slowly, never the same everywhere."""

from decimal import Decimal
from random import Random

from namkhong.reports.actions import SheetDraft

_RESULTS = (
    "Đơn vị đã phổ biến nội dung cuộc vận động tại hội nghị đầu năm và các buổi sinh hoạt chuyên đề. "
    "Toàn thể người lao động được nghe giải thích năm điều không, trao đổi tình huống thường gặp tại nơi làm việc.",
    "Bộ phận tiếp dân niêm yết đủ thủ tục, thời hạn và số điện thoại của người phụ trách. "
    "Lãnh đạo đơn vị dự đối thoại, trả lời trực tiếp các câu hỏi về chế độ và phân công công việc.",
    "Đơn vị rà soát lại quy chế chi tiêu và quy tắc ứng xử, bổ sung cách nhận phản ánh tại chỗ. "
    "Phản ánh nhận được đều có người theo dõi và trả lời.",
)
_DIFFICULTIES = (
    "Một số người kiêm nhiệm nhiều việc nên cập nhật sổ theo dõi còn chậm.",
    "Lấy ý kiến hài lòng mới làm ở bộ phận tiếp dân, chưa phủ hết các tổ chuyên môn.",
    "",
)
_NEXT = (
    "Giữ đối thoại mỗi năm ít nhất một lần, gắn kết quả thực hiện với đánh giá cuối năm.",
    "Mở rộng lấy ý kiến hài lòng, công khai kết quả giải quyết phản ánh hằng quý.",
)


def invented_sheet(staff: int, year: int, dice: Random, cases: int = 0) -> SheetDraft:
    """What the unit's officer would type in its yearly report."""
    detected = dice.randint(0, max(2, staff // 25))
    ballots = dice.randint(20, 60 + staff)
    values = {
        "launched": 1,
        "staff": staff,
        "pledged": staff - (dice.randint(0, 3) if dice.random() < 0.35 else 0),
        "aware": staff - dice.randint(0, max(1, staff // 30)),
        "dialogues": dice.choice((1, 1, 1, 2)),
        "cases": cases,
        "detected": detected,
        "handled_on_time": detected - (1 if detected and dice.random() < 0.2 else 0),
        "handling_days": dice.randint(4, 25),
        "longest_handling": dice.randint(26, 60),
        "ballots": ballots,
        "inspections": dice.randint(0, 3),
        "commended_collectives": dice.randint(0, 2),
        "commended_persons": dice.randint(1, 3 + staff // 20),
    }
    figures: dict[str, Decimal | None] = {key: Decimal(value) for key, value in values.items()}
    figures["satisfaction"] = Decimal(dice.randint(780, 880) + (year - 2020) * 12) / 10
    if detected == 0:
        figures["handling_days"] = figures["longest_handling"] = None
    texts = {
        "results": dice.choice(_RESULTS),
        "difficulties": dice.choice(_DIFFICULTIES),
        "next_steps": dice.choice(_NEXT),
    }
    return SheetDraft(values=figures, texts=texts)


_WOBBLE = {2022: Decimal("0.97"), 2023: Decimal("1.05"), 2025: Decimal("0.98")}


class CaseLedger:
    """Hands out concluded cases so that the sum over units follows a rate that falls some eight per cent a year."""

    def __init__(self) -> None:
        self._owed = Decimal("0.5")

    def cases(self, staff: int, year: int) -> int:
        """Cases of one unit; what is left over is owed to the next one."""
        rate = Decimal("0.013") * Decimal("0.92") ** (year - 2020) * _WOBBLE.get(year, Decimal(1))
        self._owed += staff * rate
        whole = int(self._owed)
        self._owed -= whole
        return whole


REVIEW_TEXTS = {
    "direction": "Ban chỉ đạo được kiện toàn hằng năm; kế hoạch năm được gửi tới từng đơn vị trong quý I.",
    "results": "Các đơn vị duy trì ký bản cam kết, đối thoại hằng năm và công khai kết quả giải quyết phản ánh.",
    "difficulties": "Việc lấy ý kiến hài lòng chưa đều giữa các đơn vị; một số báo cáo gửi muộn trong hai năm đầu.",
    "lessons": "Nơi nào người đứng đầu trực tiếp đối thoại thì số phản ánh được giải quyết đúng hạn cao hơn.",
    "next_steps": "Tiếp tục thực hiện ở giai đoạn sau, đưa kết quả vào đánh giá hằng năm của từng đơn vị.",
}
