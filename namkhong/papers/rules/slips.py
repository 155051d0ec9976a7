"""The linter: slips of layout and form that an official reader notices at once, each as a plain sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from namkhong.papers.content import (
    UNNUMBERED,
    DocumentKind,
    OfficialDocument,
    ProfileName,
    Signature,
    SigningCapacity,
)
from namkhong.papers.profiles import PROFILES
from namkhong.papers.rules.finding import Finding
from namkhong.papers.rules.slips_in_text import body_slips, text_slips
from namkhong.papers.rules.text import ABBREVIATIONS, KIND_NAMES

_ADDRESSED = {DocumentKind.LETTER, DocumentKind.SUBMISSION, DocumentKind.REPORT}
_KEPT_HERE = {DocumentKind.OPINION, DocumentKind.PLEDGE_BOOK, DocumentKind.EVIDENCE}
_MUST_ADDRESS = {DocumentKind.LETTER, DocumentKind.SUBMISSION}
_COLLECTIVE = re.compile(r"(?i)\b(ban|hội đồng|ủy ban|uỷ ban|đoàn chủ tịch|tập thể|đảng ủy|chi ủy|công đoàn|đoàn|tổ)\b")
_DEPUTY = re.compile(r"(?i)^phó\b|\bphó\b")
_TITLES = re.compile(r"(?i)^\s*((pgs|gs|ts|ths|bs|ks|nsut|nsnd|nguts|ngnd|cn|dr)\s*\.|bác sĩ|tiến sĩ|thạc sĩ|giáo sư)")
_TYPED_CAPACITY = re.compile(r"(?i)^\s*(T/M|K/T|T/L|TM\.|KT\.|TL\.|TUQ\.|Q\.)")
_NUMBERED_ACT = re.compile(r"(?i)\b(luật|pháp lệnh)\b((?!nghị|thông tư|quyết định)[^;])*?\bsố\s+\d")
_OPENING = ("căn cứ", "theo đề nghị", "xét", "thực hiện", "thi hành")
_LONGEST_SUBJECT = 500  # NĐ 30/2020, Phụ lục VI, field Subject


def check(document: OfficialDocument) -> list[Finding]:
    """Every slip found, in the order of the page. Blocking ones must be mended before a number is given."""
    checks = (
        _head, _notation, _subject, _addressed, _bases, _decision, _meeting,
        body_slips, text_slips, _signatures, _recipients, _annexes,
    )  # fmt: skip
    return [finding for each in checks for finding in each(document)]


def _head(document: OfficialDocument) -> Iterator[Finding]:
    if not document.issuer.strip():
        yield Finding("issuer_missing", "Phần đầu", "Chưa có tên cơ quan ban hành.", True)
    if document.kind is not DocumentKind.MINUTES and not document.place.strip():
        yield Finding("place_missing", "Phần đầu", "Chưa ghi địa danh trước ngày tháng.", True)
    if document.number is not None and document.issued_on is None:
        yield Finding("date_missing", "Phần đầu", "Văn bản đã có số nhưng chưa có ngày ban hành.", True)
    if document.number is not None and document.number < 1:
        yield Finding("number_wrong", "Số, ký hiệu", "Số văn bản bắt đầu từ 01 mỗi năm.", True)


def _notation(document: OfficialDocument) -> Iterator[Finding]:
    signs, where = document.notation, "Số, ký hiệu"
    if document.kind in UNNUMBERED:
        return
    if not signs:
        yield Finding("notation_missing", where, "Chưa có ký hiệu văn bản.", True)
        return
    if re.search(r"\s", signs):
        yield Finding("notation_spaces", where, "Ký hiệu viết liền, không có dấu cách.", True)
    first = signs.split("-")[0]
    expected = ABBREVIATIONS[document.kind]
    if expected and first != expected:
        name = KIND_NAMES[document.kind].lower()
        sentence = f"Ký hiệu của {name} bắt đầu bằng “{expected}-”, đang ghi “{signs}”."
        yield Finding("notation_kind", where, sentence, True)
    if not expected and first in set(ABBREVIATIONS.values()):
        yield Finding("notation_kind", where, f"Công văn không mang chữ viết tắt “{first}” trong ký hiệu.", True)


def _subject(document: OfficialDocument) -> Iterator[Finding]:
    subject, where = document.subject.strip(), "Trích yếu"
    if not subject:
        yield Finding("subject_missing", where, "Chưa có trích yếu nội dung.", True)
    if subject.endswith((".", ";", ",")):
        yield Finding("subject_end", where, "Trích yếu không kết thúc bằng dấu câu.")
    if re.match(r"(?i)v/v\b", subject):
        yield Finding("subject_prefix", where, "Bỏ “V/v” ở đầu; phần này được ghi sẵn khi cần.")
    if subject.lower().startswith(KIND_NAMES[document.kind].lower() + " "):
        yield Finding("subject_repeats", where, "Trích yếu lặp lại tên loại văn bản ở dòng trên.")
    if len(subject) > _LONGEST_SUBJECT:
        yield Finding("subject_long", where, f"Trích yếu dài {len(subject)} ký tự; tối đa là {_LONGEST_SUBJECT}.")


def _addressed(document: OfficialDocument) -> Iterator[Finding]:
    where = "Kính gửi"
    if document.addressed_to and document.kind not in _ADDRESSED:
        name = KIND_NAMES[document.kind]
        yield Finding("addressed_extra", where, f"{name} không có phần “Kính gửi”; hãy ghi ở “Nơi nhận”.", True)
    if document.kind in _MUST_ADDRESS and not document.addressed_to:
        yield Finding("addressed_missing", where, f"{KIND_NAMES[document.kind]} phải ghi nơi kính gửi.", True)
    as_above = any(line.strip().lower().startswith("như trên") for line in document.recipients)
    if document.addressed_to and not as_above:
        yield Finding("as_above_missing", "Nơi nhận", "Đã có “Kính gửi” thì dòng đầu của “Nơi nhận” ghi “Như trên”.")
    if as_above and not document.addressed_to:
        yield Finding("as_above_alone", "Nơi nhận", "Ghi “Như trên” nhưng văn bản không có phần “Kính gửi”.")


def _bases(document: OfficialDocument) -> Iterator[Finding]:
    for place, line in enumerate(document.legal_bases, start=1):
        where = f"Căn cứ thứ {place}"
        if _NUMBERED_ACT.search(line):
            yield Finding("basis_act_number", where, "Luật và pháp lệnh được dẫn bằng tên và ngày, không ghi số.")
        if not line.strip().lower().startswith(_OPENING):
            yield Finding(
                "basis_opening",
                where,
                "Dòng căn cứ nên mở đầu bằng “Căn cứ”, “Thực hiện” hoặc “Theo đề nghị”.",
            )
    if len(set(document.legal_bases)) < len(document.legal_bases):
        yield Finding("basis_twice", "Căn cứ", "Có căn cứ được ghi hai lần.")


def _decision(document: OfficialDocument) -> Iterator[Finding]:
    if document.kind is not DocumentKind.DECISION:
        return
    if not document.authority.strip():
        yield Finding("authority_missing", "Thẩm quyền", "Quyết định phải ghi người hoặc tập thể ban hành.", True)
    if not document.legal_bases:
        yield Finding("basis_missing", "Căn cứ", "Quyết định phải có ít nhất một căn cứ.", True)
    if not any(block.block == "article" for block in document.body):
        yield Finding("article_missing", "Nội dung", "Quyết định phải có ít nhất một điều.", True)


def _meeting(document: OfficialDocument) -> Iterator[Finding]:
    meeting, where = document.meeting, "Cuộc họp"
    if document.kind is not DocumentKind.MINUTES:
        if meeting is not None:
            yield Finding("meeting_extra", where, "Chỉ biên bản mới có phần thời gian, thành phần cuộc họp.", True)
        return
    if meeting is None:
        yield Finding("meeting_missing", where, "Biên bản chưa ghi thời gian, địa điểm, thành phần.", True)
        return
    named = ("địa điểm", meeting.place), ("người chủ trì", meeting.chair), ("thư ký", meeting.secretary)
    for label, value in named:
        if not value.strip():
            yield Finding("meeting_part", where, f"Biên bản chưa ghi {label}.", True)
    if not meeting.present:
        yield Finding("meeting_present", where, "Biên bản chưa ghi thành phần tham dự.", True)
    if meeting.started_at is None or meeting.ended_at is None:
        yield Finding("meeting_time", where, "Biên bản chưa ghi đủ giờ bắt đầu và giờ kết thúc.", True)
    elif meeting.ended_at <= meeting.started_at:
        yield Finding("meeting_order", where, "Giờ kết thúc phải sau giờ bắt đầu.", True)
    if document.second_signature is None:
        yield Finding("secretary_signature", "Chữ ký", "Biên bản cần chữ ký của thư ký bên cạnh người chủ trì.", True)


def _signatures(document: OfficialDocument) -> Iterator[Finding]:
    if document.signature is None:
        yield Finding("signature_missing", "Chữ ký", "Chưa ghi chức vụ và họ tên người ký.", True)
    else:
        yield from _signature(document.signature, document.profile)
    if document.second_signature is not None:
        yield from _name(document.second_signature)


def _signature(signature: Signature, profile: ProfileName) -> Iterator[Finding]:
    where = "Chữ ký"
    lines = signature.lines
    for place, line in enumerate(lines):
        below = lines[place + 1].text if place + 1 < len(lines) else ""
        if _TYPED_CAPACITY.match(line.text):
            yield Finding("capacity_typed", where, f"“{line.text}”: hãy chọn tư cách ký, đừng gõ vào chức vụ.")
        if line.capacity is SigningCapacity.FOR_HEAD and not _DEPUTY.search(below):
            yield Finding("deputy_missing", where, "Ký thay (KT.) thì dòng dưới phải ghi chức vụ của cấp phó.", True)
        if line.capacity is SigningCapacity.ON_BEHALF and not _COLLECTIVE.search(line.text):
            sentence = f"“TM.” chỉ dùng khi thay mặt một tập thể, không dùng với “{line.text}”."
            yield Finding("behalf_of_one", where, sentence, True)
        if line.capacity in _NEEDS_POST and not below:
            yield Finding("post_missing", where, f"Dưới dòng “{line.capacity.value}” còn thiếu chức vụ người ký.", True)
    if (
        profile is ProfileName.UNION
        and lines
        and lines[0].text.lower().startswith("chủ tịch")
        and (lines[0].capacity is SigningCapacity.OWN)
    ):
        yield Finding(
            "union_collective",
            where,
            "Văn bản của công đoàn thường ký “TM. Ban Thường vụ” hoặc “TM. Ban Chấp hành”.",
        )
    yield from _name(signature)


_NEEDS_POST = {SigningCapacity.ON_BEHALF, SigningCapacity.BY_ORDER, SigningCapacity.BY_DELEGATION}


def _name(signature: Signature) -> Iterator[Finding]:
    name, where = signature.name.strip(), "Chữ ký"
    if not signature.lines:
        yield Finding("position_missing", where, "Chưa ghi chức vụ người ký.", True)
    if not name:
        yield Finding("name_missing", where, "Chưa ghi họ tên người ký.", True)
    if _TITLES.match(name):
        yield Finding("academic_title", where, f"“{name}”: trước họ tên người ký không ghi học hàm, học vị, danh hiệu.")
    if name and name == name.upper():
        yield Finding("name_capitals", where, f"“{name}”: họ tên người ký viết chữ thường, chỉ hoa chữ đầu.")


def _recipients(document: OfficialDocument) -> Iterator[Finding]:
    where, profile = "Nơi nhận", PROFILES[document.profile]
    if not document.recipients and document.kind not in _KEPT_HERE:
        yield Finding("recipients_missing", where, "Chưa ghi nơi nhận nào ngoài nơi lưu.")
    folded = [line.strip(" -;.").lower() for line in document.recipients]
    if len(set(folded)) < len(folded):
        yield Finding("recipient_twice", where, "Có nơi nhận được ghi hai lần.")
    if any(line.startswith("lưu") for line in folded):
        yield Finding("storage_typed", where, "Dòng “Lưu:” được ghi tự động; hãy bỏ khỏi danh sách nơi nhận.")
    first = re.split(r"[,;\s]", document.storage.strip())[0]
    if first and first != profile.storage:
        sentence = f"{profile.label} lưu ở “{profile.storage}”, đang ghi “Lưu: {document.storage}”."
        yield Finding("storage_office", where, sentence)


def _annexes(document: OfficialDocument) -> Iterator[Finding]:
    words = " ".join(getattr(block, "text", "") for block in document.body).lower()
    if document.annexes and not re.search(r"phụ lục|kèm theo|đính kèm", words):
        yield Finding("annex_unnamed", "Phụ lục", "Văn bản có phụ lục nhưng nội dung chưa nhắc tới phụ lục.")
    for place, annex in enumerate(document.annexes, start=1):
        if not annex.title.strip() or not annex.body:
            yield Finding("annex_empty", f"Phụ lục {place}", "Phụ lục phải có tiêu đề và nội dung.", True)
