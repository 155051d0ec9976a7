"""The reader knows the language, not the documents it was measured on."""

import ast
import re
from pathlib import Path

import pytest

import namkhong.plans.reading as package

[FOLDER] = package.__path__
MODULES = sorted(Path(FOLDER).glob("**/*.py"))
SHARED = Path(__file__).resolve().parents[4] / "shared" / "plans"

# Names of provinces and of places in measured documents; none of them may steer the reader, not even in a comment.
PLACES = (
    "An Giang|Bà Rịa|Vũng Tàu|Bắc Giang|Bắc Kạn|Bạc Liêu|Bắc Ninh|Bến Tre|Bình Định|Bình Dương|Bình Phước|Bình Thuận|"
    "Cà Mau|Cần Thơ|Cao Bằng|Đà Nẵng|Đắk Lắk|Đắk Nông|Điện Biên|Đồng Nai|Đồng Tháp|Gia Lai|Hà Giang|Hà Nam|Hà Nội|"
    "Hà Tĩnh|Hải Dương|Hải Phòng|Hậu Giang|Hòa Bình|Hưng Yên|Khánh Hòa|Kiên Giang|Kon Tum|Lai Châu|Lâm Đồng|Lạng Sơn|"
    "Lào Cai|Long An|Nam Định|Nghệ An|Ninh Bình|Ninh Thuận|Phú Thọ|Phú Yên|Quảng Bình|Quảng Nam|Quảng Ngãi|Quảng Ninh|"
    "Quảng Trị|Sóc Trăng|Sơn La|Tây Ninh|Thái Bình|Thái Nguyên|Thanh Hóa|Thừa Thiên|Huế|Tiền Giang|Trà Vinh|"
    "Tuyên Quang|Vĩnh Long|Vĩnh Phúc|Yên Bái|Hồ Chí Minh|Trực Ninh|Dương Minh Châu|Lương Minh|Cam Ranh"
)
PARTICULAR = re.compile(rf"\b(?:{PLACES})\b", re.IGNORECASE)
NUMBERED = re.compile(r"\b\d{1,5}\s?(?:/\d{4})?\s?[/-]\s?(?:KH|QĐ|CT|NQ|TB|HD|CV|TT|NĐ|KL|CTr|BC|TTr)\b")
LONGEST_PHRASE = 7
WORD = re.compile(r"[^\W\d_]+")


def literals(path: Path) -> list[str]:
    """Every text constant of a module but its docstrings; word lists cut at their bars."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    found = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings
    ]
    return [piece.strip() for text in found for piece in text.split("|")]


def folded(text: str) -> str:
    return " ".join(WORD.findall(text.lower()))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_no_place_and_no_number_of_a_document_is_named(path):
    text = path.read_text(encoding="utf-8")
    assert PARTICULAR.findall(text) == []
    assert [piece for piece in literals(path) if NUMBERED.search(piece)] == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_no_day_of_a_document_is_written_into_the_reader(path):
    assert [piece for piece in literals(path) if re.search(r"\b\d{1,2}/\d{1,2}(?:/\d{4})?\b", piece)] == []


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared documents are absent")
@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_no_long_phrase_is_taken_from_a_measured_document(path):
    """Sentences for people are longer, but then they stand in no document."""
    texts = [folded(file.read_text(encoding="utf-8")) for file in sorted(SHARED.glob("*/*.txt"))]
    long = [key for piece in literals(path) if len((key := folded(piece)).split()) >= LONGEST_PHRASE]
    assert [phrase for phrase in long if any(phrase in text for text in texts)] == []
