"""Why a file is not taken, each reason as a sentence that says what to do."""

from namkhong.foundation.errors import DomainError


class Refused(DomainError):
    """The base of all refusals, so that a page can catch them together."""

    sentence = "Không nhận được tệp “{name}”."


class Empty(Refused):
    sentence = "Tệp “{name}” không có nội dung. Hãy mở tệp kiểm tra rồi tải lên lại."


class TooLarge(Refused):
    sentence = "Tệp “{name}” lớn hơn {limit} MB. Hãy giảm cỡ ảnh trong tệp hoặc tách thành nhiều tệp."


class UnknownKind(Refused):
    sentence = "Không nhận tệp “{name}”. Hãy dùng tệp {accepted}."


class OldFormat(Refused):
    sentence = "Tệp “{name}” ở dạng Word hoặc Excel cũ. Hãy mở ra, chọn “Lưu thành” rồi lưu dạng .docx hoặc .xlsx."


class Mislabelled(Refused):
    sentence = "Tệp “{name}” thực ra là {really}, không khớp với phần đuôi của tên. Hãy đổi lại tên hoặc chọn đúng tệp."


class Truncated(Refused):
    sentence = "Tệp “{name}” bị cắt cụt hoặc hỏng, có thể do tải về chưa xong. Hãy lấy lại bản đầy đủ."


class Encrypted(Refused):
    sentence = "Tệp “{name}” có đặt mật khẩu nên không đọc được. Hãy bỏ mật khẩu, lưu lại rồi tải lên."


class CarriesCode(Refused):
    sentence = "Tệp “{name}” có chứa mã lệnh (macro). Hãy lưu lại thành tệp thường, không có macro."


class Bomb(Refused):
    sentence = "Tệp “{name}” nở ra quá lớn khi mở nên không an toàn. Hãy lưu lại bằng Word hoặc Excel rồi tải lên."


class Unsafe(Refused):
    sentence = "Tệp “{name}” có cấu trúc bất thường hoặc gọi tới tệp bên ngoài. Hãy lưu lại bằng Word rồi tải lên."
