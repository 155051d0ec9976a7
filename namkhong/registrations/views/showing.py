"""Rows as the templates of this room want them."""

from collections.abc import Mapping

from django.http import HttpRequest

from namkhong.design.components.tables import Tab, link
from namkhong.registrations.queries import Offer
from namkhong.registrations.states import RegistrationState

FILTER = "tinh-trang"
SEARCH = "tim"


def state_tabs(request: HttpRequest, counts: Mapping[RegistrationState, int], chosen: str) -> list[Tab]:
    """All, then each state, with how many stand so."""
    query = {key: str(value) for key, value in request.GET.items() if key != "trang"}
    tabs = [Tab("Tất cả", link(query, **{FILTER: ""}), not chosen, sum(counts.values()))]
    for state in RegistrationState:
        tabs.append(Tab(state.label, link(query, **{FILTER: state.value}), chosen == state, counts[state]))
    return tabs


def chosen_state(request: HttpRequest) -> str:
    """The state asked for; "" for all."""
    asked = request.GET.get(FILTER, "")
    return asked if asked in RegistrationState.values else ""


def sources(offers: list[Offer]) -> list[str]:
    """Where the honours on offer are written in law, each place once."""
    return list(dict.fromkeys(offer.source for offer in offers if offer.source))
