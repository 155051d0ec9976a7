"""Scans and photos, read by the real Tesseract; without it, or its Vietnamese, the user is told what to install."""

import io
import shutil
import subprocess

import docx
import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from namkhong.plans.reading import pictures, recogniser, scan_source
from namkhong.plans.reading.errors import HugePicture, NoRecogniser, PoorPicture, TooLarge
from namkhong.plans.reading.read import read_file
from namkhong.plans.reading.slips import mended
from namkhong.plans.reading.sources import extract_of
from tests.grain import grain
from tests.plans.reading.test_page_files import SENTENCE, pdf

BODY = f"I. MỤC ĐÍCH\n\n{SENTENCE * 3}\n\nII. NHIỆM VỤ\n\nGửi báo cáo về trường trước ngày 20/10/2026.\n"


def installed() -> bool:
    if shutil.which("tesseract") is None:
        return False
    listed = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=False).stdout
    return "vie" in listed.split()


real = pytest.mark.skipif(not installed(), reason="Tesseract with Vietnamese is absent: run `make recogniser`")


@pytest.fixture(scope="module")
def page() -> Image.Image:
    document = pdfium.PdfDocument(pdf(BODY))
    picture = document[0].render(scale=200 / 72, grayscale=True).to_pil().convert("L")
    document.close()
    noise = grain(picture.size)
    made: Image.Image = Image.blend(picture, noise, 0.12).filter(ImageFilter.GaussianBlur(0.5))
    return made


def saved(picture: Image.Image, form: str, **more: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, **more)
    return out.getvalue()


@real
def test_a_scan_is_read_and_says_that_a_machine_read_it(page: Image.Image) -> None:
    blank = Image.new("L", page.size, 250)
    reading = read_file(
        saved(page.rotate(1.6, fillcolor=245), "PDF", save_all=True, append_images=[blank], resolution=200)
    )
    assert reading.pictured and "machine_read" in {doubt.code for doubt in reading.warnings}
    assert reading.doc_number is not None and reading.doc_number.text == "12/KH-TH"
    assert reading.doc_number.confidence <= 0.8
    assert any((item.day, item.month, item.year) == (20, 10, 2026) for item in reading.deadlines)
    assert reading.signer is not None and [item.text for item in reading.recipients] == ["UBND xã", "Lưu: VT"]


@real
def test_a_photo_with_a_shadow_lying_on_its_side_is_read(page: Image.Image) -> None:
    shade = Image.linear_gradient("L").resize(page.size).point(lambda value: 90 + value // 2)
    photo = ImageChops.multiply(page, shade).rotate(90, expand=True)
    text = extract_of(saved(photo, "JPEG", quality=70)).text
    assert "12/KH-TH" in text and "20/10/2026" in text


@real
def test_text_pages_and_scanned_pages_of_one_file(page: Image.Image) -> None:
    whole = pdfium.PdfDocument(pdf(SENTENCE * 8))
    with pdfium.PdfDocument(saved(page, "PDF", resolution=200)) as scan:
        whole.import_pages(scan)
    out = io.BytesIO()
    whole.save(out)
    whole.close()
    found = extract_of(out.getvalue())
    assert found.pictured and found.text.count("12/KH-TH") == 2 and found.text.count("\f") == 1


@real
def test_a_picture_without_text_is_refused() -> None:
    picture = Image.new("L", (1200, 1600), 230)
    ImageDraw.Draw(picture).ellipse((200, 200, 900, 900), fill=60)
    with pytest.raises(PoorPicture, match="chụp lại"):
        extract_of(saved(picture, "PNG"))


def test_without_tesseract_the_user_is_told_what_to_install(page: Image.Image, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recogniser.shutil, "which", lambda name: None)
    for form in ("PDF", "PNG"):
        with pytest.raises(NoRecogniser, match="tesseract-ocr và tesseract-ocr-vie"):
            extract_of(saved(page, form))


def test_without_its_vietnamese_too(page: Image.Image, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recogniser.shutil, "which", lambda name: "/usr/bin/tesseract")
    monkeypatch.setattr(recogniser, "_languages", lambda program: frozenset(["eng"]))
    with pytest.raises(NoRecogniser, match="dữ liệu tiếng Việt"):
        extract_of(saved(page, "TIFF"))


def test_without_tesseract_the_text_pages_are_still_read(page: Image.Image, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recogniser.shutil, "which", lambda name: None)
    whole = pdfium.PdfDocument(pdf(SENTENCE * 8))
    with pdfium.PdfDocument(saved(page, "PDF", resolution=200)) as scan:
        whole.import_pages(scan)
    out = io.BytesIO()
    whole.save(out)
    whole.close()
    found = extract_of(out.getvalue())
    assert "quét dọn" in found.text and [note.code for note in found.notes] == ["pages_unread"]
    assert "Trang 2" in found.notes[0].sentence


def test_a_picture_of_too_many_points_is_not_opened(page: Image.Image, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MOST_PIXELS", 1000)
    with pytest.raises(HugePicture):
        list(pictures.frames(saved(page, "PNG")))


def test_see_through_and_palette_pictures_lie_on_white() -> None:
    clear = Image.new("RGBA", (2000, 100), (0, 0, 0, 0))
    [grey] = pictures.frames(saved(clear, "PNG"))
    assert grey.mode == "L" and grey.getextrema() == (255, 255)


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("trước ngày 2O/1O/2026", "trước ngày 20/10/2026"),
        ("ngày l5/O6/2026, năm 2O26", "ngày 15/06/2026, năm 2026"),
        ("— Quét sân;\n• Tưới cây", "- Quét sân;\n- Tưới cây"),
        ("Il. NHIỆM VỤ\n1I. CHỈ TIÊU", "II. NHIỆM VỤ\nII. CHỈ TIÊU"),
        ("KÉ HOẠCH\nDộc lập - Tự do", "KẾ HOẠCH\nĐộc lập - Tự do"),
        ("Số 5 Olympic, năm SOS", "Số 5 Olympic, năm SOS"),
        ("tháng lO", "tháng lO"),
        ("Phong trào thị đua, tỉnh thần đoàn kết của Đẳng bộ", "Phong trào thi đua, tinh thần đoàn kết của Đảng bộ"),
        ("Bình Đẳng, thị đội", "Bình Đẳng, thị đội"),
        ("số 12/QĐ-TTE ngày", "số 12/QĐ-TTg ngày"),
    ],
)
def test_slips_of_the_machine_are_mended_by_the_language(read: str, meant: str) -> None:
    assert mended(read) == meant


