"""A form sent after the session ran out is kept until the same person has signed in again."""

from django.core import signing
from django.http import HttpRequest, QueryDict

SALT = "kept-form"
FIELD = "form_owner"
_LIMIT = 8_000_000
"""A long plan pasted in fits: one Vietnamese letter takes up to nine signs here."""


def owner_mark(person: int) -> str:
    """A hidden field of every form worth keeping: who was filling it in, signed."""
    return signing.dumps(person, salt=SALT)


def keep_form(request: HttpRequest) -> None:
    """Keep what was posted, with its owner, in the visitor's fresh session."""
    if request.method != "POST" or FIELD not in request.POST:
        return
    try:
        owner = signing.loads(request.POST[FIELD], salt=SALT)
    except signing.BadSignature:
        return
    body = request.POST.copy()
    body.pop("csrfmiddlewaretoken", None)
    encoded = body.urlencode()
    if len(encoded) <= _LIMIT:
        request.session["kept_form"] = {"path": request.path, "owner": owner, "body": encoded}


def take_kept_form(request: HttpRequest, person: int, sent_to: str = "") -> QueryDict | None:
    """Hand back, once, what this person had posted to this path before the session ran out.

    `sent_to` is the path a form on this page is sent to, where that is not the page itself.
    """
    kept = request.session.get("kept_form")
    if not kept or kept["path"] != (sent_to or request.path):
        return None
    del request.session["kept_form"]
    return QueryDict(kept["body"]) if kept["owner"] == person else None
