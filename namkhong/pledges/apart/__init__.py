"""Finds the codes on scanned sheets in a process of its own, limited as the reading of plans is.

The files come from anybody's scanner or telephone and are opened by decoders written in C.
"""

from namkhong.foundation.errors import DomainError
from namkhong.plans.apart import OnPage, ReaderBroke, ReaderFull, ReaderTooSlow, ask_apart
from namkhong.pledges.rules.sheets import Sighting


class TooMuchToRead(DomainError):
    sentence = "Tệp quá nặng nên không đọc hết được. Hãy quét lại ở mức 200–300 điểm ảnh, hoặc tách thành nhiều tệp."


class OddFile(DomainError):
    sentence = "Không mở được tệp này vì cấu trúc bất thường. Hãy quét lại, hoặc lưu lại thành tệp PDF hay ảnh JPG."


def read_codes_apart(content: bytes, name: str, file: int, on_page: OnPage) -> tuple[int, list[Sighting]]:
    """How many pages a PDF or picture has, and every code on them with the ink in its box; `file` is its place.

    Raises: DomainError with a sentence for whatever is wrong with the file.
    """
    try:
        answer = ask_apart("namkhong.pledges.apart", [], content, name, on_page)
    except (ReaderTooSlow, ReaderFull):
        raise TooMuchToRead() from None
    except ReaderBroke:
        raise OddFile() from None
    return int(answer["pages"]), [Sighting(file=file, **seen) for seen in answer["seen"]]
