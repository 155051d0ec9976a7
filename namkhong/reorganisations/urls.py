"""Pages of the room `reorganisations`."""

from django.urls import path

from namkhong.reorganisations.views import changing, listing, people, previewing, sheets

app_name = "reorganisations"
urlpatterns = [
    path("", listing.index, name="index"),
    path("moi/", listing.begin, name="begin"),
    path("mau.xlsx", sheets.template, name="template"),
    path("<int:pk>/", listing.reorganisation, name="reorganisation"),
    path("<int:pk>/thong-tin/", listing.head, name="head"),
    path("<int:pk>/bo/", listing.drop, name="drop"),
    path("<int:pk>/soan-lai/", listing.redraft, name="redraft"),
    path("<int:pk>/them/<str:kind>/", changing.add, name="add"),
    path("thay-doi/<int:pk>/", changing.change, name="change"),
    path("thay-doi/<int:pk>/bo/", changing.take_out, name="take_out"),
    path("thay-doi/<int:pk>/nguoi/", people.people, name="people"),
    path("thay-doi/<int:pk>/nguoi.xlsx", people.people_table, name="people_table"),
    path("thay-doi/<int:pk>/nguoi/bang/", people.people_sheet, name="people_sheet"),
    path("<int:pk>/xem-truoc/", previewing.preview, name="preview"),
    path("<int:pk>/thuc-hien/", previewing.carry_out, name="carry_out"),
    path("dang-lam/<int:pk>/", previewing.running, name="running"),
    path("dang-lam/<int:pk>/thanh/", previewing.bar, name="bar"),
    path("<int:pk>/hoan-tac/", previewing.undo, name="undo"),
    path("<int:pk>/van-ban/", previewing.write, name="write"),
    path("<int:pk>/bang/", sheets.sheet, name="sheet"),
    path("<int:pk>/bang/<int:file>/", sheets.returned, name="returned"),
]
