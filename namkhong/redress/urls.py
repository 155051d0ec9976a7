"""Addresses of the room `redress`."""

from django.urls import path

from namkhong.redress.views import concerns, flags, public, remedies

app_name = "redress"
urlpatterns = [
    path("", concerns.index, name="index"),
    path("don-vi/<int:unit>/", concerns.unit, name="unit"),
    path("so/<int:pk>/", concerns.concern, name="concern"),
    path("so/<int:pk>/nhan/", concerns.accept, name="accept"),
    path("so/<int:pk>/chuyen/", concerns.transfer, name="transfer"),
    path("so/<int:pk>/lien-he/", concerns.open_contact, name="open_contact"),
    path("giai-trinh/", remedies.index, name="remedies"),
    path("giai-trinh/nguong/<int:unit>/", remedies.threshold, name="threshold"),
    path("giai-trinh/<int:pk>/", remedies.remedy, name="remedy"),
    path("giai-trinh/<int:pk>/chap-nhan/", remedies.approve, name="approve"),
    path("giai-trinh/<int:pk>/tra-lai/", remedies.send_back, name="send_back"),
    path("kiem-tra/", flags.index, name="flags"),
    path("kiem-tra/<int:pk>/", flags.flag, name="flag"),
    path("kiem-tra/<int:pk>/dua-vao/", flags.plan, name="plan"),
    path("xem/", public.read, name="read"),
    path("xem/<str:code>/", public.read_own, name="read_own"),
    # Last: every other word is taken for a ticket.
    path("<str:ticket>/", public.concern, name="raise"),
]
