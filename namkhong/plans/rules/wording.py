"""What words mean: which work a sentence asks for, who must do it, what a target measures. All on folded text."""

import re

from namkhong.foundation.text import fold
from namkhong.plans.states import Metric, WhoMust, WorkKind

_KINDS = (
    (WorkKind.PLEDGE, ("ban cam ket", "ky cam ket")),
    (WorkKind.DIALOGUE, ("doi thoai",)),
    (WorkKind.CONTENT_REVIEW, ("rut kinh nghiem", "dieu chinh noi dung", "ra soat noi dung")),
    (WorkKind.REGISTER, ("dang ky thi dua", "dang ky noi dung", "dang ky tham gia", "tham gia dang ky")),
)
_EVENTS = (
    (WorkKind.REPORT, ("bao cao",)),
    (WorkKind.LAUNCH, ("phat dong",)),
    (WorkKind.INTERIM_REVIEW, ("so ket",)),
    (WorkKind.FINAL_REVIEW, ("tong ket",)),
    (WorkKind.REGISTER, ("dang ky",)),
    (WorkKind.PLEDGE, ("cam ket",)),
)
_GRASSROOTS = ("co so", "cdcs", "truong hoc", "tram y te", "don vi truc tiep")
_ALL = ("cac cap", "moi don vi", "tat ca")
_DIRECT = ("truc thuoc", "cac co quan", "cac don vi", "cac phong", "cac xa", "cac so", "ubnd cac", "dia phuong")
_METRICS = (
    (Metric.MISCONDUCT_RATE, ("tieu cuc", "vi pham")),
    (Metric.SATISFACTION, ("hai long",)),
    (Metric.PLEDGE, ("cam ket",)),
    (Metric.AWARENESS, ("biet", "hieu ro", "nhan thuc", "quan triet")),
)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_SPREAD = ("phat dong", "trien khai", "pho bien", "tuyen truyen")
_PEOPLE = ("can bo", "cbccvc", "vien chuc", "doan vien", "nguoi lao dong", "cong chuc")


def kind_of(text: str) -> WorkKind:
    """The work a sentence asks for; a plain task where no known word stands in it."""
    words = fold(text)
    for kind, marks in (*_KINDS, *_EVENTS):
        if any(mark in words for mark in marks):
            return kind
    return WorkKind.TASK


def first_event(text: str) -> WorkKind:
    """The kind whose word stands first in the sentence: "sơ kết ..., cuối năm tổng kết" is an interim review."""
    words = fold(text)
    places = [(words.find(mark), kind) for kind, marks in (*_KINDS, *_EVENTS) for mark in marks]
    found = [(place, kind) for place, kind in places if place >= 0]
    return min(found, key=lambda pair: pair[0])[1] if found else WorkKind.TASK


def who_must(who: str, to: str, issuer: str) -> WhoMust | None:
    """Which units a body's name means, seen from the issuer of the plan; None where the words do not tell.

    Where the sender is not said, a report to the issuer comes from below and one to somebody else from the issuer.
    """
    sender = fold(who)
    if sender and _same_body(sender, fold(issuer)):
        return WhoMust.ORGANISER
    for answer, marks in (
        (WhoMust.ALL_BELOW, _ALL),
        (WhoMust.GRASSROOTS, _GRASSROOTS),
        (WhoMust.DIRECT, _DIRECT),
    ):
        if any(mark in sender for mark in marks):
            return answer
    if not to:
        return None
    return WhoMust.GRASSROOTS if _same_body(fold(to), fold(issuer)) else WhoMust.ORGANISER


def metric_of(text: str) -> Metric:
    """What a target measures."""
    words = fold(_QUOTED.sub(" ", text))  # the name of a campaign is not what is measured
    for metric, marks in _METRICS:
        if any(mark in words for mark in marks):
            return metric
    if any(mark in words for mark in _SPREAD):
        return Metric.STAFF_LAUNCHED if any(mark in words for mark in _PEOPLE) else Metric.UNITS_LAUNCHED
    return Metric.OTHER


_LONG = (("ban thuong vu ", ""), ("ban chap hanh ", ""), ("thuong truc ", ""), ("ubnd", "uy ban nhan dan"))
_SHORT = (("ldld", "lien doan lao dong"), ("cdn ", "cong doan nganh "), ("cac ", ""))


def _same_body(one: str, other: str) -> bool:
    """Whether two folded names mean one body: equal, or one continues the other ("... huyện", "... huyện X")."""
    if not one or not other:
        return False
    for short, long in (*_LONG, *_SHORT):
        one, other = one.replace(short, long), other.replace(short, long)
    return one.strip().startswith(other.strip()) or other.strip().startswith(one.strip())