def test_the_numbers_of_sections_are_put_right_by_those_around_them() -> None:
    read = "L MỤC ĐÍCH\nI. Mục đích\nViệc chung.\n2. Yêu cầu\nII NỘI DUNG\nII. TỔ CHỨC\nI. Kinh phí\nIV. THI HÀNH"
    meant = "I. MỤC ĐÍCH\n1. Mục đích\nViệc chung.\n2. Yêu cầu\nII. NỘI DUNG\nIII. TỔ CHỨC\nI. Kinh phí\nIV. THI HÀNH"
    assert mended(read) == meant


@pytest.mark.parametrize(
    "text",
    [
        "V. KINH PHÍ\nVI. THI HÀNH",  # the first pages are missing
        "I. MỤC ĐÍCH\nIV. THI HÀNH\nV. KINH PHÍ",
        "I. Mục đích\nII. Nội dung",
        "I. MỤC ĐÍCH\nI. MỤC ĐÍCH\nIIX. GÌ ĐÓ",
    ],
)
def test_numbers_that_nothing_around_them_tells_of_stay(text: str) -> None:
    assert mended(text) == text


@real
def test_a_page_with_hardly_a_line_is_read_like_any_other(page: Image.Image) -> None:
    sparse = Image.new("L", page.size, 255)
    document = pdfium.PdfDocument(pdf("Lưu: VT.\n\nTrần Thu Hà\n"))
    picture = document[0].render(scale=200 / 72, grayscale=True).to_pil().convert("L")
    document.close()
    sparse.paste(picture.crop((0, 0, picture.width, 700)))
    noisy = Image.blend(sparse.rotate(1.2, fillcolor=245), grain(page.size), 0.15)
    text = extract_of(saved(noisy, "PDF", resolution=200)).text
    assert "Trần Thu Hà" in text


def word_of(*pictures: bytes) -> bytes:
    made = docx.Document()
    for picture in pictures:
        made.add_picture(io.BytesIO(picture), width=docx.shared.Cm(16))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


@real
def test_scans_put_into_a_word_file_are_read_in_their_order(page: Image.Image) -> None:
    upper = page.crop((0, 0, page.width, page.height // 4))
    found = extract_of(word_of(saved(page, "JPEG", quality=80), saved(upper, "PNG")))
    assert found.pictured and found.text.count("12/KH-TH") == 2
    first, second = found.text.split("\f")
    assert "20/10/2026" in first and "20/10/2026" not in second


def test_scans_beside_a_few_typed_words_are_not_passed_over_in_silence(page: Image.Image) -> None:
    made = docx.Document(io.BytesIO(word_of(saved(page, "JPEG", quality=80))))
    made.add_paragraph("ỦY BAN NHÂN DÂN XÃ HÒA AN. Kế hoạch của xã gửi kèm là bản quét.")
    out = io.BytesIO()
    made.save(out)
    found = extract_of(out.getvalue())
    assert "gửi kèm" in found.text and [note.code for note in found.notes] == ["pictures_unread"]
    made.add_paragraph(SENTENCE * 8)
    out = io.BytesIO()
    made.save(out)
    assert extract_of(out.getvalue()).notes == (), "in a whole text a picture is a seal or an ornament"


@real
def test_every_page_of_a_tiff_is_read(page: Image.Image) -> None:
    found = extract_of(saved(page, "TIFF", save_all=True, append_images=[page], compression="tiff_lzw"))
    assert [text.count("12/KH-TH") for text in found.text.split("\f")] == [1, 1]


@pytest.mark.parametrize("pages", [41, 300])
def test_a_tiff_of_too_many_pages_is_refused_whole(pages: int) -> None:
    """None of its pages is left out unseen."""
    one = Image.new("1", (40, 50), 1)
    with pytest.raises(TooLarge, match="40 trang ảnh chụp"):
        extract_of(saved(one, "TIFF", save_all=True, append_images=[one] * (pages - 1)))


def test_a_word_file_of_scans_needs_tesseract_too(page: Image.Image, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recogniser.shutil, "which", lambda name: None)
    with pytest.raises(NoRecogniser, match="tesseract-ocr và tesseract-ocr-vie"):
        extract_of(word_of(saved(page, "PNG")))


def test_a_word_file_of_too_many_scans_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan_source, "MAX_PAGES", 1)
    with pytest.raises(TooLarge, match="1 trang ảnh chụp"):
        extract_of(word_of(*(saved(Image.new("L", (50, 50 + n), 255), "PNG") for n in range(2))))
