"""No definition repeats the documents: runs of eight words and more are shared only where the words are official."""

import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from namkhong.plans.library.load import load_all

SEEDS = Path(__file__).parents[4] / "shared" / "plans" / "seeds"
RUN = 8

OFFICIAL = (
    # The campaign's and the movements' own names and slogans.
    "Cán bộ, công chức, viên chức nói không với tiêu cực",
    "Cán bộ, công chức, viên chức Tây Ninh thi đua thực hiện văn hóa công sở",
    "Cán bộ, công chức, viên chức huyện Trực Ninh thi đua thực hiện văn hóa công sở",
    "Cán bộ, Công chức, Viên chức ngành Y tế tỉnh Đồng Nai nói không với tiêu cực",
    "Thi đua xây dựng đơn vị, địa phương văn minh, hiện đại, xanh, sạch, đẹp, an toàn",
    "Thi đua xây dựng cơ quan, đơn vị văn minh, hiện đại, xanh, sạch, đẹp",
    "Thi đua thực hiện kỷ cương, trách nhiệm, tận tụy, chuyên nghiệp",
    # The five "không".
    "Không cửa quyền, hách dịch, gây khó khăn, phiền hà",
    "Không quan liêu, vô cảm, vô trách nhiệm",
    "Không tham nhũng, lãng phí, lợi ích nhóm",
    "Không xu nịnh, chạy chọt, gian dối",
    "Không lợi dụng chức vụ, quyền hạn trong thực thi công vụ",
    # Names of bodies.
    "Ban Thường vụ Liên đoàn Lao động huyện",
    "Ban Thường vụ Liên đoàn Lao động tỉnh",
    "Ban Thường vụ Công đoàn ngành Giáo dục Thành phố",
    "Ban Thường vụ Công đoàn ngành Y tế",
    "Ban Chính sách Pháp luật Liên đoàn Lao động Thành phố",
)


def words(text: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFC", text).lower())


def runs(text: str) -> set[tuple[str, ...]]:
    found = words(text)
    return {tuple(found[i : i + RUN]) for i in range(len(found) - RUN + 1)}


def leaves(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from leaves(part)
    elif isinstance(value, list):
        for part in value:
            yield from leaves(part)


@pytest.mark.skipif(not SEEDS.is_dir(), reason=f"KHÔNG CÓ {SEEDS}: chưa so được câu chữ với văn bản gốc!")
def test_no_sentence_is_taken_from_the_documents() -> None:
    sources = set[tuple[str, ...]]().union(*(runs(p.read_text(encoding="utf-8")) for p in SEEDS.glob("*.txt")))
    assert len(sources) > 5000
    allowed = set[tuple[str, ...]]().union(*(runs(phrase) for phrase in OFFICIAL))
    shared = [
        f"{definition.key}: {leaf} ({' '.join(run)})"
        for definition in load_all()
        for leaf in leaves(json.loads(definition.model_dump_json()))
        for run in runs(leaf) & sources - allowed
    ]
    assert not shared, "\n".join(shared)
