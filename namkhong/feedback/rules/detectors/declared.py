"""The detectors in plain words with their thresholds and reasons, as they are declared in public."""

from dataclasses import dataclass
from typing import Final

from namkhong.feedback.rules.detectors import amounts, moments
from namkhong.feedback.rules.detectors.seen import DAYS_BACK, DAYS_KNOWN, MEAN_ERRORS, MEAN_LEAST
from namkhong.feedback.rules.detectors.wording import number
from namkhong.feedback.rules.signs import DENSE_RATINGS, DENSE_SECONDS, NEXT_SECONDS, NEXT_SERIALS, QUICK_SECONDS
from namkhong.feedback.states import Detector

_USUAL = (
    f"“Mức thường” là số ý kiến trung bình một ngày tại chính điểm đó, trong {DAYS_BACK} ngày trước, khi có ít nhất "
    f"{DAYS_KNOWN} ngày có ý kiến."
)
_UNLIKE = (
    f"“Chấm khác hẳn” là: điểm trung bình lệch từ {number(MEAN_LEAST, 2)} điểm và từ {number(MEAN_ERRORS)} lần sai số "
    "chuẩn; hoặc tỷ lệ hài lòng hay chưa hài lòng cao hơn thường ngày từ 8 điểm phần trăm, đến mức ngẫu nhiên bốn mươi "
    "lần mới có một; hoặc tỷ lệ mức 5 hay mức 1 cao hơn từ 10 điểm phần trăm, đến mức ngẫu nhiên mười lần mới có một "
    "(nơi vừa có một đợt dồn dập trong bốn tuần trước mà không khiếu nại thành công: ba lần mới có một)."
)


@dataclass(frozen=True, slots=True)
class Declared:
    """One detector: what it looks for, from where on, what it leaves alone and why."""

    detector: Detector
    looks: str
    threshold: str
    spares: str


DECLARED: Final = (
    Declared(
        Detector.SERIAL,
        "Mã dùng một lần được dùng lần lượt theo số in trên tờ phiếu, mã nọ tiếp mã kia rất nhanh: dấu hiệu một người "
        "cầm cả xấp phiếu.",
        f"Từ {moments.SERIAL_LEAST} mã trong một ngày; mỗi mã hơn mã trước 1 đến {NEXT_SERIALS} số và đến trong vòng "
        f"{NEXT_SECONDS:.0f} giây.",
        "Người nhận phiếu lần lượt ở quầy rồi chấm ngay cũng có khi liền số, nhưng họ chấm như mọi người khác; chỉ khi "
        "những ý kiến liền số chấm khác hẳn mới để riêng.",
    ),
    Declared(
        Detector.BURST,
        "Một giờ có rất nhiều ý kiến đến sát nhau và chấm khác hẳn thường ngày.",
        f"Từ {moments.BURST_LEAST} ý kiến và từ {moments.BURST_TIMES} lần mức thường của một giờ, trong đó ít nhất "
        f"{moments.BURST_SIGNS} ý kiến cách ý kiến trước không quá {QUICK_SECONDS:.0f} giây, hoặc là ý kiến thứ "
        f"{DENSE_RATINGS + 1} trở đi trong {DENSE_SECONDS / 60:.0f} phút. Ở giờ liền kề, phần vượt mức thường cũng để "
        f"riêng. {_USUAL} {_UNLIKE}",
        "Cả hội trường cùng chấm sau một buổi họp là chuyện thường: nếu họ chấm như mọi ngày thì không để riêng ý kiến "
        "nào. Khi để riêng cũng giữ lại đúng mức thường của mỗi phía, nên không ai dùng cách này mà xóa được lời chê "
        "hay lời khen.",
    ),
    Declared(
        Detector.EVEN,
        "Ý kiến đến đều như đồng hồ, việc mà máy làm chứ người không làm.",
        f"Từ {moments.EVEN_LEAST} ý kiến và từ {moments.EVEN_OF_ALL * 100:.0f} % số ý kiến trong ngày có quãng cách "
        "bằng quãng ngay trước đó, chênh không quá một phần hai mươi.",
        "Ngẫu nhiên thì chỉ vài phần trăm số ý kiến như vậy.",
    ),
    Declared(
        Detector.HOURS,
        "Mã đổi liên tục tại quầy được dùng khi quầy không mở.",
        f"Từ {moments.OUTSIDE_LEAST} ý kiến trong một ngày, sớm hơn giờ mở cửa quá một giờ hoặc sau giờ đóng cửa. Đơn "
        "vị mở suốt ngày đêm thì không kiểm điều này.",
        "Mã in trên phiếu không bị kiểm giờ: nhiều người về nhà, buổi tối mới chấm.",
    ),
    Declared(
        Detector.TOP,
        "Một ngày dồn dập mức 5 hoặc mức 1.",
        f"Từ {amounts.TOP_LEAST} ý kiến, từ {amounts.TOP_TIMES} lần mức thường của một ngày, và tỷ lệ mà ngẫu nhiên "
        f"một nghìn ngày chưa có một. {_USUAL}",
        "Đơn vị vốn được chấm cao vẫn được chấm cao: chỉ so với chính mình trước đó, và chỉ để riêng phần vượt.",
    ),
    Declared(
        Detector.SURGE,
        "Một ngày có số ý kiến tăng vọt, lại chấm khác hẳn thường ngày.",
        f"Từ {amounts.SURGE_LEAST} ý kiến và từ {amounts.SURGE_TIMES} lần mức thường của một ngày. {_USUAL} {_UNLIKE}",
        "Ngày đông khách thì khen chê vẫn như mọi ngày, nên không để riêng. Khi để riêng cũng giữ lại mức thường của "
        "mỗi phía.",
    ),
    Declared(
        Detector.ABOVE,
        "Số ý kiến bằng mã tại quầy nhiều hơn số kết quả đơn vị đã trả trong ngày.",
        "Từ ý kiến đầu tiên vượt quá, khi đơn vị đã nhập số kết quả của ngày đó.",
        "Không biết ý kiến nào thừa, nên mỗi phía chỉ giữ phần mà từng ấy kết quả thường mang lại.",
    ),
)
