"""Lines that are ready to be taken over and edited: the five "không", and twelve lines for health units. Pure."""

from collections.abc import Iterable
from typing import Final

from namkhong.foundation.text import fold
from namkhong.pledges.rules.texts import Line

FIVE_NO: Final = (
    Line("Không cửa quyền, hách dịch, gây khó khăn, phiền hà", 1),
    Line("Không quan liêu, vô cảm, vô trách nhiệm", 2),
    Line("Không tham nhũng, lãng phí, lợi ích nhóm", 3),
    Line("Không xu nịnh, chạy chọt, gian dối", 4),
    Line("Không lợi dụng chức vụ, quyền hạn trong thực thi công vụ", 5),
)

_SIGNS: Final = {1: "cua quyen", 2: "quan lieu", 3: "tham nhung", 4: "xu ninh", 5: "loi dung chuc vu"}

TWELVE_OF_CARE: Final = tuple(
    Line(text)
    for text in (
        "Tôi chọn nghề chăm sóc sức khỏe và giữ trọn trách nhiệm với người bệnh.",
        "Tôi làm đúng quy chế chuyên môn và pháp luật, không đem người bệnh ra thử khi chưa được phép.",
        "Tôi tôn trọng người bệnh, giữ kín chuyện riêng của họ, đối xử như nhau với mọi người.",
        "Tôi tiếp người bệnh và người nhà nhã nhặn, mặc trang phục gọn gàng, nói lời dễ hiểu.",
        "Tôi xử trí cấp cứu ngay, không đùn đẩy, không để người bệnh phải chờ vì giấy tờ.",
        "Tôi kê đơn đúng bệnh, an toàn, hợp lý, không vì hoa hồng hay lợi ích riêng.",
        "Tôi có mặt đủ giờ trực, theo dõi sát và báo ngay khi người bệnh trở nặng.",
        "Tôi dặn dò người bệnh ra viện chu đáo, hướng dẫn cách tự giữ gìn sức khỏe.",
        "Khi người bệnh qua đời, tôi chia sẻ với gia đình và giúp lo những việc cần thiết.",
        "Tôi thật lòng đoàn kết, học hỏi đồng nghiệp, kính trọng người thầy của mình.",
        "Tôi tự nhận thiếu sót của mình, không đổ lỗi cho đồng nghiệp hay tuyến trước.",
        "Tôi hăng hái truyền thông sức khỏe, chống dịch, giữ môi trường sạch nơi tôi làm việc.",
    )
)
"""For a unit of health that has no words of its own yet; each may be edited or left out."""


def organiser_lines(content: Iterable[str]) -> list[Line]:
    """The five "không" in the short words of a plan's own contents, in ours where the plan has none."""
    told: dict[int, str] = {}
    for text in content:
        folded = fold(text)
        for item, sign in _SIGNS.items():
            if sign in folded and len(text) <= 200:
                told.setdefault(item, text)
    return [
        Line(_as_no(told[line.no_item or 0]) if line.no_item in told else line.text, line.no_item) for line in FIVE_NO
    ]


def _as_no(text: str) -> str:
    """The words as a pledge: they begin with "Không" and end without a sign."""
    words = text.strip().strip("“”\"'").rstrip(" .;,:")
    if fold(words).startswith("noi khong voi "):
        words = words[len("nói không với ") :]
    if fold(words).startswith("khong "):
        return words[0].upper() + words[1:]
    return f"Không {words[0].lower()}{words[1:]}"
