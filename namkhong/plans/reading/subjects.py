"""Who issues, plans or asks: the body that stands right before such a verb."""

from namkhong.plans.reading.bodies import end_of_body, is_verb, starts_body
from namkhong.plans.reading.items import Phrase
from namkhong.plans.reading.lines import Line
from namkhong.plans.reading.passages import Page
from namkhong.plans.reading.words import Token, at, at_any, phrases, squeeze, tokens

DECREES = phrases(
    "ban hành kế hoạch | vừa ban hành | ban hành hướng dẫn | ban hành chương trình | xây dựng kế hoạch",
    "có kế hoạch | đã ban hành | vừa có | vừa xây dựng | vừa triển khai",
)
ISSUES = phrases(
    "ban hành kế hoạch | xây dựng kế hoạch | triển khai kế hoạch | ban hành hướng dẫn | vừa ban hành",
    "ban hành chương trình | xây dựng chương trình | hướng dẫn | ban hành | đề ra kế hoạch | xây dựng",
    "phát động | triển khai | tổ chức | lập kế hoạch",
)


def tells_of_issuing(line: Line) -> bool:
    """A headline such as "UBND tỉnh ban hành kế hoạch ...": a body, then a verb of issuing."""
    return find_subject(tokens(line.text), ISSUES) is not None


def subject_of(page: Page, toks: list[Token], verbs: tuple[str, ...]) -> Phrase | None:
    """The body that starts a clause and is followed at once by one of `verbs`."""
    found = find_subject(toks, verbs)
    if found is None:
        return None
    first, after = toks[found[0]].start, toks[found[1] - 1].end
    return Phrase(text=squeeze(page.text[first:after]), source=page.source(first, after), confidence=0.9)


def find_subject(toks: list[Token], verbs: tuple[str, ...]) -> tuple[int, int] | None:
    """The token range of that body, else None."""
    for index in range(len(toks)):
        starts_clause = index == 0 or toks[index - 1].text in ",;.-–”"
        if index and toks[index - 1].text == "-" and toks[index - 1].end == toks[index].start:
            continue
        if not starts_clause or not starts_body(toks, index):
            continue
        end = end_of_body(toks, index)
        if not toks[index].text[:1].isupper() and not _is_named(toks[index:end], index):
            continue
        if end < len(toks) and is_verb(toks, end) and _any_verb(toks, end, verbs):
            return index, end
    return None


def _any_verb(toks: list[Token], index: int, verbs: tuple[str, ...]) -> bool:
    return at_any(toks, index, verbs) >= 0 or (at(toks, index, "vừa") >= 0 and at_any(toks, index + 1, verbs) >= 0)


def _is_named(name: list[Token], index: int) -> bool:
    """ "..., trường mầm non Hoa Sen": written small, but with a name of its own, behind the words of the basis."""
    return index > 0 and len(name) > 2 and any(word.text[:1].isupper() for word in name[1:])
