"""Vietnamese written for fonts from before Unicode: TCVN3 (".VnTime") and VNI ("VNI-Times"), turned into Unicode.

Such text is stored as West European letters that only those fonts draw as Vietnamese.
"""

import re
from typing import Literal

from namkhong.plans.reading.extract import Note

Charset = Literal["tcvn3", "vni"]
LEGACY = Note(
    "legacy_font",
    "Tệp dùng phông chữ cũ (TCVN3 hoặc VNI) và đã được chuyển sang Unicode. Hãy soát kỹ dấu trong tên riêng.",
)

_TCVN3_CODES = (
    # Code of the first sign of each run, and the letters from there on; a space stands for no letter.
    (0xA1, "ĂÂÊÔƠƯĐăâêôơưđ"),
    (0xB5, "àảãáạ ằẳẵắ"),
    (0xC6, "ặầẩẫấậè ẻẽéẹềểễếệìỉ   ĩíịò ỏõóọồổỗốộờởỡớợù ủũúụừửữứựỳỷỹýỵ"),
)
_TCVN3 = {
    chr(code + step): letter for code, letters in _TCVN3_CODES for step, letter in enumerate(letters) if letter != " "
}
_TONED = {
    # A VNI sign after a plain vowel: "ù" after "a" makes "á".
    "ù": "áéóúý",
    "ø": "àèòùỳ",
    "û": "ảẻỏủỷ",
    "õ": "ãẽõũỹ",
    "ï": "ạẹọụỵ",
}
_PLAIN = "aeouy"
_HATTED = {"â": "âêô", "á": "ấếố", "à": "ầềồ", "å": "ẩểổ", "ã": "ẫễỗ", "ä": "ậệộ"}
_BREVED = {"ê": "ă", "é": "ắ", "è": "ằ", "ú": "ẳ", "ü": "ẵ", "ë": "ặ"}
_HORNED = {"ù": "ớứ", "ø": "ờừ", "û": "ởử", "õ": "ỡữ", "ï": "ợự"}
_ALONE = {"æ": "ỉ", "ó": "ĩ", "ò": "ị", "ô": "ơ", "ö": "ư", "ñ": "đ", "î": "ỵ"}


def _vni() -> dict[str, str]:
    """One or two stored signs to the letter they draw, small letters only."""
    out = dict(_ALONE)
    for sign, letters in _TONED.items():
        out |= {vowel + sign: letter for vowel, letter in zip(_PLAIN, letters, strict=True)}
    for sign, letters in _HATTED.items():
        out |= {vowel + sign: letter for vowel, letter in zip("aeo", letters, strict=True)}
    out |= {"a" + sign: letter for sign, letter in _BREVED.items()}
    for sign, letters in _HORNED.items():
        out |= {vowel + sign: letter for vowel, letter in zip("ôö", letters, strict=True)}
    return out


_VNI = _vni()
_VNI_SIGNS = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)), re.IGNORECASE)
_MODERN = re.compile("[\u1ea0-\u1ef9ăđơưĂĐƠƯ]")
# Signs that Vietnamese in Unicode has no use for in the middle of a word.
_TCVN3_TELLS = re.compile(
    "[^\\W\\d_][\u00a8-\u00ae\u00b5-\u00be\u00c6\u00d0\u00d7\u00d8\u00de\u00df\u00f1\u00f7\u00fb\u00fe]|®[^\\W\\d_µ-þ]"
)
_VNI_TELLS = re.compile("[aeouyôö][äåëïøûüùõ]|[ñö][^\\W\\d_]", re.IGNORECASE)
_LEAST_SHARE = 0.03


def charset_of_font(font: str | None) -> Charset | None:
    """What a font's name tells about the letters written in it."""
    low = (font or "").lower()
    if low.startswith(".vn"):
        return "tcvn3"
    return "vni" if low.startswith("vni") else None


def charset_of_text(text: str) -> Charset | None:
    """What the letters themselves tell where no font is known; None for Unicode and for other languages."""
    sample = text[:50_000]
    letters = sum(char.isalpha() for char in sample)
    modern = len(_MODERN.findall(sample))
    for charset, tells in (("tcvn3", _TCVN3_TELLS), ("vni", _VNI_TELLS)):
        found = len(tells.findall(sample))
        if letters and found >= 4 and found > _LEAST_SHARE * letters and modern * 4 < found:
            return "tcvn3" if charset == "tcvn3" else "vni"
    return None


def convert(text: str, charset: Charset) -> tuple[str, bool]:
    """The text in Unicode, and whether anything changed; text that is Unicode already stays as it is."""
    if text.isascii() or _MODERN.search(text):
        return text, False
    if charset == "tcvn3":
        new = "".join(_TCVN3.get(char, char) for char in text)
    else:
        new = _VNI_SIGNS.sub(lambda found: _like(found.group(), _VNI[found.group().lower()]), text)
    return new, new != text


def _like(stored: str, letter: str) -> str:
    """The letter, capital where the stored sign is."""
    return letter.upper() if stored[0].isupper() else letter
