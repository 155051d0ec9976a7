"""Topics by a declared list of phrases: what is found, why, and how often that is right on sentences of our own."""

import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from namkhong.feedback.rules.topics import Lexicon, Phrase, Topic, matches, pieces, topics_of
from namkhong.feedback.rules.words import searchable, spelling, words_of
from namkhong.feedback.wordlists import lexicon
from namkhong.foundation.text import fold, nfc

# What a person finds in each sentence; "" is none of the topics. Labelled before the list was measured with them.
LABELLED = """
waiting | Chờ từ 7 giờ đến 11 giờ mới được gọi tên.
waiting | Ngồi đợi cả buổi sáng, người đến sau lại được làm trước.
waiting | phai cho lau qua
waiting attitude | Chờ lâu, hỏi thì bị quát.
waiting | Xếp hàng dài mà chỉ mở một quầy.
waiting | Giải quyết quá chậm.
waiting praise | Cán bộ nhiệt tình nhưng phải chờ hơi lâu.
praise | Không phải chờ, làm xong ngay.
praise | Nhanh gọn, lịch sự.
praise | Không phải đi lại lần nào.
praise | Rất hài lòng với chị ở quầy 2.
praise | Các cô y tá chu đáo, nhẹ nhàng.
praise | nhan vien nhiet tinh, huong dan ro rang
praise | Trả kết quả đúng hẹn, cảm ơn các anh chị.
praise | Không có gì phải chê.
praise | Thủ tục giờ gọn gàng, dễ hiểu hơn trước nhiều.
praise | Mọi thứ đều tốt.
attitude | Nhân viên không nhiệt tình.
attitude | Thái độ khó chịu, nói trống không.
attitude | Hỏi mà không thèm trả lời.
attitude | Cán bộ ngồi bấm điện thoại, dân đứng chờ mặc kệ.
attitude | thai do kem
attitude | Bảo vệ hách dịch ngay từ cổng.
attitude | Cô thu tiền mặt cau có.
attitude | Bị mắng vì ghi sai tờ khai.
papers | Hồ sơ bị trả vì thiếu giấy xác nhận.
papers trips | Ba lần bị yêu cầu bổ sung hồ sơ, phải về rồi lên lại.
papers | Thủ tục rườm rà.
papers | Bắt photo công chứng đủ thứ.
papers | thieu giay to gi cung khong noi
papers guidance | Thiếu giấy mà hôm đầu không nói rõ.
papers | Vẫn đòi sổ hộ khẩu giấy.
trips | Phải đi lại ba lần mới xong.
trips | Chạy đi chạy lại giữa hai phòng.
trips | Phòng này đùn đẩy sang phòng kia.
trips | di lai nhieu lan qua met
trips | Hôm nay bảo mai quay lại, mai lại bảo ngày kia.
money | Có người gợi ý đưa thêm tiền cho nhanh.
money | Thu tiền mà không đưa biên lai.
money | Phải có phong bì mới được mổ sớm.
money | Ngoài cổng có cò mồi chào làm hộ giấy.
money | nghe noi phai boi duong moi duoc viec
praise | Không mất tiền gì thêm, cảm ơn.
machines | Máy lấy số hỏng hai tuần nay.
machines | Hệ thống lỗi nên không nộp được.
machines | Mạng chậm, ngồi chờ máy quay.
machines | khong dang nhap duoc cong dich vu cong
machines | Mất điện, không có máy nổ dự phòng.
place | Nhà vệ sinh bẩn.
place | Không có chỗ ngồi cho người già.
place | Phòng nhỏ, chật chội, nóng bức.
place | Chỗ để xe nắng quá.
place | nha ve sinh hoi
praise | Phòng chờ sạch sẽ, có quạt mát.
guidance | Mỗi người nói một kiểu, không biết nghe ai.
guidance | Không ai hướng dẫn cách ghi tờ khai.
guidance | huong dan khong ro rang
guidance | Không có biển chỉ dẫn, tìm mãi mới thấy phòng.
guidance | Lệ phí chưa niêm yết.
absent | Đến lúc 4 giờ đã đóng cửa.
absent | Quầy trống, không có người trực.
absent | Người ký đi vắng, chờ hai hôm.
absent | Gọi điện hỏi thì không nghe máy.
absent | can bo di hop het
late | Hẹn ngày 5 mà ngày 12 vẫn chưa có kết quả.
late | Trễ hẹn không một lời xin lỗi.
late | Hẹn đi hẹn lại.
other | Quá tệ.
other | Thất vọng.
 | Tôi đến làm giấy khai sinh cho cháu.
 | Mong mở thêm buổi chiều thứ bảy.
 | Nên có hàng riêng cho người cao tuổi.
 | Bình thường.
 | Cho tôi hỏi thủ tục đổi bằng lái.
 | Học sinh cần thêm sân chơi.
 | Đề nghị xem lại giá vé gửi.
 | Lớp bồi dưỡng cho giáo viên nên tổ chức vào hè.
waiting | Mẹ tôi 80 tuổi mà vẫn phải đứng hàng hai tiếng.
money | Bác sĩ bảo ra ngoài mua thuốc ở nhà quen.
attitude | Nhìn dân như đi xin.
praise | Không ngờ làm nhanh thế.
papers | Khai ba tờ giống hệt nhau.
"""


