"""Where each room is entered."""

from django.urls import include, path

urlpatterns = [
    path("tai-khoan/", include("namkhong.people.account_urls")),
    path("luat/", include("namkhong.law.urls")),
    path("giao-dien/", include("namkhong.design.urls")),
    path("van-ban/", include("namkhong.papers.urls")),
    path("ke-hoach/", include("namkhong.plans.urls")),
    path("trien-khai/", include("namkhong.cascade.urls")),
    path("cuoc-van-dong/", include("namkhong.campaigns.urls")),
    path("dang-ky/", include("namkhong.registrations.urls")),
    path("cam-ket/", include("namkhong.pledges.urls")),
    path("tieu-chi/", include("namkhong.criteria.urls")),
    path("cham-diem/", include("namkhong.scoring.urls")),
    path("bao-cao/", include("namkhong.reports.urls")),
    path("y-kien/", include("namkhong.feedback.urls")),
    path("phan-anh/", include("namkhong.redress.urls")),
    path("danh-gia/", include("namkhong.feedback.public_urls")),
    path("danh-sach/", include("namkhong.rosters.urls")),
    path("sap-xep/", include("namkhong.reorganisations.urls")),
    path("", include("namkhong.people.urls")),
    path("", include("namkhong.desk.urls")),
]

handler400 = "namkhong.desk.failures.bad_request"
handler403 = "namkhong.desk.failures.forbidden"
handler404 = "namkhong.desk.failures.not_found"
handler500 = "namkhong.desk.failures.server_error"
