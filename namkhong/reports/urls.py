"""Pages of the room `reports`."""

from django.urls import path

from namkhong.reports.views import (
    begin,
    choosing,
    documents,
    index,
    joining,
    judging,
    series,
    sheet,
    totals,
    units,
    urging,
)

app_name = "reports"
_GATHERED = "<int:campaign>/<str:period>/<int:unit>/"
urlpatterns = [
    path("", index.index, name="index"),
    path("lap/<int:duty>/", begin.begin, name="begin"),
    path("<int:pk>/", sheet.sheet, name="sheet"),
    path("<int:pk>/da-gui/", sheet.receipt, name="receipt"),
    path("<int:pk>/minh-chung/<int:attachment>/", sheet.evidence, name="evidence"),
    path("<int:pk>/tiep-nhan/", judging.accept, name="accept"),
    path("<int:pk>/tra-lai/", judging.send_back, name="send_back"),
    path("<int:pk>/rut-lai/", judging.recall, name="recall"),
    path("<int:pk>/thay-the/", judging.revise, name="revise"),
    path("<int:pk>/ghep/", joining.join, name="join"),
    path("<int:pk>/van-ban/", documents.document, name="document"),
    path("<int:pk>/van-ban/xem-truoc.pdf", documents.preview, name="preview"),
    path(f"don-vi/{_GATHERED}", units.units, name="units"),
    path(f"don-vi/{_GATHERED}nhac/", units.remind, name="remind"),
    path(f"don-vi/{_GATHERED}don-doc/", urging.urge, name="urge"),
    path(f"tong/{_GATHERED}", totals.total, name="total"),
    path(f"tong/{_GATHERED}tai-ve.<str:kind>", totals.export, name="export"),
    path(f"tong/{_GATHERED}<slug:key>/", totals.trace, name="trace"),
    path("nhieu-nam/<int:campaign>/<int:unit>/", series.series, name="series"),
    path("nhieu-nam/<int:campaign>/<int:unit>/so-lieu-cu/", series.historical, name="historical"),
    path("mau/<int:campaign>/", choosing.forms, name="forms"),
]
