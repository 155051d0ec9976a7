"""The words of the journal on the screen: one sentence for every verb that is recorded."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

_WORDS: Final = {
    "account.open": "Mở tài khoản đăng nhập",
    "account.renew_password": "Cấp lại mật khẩu",
    "ballot.put_back": "Tính lại {ballots} ý kiến từng để riêng",
    "ballot.recount": "Đếm lại toàn bộ ý kiến chấm điểm, sửa {wrong} số chưa khớp",
    "ballot.set_aside": "Để riêng {ballots} ý kiến chấm điểm",
    "campaign.assign_year": "Giao {duties} việc của năm {year}",
    "campaign.close": "Kết thúc cuộc vận động",
    "campaign.enrol": "Thêm đơn vị vào cuộc vận động",
    "campaign.follow": "Chuyển việc và cuộc vận động theo sắp xếp đơn vị",
    "campaign.hand_over": "Bàn giao cuộc vận động",
    "campaign.launch": "Phát động cuộc vận động",
    "campaign.prepare": "Bắt đầu chuẩn bị cuộc vận động",
    "campaign.readdress": "Nhận {duties} việc trước đây gửi tới đơn vị đã kết thúc",
    "campaign.reopen": "Mở lại cuộc vận động",
    "campaign.set_target": "Chọn cách hiểu một chỉ tiêu",
    "campaign.spare": "Miễn {duties} việc của đơn vị đã kết thúc",
    "campaign.unenrol": "Bỏ đơn vị vừa thêm ra khỏi cuộc vận động",
    "campaign.unfollow": "Trả việc và cuộc vận động về như trước khi sắp xếp",
    "cascade.begin": "Soạn kế hoạch của đơn vị từ kế hoạch cấp trên",
    "cascade.compare": "Đối chiếu kế hoạch của đơn vị với kế hoạch cấp trên",
    "cascade.follow": "Soạn lại kế hoạch theo bản sửa đổi của cấp trên",
    "cascade.issue": "Ban hành kế hoạch số {number}",
    "cascade.open": "Mở kế hoạch cấp trên gửi xuống",
    "cascade.receive": "Tiếp nhận kế hoạch cấp trên gửi xuống",
    "cascade.remind": "Nhắc {units} đơn vị lập kế hoạch",
    "cascade.send": "Gửi kế hoạch xuống {units} đơn vị",
    "cascade.undo": "Hoàn tác một lần lưu kế hoạch đang soạn",
    "document.cancel_number": "Hủy số {number} của một văn bản",
    "document.draft": "Soạn một văn bản",
    "document.issue": "Ban hành văn bản số {number}",
    "document.revise": "Sửa dự thảo văn bản",
    "duty.define": "Thêm một việc vào cuộc vận động",
    "duty.drop": "Bỏ một việc khỏi cuộc vận động",
    "duty.excuse": "Được miễn một việc",
    "duty.extend": "Được gia hạn một việc đến {due_on}",
    "duty.fulfil": "Làm xong một việc ngày {done_on}",
    "duty.join": "Ghép một việc để làm chung với việc khác",
    "duty.oblige": "Được giao lại một việc từng miễn",
    "duty.part": "Tách một việc từng làm chung với việc khác",
    "duty.revise": "Sửa một việc của cuộc vận động",
    "duty.withdraw": "Rút lại một việc đã báo xong",
    "file.drop": "Xóa một tệp đã hết việc",
    "file.store": "Lưu một tệp",
    "form.use": "Chọn mẫu báo cáo",
    "people.follow": "Chuyển người theo sắp xếp đơn vị",
    "people.unfollow": "Trả người về đơn vị như trước khi sắp xếp",
    "person.employ": "Nhận người vào đơn vị",
    "person.enrol": "Thêm người vào danh sách",
    "person.leave": "Ghi một người thôi làm việc",
    "person.transfer": "Chuyển một người sang đơn vị khác",
    "personal.look_up": "Tra người theo số định danh hoặc điện thoại",
    "personal.open": "Mở xem thông tin cá nhân của một người",
    "personal.renew_key": "Thay khóa bảo vệ thông tin cá nhân",
    "personal.state": "Ghi thông tin cá nhân của một người",
    "plan.adopt": "Đưa kế hoạch vào thực hiện",
    "plan.dismiss_finding": "Bỏ qua một góp ý về kế hoạch",
    "plan.restore_finding": "Lấy lại một góp ý về kế hoạch",
    "plan.amend": "Bắt đầu sửa đổi, bổ sung kế hoạch",
    "plan.drop": "Bỏ một kế hoạch đang soát",
    "plan.export_case": "Tải bản đã soát về làm mẫu chấm máy đọc",
    "point.close": "Đóng một điểm lấy ý kiến",
    "point.open": "Mở một điểm lấy ý kiến",
    "point.print_codes": "In {codes} mã chấm điểm dùng một lần",
    "point.reopen": "Mở lại một điểm lấy ý kiến",
    "post.appoint": "Giao nhiệm vụ cho một cán bộ",
    "post.relieve": "Thôi giao nhiệm vụ cho một cán bộ",
    "reorganisation.allot": "Chọn đơn vị nhận cho người của đơn vị được chia",
    "reorganisation.answer": "Trả lời một câu hỏi của lần sắp xếp",
    "reorganisation.carry_out": "Thực hiện một lần sắp xếp đơn vị",
    "reorganisation.give_back": "Ghi lại việc trả về như trước khi sắp xếp",
    "reorganisation.hand_over": "Ghi lại việc bàn giao sau sắp xếp",
    "report.accept": "Báo cáo được tiếp nhận",
    "report.attach": "Đính kèm minh chứng vào báo cáo",
    "report.begin": "Bắt đầu lập báo cáo",
    "report.detach": "Gỡ một minh chứng khỏi báo cáo",
    "report.follow": "Chuyển báo cáo theo sắp xếp đơn vị",
    "report.recall": "Rút báo cáo về để sửa",
    "report.refresh": "Lấy lại số liệu hệ thống đã biết",
    "report.remind": "Được nhắc nộp báo cáo",
    "report.revise": "Lập bản báo cáo thay thế",
    "report.save": "Lưu báo cáo",
    "report.send_back": "Báo cáo bị trả lại",
    "report.state_historical": "Nhập số liệu các năm trước",
    "report.submit": "Gửi báo cáo",
    "report.supersede": "Báo cáo được thay bằng bản sau",
    "report.unfollow": "Trả báo cáo về như trước khi sắp xếp",
    "unit.close": "Đơn vị kết thúc hoạt động",
    "unit.found": "Thành lập đơn vị trong hệ thống",
    "unit.headcount": "Ghi số người năm {year}: {staff}",
    "unit.leave_line": "Đơn vị rời một tuyến",
    "unit.move": "Chuyển đơn vị về cấp trên khác",
    "unit.place": "Xếp đơn vị vào một tuyến",
    "unit.rename": "Đổi tên đơn vị",
    "units.load": "Nạp danh mục tỉnh, xã cả nước",
    "units.load_former": "Nạp danh mục tỉnh, huyện, xã trước ngày 01/07/2025",
}
_GROUPS: Final = {
    "clause": "Soát một mục của kế hoạch",
    "document": "Cập nhật văn bản",
    "plan": "Soạn, sửa kế hoạch",
    "reading": "Đưa một văn bản kế hoạch vào để đọc",
    "recognition": "Đọc một bản quét, ảnh chụp kế hoạch",
    "reorganisation": "Soạn, thực hiện sắp xếp đơn vị",
    "report": "Cập nhật báo cáo",
    "roster": "Đưa một danh sách vào hệ thống",
}


class _Told(dict[str, str]):
    """What an event does not tell is an ellipsis, never a broken page."""

    def __missing__(self, key: str) -> str:
        return "…"


def known_verb(verb: str) -> bool:
    """Whether there are words for a verb, its own or those of its kind."""
    return verb in _WORDS or verb.partition(".")[0] in _GROUPS


def event_words(verb: str, facts: Mapping[str, Any]) -> str:
    """What happened, in a sentence without a full stop; for a verb of later days the words of its kind."""
    words = _WORDS.get(verb) or _GROUPS.get(verb.partition(".")[0], "Có thay đổi")
    return words.format_map(_Told({key: _shown(value) for key, value in facts.items()}))


def _shown(value: Any) -> str:
    """Days as people write them; everything else as it is."""
    try:
        return f"{date.fromisoformat(value):%d/%m/%Y}" if isinstance(value, str) else str(value)
    except ValueError:
        return str(value)
