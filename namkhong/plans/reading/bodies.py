"""Names of bodies and posts: where one starts, and where it ends."""

from namkhong.plans.reading.verbs import MORE_VERBS, OBJECTS, is_single_verb
from namkhong.plans.reading.words import Token, at, at_any, find_any, phrases

# Words that can open the name of a body, longest first where one starts another.
HEADS = phrases(
    "phòng kế hoạch tổng hợp | phòng hành chính tổng hợp | phòng kinh tế tổng hợp | tổ tư vấn | tổ kiểm tra",
    "ban thường vụ | ban thường trực | ban chấp hành | ban chỉ đạo | ban dân vận | ban tuyên giáo",
    "ban tổ chức | ban quản lý | ban chính sách | ban công tác | ban thi đua | ban giám đốc | ban giám hiệu",
    "ban bí thư | ban nội chính | ban kinh tế | ban thanh tra | ban | liên đoàn | lđlđ | tổng liên đoàn",
    "công đoàn | cđcs | cdcs | cđn | công an | ủy ban | ubnd | ubmttq | ubmt | hđnd | hội đồng | hội | sở",
    "phòng | bộ | cục | chi cục | tổng cục | vụ | viện | kho bạc | bảo hiểm | ngân hàng | văn phòng",
    "trung tâm | báo | đài | tòa án | mặt trận | mttq | đoàn | tỉnh đoàn | thành đoàn | huyện đoàn",
    "quận đoàn | tỉnh ủy | thành ủy | huyện ủy | quận ủy | đảng ủy | thị ủy | cấp ủy | chi bộ | thanh tra",
    "hải quan | thuế | bưu điện | cổng thông tin | trường | bệnh viện | học viện | đơn vị | cơ quan | tổ chức",
    "chủ tịch | phó chủ tịch | giám đốc | thủ trưởng | thủ tướng | bộ trưởng | trưởng | người đứng đầu",
    "chánh văn phòng | hiệu trưởng | bí thư | thường trực | tổ công tác | tổ dân phố | tổ bầu cử | chính phủ",
    "quốc hội | xã | phường | huyện | quận | thị xã | thị trấn | đặc khu | tỉnh | thành phố | doanh nghiệp",
    "địa phương | khối | cụm | nhà trường | kiểm toán | toàn thể | cán bộ | trạm | viện kiểm sát",
    "lực lượng | bch | btv | btt | vp | qũy | quỹ | ngành | chi hội | hợp tác xã | các cấp | đảng bộ | nhóm",
    "trưởng ban | đồng chí | đ / c | khoa | thôn | ấp | khu phố | tổ | liên minh | liên hiệp | giáo viên | kế toán",
    "tổng giám đốc | phó | tổng công ty | công ty | tập đoàn | chuyên viên | cơ sở giáo dục | cơ sở đoàn",
    "tổng phụ trách | thư ký | tổng thư ký | ủy viên | giảng viên | bộ phận | chi đoàn | liên đội | tiểu ban",
    "bảo tàng | thư viện | nhà văn hóa | nhà thiếu nhi | nhà xuất bản | nhà hát | bhxh | kbnn | tand | vksnd | ubkt",
    "bql | ub hội | quận hội | huyện hội | tỉnh hội | thành hội | trung ương hội | trung ương đoàn",
    "trung ương mặt trận | đồn | đội | hạt | xí nghiệp | chi nhánh | nhà máy | phân xưởng | học sinh | phụ huynh",
    "quản đốc | trợ lý | chi ủy | bác sĩ | điều dưỡng",
    "ông | bà | hiệp hội | câu lạc bộ | nhân viên | công chức | viên chức | đoàn viên | các huyện | thành viên",
)
# Words that open like a name but are none.
_NOT_NAMES = phrases(
    "báo cáo | hội nghị | hội thảo | hội thi | hội nhập | đoàn kết | bộ tiêu chí | bộ chỉ số | bộ nhận diện",
    "trường hợp | phòng ngừa | phòng chống | phòng , chống | phòng , tránh | vụ việc | đơn thư | viện trợ",
    "khối lượng | xã hội",
    "ngành nghề | cụm từ | ban hành | vụ phạm | đơn giá | thuế suất | trưởng thành | bộ máy | đài loan",
    "huyện đạt | xã đạt | nhóm chỉ | nhóm tiêu | tổ chức hội nghị | tổ chức hội thi | tổ chức hội thảo",
    "tổ chức hội diễn | tổ chức hội chợ | tổ chức hội họp | tổ chức đoàn kiểm | tổ chức đoàn công",
    "báo danh | báo kết | báo về | bà con | bà mẹ | ông bà",
    "thường trực cuộc | thường trực phong | thường trực chương | thường trực giúp | thường trực theo",
    "tổ chức thực | phó mặc | khoa học | phòng tránh | phòng dịch | báo động | báo tin | đài thọ",
)
_PLURALS = ("các", "hai", "những", "mỗi", "từng", "tất cả các", "toàn bộ các", "cấp", "lãnh đạo", "tập thể")
_LED = ("lãnh đạo", "tập thể")
# A name ends where one of these verbs begins (two words each, so that names keep their own verbs).
VERBS = (
    phrases(
        "căn cứ | xây dựng | ban hành | quy định | phê duyệt | sửa đổi | bổ sung | thay thế | công bố | kết luận",
        "chủ trì | chủ động | phối hợp | triển khai | thực hiện | tuyên truyền | đẩy mạnh | tăng cường",
        "theo dõi | hướng dẫn | tham mưu | là cơ quan | là đơn vị | là đầu mối | có trách nhiệm | có nhiệm vụ",
        "có kế hoạch | chịu trách nhiệm | báo cáo | tổng hợp | gửi | kiện toàn | rà soát | cụ thể hóa | đề nghị",
        "yêu cầu | vận động | phát động | quán triệt | chỉ đạo | bố trí | cân đối | lập dự toán | thẩm định",
        "kiểm tra | giám sát | sơ kết | tổng kết | đưa tin | viết bài | cung cấp | tiếp tục | tiếp nhận",
        "thường xuyên | định kỳ | hằng năm | tích cực | nghiên cứu | đánh giá | đăng ký | đăng tải | thành lập",
        "phân công | phổ biến | quan tâm | lồng ghép | huy động | biểu dương | tập trung | giúp | thông báo",
        "xem xét | cần | phải | sẽ | vừa | đã | được | trình ubnd | trình ủy | trình chủ | trình cấp | ký kết",
        "ký cam | bảo đảm | đảm bảo | nâng cao | giao | phân bổ | chuẩn bị | lấy ý | lấy kết | phát huy",
        "nghiêm túc | trong phạm vi | thống nhất | theo chức năng | trên cơ sở | dựa | khẩn trương | duy trì",
        "nộp | hoàn thành | xác định | xử lý | quản lý và | quyết định | kịp thời | đôn đốc | tự chấm | tự kiểm",
        "tự đánh | làm tốt | làm đầu | phản ánh | tham gia | tiến hành | đề xuất | cử cán | cử chuyên | động viên",
        "hỗ trợ | nêu cao | nêu gương | khi | để | thông qua | trước | chậm nhất | hoặc | nhằm | với | về",
        "theo | tại | vào | từ | đến | trong quá trình | trong thời | trong tháng | trong quý | trong việc",
        "trong công tác | nếu | kể từ | cho | bằng | cập nhật | đồng thời | niêm yết | bình xét | lập danh",
        "lập kế | lãnh đạo việc | lãnh đạo , chỉ đạo | lãnh đạo công tác | trong vòng | trong phạm | trực tiếp",
        "ký báo | ký ban | công nhận | họp | bình bầu | lưu | chấm | chuyển | bảo vệ kết | khắc phục | cử đại",
        "cử báo cáo | đảm nhận | trợ giúp | chi trả | khảo sát | qua",
        "sau khi | sau ngày | sau mỗi | sau đợt | ít nhất | hạn cuối | hạn chót | hạn nộp | hạn đến | hạn trước",
    )
    + MORE_VERBS
    + OBJECTS
)
# After these words "tổ chức" is a noun (an organisation), elsewhere a verb (to organise).
_BEFORE_NOUN = (",", "các", "và", "của", "với", "những", "mỗi", "-", "một", "số", "là", "từng", "hoặc")
_ORGANISATIONS = phrases(
    "tổ chức chính trị | tổ chức công đoàn | tổ chức đảng | tổ chức đoàn | tổ chức hội | tổ chức xã hội",
)
# A verb right after these heads belongs to the name ("Đoàn kiểm tra", "Ban tổ chức").
_TAKES_VERB = ("đoàn", "ban", "hội đồng", "ủy ban", "tổ công tác")
_OWN_VERBS = ("kiểm tra", "giám sát", "tổ chức")
_SMALL_GROUPS = ("tổ", "đoàn", "nhóm", "ban", "phận", "đội")
_PURPOSES = phrases(
    "thẩm định | thư ký | hỗ trợ | tư vấn | tuyên truyền | khảo sát | đánh giá | vận động | soạn thảo | tiếp nhận",
    "kiểm tra | giám sát | thẩm tra | xét duyệt | phục vụ | thực hiện | tổng hợp | theo dõi | biên soạn",
)
_ASSIGNED = ("được giao", "được phân công")
# Whose turn it is: the words belong to the name ("các đơn vị được kiểm tra").
_INSPECTED = phrases(
    "đơn vị được kiểm tra | cơ quan được kiểm tra | đơn vị được giám sát | cơ quan được giám sát",
    "chi bộ được kiểm tra | chi bộ được giám sát | xã được kiểm tra | phường được kiểm tra",
    "đơn vị được thanh tra | tổ chức được kiểm tra | tổ chức được giám sát | địa phương được kiểm tra",
)
_UNITS = ("tháng", "ngày", "năm", "lần", "bản", "bộ")
# Drawing up a plan is never part of a name, even written with a capital by mistake.
_PLANS = ("xây dựng kế hoạch", "ban hành kế hoạch")
_DRAWS_UP = ("xây", "ban")
# "Cục Quản lý xây dựng công trình": behind these heads "Quản lý" needs its object, though it reads like a verb.
_MANAGERS = ("cục", "phòng", "vụ", "sở", "viện", "tâm")
_NOT_GIVING = ("giao dịch", "giao thông", "giao lưu", "giao tiếp", "giao nhận")
_HALVES = ("công", "chương", "quy", "giáo", "lộ")
_UPWARDS = ("cấp trên", "cấp dưới", "quản lý")
_CHARGED = ("có trách nhiệm", "chịu trách nhiệm", "có nhiệm vụ")
_LABEL_WORDS = 6
_STOP_SIGNS = ":;.(“[…)"
_AFTER_COMMA = phrases(
    "và | các | ban | ngành | đoàn thể | cơ quan | đơn vị | địa phương | doanh nghiệp | tổ chức",
)


