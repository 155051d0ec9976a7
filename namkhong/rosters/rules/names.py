"""Names of people: letters, length, old typefaces, capitals."""

import re
import unicodedata
from functools import lru_cache
from typing import Final, NamedTuple

from namkhong.foundation.text import fold, name_sort_key

LONGEST: Final = 120
_TONES: Final = "\u0300\u0309\u0303\u0301\u0323"
_VOWELS: Final = "aăâeêioôơuưy"
_LETTERS: Final = frozenset(
    "abcdefghijklmnopqrstuvwxyzđăâêôơư"
    + "".join(unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in _TONES)
    + "ƀčĕĭŏŭơ̆"  # letters of the Ê Đê, Gia Rai, Ba Na
)
_JOINTS: Final = frozenset(" '’-.")
# VNI writes the tone as a letter of its own behind the vowel: "Nguyeãn Vaên", "Traàn"; no Vietnamese syllable does.
_VNI: Final = re.compile(r"[ae][àáãâăêèé]|o[âêã]|[ñøïûöäåëæü]", re.IGNORECASE)
# TCVN3 puts accents where other typefaces have capitals and signs: "NguyÔn V¨n", "TrÇn ThÞ".
_TCVN3: Final = re.compile(r"[¡-¿ÆÇÐÞßæçÿþ×÷]|[a-zđ][À-ÖØ-Þ]")
_OLD_FACE: Final = (
    "“{text}” gõ bằng bảng mã cũ (TCVN3 hoặc VNI). Hãy chuyển cả tệp sang Unicode (Unikey: Ctrl+Shift+F6) rồi gửi lại."
)


class Name(NamedTuple):
    """A name as it will be kept, folded for searching, keyed for sorting; or why not."""

    full: str
    search: str
    sort: str
    error: str
    capitals: bool


def read_name(text: str) -> Name:
    """A name, its text already composed and its white space single."""
    error = _why_not(text)
    if error:
        return Name(text, "", "", error, False)
    return Name(text, fold(text), name_sort_key(text), "", text.isupper() and len(text) > 3)


def proper(text: str) -> str:
    """Every word with one capital: "NGUYỄN THỊ LAN" as "Nguyễn Thị Lan"."""
    return " ".join(word[:1] + word[1:].lower() for word in text.split(" "))


def is_old_typeface(text: str) -> bool:
    """Whether the text was typed for a typeface of before Unicode."""
    return bool(_TCVN3.search(text) or _VNI.search(text))


def old_typeface(text: str) -> str:
    """The sentence about such a text."""
    return _OLD_FACE.format(text=text)


def _why_not(text: str) -> str:
    if not text:
        return "Chưa có họ và tên."
    if len(text) > LONGEST:
        return f"Họ tên dài hơn {LONGEST} chữ. Hãy kiểm tra lại."
    for word in text.split(" "):
        if wrong := _why_not_word(word):
            return wrong.format(text=text)
    if len(text) < 2 or not any(sign.isalpha() for sign in text):
        return f"“{text}” chưa đủ là họ tên."
    return ""


@lru_cache(maxsize=16_384)
def _why_not_word(word: str) -> str:
    if is_old_typeface(word):
        return _OLD_FACE
    strange = next((sign for sign in word.lower() if sign not in _LETTERS and sign not in _JOINTS), "")
    if not strange:
        return ""
    shown = strange.replace("{", "{{").replace("}", "}}")
    return "Họ tên “{text}” có ký tự “" + shown + "”. Họ tên chỉ gồm chữ cái và dấu cách."
