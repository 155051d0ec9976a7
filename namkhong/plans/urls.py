"""Pages of the room `plans`."""

from django.urls import path

from namkhong.plans.views import adopting, casing, correcting, critiquing, listing, recognising, reviewing, taking_in

app_name = "plans"
urlpatterns = [
    path("", listing.index, name="index"),
    path("moi/", taking_in.take_in, name="take_in"),
    path("mau/", adopting.definitions, name="definitions"),
    path("ban-doc/<int:pk>/", taking_in.reading, name="reading"),
    path("dang-doc/<int:pk>/", recognising.recognition, name="recognition"),
    path("dang-doc/<int:pk>/thanh/", recognising.bar, name="recognition_bar"),
    path("dang-doc/<int:pk>/doc-lai/", recognising.again, name="read_again"),
    path("dang-doc/<int:pk>/bo/", recognising.leave, name="leave_recognition"),
    path("<int:pk>/", listing.plan, name="plan"),
    path("<int:pk>/tep/", listing.file, name="file"),
    path("<int:pk>/soat/", reviewing.review, name="review"),
    path("<int:pk>/soat/van-ban/<int:number>/", reviewing.part, name="part"),
    path("<int:pk>/soat/nhan/", correcting.accept, name="accept"),
    path("<int:pk>/soat/lich-su/", correcting.history, name="history"),
    path("<int:pk>/soat/lich-su/hoan-tac-<int:correction>/", correcting.undo, name="undo"),
    path("<int:pk>/soat/mau-cham/", casing.case, name="case"),
    path("<int:pk>/soat/tu-van-ban/", correcting.add_words, name="add_words"),
    path("<int:pk>/thong-tin/", reviewing.head, name="head"),
    path("<int:pk>/them/<slug:kind>/", reviewing.add, name="add"),
    path("<int:pk>/gop-y/", critiquing.findings, name="findings"),
    path("<int:pk>/gop-y/bo-qua/", critiquing.dismiss, name="dismiss"),
    path("<int:pk>/gop-y/sua/", critiquing.mend, name="mend"),
    path("<int:pk>/gop-y/phieu.docx", critiquing.slip_file, {"ending": "docx"}, name="slip_docx"),
    path("<int:pk>/gop-y/phieu.pdf", critiquing.slip_file, {"ending": "pdf"}, name="slip_pdf"),
    path("<int:pk>/gop-y/lay-lai/", critiquing.bring_back, name="bring_back"),
    path("muc/<int:pk>/", reviewing.clause, name="clause"),
    path("muc/<int:pk>/trich/", correcting.quote, name="quote"),
    path("muc/<int:pk>/bo/", correcting.take_out, name="take_out"),
    path("muc/<int:pk>/lay-lai/", correcting.put_back, name="put_back"),
    path("muc/<int:pk>/dung/", correcting.confirm, name="confirm"),
    path("<int:pk>/dua-vao/", adopting.adopt, name="adopt"),
    path("<int:pk>/bo/", adopting.drop, name="drop"),
    path("<int:pk>/lay-lai/", adopting.restore, name="restore"),
]
