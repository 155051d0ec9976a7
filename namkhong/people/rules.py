"""The authority table: which post may do what, and how far its hand reaches. Everything not written here is refused."""

from enum import Enum, StrEnum
from typing import Final

from namkhong.people.states import PostKind


class Reach(StrEnum):
    """On which units a grant holds, seen from the unit of the post."""

    OWN = "own"
    BELOW = "below"
    OWN_AND_BELOW = "own_and_below"

    @property
    def label(self) -> str:
        """How the reach is printed."""
        return {"own": "đơn vị mình", "below": "cấp dưới", "own_and_below": "đơn vị mình và cấp dưới"}[self.value]


class Verb(Enum):
    """Everything a person may be allowed to do: a stored name and the words printed for it."""

    READ_UNIT = ("unit.read", "Xem đơn vị và công việc của đơn vị")
    READ_PLAN = ("plan.read", "Xem kế hoạch")
    PREPARE_PLAN = ("plan.prepare", "Đưa kế hoạch vào và soát lại")
    ADOPT_PLAN = ("plan.adopt", "Đưa kế hoạch vào thực hiện")
    LAUNCH_CAMPAIGN = ("campaign.launch", "Phát động cuộc vận động, giao việc")
    EXTEND_DUTY = ("duty.extend", "Gia hạn, miễn việc cho đơn vị")
    FULFIL_DUTY = ("duty.fulfil", "Báo đã làm xong việc được giao")
    READ_REPORT = ("report.read", "Xem báo cáo")
    WRITE_REPORT = ("report.write", "Lập báo cáo")
    SUBMIT_REPORT = ("report.submit", "Gửi báo cáo")
    JUDGE_REPORT = ("report.judge", "Tiếp nhận hoặc trả lại báo cáo")
    READ_DOCUMENT = ("document.read", "Xem văn bản")
    DRAFT_DOCUMENT = ("document.draft", "Soạn văn bản")
    ISSUE_DOCUMENT = ("document.issue", "Cấp số, ban hành văn bản")
    MANAGE_ACCOUNTS = ("account.manage", "Quản lý tài khoản")
    READ_STAFF = ("staff.read", "Xem danh sách người của đơn vị")
    MANAGE_STAFF = ("staff.manage", "Đưa danh sách đơn vị, người vào; chuyển người")
    READ_PERSONAL = ("personal.read", "Mở xem số định danh, điện thoại, ngày sinh")
    REORGANISE = ("unit.reorganise", "Sắp xếp lại đơn vị")
    HAND_OVER = ("campaign.hand_over", "Bàn giao cuộc vận động")
    READ_FEEDBACK = ("feedback.read", "Xem ý kiến người dân chấm điểm")
    KEEP_POINTS = ("feedback.keep", "Mở, đóng điểm lấy ý kiến; in mã")
    READ_CONCERNS = ("concern.read", "Xem phản ánh của người dân, việc giải trình và khắc phục")
    ANSWER_CONCERNS = ("concern.answer", "Nhận, chuyển, trả lời phản ánh; giải trình khi mức hài lòng thấp")
    JUDGE_REMEDIES = ("remedy.judge", "Xem giải trình của cấp dưới, đặt ngưỡng hài lòng, quyết định đề nghị kiểm tra")
    DRAW_SAMPLE = ("feedback.sample", "Rút mẫu ngẫu nhiên ở đơn vị cấp dưới cho bên độc lập")
    SET_RATING_TARGET = ("feedback.target", "Đặt chỉ tiêu mức độ hài lòng")
    KEEP_INSTRUMENTS = ("feedback.instruments", "Soạn bộ câu hỏi lấy ý kiến, đưa vào dùng")
    JUDGE_RATINGS = ("feedback.judge", "Trả lời khiếu nại về ý kiến để riêng")
    READ_REGISTRATION = ("registration.read", "Xem đăng ký thi đua")
    REGISTER = ("registration.write", "Đăng ký thi đua, gửi danh sách chung")
    JUDGE_REGISTRATION = ("registration.judge", "Duyệt đăng ký thi đua")
    LEAD_BLOC = ("covenant.lead", "Lập giao ước thi đua của khối")
    SIGN_COVENANT = ("covenant.sign", "Ký giao ước thi đua cho đơn vị")
    READ_PLEDGES = ("pledge.read", "Xem sổ cam kết")
    RUN_PLEDGES = ("pledge.run", "Mở, khép đợt ký cam kết")
    WORD_PLEDGES = ("pledge.word", "Thêm nội dung cam kết riêng của đơn vị")
    KEEP_PLEDGES = ("pledge.keep", "Giữ sổ cam kết: ghi bản giấy, lý do chưa ký")
    SIGN_AS_HEAD = ("pledge.sign_as_head", "Ký nhận cam kết thay mặt thủ trưởng; đánh giá từng điều")
    SIGN_AS_UNION = ("pledge.sign_as_union", "Ký nhận cam kết thay mặt công đoàn")
    READ_CRITERIA = ("criteria.read", "Xem bộ tiêu chí")
    KEEP_CRITERIA = ("criteria.keep", "Soạn, ban hành bộ tiêu chí")
    READ_SCORES = ("score.read", "Xem điểm, xếp loại")
    RUN_SCORING = ("score.run", "Mở đợt chấm điểm")
    SCORE_OWN = ("score.own", "Tự chấm điểm, khiếu nại kết quả")
    CHECK_SCORES = ("score.check", "Thẩm định điểm")
    DECIDE_SCORES = ("score.decide", "Quyết định điểm, công bố, trả lời khiếu nại")

    def __init__(self, key: str, label: str) -> None:
        self.key = key
        self.label = label


