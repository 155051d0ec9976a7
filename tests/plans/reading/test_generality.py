"""The reader knows the language, not the documents it was measured on."""

import re
from pathlib import Path

import namkhong.plans.reading as package

# Names and numbers of particular documents and places; none of them may steer the reader.
PARTICULAR = re.compile(
    r"Trực Ninh|Dương Minh Châu|Đồng Nai|Bến Tre|Tây Ninh|Nam Định|Cần Thơ|Sơn La|Bắc Ninh|Đắk Lắk|Hồ Chí Minh|"
    r"\b(?:1172|153/KH|103/KH|84/KH|151/KH|22/KH)\b",
    re.IGNORECASE,
)


def test_no_particular_document_is_named_in_the_reader():
    [folder] = package.__path__
    named = {
        path.name: found.group()
        for path in Path(folder).glob("*.py")
        if (found := PARTICULAR.search(path.read_text(encoding="utf-8")))
    }
    assert named == {}
