"""Addresses of the pledges."""

from django.urls import path

from namkhong.pledges.views import answering, booklet, links, paper, questions, signing

app_name = "pledges"
_UNIT = "<int:pk>/don-vi/<int:unit>"
urlpatterns = [
    path("ky/may-gui.js", signing.worker, name="worker"),
    path("ky/<str:token>/", signing.link, name="link"),
    path("ky/<str:token>/hieu-ro/", answering.link, name="link_questions"),
    path("<int:pk>/ky/", signing.own, name="own"),
    path("<int:pk>/ky/hieu-ro/", answering.own, name="own_questions"),
    path("<int:pk>/thu-hoi-duong-dan/", links.revoke, name="revoke_links"),
    path(f"{_UNIT}/duong-dan/", links.hand_out, name="hand_out"),
    path("<int:pk>/cau-hoi/", questions.bank, name="questions"),
    path("<int:pk>/cau-hoi/mau/", questions.fill, name="fill_questions"),
    path("<int:pk>/cau-hoi/them/", questions.add, name="add_question"),
    path("<int:pk>/cau-hoi/<int:question>/", questions.edit, name="edit_question"),
    path("<int:pk>/cau-hoi/<int:question>/dung/", questions.use, name="use_question"),
    path(f"{_UNIT}/giay/", paper.desk, name="paper"),
    path(f"{_UNIT}/giay/quet/", paper.upload, name="paper_upload"),
    path(f"{_UNIT}/giay/ma/", paper.codes, name="paper_codes"),
    path(f"{_UNIT}/giay/danh-sach.pdf", paper.sheet, {"kind": "roll"}, name="paper_roll"),
    path(f"{_UNIT}/giay/tung-nguoi.pdf", paper.sheet, {"kind": "forms"}, name="paper_forms"),
    path(f"{_UNIT}/so.docx", booklet.booklet, {"ending": "docx"}, name="booklet_docx"),
    path(f"{_UNIT}/so.pdf", booklet.booklet, {"ending": "pdf"}, name="booklet_pdf"),
    path("giay/<int:pk>/", paper.batch, name="paper_batch"),
    path("giay/<int:pk>/thanh/", paper.bar, name="paper_bar"),
    path("giay/<int:pk>/ghi/", paper.record, name="record_paper"),
    path("giay/<int:pk>/hoan-tac/", paper.undo, name="undo_paper"),
    path("giay/<int:pk>/doc-lai/", paper.again, name="retry_paper"),
    path("giay/<int:pk>/bo/", paper.drop, name="drop_paper"),
    path("giay/<int:pk>/tep-<int:place>/", paper.file, name="paper_file"),
]
