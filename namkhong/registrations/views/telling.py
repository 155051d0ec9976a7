"""What happened to one thing, in words."""

from typing import Final

from namkhong.design.components.panels import Happening
from namkhong.journal.queries import events_of
from namkhong.people.queries import names
from namkhong.units.models import Unit

_WORDS: Final = {
    "registration.write": "Ghi đăng ký",
    "registration.copy": "Chép từ đăng ký năm trước",
    "registration.revise": "Sửa nội dung",
    "registration.send": "Gửi duyệt",
    "registration.recall": "Rút về để sửa",
    "registration.approve": "Duyệt",
    "registration.refuse": "Từ chối",
    "registration.revoke": "Bỏ kết quả duyệt, xem xét lại",
    "joint_list.send": "Gửi danh sách lên cấp trên",
    "joint_list.recall": "Rút danh sách về",
    "joint_list.approve": "Cấp trên duyệt danh sách",
    "joint_list.refuse": "Cấp trên từ chối danh sách",
    "joint_list.revoke": "Cấp trên bỏ kết quả duyệt, xem xét lại",
    "covenant.draw_up": "Soạn giao ước",
    "covenant.rewrite": "Sửa giao ước",
    "covenant.open": "Mở cho các đơn vị ký",
    "covenant.sign": "Ký",
    "covenant.withdraw_signature": "Rút chữ ký",
    "covenant.take_out": "Đưa ra khỏi khối",
    "covenant.redraft": "Rút về soạn lại, các chữ ký không còn giá trị",
    "covenant.complete": "Mọi thành viên đã ký",
    "covenant.cancel": "Hủy giao ước",
}
_TONES: Final = {
    "approve": "good",
    "complete": "good",
    "sign": "good",
    "refuse": "danger",
    "cancel": "danger",
    "send": "info",
    "open": "info",
}


def story(kind: str, number: int, upto: int = 40) -> list[Happening]:
    """The latest events of a thing, the newest first, with who did them."""
    events = list(events_of(kind, number)[:upto])
    known = names({event.by_id for event in events if event.by_id})
    units = {event.facts["unit"] for event in events if "unit" in event.facts}
    named = dict(Unit.objects.filter(pk__in=units).order_by().values_list("pk", "name"))
    return [
        Happening(
            event.at,
            _WORDS.get(event.verb, "Có thay đổi"),
            known.get(event.by_id or 0, ""),
            named.get(event.facts.get("unit", 0), ""),
            _TONES.get(event.verb.partition(".")[2], "quiet"),
        )
        for event in events
    ]