def labelled() -> Iterator[tuple[set[str], str]]:
    for line in LABELLED.strip().splitlines():
        topics, _, sentence = line.partition("|")
        yield set(topics.split()), sentence.strip()


def test_on_sentences_of_our_own_most_topics_are_right(capsys: pytest.CaptureFixture[str]) -> None:
    rows = list(labelled())
    right = wrong = missed = 0
    notes = []
    for expected, sentence in rows:
        found = set(topics_of(sentence, lexicon()))
        right += len(found & expected)
        wrong += len(found - expected)
        missed += len(expected - found)
        if found != expected:
            notes.append(f"  {sentence}  expected {sorted(expected)}, found {sorted(found)}")
    precision, recall = right / (right + wrong), right / (right + missed)
    with capsys.disabled():
        print(f"\ntopics of {len(rows)} sentences: precision {precision:.3f}, recall {recall:.3f}", *notes, sep="\n")
    assert len(rows) >= 60
    assert precision >= 0.9 and recall >= 0.85


def reasons(text: str, lexicon_: Lexicon | None = None) -> list[tuple[str, str]]:
    return [(match.topic, text[match.start : match.end]) for match in matches(text, lexicon_ or lexicon())]


def test_the_longest_phrase_counts_and_is_the_reason() -> None:
    assert reasons("Hôm ấy phải chờ lâu.") == [("waiting", "phải chờ")]
    assert reasons("Phòng chờ ở tầng hai.") == []
    assert reasons("Hỏi gì cũng không thèm trả lời") == [("attitude", "Hỏi gì cũng không")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Không phải chờ.", [("praise", "Không phải chờ")]),
        ("Không hề phải chờ.", [("praise", "Không hề phải chờ")]),
        ("Ko phải chờ", [("praise", "Ko phải chờ")]),
        ("Không chỉ phải chờ.", [("waiting", "phải chờ")]),
        ("khong chi phai cho", [("waiting", "phai cho")]),
        ("Không hiểu sao phải chờ.", [("waiting", "phải chờ")]),
        ("Không ai quát, phải chờ.", [("praise", "Không ai quát"), ("waiting", "phải chờ")]),
        ("Không xa nhưng phải chờ.", [("waiting", "phải chờ")]),
        ("Không nhanh.", [("waiting", "Không nhanh")]),
        ("Không ai đòi tiền.", []),
        ("chẳng tận tình gì", [("attitude", "chẳng tận tình")]),
        ("Không một hai ba bốn phải chờ", [("waiting", "phải chờ")]),
        ("Hết phải chờ rồi", [("praise", "Hết phải chờ")]),
    ],
)
def test_a_denied_phrase_is_no_complaint(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert reasons(sentence) == expected


def test_a_single_word_needs_its_accents_unless_it_is_plain() -> None:
    assert reasons("cho toi hoi") == []
    assert reasons("lam rat nhanh") == [("praise", "nhanh")]
    assert reasons("nha rat ban") == []
    # Beside a word with accents, one without is itself.
    assert reasons("Họ cho lâu rồi, thai do tot") == [("praise", "thai do tot")]


def test_both_places_of_a_tone_are_one_word() -> None:
    assert spelling("hoà") == spelling("HÒA") != spelling("hoa")
    assert reasons("rất hoà nhã") == [("praise", "hoà nhã")]


def test_a_phrase_ends_with_its_clause_and_topics_are_one_number() -> None:
    two = Lexicon((Topic("a", 0, "A"), Topic("b", 5, "B")), (Phrase("một hai", "a"), Phrase("ba", "b", denied="a")))
    assert topics_of("một, hai ba", two) == ["b"]
    assert topics_of("mộT hai ba", two) == ["a", "b"]
    assert topics_of("một", two) == []
    assert two.bits(["a", "b", "b"]) == 33
    assert [topic.key for topic in two.of_bits(32)] == ["b"]


def test_a_text_is_cut_at_its_reasons() -> None:
    text = "Phải chờ, rồi phải chờ."
    assert pieces(text, matches(text, lexicon())) == [
        ("Phải chờ", True),
        (", rồi ", False),
        ("phải chờ", True),
        (".", False),
    ]


TEXTS = st.text(alphabet="chờlâuđợi khôngpảt.,\nCHỜ́̀", max_size=80)


@given(TEXTS)
def test_places_lie_in_the_text_and_never_overlap(text: str) -> None:
    found = matches(text, lexicon())
    normal = nfc(text)
    ends = [0]
    for match in found:
        assert 0 <= match.start < match.end <= len(normal) and match.end > ends[-1]
        ends.append(match.end)
    assert "".join(piece for piece, _ in pieces(normal, found)) == normal


@given(st.sampled_from([phrase for phrase in lexicon().phrases if phrase.topic]), st.sampled_from(["NFC", "NFD"]))
def test_every_phrase_is_found_whatever_its_case_and_form(phrase: Phrase, form: str) -> None:
    for text in (phrase.words, phrase.words.upper(), f"Hôm nay, {phrase.words}!"):
        found = topics_of(unicodedata.normalize(form, text), lexicon())
        assert phrase.topic in found


@given(st.sampled_from([phrase for phrase in lexicon().phrases if phrase.topic and " " in phrase.words]))
def test_every_phrase_of_two_words_is_found_without_accents(phrase: Phrase) -> None:
    assert topics_of(fold(phrase.words), lexicon())


def test_the_list_itself_is_in_order() -> None:
    ours = lexicon()
    assert len({topic.bit for topic in ours.topics}) == len({topic.key for topic in ours.topics}) == len(ours.topics)
    assert all(phrase.topic in {"", *ours.by_key} and phrase.denied in {"", *ours.by_key} for phrase in ours.phrases)
    words = [fold(phrase.words) + "|" + " ".join(map(spelling, phrase.words.split())) for phrase in ours.phrases]
    assert len(words) == len(set(words)), sorted(each for each in words if words.count(each) > 1)
    assert [topic.key for topic in ours.topics if topic.sensitive] == ["money"]


def test_words_are_taken_apart_where_they_stand() -> None:
    found = words_of("Chờ  lâu, k ai gọi")
    assert [(word.folded, word.clause) for word in found] == [
        ("cho", 0),
        ("lau", 0),
        ("khong", 1),
        ("ai", 1),
        ("goi", 1),
    ]
    assert searchable("ĐỢI mãi… 3 tiếng") == "doi mai 3 tieng"
