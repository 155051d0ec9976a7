"""Personal links, codes on paper and receipts, made with a key of their own and read back."""

import hashlib
import hmac
from functools import lru_cache

from django.conf import settings
from django.urls import reverse

from namkhong.people.models import Person
from namkhong.pledges.models import Pledge, Round
from namkhong.pledges.rules import links


def link_path(round: Round, person: int) -> str:
    """The address of a person's signing page; whoever has it can sign for that person."""
    return reverse("pledges:link", args=[links.link_token(_key(), round.pk, person, round.link_version)])


def opened(token: str) -> tuple[Round, Person] | None:
    """Whose page a link opens; None for whatever we did not make, and for links that were taken back."""
    claim = links.read_link(token)
    if claim is None:
        return None
    rows = Round.objects.filter(pk=claim.round).select_related("campaign__unit")
    round = rows.first() if claim.round < _LARGEST and claim.person < _LARGEST else None
    if round is None or not links.link_proves(_key(), claim, round.link_version):
        return None
    person = Person.objects.filter(pk=claim.person).first()
    return (round, person) if person else None


def paper_code(round: int, person: int) -> str:
    """The code of a person on the sheets of a round."""
    return links.paper_code(_key(), round, person)


def paper_claim(code: str) -> links.Claim | None:
    """What a code on paper says, where it was printed by us."""
    claim = links.read_paper(code)
    return claim if claim is not None and links.paper_proves(_key(), claim) else None


def receipt_code(pledge: Pledge) -> str:
    """Eight digits that the person and the register have in common."""
    said = f"receipt:{pledge.pk}:{pledge.person_id}:{pledge.signed_at:%Y%m%d%H%M%S}".encode()
    made = hmac.new(_key(), said, hashlib.sha256).digest()
    return links.in_groups(f"{int.from_bytes(made[:8], 'big') % 10**8:08d}")


_LARGEST = 2**63


def _key() -> bytes:
    return _derived(settings.SECRET_KEY)


@lru_cache(maxsize=2)
def _derived(secret: str) -> bytes:
    """A key for nothing else, so that no other use of the secret can be turned into a link."""
    return hmac.new(secret.encode(), b"namkhong.pledges.links", hashlib.sha256).digest()
