"""Addresses of the criteria."""

from django.urls import path

from namkhong.criteria.views import editing, ending, listing, sheets

app_name = "criteria"
urlpatterns = [
    path("", listing.index, name="index"),
    path("moi/", listing.begin, name="begin"),
    path("<int:pk>/", listing.criteria_set, name="set"),
    path("<int:pk>/chep/", listing.copy, name="copy"),
    path("<int:pk>/ban-moi/", listing.begin_version, name="begin_version"),
    path("<int:pk>/tieu-chi.xlsx", sheets.download, name="download"),
    path("<int:pk>/ban-hanh/", ending.issue, name="issue"),
    path("<int:pk>/bo/", ending.drop, name="drop"),
    path("<int:pk>/soan/", editing.edit, name="edit"),
    path("<int:pk>/soan/thong-tin/", editing.head, name="head"),
    path("<int:pk>/soan/them/", editing.add, name="add"),
    path("<int:pk>/soan/muc/<str:number>/", editing.criterion, name="criterion"),
    path("<int:pk>/soan/xep-loai/", editing.bands, name="bands"),
    path("<int:pk>/soan/bang/", sheets.upload, name="upload"),
    path("<int:pk>/soan/chuyen/", editing.move, name="move"),
    path("<int:pk>/soan/bo-muc/", editing.take_out, name="take_out"),
    path("<int:pk>/soan/hoan-tac/", editing.undo, name="undo"),
]
