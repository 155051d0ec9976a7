"""Rows of an XLSForm as a definition as far as they can be understood, and what cannot."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, Final

from namkhong.feedback.rules.questions import AMONG, CHOICE, NUMBER, SCALE, WORDS, Condition
from namkhong.feedback.rules.questions import CHOICES as SEVERAL
from namkhong.feedback.rules.relevant import condition_in, limit_in
from namkhong.feedback.xlsform.columns import LIKERT, OVERALL, Table
from namkhong.foundation.errors import DomainError

YES: Final = ("yes", "true", "true()", "1", "có", "đúng")
NO: Final = ("", "no", "false", "false()", "0", "không", "sai")
LARGEST, LONGEST = 999, 300
"""Where the file sets no limit."""
_HINTS: Final = {"hint": "hint_vi", "hint_en": "hint_en"}
FIVE: Final = [str(n) for n in range(1, 6)]
KINDS_SAID: Final = "select_one, select_multiple, integer, text, begin_group và end_group"


@dataclass(slots=True)
class Understood:
    """A definition in the making; `rows` tells where each question stands; `wrong` is sheet, row and sentence."""

    definition: dict[str, Any]
    rows: dict[str, int] = field(default_factory=dict)
    wrong: list[tuple[str, int, str]] = field(default_factory=list)
    lists_missing: bool = False


def understood(survey: Table, choices: Table, factors: Table) -> Understood:
    """The definition that the sheets say."""
    lists: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for _, row in choices:
        lists[row.get("list_name") or row.get("list name", "")].append(_named(row, "words"))
    reading = _Reading(lists)
    for number, row in survey:
        reading.take(number, row)
    reading.end()
    reading.finish([_named(row, "name") for _, row in factors])
    return reading.made


def _named(row: dict[str, str], words: str) -> dict[str, Any]:
    """The name of a row as a key, its label as words in one or two languages."""
    return {"key": row.get("name", ""), words: row.get("label_vi", ""), **_english(row, words)}


def _english(row: dict[str, str], name: str) -> dict[str, str]:
    return {f"{name}_en": row["label_en"]} if row.get("label_en") else {}


class _Reading:
    """Goes down the rows of the survey."""

    def __init__(self, lists: dict[str, list[dict[str, Any]]]) -> None:
        self.lists = lists
        self.made = Understood({"sections": []})
        self.group: tuple[int, dict[str, Any]] | None = None
        self.loose: dict[str, Any] | None = None

    def take(self, number: int, row: dict[str, str]) -> None:
        """One row."""
        said = row.get("type", "").replace("begin group", "begin_group").replace("end group", "end_group")
        if not row:
            return
        if said == "begin_group":
            self._begin(number, row)
        elif said == "end_group":
            if self.group is None:
                self._wrong(number, "“end_group” không có “begin_group” ở trước.")
            self.group = self.loose = None
        else:
            self._question(number, said, row)

    def end(self) -> None:
        """After the last row."""
        if self.group:
            self._wrong(self.group[0], "Nhóm này chưa có “end_group”.")

    def _begin(self, number: int, row: dict[str, str]) -> None:
        if self.group:
            self._wrong(number, "Nhóm trong nhóm chưa dùng được; hãy để các nhóm nối tiếp nhau.")
        if row.get("relevant"):
            self._wrong(number, "Điều kiện của cả nhóm chưa dùng được; hãy ghi điều kiện ở từng câu.")
        section = {**_named(row, "title"), "questions": []}
        self.made.definition["sections"].append(section)
        self.group = (number, section)

    def _section(self) -> dict[str, Any]:
        """Where a question goes: its group, or one without a heading."""
        if self.group:
            return self.group[1]
        if self.loose is None:
            sections = self.made.definition["sections"]
            self.loose = {"key": f"part{len(sections) + 1}", "questions": []}
            sections.append(self.loose)
        return self.loose

    def _question(self, number: int, said: str, row: dict[str, str]) -> None:
        key = row.get("name", "")
        question = _named(row, "words")
        question |= {name: row[column] for name, column in _HINTS.items() if column in row}
        answered = self._answered(number, said, row)
        if answered is None:
            return
        question |= answered
        required = row.get("required", "").lower()
        if required in YES:
            question["required"] = True
        elif required not in NO:
            self._wrong(number, f"Cột required ghi “{row['required']}”; hãy ghi yes hoặc để trống.")
        if "relevant" in row:
            try:
                question["when"] = _plain(condition_in(row["relevant"]))
            except DomainError as refused:
                self._wrong(number, refused.sentence)
        self._factor(question, row.get("factor", ""))
        self.made.rows[key] = number
        self._section()["questions"].append(question)

    def _answered(self, number: int, said: str, row: dict[str, str]) -> dict[str, Any] | None:
        """How a question is answered; None, with a sentence, where that is not known here."""
        select, _, name = said.partition(" ")
        if select in ("select_one", "select_multiple"):
            return self._picked(number, select, name.strip())
        kind = {"integer": NUMBER, "text": WORDS}.get(said)
        if kind is None:
            self._wrong(number, f"Loại câu “{said}” chưa dùng được ở đây. Dùng được: {KINDS_SAID}.")
            return None
        most = LARGEST if kind == NUMBER else LONGEST
        if "constraint" in row:
            try:
                most = limit_in(row["constraint"], kind)
            except DomainError as refused:
                self._wrong(number, refused.sentence)
        return {"kind": kind, "most": most}

    def _picked(self, number: int, select: str, name: str) -> dict[str, Any] | None:
        options = self.lists.get(name)
        if not options:
            self.made.lists_missing = True
            self._wrong(number, f"Trang “choices” không có danh sách “{name}”.")
            return None
        if select == "select_multiple":
            return {"kind": SEVERAL, "options": options}
        if [one["key"] for one in options] != FIVE and name != LIKERT:
            return {"kind": CHOICE, "options": options}
        labels: dict[str, Any] = {"labels": [one["words"] for one in options]}
        if all("words_en" in one for one in options):
            labels["labels_en"] = [one["words_en"] for one in options]
        if name == LIKERT:
            self.made.definition |= labels
            return {"kind": SCALE}
        return {"kind": SCALE, **labels}

    def _factor(self, question: dict[str, Any], factor: str) -> None:
        if factor == OVERALL:
            self.made.definition["overall"] = question["key"]
        elif factor:
            question["factor"] = factor

    def finish(self, factors: list[dict[str, Any]]) -> None:
        """Which question is the score of the whole, and the factors; where the file does not say, by rule of thumb.

        The score is the question called "overall", else the last on the scale that everybody is asked. Without
        factors every group with scale questions is one.
        """
        definition = self.made.definition
        sections = definition["sections"]
        scales = [one for section in sections for one in section["questions"] if one["kind"] == SCALE]
        if "overall" not in definition:
            free = [one["key"] for one in scales if "when" not in one]
            definition["overall"] = OVERALL if OVERALL in free else free[-1] if free else ""
        if not factors and not any("factor" in one for one in scales):
            factors = [_own_factor(section, definition["overall"]) for section in sections if section.get("title")]
            factors = [one for one in factors if one]
        definition["factors"] = factors

    def _wrong(self, number: int, sentence: str) -> None:
        self.made.wrong.append(("survey", number, sentence))


def _own_factor(section: dict[str, Any], overall: str) -> dict[str, str]:
    """A group as a factor, given to its questions; nothing where none of them is on the scale."""
    scales = [one for one in section["questions"] if one["kind"] == SCALE and one["key"] != overall]
    for one in scales:
        one["factor"] = section["key"]
    english = {"name_en": section["title_en"]} if "title_en" in section else {}
    return {"key": section["key"], "name": section["title"], **english} if scales else {}


def _plain(when: Condition) -> dict[str, Any]:
    said: Any = list(when.values) if when.way == AMONG else when.values[0]
    return {"question": when.question, when.way: int(said) if when.way.startswith("at_") else said}
