"""The results of a period in sentences. Only what was stated is told; nothing is guessed, zero is told as zero.

Misconduct is told with care: only concluded cases count, and a change from a base of zero is told in counts.
"""

from collections.abc import Mapping
from decimal import Decimal

from namkhong.foundation.numbers import show_decimal
from namkhong.reports.rules import Values

_ORGANISED = (
    ("pledged", "{value} người đã ký bản cam kết", "pledge_rate"),
    ("aware", "{value} người được phổ biến và hiểu rõ nội dung cuộc vận động", "aware_rate"),
)


def _count(number: Decimal | None) -> str:
    """A count as papers write it: 04, 12, 1.250."""
    return f"{number:02.0f}" if number is not None and 0 < number < 10 else show_decimal(number)


def organised(values: Values, *, grassroots: bool) -> list[str]:
    """How the campaign was carried out."""
    told = []
    staff = values.get("staff")
    if staff is not None:
        told.append(f"Số cán bộ, công chức, viên chức trong kỳ là {show_decimal(staff)} người.")
    launched = values.get("launched")
    if launched is not None:
        told.append(_launched(launched, grassroots=grassroots))
    parts = [_with_share(values, key, words, rate) for key, words, rate in _ORGANISED if values.get(key) is not None]
    if parts:
        told.append(f"Có {'; '.join(parts)}.")
    dialogues = values.get("dialogues")
    if dialogues is not None:
        held = f"Đã tổ chức {_count(dialogues)} cuộc đối thoại với người lao động."
        told.append(held if dialogues else "Trong kỳ chưa tổ chức cuộc đối thoại nào với người lao động.")
    return told


def _launched(launched: Decimal, *, grassroots: bool) -> str:
    if not grassroots:
        return f"Có {_count(launched)} đơn vị đã phát động cuộc vận động."
    return "Đơn vị đã tổ chức phát động cuộc vận động." if launched else "Đơn vị chưa tổ chức phát động cuộc vận động."


def _with_share(values: Values, key: str, words: str, rate: str) -> str:
    told = words.format(value=_count(values.get(key)))
    share = values.get(rate)
    return told if share is None else f"{told}, đạt {show_decimal(share, 1)}%"


def misconduct(values: Values, before: Mapping[str, Decimal | None], *, relative: bool) -> list[str]:
    """Concluded cases, the rate and its change, what was reported and how fast it was handled."""
    cases = values.get("cases")
    if cases is None:
        return ["Số vụ việc tiêu cực đã có kết luận trong kỳ chưa được thống kê.", *handled(values)]
    told = [_cases(cases, values.get("misconduct_rate"))]
    stated, reported = values.get("cases_before"), before.get("cases")
    earlier = reported if stated is None else stated
    told += _changed(cases, earlier, values.get("misconduct_change"), relative=relative)
    if None not in (stated, reported) and stated != reported:
        told.append(
            f"Số vụ việc năm trước lấy theo báo cáo kỳ này của chính các đơn vị có báo cáo; "
            f"báo cáo của năm trước ghi {_count(reported)} vụ."
        )
    return told + handled(values)


def _cases(cases: Decimal, rate: Decimal | None) -> str:
    if cases == 0:
        return "Trong kỳ không có vụ việc tiêu cực nào đã có kết luận."
    share = "" if rate is None else f", bằng {show_decimal(rate, 3)}% số cán bộ, công chức, viên chức"
    return f"Trong kỳ có {_count(cases)} vụ việc tiêu cực đã có kết luận{share}."


def _changed(cases: Decimal, earlier: Decimal | None, change: Decimal | None, *, relative: bool) -> list[str]:
    if earlier is None:
        return ["Chưa có số liệu năm trước để so sánh."]
    if earlier == 0:
        also = "cũng " if cases == 0 else ""
        return [f"Năm trước {also}không có vụ việc nào, nên không tính mức tăng, giảm theo phần trăm."]
    first = f"Năm trước có {_count(earlier)} vụ việc đã có kết luận"
    if change is None:
        return [f"{first}."]
    unit = "%" if relative else " điểm phần trăm"
    places = 1 if relative else 3
    if round(change, places) == 0:
        return [f"{first}; tỷ lệ tiêu cực không thay đổi."]
    way = "giảm" if change > 0 else "tăng"
    return [f"{first}; tỷ lệ tiêu cực {way} {show_decimal(abs(change), places)}{unit}."]


def handled(values: Values) -> list[str]:
    """What was reported and how fast it was handled."""
    detected = values.get("detected")
    if detected is None:
        return []
    if detected == 0:
        return ["Trong kỳ không tiếp nhận phản ánh, tin báo nào về tiêu cực."]
    told = f"Đã tiếp nhận {_count(detected)} lượt phản ánh, tin báo về tiêu cực"
    on_time = values.get("handled_on_time")
    if on_time is not None:
        told += f", giải quyết đúng hạn {_count(on_time)} lượt"
    days = values.get("handling_days")
    if days is not None:
        told += f"; thời gian giải quyết bình quân {show_decimal(days, 1)} ngày"
    longest = values.get("longest_handling")
    return [f"{told}{'' if longest is None else f', lâu nhất {show_decimal(longest)} ngày'}."]


def satisfied(values: Values) -> list[str]:
    """How content citizens and businesses are."""
    level, ballots = values.get("satisfaction"), values.get("ballots")
    if level is None:
        return ["Trong kỳ chưa có kết quả khảo sát mức độ hài lòng."]
    counted = "" if ballots is None else f", tính trên {show_decimal(ballots)} phiếu hợp lệ"
    return [f"Mức độ hài lòng của người dân, doanh nghiệp đạt {show_decimal(level, 1)}%{counted}."]


def checked(values: Values) -> list[str]:
    """Inspection and commendation."""
    told = []
    inspections = values.get("inspections")
    if inspections is not None:
        held = f"Đã tiến hành {_count(inspections)} cuộc kiểm tra, giám sát."
        told.append(held if inspections else "Trong kỳ chưa tiến hành cuộc kiểm tra, giám sát nào.")
    groups, persons = values.get("commended_collectives"), values.get("commended_persons")
    if groups is not None and persons is not None:
        told.append(_commended(groups, persons))
    return told


def _commended(groups: Decimal, persons: Decimal) -> str:
    if not groups and not persons:
        return "Trong kỳ chưa khen thưởng tập thể, cá nhân nào."
    given = [f"{_count(number)} {who}" for number, who in ((groups, "tập thể"), (persons, "cá nhân")) if number]
    return f"Đã khen thưởng {' và '.join(given)}."
