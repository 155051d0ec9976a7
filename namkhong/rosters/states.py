"""What a list holds, and how far its loading has come."""

from django.db.models import TextChoices

from namkhong.foundation.moves import move


class RosterKind(TextChoices):
    """What the rows of a list are."""

    STAFF = "staff", "Danh sách người"
    UNITS = "units", "Danh sách đơn vị"


class RosterState(TextChoices):
    """Where a list stands."""

    UPLOADED = "uploaded", "Đã gửi tệp"
    MATCHED = "matched", "Đang kiểm tra"
    CHECKED = "checked", "Đã kiểm tra"
    LOADING = "loading", "Đang nạp"
    LOADED = "loaded", "Đã nạp"
    UNDONE = "undone", "Đã hoàn tác"
    DROPPED = "dropped", "Đã bỏ"


_S = RosterState

MATCH = move("match", frm=[_S.UPLOADED, _S.CHECKED, _S.MATCHED], to=_S.MATCHED)
CHECK = move("check", frm=[_S.MATCHED], to=_S.CHECKED)
LOAD = move("load", frm=[_S.CHECKED], to=_S.LOADING)
FINISH = move("finish", frm=[_S.LOADING], to=_S.LOADED)
FALL_BACK = move("fall_back", frm=[_S.LOADING], to=_S.CHECKED)
UNDO = move("undo", frm=[_S.LOADED], to=_S.UNDONE)
DROP = move("drop", frm=[_S.UPLOADED, _S.MATCHED, _S.CHECKED], to=_S.DROPPED)

MOVES = {RosterState: (MATCH, CHECK, LOAD, FINISH, FALL_BACK, UNDO, DROP)}
FIRST = {RosterState: RosterState.UPLOADED}
ENDED = (_S.LOADED, _S.UNDONE, _S.DROPPED)
