"""The nine columns of a sheet of units."""

from typing import Final

from namkhong.rosters.sheets.headers import Column

COLUMNS: Final = (
    Column(
        "code",
        "Mã đơn vị",
        ("mã", "mã định danh", "mã định danh đơn vị", "mã cơ quan", "mã trường"),
        required=True,
        example="H31.12.5",
        explained="Mã định danh của đơn vị, không trùng trong tệp. Nạp lại tệp thì đơn vị cùng mã được giữ nguyên.",
    ),
    Column(
        "name",
        "Tên đơn vị",
        ("tên", "đơn vị", "tên đầy đủ", "tên cơ quan", "tên trường", "cơ quan"),
        required=True,
        example="Trường Tiểu học Đồng Tâm",
        explained="Tên đầy đủ, có dấu.",
    ),
    Column(
        "short",
        "Tên viết tắt",
        ("tên tắt", "tên ngắn", "tên gọi tắt", "viết tắt"),
        example="TH Đồng Tâm",
        explained="Tên gọi ngắn trên màn hình. Có thể bỏ trống.",
    ),
    Column(
        "kind",
        "Loại đơn vị",
        ("loại", "loại hình", "loại hình đơn vị"),
        required=True,
        example="Trường học",
        explained="Một trong các loại ghi ở trang Giải thích.",
    ),
    Column(
        "parent",
        "Cấp trên",
        ("đơn vị cấp trên", "cấp trên trực tiếp", "trực thuộc", "đơn vị chủ quản", "cơ quan chủ quản", "mã cấp trên"),
        example="H31.12",
        explained="Mã hoặc tên của đơn vị cấp trên, có trong tệp hoặc đã có trong hệ thống. Bỏ trống: đơn vị đã chọn.",
    ),
    Column(
        "line",
        "Tuyến",
        ("ngành dọc", "hệ thống"),
        example="Chính quyền",
        explained="Chính quyền, Công đoàn, Đảng, Mặt trận hoặc Ngành dọc. Bỏ trống: mọi tuyến của cấp trên.",
    ),
    Column(
        "place",
        "Địa danh",
        ("địa danh ghi trên văn bản", "nơi đóng", "địa phương"),
        example="Hòa An",
        explained="Địa danh ghi trên văn bản. Có thể bỏ trống.",
    ),
    Column(
        "notation",
        "Ký hiệu",
        ("chữ viết tắt trong số ký hiệu", "ký hiệu văn bản", "chữ viết tắt"),
        example="THĐT",
        explained="Chữ viết tắt trong số, ký hiệu văn bản. Có thể bỏ trống.",
    ),
    Column(
        "founded",
        "Ngày thành lập",
        ("thành lập ngày", "ngày có hiệu lực", "hiệu lực từ", "từ ngày"),
        example="01/07/2025",
        explained="Ngày/tháng/năm. Bỏ trống thì đơn vị có từ ngày nạp.",
    ),
)
