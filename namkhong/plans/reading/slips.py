"""Slips of machine reading, mended by what the language and its dates allow; never by what a document should say."""

import re

from namkhong.plans.reading.slips_in_numbers import numbered

_DATE = re.compile(r"(?<![^\W_])([\dOolIS]{1,2})([/.-])([\dOolIS]{1,2})\2([\dOolIS]{4})(?![^\W_])")
_DIGITS = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1", "S": "5"})
_AFTER = re.compile(r"\b((?:ngày|tháng|năm|Số:|số)\s+)([\dOlI]{1,4})(?![^\W_])", re.IGNORECASE)
_WORDS = (
    # Words that do not exist, and the one they must be.
    (re.compile(r"\bĐịnh\s+k[ǶỶ]?[ỳƕǶ]?(?=\s)"), "Định kỳ"),
    (re.compile(r"\bđịnh\s+k[Ƕƕ](?=\s|$)"), "định kỳ"),
    (re.compile(r"\bthằn(?=\s)"), "thần"),
    (re.compile(r"\bDộc lập"), "Độc lập"),
    (re.compile(r"\b(Nơi|NƠI)\s+n[hb]ận\s*[;.,](?=\s*$)", re.MULTILINE), r"\1 nhận:"),
    (re.compile(r"\bK[ÉẺÊ] HOẠCH\b"), "KẾ HOẠCH"),
    (re.compile(r"\bKÉ HOẠCH\b|\bKẾ HOẠCHÍ\b"), "KẾ HOẠCH"),
    (re.compile(r"\bCBCCVV\b"), "CBCCVC"),
    (re.compile(r"\b([Tt])hị đua\b"), r"\1hi đua"),
    (re.compile(r"\bTHỊ ĐUA\b"), "THI ĐUA"),
    (re.compile(r"\b([Tt])ỉnh thần\b"), r"\1inh thần"),
    # In capitals or with one, "Đẳng" stands in no other word than "Bình đẳng" and "Cao đẳng".
    (re.compile(r"(?<!Bình )(?<!Cao )\bĐẳng(?= (?:bộ|viên|ủy|uỷ|và|Cộng)\b|[,.;:”])"), "Đảng"),
    (re.compile(r"(?<!BÌNH )(?<!CAO )\bĐẲNG\b"), "ĐẢNG"),
    (re.compile(r"(?<=/QĐ-)TT[E6cq]\b|(?<=/CT-)TT[E6cq]\b|(?<=/CĐ-)TT[E6cq]\b"), "TTg"),
)
_BULLETS = re.compile(r"^(?:[—–~•*«»]|-\s*-)\s+(?=\S)", re.MULTILINE)
_ROMAN_LINE = re.compile(r"^([Il1]{1,3}|[Il1]V|V[Il1]{0,3}|[Il1]X|XI{0,2})([.,])\s+(?=[A-ZĐÀ-Ỹ]{2})", re.MULTILINE)


def mended(text: str) -> str:
    """The text with digits in dates and numbers, bullets, section numbers and impossible words put right."""
    text = _DATE.sub(lambda found: found.group().translate(_DIGITS), text)
    text = _AFTER.sub(_number, text)
    text = _BULLETS.sub("- ", text)
    text = _ROMAN_LINE.sub(lambda found: f"{found[1].replace('l', 'I').replace('1', 'I')}. ", text)
    for wrong, right in _WORDS:
        text = wrong.sub(right, text)
    return numbered(text)


def _number(found: re.Match[str]) -> str:
    """ "ngày O1", "năm 2O26": letters among digits, or alone where only a digit can stand."""
    word: str = found[2]
    return found[1] + (word.translate(_DIGITS) if any(map(str.isdigit, word)) else word)
