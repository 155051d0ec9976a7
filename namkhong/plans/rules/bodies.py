"""When two printed names mean the same body."""

import re
from functools import lru_cache

from namkhong.foundation.text import fold

_FULL = (
    (r"\bubnd\b", "uy ban nhan dan"),
    (r"\bhdnd\b", "hoi dong nhan dan"),
    (r"\b(?:ub\s?mttq|ubmttq)\b", "uy ban mat tran to quoc"),
    (r"\bmttq\b", "mat tran to quoc"),
    (r"\bldld\b", "lien doan lao dong"),
    (r"\bcdcs\b", "cong doan co so"),
    (r"\bcdn\b", "cong doan nganh"),
    (r"\bviet nam\b|\bvn\b", ""),
    (r"\btp\b", "thanh pho"),
    (r"[^\w\s]", " "),
)
_IN_NAME_OF = re.compile(
    r"^(?:cac |ban thuong vu |ban thuong truc |thuong truc |ban chap hanh |thu truong |lanh dao |giam doc "
    r"|chu tich |truong |bo truong |co quan )+"
)
_ENOUGH_WORDS = 3


@lru_cache(maxsize=8192)
def bare_body(name: str) -> str:
    """The name of a body for comparing: no accents, abbreviations written out, without who speaks for it.

    >>> bare_body("BTV UBND tỉnh"), bare_body("Ban Thường vụ LĐLĐ huyện")
    ('btv uy ban nhan dan tinh', 'lien doan lao dong huyen')
    """
    bare = fold(name)
    for short, full in _FULL:
        bare = re.sub(short, full, bare)
    return _IN_NAME_OF.sub("", " ".join(bare.split()))


def same_body(one: str, other: str) -> bool:
    """Whether two names mean the same body; a longer name may add where it is ("Sở Y tế", "Sở Y tế tỉnh")."""
    short, long = sorted((bare_body(one), bare_body(other)), key=len)
    if not short or short == long:
        return bool(short)
    return long.startswith(f"{short} ") and len(short.split()) >= _ENOUGH_WORDS
