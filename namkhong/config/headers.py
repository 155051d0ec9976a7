"""Headers that every answer carries: only our own files may be loaded, nothing runs that is not a file of ours."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

WITHOUT_NETWORK = "/cam-ket/ky/"
"""Personal signing pages must open where there is no network, which is the work of a script that the browser keeps
(a service worker). Nowhere else may one be begun.
"""
_EVERYWHERE = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
]
CONTENT_SECURITY_POLICY = "; ".join([*_EVERYWHERE, "worker-src 'none'"])
OF_SIGNING_PAGES = "; ".join([*_EVERYWHERE, "worker-src 'self'"])


def security_headers(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware that adds the content security policy and keeps private pages out of shared caches."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        signing = request.path.startswith(WITHOUT_NETWORK)
        policy = OF_SIGNING_PAGES if signing else CONTENT_SECURITY_POLICY
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    return middleware
