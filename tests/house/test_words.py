"""Law stays in `law`, no plan document is known by heart, and every refusal is a Vietnamese sentence."""

import json
import pkgutil
import re
import unicodedata
import warnings
from importlib import import_module

import namkhong
from namkhong.foundation.errors import DomainError
from tests.house.walk import ROOT, at, code, literals, room_of, templates

CITATION = re.compile(r"\d+/20\d\d/(NĐ-CP|QH\d+|TT-|NQ-|QĐ-TTg|PL-)")
PLANS = ROOT.parent / "shared" / "plans"
KNOWN_PLACES = ["Trực Ninh", "Dương Minh Châu", "Đồng Nai", "Bến Tre", "Tây Ninh", "Nam Định", "1172", "153/KH"]


def test_law_is_cited_from_law() -> None:
    wrong = [
        f"{at(path, text)} {text.value[:80]}"
        for path, tree in code().items()
        if room_of(path) != "law"
        for text in literals(tree)
        if CITATION.search(text.value)
    ]
    wrong += [at(path) for path, page in templates().items() if room_of(path) != "law" and CITATION.search(page)]
    assert not wrong


def names_in_the_plans() -> list[str]:
    """Signers and document numbers of the annotated plans, where the shared folder is present."""
    if not PLANS.is_dir():
        warnings.warn(f"{PLANS} is absent: only the short list of names is checked", stacklevel=2)
        return []
    golds = [json.loads(path.read_text()) for path in PLANS.glob("*/*.gold.json")]
    return [name for gold in golds for name in ((gold.get("signer") or {}).get("name"), gold.get("doc_number")) if name]


def test_reader_knows_no_document_by_heart() -> None:
    known = [unicodedata.normalize("NFC", name) for name in KNOWN_PLACES + names_in_the_plans()]
    assert known
    wrong = [
        f"{at(path)} {name}"
        for path in code()
        if "reading" in path.parts
        for name in known
        if name in unicodedata.normalize("NFC", path.read_text())
    ]
    assert not wrong


def refusals(kind: type[DomainError]) -> list[type[DomainError]]:
    """A class of errors and everything below it."""
    return [kind, *(lower for child in kind.__subclasses__() for lower in refusals(child))]


def test_every_refusal_is_a_vietnamese_sentence() -> None:
    for module in pkgutil.walk_packages(namkhong.__path__, "namkhong."):
        if not re.search(r"migrations|__main__|\.wsgi|management", module.name):
            import_module(module.name)
    for error in refusals(DomainError):
        sentence = error.sentence
        accented = any(unicodedata.combining(c) for c in unicodedata.normalize("NFD", sentence))
        well_formed = sentence[:1].isupper() or sentence[:1] in "“{"
        # The last place may hold a whole sentence of its own.
        complete = sentence.endswith(".") or re.search(r"[.:] \{\w+\}$", sentence)
        assert accented and well_formed and complete, f"{error.__qualname__}: {sentence!r}"
        assert "  " not in sentence and unicodedata.is_normalized("NFC", sentence), error.__qualname__
