"""Text out of a PDF, in reading order, a form feed between pages."""

import pypdfium2 as pdfium

from namkhong.plans.reading.errors import BrokenFile, LockedFile, NoTextLayer, TooLarge

MAX_PAGES = 400
MAX_CHARACTERS = 3_000_000


def pdf_text(content: bytes) -> str:
    """The text layer of a PDF. Raises LockedFile, BrokenFile, TooLarge or NoTextLayer."""
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        raise LockedFile if "password" in str(error).lower() else BrokenFile from error
    try:
        return _pages(document)
    finally:
        document.close()


def _pages(document: pdfium.PdfDocument) -> str:
    if len(document) > MAX_PAGES:
        raise TooLarge(limit=f"{MAX_PAGES} trang")
    pages: list[str] = []
    size = 0
    for index in range(len(document)):
        pages.append(_page_text(document, index))
        size += len(pages[-1])
        if size > MAX_CHARACTERS:
            raise TooLarge(limit=f"{MAX_CHARACTERS // 1_000_000} triệu ký tự")
    words = sum(char.isalpha() for page in pages for char in page)
    if words < 40 * max(1, len(pages)) and words < 400:
        raise NoTextLayer
    return "\f".join(pages)


def _page_text(document: pdfium.PdfDocument, index: int) -> str:
    try:
        page = document[index]
        text_page = page.get_textpage()
        text: str = text_page.get_text_bounded()
        text_page.close()
        page.close()
    except pdfium.PdfiumError as error:
        raise BrokenFile from error
    return text.replace("\ufffe", "-").replace("\x02", "-")
