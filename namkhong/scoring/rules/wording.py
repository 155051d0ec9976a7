"""How grades, their conditions and their shares are said in words. Pure."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from namkhong.criteria.rules.grades import condition_words
from namkhong.criteria.rules.structure import BandDef
from namkhong.foundation.numbers import show_decimal

ROUNDED_DOWN = (
    "Số chỗ được làm tròn xuống, không bao giờ vượt tỷ lệ: 20 % của 7 là 1 chỗ, 20 % của 4 là không có chỗ nào."
)
TIES = (
    "Người có tổng điểm cao hơn được xếp trước. Khi nhiều phiếu bằng điểm nhau cùng xét những chỗ cuối thì không phiếu "
    "nào tự động được xếp: hội đồng phải ghi rõ phân biệt bằng điểm chưa kể điểm thưởng, bằng điểm của một tiêu chí, "
    "hay chọn và nêu lý do."
)
RANKS = (
    "Thứ hạng xếp theo tổng điểm, lấy đến hai chữ số sau dấu phẩy. Bằng điểm thì đồng hạng, hạng kế tiếp được bỏ qua: "
    "1, 2, 2, 4. Phiếu chưa xếp loại thì không có thứ hạng."
)


def band_words(band: BandDef, following: BandDef | None, subject: str = "") -> str:
    """From how many points on a grade begins, and what else it asks; `following` is the next better one."""
    least = show_decimal(band.at_least)
    if following is None:
        points = f"Từ {least} điểm"
    else:
        points = f"Từ {least} đến dưới {show_decimal(following.at_least)} điểm"
        if band.at_least <= 0:
            points = f"Dưới {show_decimal(following.at_least)} điểm"
    return "; ".join([points, *(condition_words(condition, subject) for condition in band.conditions)])


def service_words(months: int) -> list[str]:
    """How long a person must have worked, where that is asked."""
    return [f"Người làm việc trong kỳ chưa đủ {months} tháng thì không xếp loại."] if months else []


def quota_words(band: BandDef, labels: Mapping[str, str], raised: Decimal | None) -> str:
    """The largest share of a limited grade; "" where it is not limited."""
    if band.quota is None:
        return ""
    share = show_decimal(max(band.quota, raised or Decimal(0)))
    return f"Không quá {share} % số được xếp “{labels[band.quota_of or band.code]}” trở lên"


def bands_in_words(
    bands: Iterable[BandDef], raised: Decimal | None = None, subject: str = ""
) -> list[tuple[str, str, str]]:
    """Each grade, the best first: its name, what it asks, its largest share. `subject` is whom the set scores."""
    rows = list(bands)
    labels = {band.code: band.label for band in rows}
    above: list[BandDef | None] = [None, *rows]
    return [
        (band.label, band_words(band, following, subject), quota_words(band, labels, raised))
        for band, following in zip(rows, above, strict=False)
    ]
