"""Abbreviations that the text never explains and that not every reader knows."""

import re
from collections.abc import Iterator

from namkhong.foundation.text import fold
from namkhong.plans.rules.critic.case import Case
from namkhong.plans.rules.critic.finding import Finding, FindingKind, Weight
from namkhong.plans.states import ClauseKind

_WORD = re.compile(r"(?<![\w/&.-])[A-ZĐƯƠÔÂ]{2,9}(?![\w/&-])")
_KNOWN = re.compile(
    r"UBND|HĐND|TAND|VKSND|MTTQ|UBMTTQ|UBMTTQVN|MTTQVN|LĐLĐ|TLĐ|CĐCS|CĐN|CĐ|BTV|BCH|BCĐ|BTT|VN|TP|HCM|TPHCM|QH|"
    r"CP|TW|TƯ|KH|QĐ|NQ|NĐ|CT|TT|TB|HD|BC|TTr|KT|TM|TL|TUQ|VT|VP|PGS|TS|ThS|GS|BS|CK|CNTT|CCHC|TTHC|ATTT|CBCC|"
    r"CBCCVC|CCVC|CB|CC|VC|NLĐ|ĐVCĐ|THCS|THPT|THPTQG|GDĐT|KHCN|VHTT|PCCC|ATGT|ATVSLĐ|BHXH|BHYT|BHTN|BVMT|HTX|"
    r"DN|DNNN|MN|TH|CSDL|QR|PDF|USB|GDP|PII|OCOP|FDI|ODA|WTO|EU|ASEAN|USD|VNĐ|VND|HIV|AIDS|NTM|DTTS|TĐKT|TDTT|"
    r"VHTTDL|LĐTBXH|QLNN|NSNN|NSTW|NSĐP|TTATXH|ANTT|QP|AN|XHCN|CNXH|CNH|HĐH|KTXH|XH|GD|ĐT|YT|NN|CA|PTTH|TTXVN|"
    r"ĐBQH|BV|BTC|GTVT|TNMT|PTNT|NNPTNT|ISO|AI|IT|SMS|API|LGSP|IOC|VNEID|WEB|MXH|ATM|POS|STT|TTĐT|BCS|ĐU|HU|TU|"
    r"PCT|PVP|CVP|GV|HS|SV|CM|CMND|CCCD|THA|THADS|PC|PCTN|TTN|QLTT|XTTM|PVOIL|CLB|TDP|KDC|ĐĐK|CTMT|BTXH|THTK|"
    r"CLP"
)
"""Abbreviations that every clerk knows."""
_ROMAN = re.compile(r"^[IVXLCDM]+$")
_SHOWN = 6


def find(case: Case) -> Iterator[Finding]:
    """One finding that lists them; those that stand only in the list of recipients or over the text do not count."""
    body = _body(case)
    if case.news or body is None:
        return
    start, end = body
    places: dict[str, tuple[int, int]] = {}
    counts: dict[str, int] = {}
    for match in _WORD.finditer(case.text, start, end):
        word = match.group()
        if _KNOWN.fullmatch(word) or _ROMAN.match(word) or _in_capitals(case.text, match):
            continue
        places.setdefault(word, match.span())
        counts[word] = counts.get(word, 0) + 1
    initials = _initials(case.text) if places else ""
    open_ones = [word for word in places if counts[word] > 1 and not _explained(case.text, initials, word)]
    if open_ones:
        listed = ", ".join(open_ones[:_SHOWN]) + (
            f" và {len(open_ones) - _SHOWN} chữ nữa" if len(open_ones) > _SHOWN else ""
        )
        yield Finding(
            kind=FindingKind.ABBREVIATION,
            weight=Weight.NOTE,
            sentence=f"Viết tắt mà không giải thích lần nào: {listed}.",
            mend="Viết đủ ở lần đầu, kèm chữ viết tắt trong ngoặc.",
            spots=tuple(case.spot(max(0, places[word][0] - 30), places[word][1] + 20) for word in open_ones[:_SHOWN]),
        )


def _body(case: Case) -> tuple[int, int] | None:
    """From the first numbered section to the list of recipients."""
    first = re.search(r"\n\s*(?:I|1|Phần thứ nhất|Điều 1)\s*[.)/-]?\s", case.text)
    last = [clause.draft.span_from for clause in case.of(ClauseKind.RECIPIENT, ClauseKind.SIGNER)]
    ends = [place for place in last if place is not None]
    if first is None:
        return None
    return first.start(), max(min(ends, default=len(case.text)), first.start())


def _in_capitals(text: str, match: re.Match[str]) -> bool:
    """A word of a heading that is printed in capitals is no abbreviation."""
    start = text.rfind("\n", 0, match.start()) + 1
    stop = text.find("\n", match.end())
    line = text[start : stop if stop >= 0 else len(text)]
    near = text[max(start, match.start() - 25) : match.end() + 25]
    return line.isupper() or sum(sign.isupper() for sign in near) * 2 > sum(sign.isalpha() for sign in near)


def _initials(text: str) -> str:
    """The first letters of all words, to be searched for a sequence."""
    return "".join(word[0] for word in re.findall(r"[^\W\d_]+", fold(text)))


def _explained(text: str, initials: str, word: str) -> bool:
    """In brackets behind its full form, called "viết tắt", or the initials of words that stand together in the text."""
    if re.search(rf"\((?:[^()]{{0,80}}\s)?[“\"]?{re.escape(word)}[”\"]?\)", text):
        return True
    if re.search(rf"(?:viết tắt|gọi tắt|gọi chung)[^.;\n]{{0,60}}{re.escape(word)}\b|\b{re.escape(word)}\s?[:(]", text):
        return True
    return len(word) > 2 and fold(word) in initials
