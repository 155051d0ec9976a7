"""The gallery: every component in every state, as a page that is also a test."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from namkhong.design.gallery import SampleForm, sample


def gallery(request: HttpRequest) -> HttpResponse:
    """Every component once, with text as real as it gets; sending the form shows how errors look."""
    if request.headers.get("HX-Request"):
        return HttpResponse("Đã lưu nháp lúc 14:05.")
    form = SampleForm(request.POST) if request.method == "POST" else SampleForm(initial=SampleForm.EXAMPLE)
    wrong = SampleForm(SampleForm.WRONG, prefix="sai")
    return render(request, "design/gallery.html", sample(request.GET) | {"form": form, "wrong": wrong})


# `people` stands above this room, so its decorator cannot be used here; the mark it sets can.
gallery.access = "open"  # type: ignore[attr-defined]
