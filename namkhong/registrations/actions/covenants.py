"""A covenant between the units of a bloc: drawn up, opened for signing, signed, taken back, cancelled."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.urls import reverse

from namkhong.campaigns.actions.duties import refuse_when_closed
from namkhong.campaigns.models import Campaign
from namkhong.foundation.clock import VIETNAM
from namkhong.foundation.errors import DomainError
from namkhong.foundation.moves import MovedMeanwhile, make
from namkhong.journal.actions import tell
from namkhong.people.models import Person
from namkhong.people.policies import who_may
from namkhong.people.rules import Verb
from namkhong.registrations import states
from namkhong.registrations.actions.ground import note, told_why
from namkhong.registrations.models import Covenant, CovenantParty
from namkhong.registrations.rules import FEWEST_PARTIES
from namkhong.registrations.states import CovenantState
from namkhong.units.models import Lineage, Unit


class BlocUnnamed(DomainError):
    sentence = "Hãy đặt tên khối, cụm thi đua."


class BlocKnown(DomainError):
    sentence = "Năm này đã có giao ước của khối “{bloc}” trong cuộc vận động."


class TooFewParties(DomainError):
    sentence = "Giao ước cần ít nhất {least} đơn vị thành viên."


class NoPromises(DomainError):
    sentence = "Hãy ghi ít nhất một nội dung giao ước."


class NotBelow(DomainError):
    sentence = "{who} không trực thuộc đơn vị chủ trì nên không thể là thành viên của khối."


class SignedBefore(DomainError):
    sentence = "Giao ước đã ký đủ từ ngày trước nên không rút chữ ký được nữa. Hãy liên hệ đơn vị chủ trì."


@dataclass(frozen=True, slots=True)
class Text:
    """What a covenant says: the name of the bloc, its members, and what they promise, a line each."""

    bloc: str
    units: Sequence[Unit]
    promises: Sequence[str]


def draw_up(*, campaign: Campaign, unit: Unit, year: int, text: Text, by: Person | None, at: datetime) -> Covenant:
    """Begin a covenant. Raises: BlocUnnamed, TooFewParties, NoPromises, NotBelow, BlocKnown, CampaignClosed."""
    _refuse_unready(text)
    try:
        with transaction.atomic():
            refuse_when_closed(campaign.pk)
            _refuse_strangers(campaign, unit.pk, text.units, at)
            row = Covenant.objects.create(
                campaign=campaign,
                unit=unit,
                year=year,
                bloc=text.bloc.strip(),
                promises=_lines(text.promises),
                made_at=at,
                made_by=by,
            )
            CovenantParty.objects.bulk_create(CovenantParty(covenant=row, unit=each) for each in text.units)
            note("covenant.draw_up", row, by, at)
    except IntegrityError as known:
        raise BlocKnown(bloc=text.bloc.strip()) from known
    return row


def rewrite(*, covenant: Covenant, text: Text, by: Person | None, at: datetime) -> None:
    """Change a draft. Raises: as `draw_up`, and MovedMeanwhile."""
    _refuse_unready(text)
    try:
        with transaction.atomic():
            row = _hold(covenant)
            if row.state != CovenantState.DRAFT:
                raise MovedMeanwhile()
            _refuse_strangers(row.campaign, row.unit_id, text.units, at)
            row.bloc, row.promises = text.bloc.strip(), _lines(text.promises)
            row.save(update_fields=["bloc", "promises"])
            wanted = {unit.pk for unit in text.units}
            row.parties.exclude(unit__in=wanted).delete()
            known = set(row.parties.order_by().values_list("unit", flat=True))
            fresh = [CovenantParty(covenant=row, unit=each) for each in text.units if each.pk not in known]
            CovenantParty.objects.bulk_create(fresh)
            note("covenant.rewrite", row, by, at)
    except IntegrityError as known_bloc:
        raise BlocKnown(bloc=text.bloc.strip()) from known_bloc


def open_signing(*, covenant: Covenant, by: Person | None, at: datetime) -> None:
    """Let the members sign. Raises: MovedMeanwhile, CampaignClosed."""
    with transaction.atomic():
        row = _hold(covenant)
        make(states.OPEN, _one(row))
        note("covenant.open", row, by, at)
        _tell(_signers(_units(row), at), "covenant_to_sign", row, at)


def sign(*, party: CovenantParty, by: Person, at: datetime) -> None:
    """A member signs; with the last one the covenant is signed. Raises: MovedMeanwhile, CampaignClosed."""
    with transaction.atomic():
        row = _hold(party.covenant)
        if row.state != CovenantState.SIGNING:
            raise MovedMeanwhile()
        signed = CovenantParty.objects.filter(pk=party.pk, covenant=row, signed_at=None)
        if signed.update(signed_at=at, signed_by=by) != 1:
            raise MovedMeanwhile()
        note("covenant.sign", row, by, at, unit=party.unit_id)
        _complete(row, by, at)


def withdraw_signature(*, party: CovenantParty, by: Person | None, at: datetime) -> None:
    """A member takes its signature back: while others still sign, or on the day the covenant was signed by all.

    Raises: SignedBefore, MovedMeanwhile, CampaignClosed.
    """
    with transaction.atomic():
        row = _hold(party.covenant)
        signed = CovenantParty.objects.filter(pk=party.pk, covenant=row, signed_at__isnull=False)
        if row.state == CovenantState.SIGNED:
            moments = row.parties.order_by("-signed_at").values_list("signed_at", flat=True)
            last = moments.first()
            if last is None or last.astimezone(VIETNAM).date() != at.astimezone(VIETNAM).date():
                raise SignedBefore()
            make(states.BREAK_OFF, _one(row))
        elif row.state != CovenantState.SIGNING:
            raise MovedMeanwhile()
        if signed.update(signed_at=None, signed_by=None) != 1:
            raise MovedMeanwhile()
        note("covenant.withdraw_signature", row, by, at, unit=party.unit_id)


def take_out(*, party: CovenantParty, by: Person | None, at: datetime) -> None:
    """A unit is no member after all, as long as not everybody has signed.

    Raises: TooFewParties, MovedMeanwhile, CampaignClosed.
    """
    with transaction.atomic():
        row = _hold(party.covenant)
        if row.state not in (CovenantState.DRAFT, CovenantState.SIGNING):
            raise MovedMeanwhile()
        if row.parties.count() <= FEWEST_PARTIES:
            raise TooFewParties(least=FEWEST_PARTIES)
        if CovenantParty.objects.filter(pk=party.pk, covenant=row).delete()[0] != 1:
            raise MovedMeanwhile()
        note("covenant.take_out", row, by, at, unit=party.unit_id)
        if row.state == CovenantState.SIGNING:
            _tell(_signers([party.unit_id], at), "covenant_taken_out", row, at)
            _complete(row, by, at)


def redraft(*, covenant: Covenant, by: Person | None, at: datetime) -> int:
    """Take the text back to change it; signatures under the old text are void. Returns how many there were.

    Raises: MovedMeanwhile, CampaignClosed.
    """
    with transaction.atomic():
        row = _hold(covenant)
        make(states.REDRAFT, _one(row))
        void = row.parties.filter(signed_at__isnull=False).update(signed_at=None, signed_by=None)
        note("covenant.redraft", row, by, at, signatures=void)
        _tell(_signers(_units(row), at), "covenant_redrafted", row, at)
    return void


def cancel(*, covenant: Covenant, reason: str, by: Person | None, at: datetime) -> None:
    """There will be no covenant, and why. Raises: ReasonTooShort, MovedMeanwhile, CampaignClosed."""
    why = told_why(reason)
    with transaction.atomic():
        row = _hold(covenant)
        make(states.CANCEL, _one(row), reason=why)
        note("covenant.cancel", row, by, at)
        if row.state != CovenantState.DRAFT:
            _tell(_signers(_units(row), at), "covenant_cancelled", row, at, reason=why)


def _complete(row: Covenant, by: Person | None, at: datetime) -> None:
    if row.parties.filter(signed_at=None).exists():
        return
    make(states.COMPLETE, _one(row))
    note("covenant.complete", row, by, at)
    _tell([*_signers(_units(row), at), *who_may(Verb.LEAD_BLOC, row.unit_id, at.date())], "covenant_signed", row, at)


def _hold(covenant: Covenant) -> Covenant:
    """The covenant, held still until the transaction ends. Raises: CampaignClosed."""
    refuse_when_closed(covenant.campaign_id)
    rows = Covenant.objects.select_for_update(of=("self",)).select_related("campaign")
    return rows.get(pk=covenant.pk)


def _one(row: Covenant) -> QuerySet[Covenant]:
    return Covenant.objects.filter(pk=row.pk)


def _units(row: Covenant) -> list[int]:
    return list(row.parties.order_by("pk").values_list("unit", flat=True))


def _lines(promises: Iterable[str]) -> list[str]:
    return [line.strip() for line in promises if line.strip()]


def _refuse_unready(text: Text) -> None:
    if not text.bloc.strip():
        raise BlocUnnamed()
    if len({unit.pk for unit in text.units}) < FEWEST_PARTIES:
        raise TooFewParties(least=FEWEST_PARTIES)
    if not _lines(text.promises):
        raise NoPromises()


def _refuse_strangers(campaign: Campaign, leader: int, units: Sequence[Unit], at: datetime) -> None:
    below = Lineage.objects.on(at.date()).filter(line=campaign.line, ancestor=leader, depth__gt=0)
    known = set(below.filter(descendant__in=units).order_by().values_list("descendant", flat=True))
    for unit in units:
        if unit.pk not in known:
            raise NotBelow(who=unit.name)


def _signers(units: Iterable[int], at: datetime) -> list[int]:
    return [person for unit in units for person in who_may(Verb.SIGN_COVENANT, unit, at.date())]


def _tell(people: Iterable[int], kind: str, row: Covenant, at: datetime, **facts: object) -> None:
    tell(
        people=people,
        kind=kind,
        at=at,
        url=reverse("registrations:covenant", args=[row.pk]),
        facts={"title": row.bloc, "year": row.year, "unit": row.unit_id, **facts},
    )
