"""What only a news article has: when it was published and who wrote it."""

from namkhong.plans.reading.closing import is_name
from namkhong.plans.reading.dates import read_date
from namkhong.plans.reading.document import Document
from namkhong.plans.reading.items import Day, Phrase
from namkhong.plans.reading.words import tokens


def read_published_on(document: Document) -> Day | None:
    """The day in the dateline near the top."""
    for line in document.page.lines[:8]:
        toks = tokens(line.text, line.start)
        moment = read_date(toks, 0) if toks else None
        if moment is not None and moment.exact is not None and len(line.text) < 60:
            source = document.page.source(toks[0].start, toks[moment.after - 1].end)
            return Day(day=moment.exact, source=source, confidence=0.9)
    return None


def read_author(document: Document) -> Phrase | None:
    """A name alone on a line near the end: the writer, never the signer of the plan."""
    for line in reversed(document.page.lines[-8:]):
        if is_name(line.text):
            return Phrase(text=line.text, source=document.page.source(line.start, line.end), confidence=0.7)
    return None
