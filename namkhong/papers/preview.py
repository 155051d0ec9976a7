"""Page images of a document for the screen, made once per content and kept for a while."""

import hashlib
import json

from django.core.cache import cache

from namkhong.papers.models import Document
from namkhong.papers.pdf import page_images
from namkhong.papers.queries import content_of

_KEPT_SECONDS = 600


def pages_of(document: Document) -> list[bytes]:
    """One PNG per page. Raises: FontMissing, CannotTypeset."""
    said = json.dumps(document.content, sort_keys=True).encode()
    key = f"papers.pages.{hashlib.sha256(said).hexdigest()}"
    made: list[bytes] | None = cache.get(key)
    if made is None:
        made = page_images(content_of(document))
        cache.set(key, made, _KEPT_SECONDS)
    return made
