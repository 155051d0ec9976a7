"""Changes of points in words. Pure."""

from namkhong.scoring.states import Step

_WHO = {Step.CHECK: "Thẩm định", Step.DECIDE: "Quyết định", Step.APPEAL: "Sau khiếu nại"}


def change_words(step: str, number: str, before: str, after: str) -> str:
    """What a change did, as one sentence without a full stop; points as they are shown, empty for none."""
    if step == Step.SELF:
        if not after:
            return f"Tự chấm mục {number}: bỏ trống điểm"
        return f"Tự chấm mục {number}: {after} điểm" + (f" (trước đó {before})" if before else "")
    who = _WHO[Step(step)]
    if not after:
        return f"{who} mục {number}: bỏ điểm {before or 'trước đó'}, chờ chấm lại"
    if before == after:
        return f"{who} mục {number}: giữ nguyên {after} điểm"
    return f"{who} mục {number}: {before or 'chưa có điểm'} → {after} điểm"