def starts_body(toks: list[Token], index: int) -> bool:
    """The name of a body or post can start here ("Các cơ quan", "Sở Nội vụ", "UBND xã")."""
    after = at_any(toks, index, _PLURALS)
    after = _second_plural(toks, index, after)
    first = after if after >= 0 else index
    if at_any(toks, first, _NOT_NAMES) >= 0 or at_any(toks, first, VERBS) >= 0:
        return False
    if after < 0 and at(toks, first, "tổ chức") >= 0:
        return at_any(toks, first, _ORGANISATIONS) >= 0
    return at_any(toks, first, HEADS) >= 0


def _second_plural(toks: list[Token], index: int, after: int) -> int:
    """ "lãnh đạo hai cơ quan", "tập thể các phòng": another word of number behind the first."""
    if at_any(toks, index, _LED) < 0:
        return after
    return max(after, at_any(toks, after, _PLURALS))


def is_verb(toks: list[Token], index: int) -> bool:
    """A verb begins here. Inside a name verbs are written with a capital ("Ủy ban Kiểm tra")."""
    if toks[index].text[:1].isupper():
        return toks[index].key in _DRAWS_UP and at_any(toks, index, _PLANS) >= 0
    if at_any(toks, index, _ASSIGNED) >= 0 and find_any(toks, _CHARGED, index + 2, index + 14) >= 0:
        return False  # "các đơn vị được giao chủ trì có trách nhiệm ..."
    if (
        any(at_any(toks, index - back, _ASSIGNED) >= index for back in (1, 2))
        and find_any(toks, _CHARGED, index, index + 12) >= 0
    ):
        return False
    if at(toks, index, "tổ chức") >= 0:
        return index > 0 and toks[index - 1].key not in _BEFORE_NOUN
    verb = at_any(toks, index, VERBS) >= 0 or is_single_verb(toks, index)
    return verb and not _is_part_of_name(toks, index)


