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


class WebPage(UnreadableFile):
    """A page of the web, also under the name of a .doc or .txt: read as text, its marks would pass for words."""

    sentence = (
        "Đây là trang web được lưu về máy. Hãy mở trang, chọn hết phần kế hoạch, sao chép rồi dán vào ô nội dung; "
        "hoặc lưu thành tệp .docx rồi tải lên."
    )


class UnknownFile(UnreadableFile):
    """Content that is none of text, docx, pdf, whatever its name says."""

    sentence = (
        "Nội dung của tệp {name} không phải là văn bản, tệp Word (.docx) hay PDF. Hãy chọn đúng tệp kế hoạch cần đọc."
    )


class BrokenFile(UnreadableFile):
    """Truncated or damaged docx or PDF."""

    sentence = "Tệp bị thiếu hoặc hỏng một phần nên không mở được. Hãy lấy lại bản gốc rồi tải lên lần nữa."


class NoTextLayer(UnreadableFile):
    """A PDF made of page images only."""

    sentence = (
        "Tệp PDF này chỉ gồm ảnh chụp các trang, không có lớp chữ để đọc. "
        "Hãy tìm bản Word, bản PDF ký số, hoặc gõ lại phần cần thiết vào ô văn bản."
    )


class UnsafeFile(UnreadableFile):
    """A docx with macros, document type definitions, outside links or a suspicious archive."""

    sentence = "Tệp có thành phần không an toàn ({what}) nên không được mở. Hãy lưu lại thành tệp .docx thường."
