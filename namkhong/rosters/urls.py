"""Pages of the room `rosters`."""

from django.urls import path

from namkhong.rosters.views import listing, steps

app_name = "rosters"
urlpatterns = [
    path("", listing.index, name="index"),
    path("moi/", steps.begin, name="begin"),
    path("mau/<slug:kind>.xlsx", listing.template, name="template"),
    path("<int:pk>/", listing.roster, name="roster"),
    path("<int:pk>/cot/", steps.match, name="match"),
    path("<int:pk>/thanh/", listing.bar, name="bar"),
    path("<int:pk>/tep-ghi-loi/", listing.marked, name="marked"),
    path("<int:pk>/nap/", steps.load, name="load"),
    path("<int:pk>/hoan-tac/", steps.undo, name="undo"),
    path("<int:pk>/bo/", steps.drop, name="drop"),
]
