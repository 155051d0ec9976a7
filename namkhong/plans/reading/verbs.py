"""Verbs of office work that end the name of a body: word lists for people to read and extend.

The commonest stand with the names in `bodies`; those here were met later. Two words each, so that the names keep words
of their own ("ban biên tập", "trung tâm chăm sóc" are names, so "biên tập" and "chăm sóc" are not listed).
"""

from namkhong.plans.reading.words import Token, phrases

MORE_VERBS = phrases(
    "vận hành | vận dụng | ứng dụng | áp dụng | khai thác | sử dụng | đổi mới | cải tiến | khuyến khích | mở rộng",
    "tạo điều | tạo môi | tạo sự | tạo chuyển | tạo thuận | tạo khí | thu thập | thu hút | thu hồi | thu gom",
    "ghi nhận | ghi chép | tư vấn | tuyển chọn | tuyển dụng | tập huấn | giải quyết | giải đáp | giải trình",
    "giải thích | hoàn thiện | hoàn chỉnh | gắn việc | gắn với | kết hợp | kết nối | liên hệ | trao đổi | trao tặng",
    "chia sẻ | chấn chỉnh | thăm hỏi | thăm , | thực hành tiết | tiết kiệm | tiếp thu | thanh toán | thanh quyết",
    "quyết toán | trang bị | lắp đặt | sửa chữa | nâng cấp | kiểm điểm | kiểm kê | phát hiện | phát hành | phát sóng",
    "phát tờ | dự trù | dự kiến | lập hồ | lập biên | lập báo | lập phương | lập sổ | xét duyệt | xét chọn",
    "xét tặng | soạn thảo | biên soạn | nắm bắt | nắm tình | nắm chắc | giữ gìn | giữ vững | giữ nghiêm | bảo quản",
    "chăm lo | lắng nghe | tìm hiểu | tham khảo | tham dự | cấp phát | in ấn | chuyển giao | bàn giao | tranh thủ",
    "tận dụng | tự giác | tự nguyện | tự rà | tự xây | hưởng ứng | noi gương | phấn đấu | quyết tâm | cam kết",
    "ưu tiên | tập hợp | hạn chế | ngăn chặn | ngăn ngừa | đấu tranh | thiết kế | thiết lập | thí điểm | rèn luyện",
    "bám sát | công khai | minh bạch | lựa chọn | điều chỉnh | điều động | thẩm tra | phúc tra | hoàn tất | khởi động",
    "truyền đạt | truyền thông về | quy tụ | vinh danh | tôn vinh | tuyên dương | xử phạt | phòng ngừa | dự thảo",
    "giới thiệu | lưu giữ | lưu trữ hồ | thu nộp | kê khai | khai báo | trả lời | trả kết | bố trí lại | chỉ định",
    "đề ra | mạnh dạn | gương mẫu | nhận thức | phân tích | xác nhận | xác minh | trao giải | phân bố | nhân rộng",
    "duyệt | nhắc nhở | trích xuất | thống kê số | thống kê , | chốt danh | lên lịch | lên kịch | lên kế | tiếp xúc",
    "đối chiếu | tháo gỡ | củng cố | bồi dưỡng kỹ | tri ân | đón tiếp | mua sắm | theo sát | giải ngân | tuân thủ",
    "chấp hành nghiêm | chấp hành đúng | chấp hành tốt | sắp xếp | cải tạo | phân loại | nhập dữ | nhập số | tích hợp",
    "số hóa | ra quân | giữ vệ | bao quát | lan tỏa | khơi dậy | khích lệ | đúc kết | rút kinh | kết nạp | hiến kế",
)
# What is handed over may stand right behind the name of who gets it ("báo cáo Sở kết quả", "gửi Sở danh sách"), and
# how often.
OBJECTS = phrases(
    "kết quả | danh sách | bản tổng | bản thảo | bản đăng | bản cam | bản tự | bản báo | bản sao | tình hình | hồ sơ",
    "phương án | tờ trình | văn bản | số liệu | phiếu | biên bản | đề cương | ý kiến | nội dung | dự toán",
    "các kiến | kiến nghị | định mức | danh mục | các nội | các văn | các báo | các hồ | những nội | những kiến",
    "hằng quý | hằng tháng | hằng tuần | hằng ngày | mỗi năm | mỗi quý | mỗi tháng",
)
# One syllable is enough for these, unless the word before makes another word of them ("thư ký", "bầu cử").
_SINGLE: dict[str, tuple[str, ...]] = {
    "mở": ("cởi",),
    "đưa": (),
    "cử": ("bầu", "ứng", "tuyển"),
    "ký": ("thư", "đăng", "chữ"),
    "mời": ("thư", "giấy"),
    "nêu": (),
    "nắm": (),
    "lấy": (),
    "trình": ("chương", "công", "truyền", "giáo", "quá", "quy", "tờ", "lập", "phát"),
    "coi": (),
    "treo": (),
    "lập": ("công", "độc", "thành", "thiết", "dân", "tự"),
    "xét": (),
    "soạn": ("biên",),
    "viết": (),
    "cùng": (),
    "luôn": (),
    "không": ("hàng",),
    "chưa": (),
    "cũng": (),
    "vẫn": (),
    "đang": (),
    "tự": ("trật",),
}


def is_single_verb(toks: list[Token], index: int) -> bool:
    """A verb of one syllable in small letters that goes on after a name."""
    before = _SINGLE.get(toks[index].key)
    return before is not None and index > 0 and toks[index].text.islower() and toks[index - 1].key not in before
