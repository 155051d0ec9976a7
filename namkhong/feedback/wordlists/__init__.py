"""Our own lists of phrases and names, read from their files once and checked on the way in."""

import tomllib
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from namkhong.feedback.rules.masking import NameWords
from namkhong.feedback.rules.topics import Lexicon, Phrase, Topic
from namkhong.feedback.rules.words import spelling
from namkhong.foundation.text import fold

_HERE = Path(__file__).parent


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Part(_Strict):
    """Phrases that mean the same thing when they are denied; single words that are plain enough without accents."""

    phrases: list[str]
    denied: str = ""
    plain: list[str] = []


class _Topic(_Strict):
    key: str
    bit: int
    name: str
    praise: bool = False
    sensitive: bool = False
    parts: list[_Part]


class _Topics(_Strict):
    """Topics, and phrases that are of none although they hold a phrase of one ("phòng chờ")."""

    nothing: list[str]
    topics: list[_Topic]


class _Names(_Strict):
    address: list[str]
    titles: list[str]
    family: list[str]
    given: list[str]
    never: list[str]
    places: list[str]
    idle: list[str]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Topics and their phrases."""
    read = _Topics.model_validate(tomllib.loads((_HERE / "topics.toml").read_text()))
    phrases = [
        Phrase(words, topic.key, part.denied, fold(words) in map(fold, part.plain))
        for topic in read.topics
        for part in topic.parts
        for words in part.phrases
    ]
    phrases += [Phrase(words, "") for words in read.nothing]
    topics = [Topic(topic.key, topic.bit, topic.name, topic.praise, topic.sensitive) for topic in read.topics]
    return Lexicon(tuple(topics), tuple(phrases))


@lru_cache(maxsize=1)
def name_words() -> NameWords:
    """What names are told by."""
    read = _names()
    address, titles, family, places = (
        frozenset(map(fold, words)) for words in (read.address, read.titles, read.family, read.places)
    )
    spelled = {" ".join(map(spelling, words.split())) for words in read.never}
    never = frozenset(spelled | {fold(words) for words in read.never if " " in words})
    return NameWords(address, family, frozenset(map(spelling, read.given)), never, places, titles)


@lru_cache(maxsize=1)
def idle_words() -> frozenset[str]:
    """Words without accents that alone say nothing."""
    return frozenset(map(fold, _names().idle))


def _names() -> _Names:
    return _Names.model_validate(tomllib.loads((_HERE / "names.toml").read_text()))