def _behind_own_verb(toks: list[Token], position: int) -> int:
    """ "Đoàn kiểm tra", "Tổ thẩm định": a verb that says what the body is for, if another one says what it does."""
    if at_any(toks, position - 1, _TAKES_VERB) == position and at_any(toks, position, _OWN_VERBS) >= 0:
        return position + 2
    after = position + 2
    if toks[position - 1].key not in _SMALL_GROUPS or at_any(toks, position, _PURPOSES) < 0 or after >= len(toks):
        return position
    return after if toks[after].text == ":" or is_verb(toks, after) or _labels(toks, after) else position


def _labels(toks: list[Token], index: int) -> bool:
    """ "Tổ tư vấn tâm lý học đường: ...": only a few words without a verb stand before the colon."""
    for step in range(index, min(index + _LABEL_WORDS, len(toks))):
        if toks[step].text == ":":
            return True
        if not toks[step].text.isalpha() or is_verb(toks, step):
            return False
    return False


def _is_part_of_name(toks: list[Token], index: int) -> bool:
    """ "các đơn vị được kiểm tra", "bộ phận giúp việc"."""
    inspected = any(at_any(toks, index - back, _INSPECTED) >= index for back in (2, 3))
    if toks[index].key == "trực" and at_any(toks, index - 2, _UPWARDS) == index:
        return True  # "công đoàn cấp trên trực tiếp"
    if toks[index].key == "trình" and index and toks[index - 1].key in _HALVES:
        return True  # the second half of "công trình", "chương trình"
    if toks[index].key == "giao" and at_any(toks, index, _NOT_GIVING) >= 0:
        return True
    return inspected or at(toks, index, "giúp việc") >= 0 or _is_managed(toks, index)