_O, _B, _OB = Reach.OWN, Reach.BELOW, Reach.OWN_AND_BELOW
_P = PostKind

_READ: Final = {
    _P.GRASSROOTS_OFFICER: _O,
    _P.HEAD: _O,
    _P.SUPERIOR_OFFICER: _OB,
    _P.SUPERIOR_HEAD: _OB,
    _P.AUDITOR: _OB,
}
_OWN_PAPERWORK: Final = {_P.GRASSROOTS_OFFICER: _O, _P.HEAD: _O, _P.SUPERIOR_OFFICER: _O, _P.SUPERIOR_HEAD: _O}
_OF_HEADS_AND_SUPERIORS: Final = {_P.HEAD: _O, _P.SUPERIOR_OFFICER: _O, _P.SUPERIOR_HEAD: _O}
_OF_SUPERIORS: Final = {_P.SUPERIOR_OFFICER: _O, _P.SUPERIOR_HEAD: _O}

GRANTS: Final[dict[Verb, dict[PostKind, Reach]]] = {
    Verb.READ_UNIT: {
        _P.GRASSROOTS_OFFICER: _O,
        _P.HEAD: _O,
        _P.SUPERIOR_OFFICER: _OB,
        _P.SUPERIOR_HEAD: _OB,
        _P.AUDITOR: _OB,
        _P.ADMINISTRATOR: _OB,
    },
    Verb.READ_PLAN: {
        _P.GRASSROOTS_OFFICER: _O,
        _P.HEAD: _O,
        _P.SUPERIOR_OFFICER: _OB,
        _P.SUPERIOR_HEAD: _OB,
        _P.AUDITOR: _OB,
    },
    Verb.PREPARE_PLAN: {
        _P.GRASSROOTS_OFFICER: _O,
        _P.HEAD: _O,
        _P.SUPERIOR_OFFICER: _O,
        _P.SUPERIOR_HEAD: _O,
    },
    Verb.ADOPT_PLAN: {_P.HEAD: _O, _P.SUPERIOR_OFFICER: _O, _P.SUPERIOR_HEAD: _O},
    Verb.LAUNCH_CAMPAIGN: {_P.HEAD: _O, _P.SUPERIOR_OFFICER: _O, _P.SUPERIOR_HEAD: _O},
    Verb.EXTEND_DUTY: {_P.SUPERIOR_OFFICER: _B, _P.SUPERIOR_HEAD: _B},
    Verb.FULFIL_DUTY: {_P.GRASSROOTS_OFFICER: _O, _P.HEAD: _O, _P.SUPERIOR_OFFICER: _O, _P.SUPERIOR_HEAD: _O},
    Verb.READ_REPORT: {
        _P.GRASSROOTS_OFFICER: _O,
        _P.HEAD: _O,
        _P.SUPERIOR_OFFICER: _OB,
        _P.SUPERIOR_HEAD: _OB,
        _P.AUDITOR: _OB,
    },
    Verb.WRITE_REPORT: {
        _P.GRASSROOTS_OFFICER: _O,
        _P.HEAD: _O,
        _P.SUPERIOR_OFFICER: _O,
        _P.SUPERIOR_HEAD: _O,
    },
    Verb.SUBMIT_REPORT: {
        _P.GRASSROOTS_OFFICER: _O,
        _P.HEAD: _O,
        _P.SUPERIOR_OFFICER: _O,
        _P.SUPERIOR_HEAD: _O,
    },
    Verb.JUDGE_REPORT: {_P.SUPERIOR_OFFICER: _B, _P.SUPERIOR_HEAD: _B},
    Verb.READ_DOCUMENT: {
        _P.GRASSROOTS_OFFICER: _O,
        _P.HEAD: _O,
        _P.SUPERIOR_OFFICER: _O,
        _P.SUPERIOR_HEAD: _O,
        _P.AUDITOR: _OB,
    },
    Verb.DRAFT_DOCUMENT: {
        _P.GRASSROOTS_OFFICER: _O,
        _P.HEAD: _O,
        _P.SUPERIOR_OFFICER: _O,
        _P.SUPERIOR_HEAD: _O,
    },
    Verb.ISSUE_DOCUMENT: {_P.HEAD: _O, _P.SUPERIOR_OFFICER: _O, _P.SUPERIOR_HEAD: _O},
    Verb.MANAGE_ACCOUNTS: {_P.ADMINISTRATOR: _OB},
    Verb.READ_STAFF: {
        _P.GRASSROOTS_OFFICER: _O,
        _P.HEAD: _O,
        _P.SUPERIOR_OFFICER: _OB,
        _P.SUPERIOR_HEAD: _OB,
        _P.ADMINISTRATOR: _OB,
    },
    Verb.MANAGE_STAFF: {
        _P.GRASSROOTS_OFFICER: _O,
        _P.HEAD: _O,
        _P.SUPERIOR_OFFICER: _OB,
        _P.SUPERIOR_HEAD: _OB,
        _P.ADMINISTRATOR: _OB,
    },
    Verb.READ_PERSONAL: {
        _P.GRASSROOTS_OFFICER: _O,
        _P.HEAD: _O,
        _P.SUPERIOR_OFFICER: _O,
        _P.SUPERIOR_HEAD: _O,
    },
    Verb.REORGANISE: {_P.SUPERIOR_OFFICER: _OB, _P.SUPERIOR_HEAD: _OB},
    Verb.HAND_OVER: {_P.SUPERIOR_OFFICER: _OB, _P.SUPERIOR_HEAD: _OB},
    Verb.READ_FEEDBACK: _READ,
    Verb.KEEP_POINTS: _OWN_PAPERWORK,
    Verb.READ_CONCERNS: _READ,
    Verb.ANSWER_CONCERNS: _OWN_PAPERWORK,
    Verb.JUDGE_REMEDIES: {_P.SUPERIOR_OFFICER: _B, _P.SUPERIOR_HEAD: _B},
    # Never one's own unit: who is measured does not draw the sample, nor see its codes.
    Verb.DRAW_SAMPLE: {_P.SUPERIOR_OFFICER: _B, _P.SUPERIOR_HEAD: _B},
    Verb.SET_RATING_TARGET: {_P.SUPERIOR_OFFICER: _OB, _P.SUPERIOR_HEAD: _OB},
    Verb.KEEP_INSTRUMENTS: _OF_HEADS_AND_SUPERIORS,
    Verb.JUDGE_RATINGS: {_P.SUPERIOR_OFFICER: _B, _P.SUPERIOR_HEAD: _B},
    Verb.READ_REGISTRATION: _READ,
    Verb.REGISTER: _OWN_PAPERWORK,
    Verb.JUDGE_REGISTRATION: {_P.HEAD: _O, _P.SUPERIOR_OFFICER: _OB, _P.SUPERIOR_HEAD: _OB},
    Verb.LEAD_BLOC: _OF_SUPERIORS,
    Verb.SIGN_COVENANT: {_P.HEAD: _O, _P.SUPERIOR_HEAD: _O},
    Verb.READ_PLEDGES: _READ,
    Verb.RUN_PLEDGES: _OF_HEADS_AND_SUPERIORS,
    Verb.WORD_PLEDGES: _OWN_PAPERWORK,
    Verb.KEEP_PLEDGES: _OWN_PAPERWORK,
    # The pledge of a head is received by the head above.
    Verb.SIGN_AS_HEAD: {_P.HEAD: _O, _P.SUPERIOR_HEAD: _OB},
    # At a unit that stands on the union line alone its head is the chair; the room of pledges tells the two apart.
    # The pledge of a chair is received by the chair above.
    Verb.SIGN_AS_UNION: {_P.GRASSROOTS_OFFICER: _O, _P.HEAD: _O, _P.SUPERIOR_OFFICER: _O, _P.SUPERIOR_HEAD: _OB},
    Verb.READ_CRITERIA: _READ,
    Verb.KEEP_CRITERIA: _OF_HEADS_AND_SUPERIORS,
    Verb.READ_SCORES: _READ,
    Verb.RUN_SCORING: _OF_HEADS_AND_SUPERIORS,
    Verb.SCORE_OWN: _OWN_PAPERWORK,
    # Own: for the office that a criterion names as its checker, and for the sheets of a unit's own people.
    Verb.CHECK_SCORES: {_P.GRASSROOTS_OFFICER: _O, _P.HEAD: _O, _P.SUPERIOR_OFFICER: _OB, _P.SUPERIOR_HEAD: _OB},
    Verb.DECIDE_SCORES: {_P.HEAD: _O, _P.SUPERIOR_HEAD: _OB},
}


LOOKING_BACK: Final = (
    Verb.READ_UNIT,
    Verb.READ_PLAN,
    Verb.READ_REPORT,
    Verb.READ_DOCUMENT,
    Verb.READ_FEEDBACK,
    Verb.READ_CONCERNS,
    Verb.READ_REGISTRATION,
    Verb.READ_PLEDGES,
    Verb.READ_SCORES,
)
"""Verbs that also hold on a unit that has ended, for whoever stands where it stood or answers for it now."""

OF_PAPERS: Final = (Verb.READ_DOCUMENT,)
"""Of these, verbs that are about papers: of a unit that was divided they went to the part with the largest share."""


def authority_table() -> list[tuple[Verb, list[str]]]:
    """The table as it is printed: each verb with the reach of every post in the order of `PostKind`, "" for none."""
    return [
        (verb, [grants[kind].label if kind in grants else "" for kind in PostKind]) for verb, grants in GRANTS.items()
    ]
