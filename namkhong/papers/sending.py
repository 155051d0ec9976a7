"""Handing a stored file to a browser. Whether the person may have it is for the room that owns it to check."""

from django.http import FileResponse

from namkhong.papers.models import StoredFile
from namkhong.papers.queries import open_file


def send(stored: StoredFile) -> FileResponse:
    """The file as a download under its own name; the browser may neither guess its type nor run anything in it.

    Raises: FileLost.
    """
    response = FileResponse(open_file(stored), as_attachment=True, filename=stored.name, content_type=stored.media_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