def _is_managed(toks: list[Token], index: int) -> bool:
    """ "Cục Quản lý xây dựng công trình": what the body with a name of its own manages."""
    manages = (
        index > 2 and at_any(toks, index - 2, ("quản lý", "dịch vụ")) == index and toks[index - 2].text[:1].isupper()
    )
    return manages and toks[index - 3].key in _MANAGERS


def end_of_body(toks: list[Token], index: int, limit: int | None = None) -> int:
    """Token index just after the name that starts at `index`."""
    limit = len(toks) if limit is None else min(limit, len(toks))
    step = at_any(toks, index, _PLURALS)
    step = _second_plural(toks, index, step)
    step = at_any(toks, step if step >= 0 else index, HEADS)
    position = step if step >= 0 else index + 1
    position = _behind_own_verb(toks, position)
    while position < limit:
        token = toks[position]
        if (
            (token.text in _STOP_SIGNS and not _abbreviates(toks, position))
            or is_verb(toks, position)
            or _cites(toks, position)
            or _counts(toks, position)
        ):
            break
        if token.text == "," and not _goes_on_after_comma(toks, position + 1):
            break
        position += 1
    while position > index + 1 and toks[position - 1].text in (",", "và", "-", "–"):
        position -= 1
    return min(position, limit)


def _abbreviates(toks: list[Token], index: int) -> bool:
    """The point inside "T.Ư": between capitals that touch it, the first a single letter."""
    if toks[index].text != "." or not 0 < index < len(toks) - 1:
        return False
    before, after = toks[index - 1], toks[index + 1]
    glued = before.end == toks[index].start and toks[index].end == after.start
    return glued and len(before.text) == 1 and before.text.isupper() and after.text[:1].isupper()


def _counts(toks: list[Token], index: int) -> bool:
    """ "sau 15 ngày", "6 tháng", "01 bản": a count is no part of the name, unlike "đào tạo sau đại học" or "tổ 5"."""
    first = index + (toks[index].key in ("sau", "trong"))
    if first >= len(toks) or toks[first].number is None:
        return False
    return first > index or (first + 1 < len(toks) and toks[first + 1].key in _UNITS)


def _cites(toks: list[Token], index: int) -> bool:
    """ "và Kế hoạch số ..." begins a citation, not a part of the name."""
    if not toks[index].text[:1].isupper():
        return False
    numbered = (step for step in (index + 1, index + 2, index + 3) if at(toks, step, "số") >= 0)
    return any(
        step + 1 < len(toks) and (toks[step + 1].number is not None or toks[step + 1].text == ":") for step in numbered
    )


def _goes_on_after_comma(toks: list[Token], index: int) -> bool:
    """After a comma the name goes on with another noun, a place or a capital, not with a verb."""
    if index >= len(toks) or is_verb(toks, index):
        return False
    return starts_body(toks, index) or at_any(toks, index, _AFTER_COMMA) >= 0 or toks[index].text[:1].isupper()


def find_body(toks: list[Token], index: int, limit: int | None = None) -> tuple[int, int] | None:
    """Token range of the body that starts exactly at `index`, else None."""
    limit = len(toks) if limit is None else limit
    if index >= limit or not starts_body(toks, index):
        return None
    return index, end_of_body(toks, index, limit)
