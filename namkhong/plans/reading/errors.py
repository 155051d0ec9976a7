"""Why a file could not be read, one class per reason, each with the sentence a user sees."""

from namkhong.foundation.errors import DomainError


class UnreadableFile(DomainError):
    """The file cannot be turned into text; subclasses say why and what to do."""

    sentence = "Không đọc được tệp này. Hãy thử lưu lại rồi tải lên, hoặc dán nội dung vào ô văn bản."


class EmptyFile(UnreadableFile):
    """Nothing, or nothing but white space."""

    sentence = "Tệp không có nội dung nào. Hãy kiểm tra lại tệp trên máy rồi tải lên lần nữa."


class TooLarge(UnreadableFile):
    """More bytes, pages or characters than the reader accepts."""

    sentence = "Tệp vượt quá giới hạn {limit}. Hãy tách riêng phần kế hoạch, bỏ bớt ảnh và phụ lục, rồi tải lên lại."


class LockedFile(UnreadableFile):
    """A Word or PDF file that asks for a password."""

    sentence = "Tệp được đặt mật khẩu nên không đọc được. Hãy mở tệp, bỏ mật khẩu, lưu lại rồi tải lên."


class OldWordFile(UnreadableFile):
    """Binary Word 97-2003 (.doc)."""

    sentence = (
        "Đây là tệp Word kiểu cũ (.doc). Hãy mở bằng Word hoặc LibreOffice, chọn lưu thành tệp .docx rồi tải lên."
    )


class RichTextFile(UnreadableFile):
    """Rich text (.rtf), also under the name of a .doc."""

    sentence = "Đây là tệp RTF. Hãy mở bằng Word hoặc LibreOffice, chọn lưu thành tệp .docx rồi tải lên."


class TangledFile(UnreadableFile):
    """Tables in tables, boxes in boxes, deeper than anybody writes them."""

    sentence = (
        "Tệp có các bảng hoặc khung lồng vào nhau quá nhiều tầng nên không được mở. "
        "Hãy sao chép phần chữ sang một tệp mới rồi tải lên."
    )


class UnknownFile(UnreadableFile):
    """Content that is none of text, docx, pdf, whatever its name says."""

    sentence = (
        "Nội dung của tệp {name} không phải là văn bản, tệp Word (.docx), PDF hay ảnh chụp. "
        "Hãy chọn đúng tệp kế hoạch cần đọc."
    )


class BrokenFile(UnreadableFile):
    """Truncated or damaged docx or PDF."""

    sentence = "Tệp bị thiếu hoặc hỏng một phần nên không mở được. Hãy lấy lại bản gốc rồi tải lên lần nữa."


class NoTextLayer(UnreadableFile):
    """A PDF with neither text nor pictures of pages."""

    sentence = (
        "Tệp PDF này không có chữ nào đọc được. "
        "Hãy tìm bản Word, bản PDF ký số, hoặc gõ lại phần cần thiết vào ô văn bản."
    )


class NoRecogniser(UnreadableFile):
    """Pictures of pages, and no Tesseract, or not its Vietnamese, on this machine."""

    sentence = (
        "Tệp này là ảnh chụp các trang, mà máy chủ chưa cài {what}. "
        "Hãy nhờ cán bộ công nghệ thông tin cài gói {package} rồi tải lên lại; "
        "hoặc dùng bản Word, bản PDF ký số, hay dán nội dung vào ô văn bản."
    )


class PoorPicture(UnreadableFile):
    """Pictures in which no text could be made out."""

    sentence = (
        "Không nhận ra chữ trong ảnh. Hãy chụp lại đủ sáng, thẳng trang, rõ nét, mỗi trang một ảnh; "
        "hoặc quét bằng máy ở mức 300 dpi."
    )


class HugePicture(UnreadableFile):
    """A picture of more pixels than are opened."""

    sentence = "Ảnh lớn hơn {limit} triệu điểm ảnh nên không được mở. Hãy chụp hoặc quét lại ở cỡ vừa phải."


class UnsafeFile(UnreadableFile):
    """A docx with macros, document type definitions, outside links or a suspicious archive."""

    sentence = "Tệp có thành phần không an toàn ({what}) nên không được mở. Hãy lưu lại thành tệp .docx thường."
