"""Pages of the room `feedback` for those who are signed in; the public page of a point is `ingest`'s."""

from django.urls import path

from namkhong.feedback.views import points, results

app_name = "feedback"
urlpatterns = [
    path("", results.index, name="index"),
    path("<int:unit>/", results.unit, name="unit"),
    path("<int:unit>/cap-duoi/", results.below, name="below"),
    path("<int:unit>/diem/", points.points, name="points"),
    path("<int:unit>/diem/mo/", points.open_new, name="open_point"),
    path("diem/<int:pk>/", points.point, name="point"),
    path("diem/<int:pk>/dong/", points.close, name="close_point"),
    path("diem/<int:pk>/mo-lai/", points.reopen, name="reopen_point"),
    path("diem/<int:pk>/ap-phich.pdf", points.poster, name="poster"),
    path("diem/<int:pk>/man-hinh/", points.screen, name="screen"),
    path("ma/<int:pk>.pdf", points.slips, name="slips"),
]
