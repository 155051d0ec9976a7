"""What happened to a return, in words."""

from collections.abc import Iterable

from namkhong.design.components.panels import Happening
from namkhong.journal.models import Event
from namkhong.journal.queries import events_of
from namkhong.people.queries import names
from namkhong.reports.models import Return

_WORDS = {
    "report.begin": ("Lập báo cáo", "quiet"),
    "report.save": ("Lưu nháp", "quiet"),
    "report.refresh": ("Lấy lại số liệu của hệ thống", "quiet"),
    "report.attach": ("Đính kèm minh chứng", "quiet"),
    "report.detach": ("Bỏ một minh chứng", "quiet"),
    "report.submit": ("Gửi báo cáo", "info"),
    "report.recall": ("Rút lại báo cáo để sửa", "warn"),
    "report.send_back": ("Trả lại báo cáo", "warn"),
    "report.accept": ("Tiếp nhận báo cáo", "good"),
    "report.supersede": ("Thay bằng bản sau", "quiet"),
    "report.mirror": ("Lấy số liệu từ báo cáo khác của đơn vị", "quiet"),
    "report.inherit": ("Lấy số liệu từ báo cáo đang soạn của đơn vị cũ", "quiet"),
    "report.revise": ("Lập bản thay thế", "info"),
}
_UPTO = 200


def history(sheet: Return) -> list[Happening]:
    """The story of a return, newest first; savings by one person in a row are told once."""
    events = _once_per_sitting(events_of("return", sheet.pk)[:_UPTO])
    people = names({event.by_id for event in events if event.by_id})
    return [_told(event, sheet, people) for event in events]


def _once_per_sitting(events: Iterable[Event]) -> list[Event]:
    told: list[Event] = []
    for event in events:
        again = told and event.verb == "report.save" == told[-1].verb and event.by_id == told[-1].by_id
        if not again:
            told.append(event)
    return told


def _told(event: Event, sheet: Return, people: dict[int, str]) -> Happening:
    words, tone = _WORDS.get(event.verb, ("Thay đổi khác", "quiet"))
    who = people.get(event.by_id or 0, "Hệ thống")
    detail = str(event.facts.get("reason", ""))
    if not detail and event.verb == "report.send_back" and event.at == sheet.judged_at:
        detail = sheet.reason
    return Happening(event.at, words, who, detail, tone)
