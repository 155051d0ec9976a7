"""Pages of the room `feedback` for those who are signed in; the public page of a point is `ingest`'s."""

from django.urls import path

from namkhong.feedback.views import inviting, kiosks, months, paper, points, remarks, results, samples, targets

app_name = "feedback"
urlpatterns = [
    path("", results.index, name="index"),
    path("<int:unit>/", results.unit, name="unit"),
    path("<int:unit>/thang/", months.month, name="month"),
    path("<int:unit>/thang/<int:month>.pdf", months.sheet, name="sheet"),
    path("<int:unit>/loi/", remarks.remarks, name="remarks"),
    path("<int:unit>/cap-duoi/", results.below, name="below"),
    path("<int:unit>/quay/", results.by_point, name="by_point"),
    path("<int:unit>/chi-tieu/", targets.target, name="target"),
    path("<int:unit>/diem/", points.points, name="points"),
    path("<int:unit>/diem/mo/", points.open_new, name="open_point"),
    path("diem/<int:pk>/", points.point, name="point"),
    path("diem/<int:pk>/dong/", points.close, name="close_point"),
    path("diem/<int:pk>/mo-lai/", points.reopen, name="reopen_point"),
    path("diem/<int:pk>/ap-phich.pdf", points.poster, name="poster"),
    path("diem/<int:pk>/man-hinh/", points.screen, name="screen"),
    path("diem/<int:pk>/bat-may/", kiosks.start, name="start_kiosk"),
    path("may/<int:pk>/", kiosks.kiosk, name="kiosk"),
    path("may/<int:pk>/dung-may-nay/", kiosks.use_here, name="use_kiosk"),
    path("may/<int:pk>/dung/", kiosks.stop, name="stop_kiosk"),
    path("diem/<int:pk>/moi/", inviting.invite, name="invite"),
    path("diem/<int:pk>/mau-danh-sach.xlsx", inviting.template, name="invite_template"),
    path("diem/<int:pk>/tap-phieu/", paper.begin, name="begin_pile"),
    path("tap/<int:pk>/", paper.pile, name="pile"),
    path("tap/<int:pk>/nhap-xong/", paper.close, name="close_pile"),
    path("tap/<int:pk>/nhap-tiep/", paper.reopen, name="reopen_pile"),
    path("tap/<int:pk>/dua-vao/", paper.put, name="put_pile"),
    path("tap/<int:pk>/bo-<int:sheet>/", paper.drop, name="drop_sheet"),
    path("tap/<int:pk>/chot-<int:sheet>/", paper.settle, name="settle_sheet"),
    path("<int:unit>/mau/", samples.samples, name="samples"),
    path("mau/<int:pk>/", samples.sample, name="sample"),
    path("mau/<int:pk>/dong/", samples.close, name="close_sample"),
    path("mau/<int:pk>/ma.xlsx", samples.codes, name="sample_codes"),
    path("mau/<int:pk>/phieu.pdf", samples.slips, name="sample_slips"),
    path("mau/<int:pk>/bien-ban.pdf", samples.record, name="sample_record"),
    path("ma/<int:pk>.pdf", points.slips, name="slips"),
]
