"""The way in: text or file to reading."""

from dataclasses import replace
from pathlib import Path

from namkhong.plans.reading.awards import read_awards
from namkhong.plans.reading.contents import (
    read_audience,
    read_contents,
    read_criteria,
    read_pledges,
    read_task_groups,
)
from namkhong.plans.reading.deadlines import read_deadlines
from namkhong.plans.reading.document import Document, open_document
from namkhong.plans.reading.doubts import find_doubts
from namkhong.plans.reading.errors import EmptyFile, TooLarge
from namkhong.plans.reading.extract import as_taken
from namkhong.plans.reading.genre import find_genre, is_other_paper, name_of, refusal_of
from namkhong.plans.reading.header import (
    infer_issuer,
    read_issued_on,
    read_issuer,
    read_number,
    read_short_names,
    read_title,
)
from namkhong.plans.reading.items import Genre, Reading, Reference
from namkhong.plans.reading.milestones import read_activities, read_milestones
from namkhong.plans.reading.news import read_author, read_published_on
from namkhong.plans.reading.pages import PageTrouble, find_trouble
from namkhong.plans.reading.passages import Passage
from namkhong.plans.reading.references import find_references, split_bases
from namkhong.plans.reading.responsibilities import read_responsibilities
from namkhong.plans.reading.rubrics import read_rubrics
from namkhong.plans.reading.sources import extract_of
from namkhong.plans.reading.stages import read_stages
from namkhong.plans.reading.targets import read_targets
from namkhong.plans.reading.tasks import read_tasks

MAX_CHARACTERS = 3_000_000
_BASES = ("căn cứ", "các căn cứ", "cơ sở pháp lý", "cơ sở xây dựng", "những căn cứ")


def read_file(file: Path | str | bytes, name: str | None = None) -> Reading:
    """Read a txt, md, html, docx or pdf file, or a picture of pages (by content, not by name).

    Raises a subclass of `errors.UnreadableFile` when there is no text to be had.
    """
    content = file if isinstance(file, bytes) else Path(file).read_bytes()
    shown = name or (Path(file).name if not isinstance(file, bytes) else "")
    extract = extract_of(content, shown)
    return as_taken(read_text(extract.text), extract)


def read_text(text: str) -> Reading:
    """Read pasted text. Raises EmptyFile or TooLarge; any other text gives a reading, whatever its genre."""
    if not text.strip():
        raise EmptyFile
    if len(text) > MAX_CHARACTERS:
        raise TooLarge(limit=f"{MAX_CHARACTERS // 1_000_000} triệu ký tự")
    document = open_document(text)
    if not document.page.text.strip():
        raise EmptyFile
    trouble = find_trouble(document)
    reading = _identity(document, trouble)
    if not is_other_paper(document, reading.genre):
        reading = _contents(document, reading, trouble)
    return replace(reading, warnings=find_doubts(document, reading, trouble))


def _identity(document: Document, trouble: PageTrouble) -> Reading:
    """Genre, title, issuer, number, day, signer, recipients."""
    genre, why = find_genre(document)
    title = read_title(document, genre)
    issuer = read_issuer(document, genre)
    closing = document.closing
    missing = []
    if trouble.first_page_lost:
        missing.append("Thiếu phần đầu văn bản.")
    if trouble.out_of_order:
        missing.append("Các trang có thể bị đảo thứ tự.")
    if genre is Genre.NEWS:
        missing.append("Bài báo chỉ tóm lược kế hoạch.")
    return Reading(
        text=document.page.text,
        genre=genre,
        genre_name=name_of(document, genre),
        genre_reason=why,
        refusal=refusal_of(genre, name_of(document, genre), why),
        complete=not missing,
        incomplete_because=tuple(missing),
        title=title,
        issuer=issuer,
        issuer_inferred=infer_issuer(document, issuer, title),
        doc_number=read_number(document, genre),
        issued_on=read_issued_on(document) if genre is not Genre.NEWS else None,
        published_on=read_published_on(document) if genre is Genre.NEWS else None,
        author=read_author(document) if genre is Genre.NEWS else None,
        signer=closing.signer if closing else None,
        recipients=closing.recipients if closing else (),
        short_names=read_short_names(document),
    )


def _listed_bases(document: Document) -> list[Passage]:
    """The items of a section "CĂN CỨ" or "Cơ sở pháp lý", as plans of schools and hospitals have it."""
    return [
        document.passage(item)
        for section in document.root.children
        if section.numbered and section.heading.startswith(_BASES)
        for item in section.children
    ]


def _cited_in(document: Document) -> list[Reference]:
    """Numbered documents that the body cites."""
    return [
        reference
        for line in document.body
        if "số" in line.text and "/" in line.text
        for reference in find_references(document.page, Passage(line.text, line.start))
        if reference.number
    ]


def _contents(document: Document, reading: Reading, trouble: PageTrouble) -> Reading:
    """Everything between header and closing."""
    intro = [Passage(line.text, line.start) for line in document.intro]
    news = reading.genre is Genre.NEWS
    bases, mentioned = ((), ()) if news else split_bases(document.page, intro, _listed_bases(document))
    in_body = [] if news else _cited_in(document)
    known = {reference.number for reference in bases}
    others = {ref.number: ref for ref in [*in_body[::-1], *list(mentioned)[::-1]] if ref.number not in known}
    stages = read_stages(document)
    tasks = read_tasks(document)
    deadlines = read_deadlines(document, trouble.strays, tasks)
    milestones = read_milestones(document, stages, deadlines, tasks)
    items, emulation = read_contents(document)
    return replace(
        reading,
        legal_bases=tuple(bases),
        mentioned_docs=tuple(reversed(others.values())),
        stages=stages,
        targets=read_targets(document, stages),
        audience=read_audience(document),
        content_items=items,
        emulation_contents=emulation,
        task_groups=read_task_groups(document),
        criteria=read_rubrics(document) or read_criteria(document),
        responsibilities=read_responsibilities(document),
        tasks=tasks,
        deadlines=deadlines,
        milestones=milestones,
        recurring_activities=read_activities(document, milestones),
        awards=read_awards(document),
        commitments=read_pledges(document),
    )
