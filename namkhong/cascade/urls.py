"""Pages of the room `cascade`."""

from django.urls import path

from namkhong.cascade.views import amending, drafting, following, index, issuing, receiving, sending, tracing, urging

app_name = "cascade"
urlpatterns = [
    path("", index.index, name="index"),
    path("<int:pk>/", following.follow, name="follow"),
    path("<int:pk>/gui/", sending.send, name="send"),
    path("<int:pk>/con-thieu/", following.gaps, name="gaps"),
    path("<int:pk>/con-thieu/<int:clause>/<slug:kind>/", following.gap_units, name="gap_units"),
    path("<int:pk>/doi-chieu/", following.compare, name="compare"),
    path("<int:pk>/muc/<int:clause>/", tracing.clause, name="clause"),
    path("<int:pk>/nguon/", tracing.sources, name="sources"),
    path("<int:pk>/don-doc/", urging.urge, name="urge"),
    path("<int:pk>/nhac/", urging.remind, name="remind"),
    path("<int:pk>/sua-doi/", amending.amend, name="amend"),
    path("nhan/<int:pk>/", receiving.delivery, name="delivery"),
    path("nhan/<int:pk>/tiep-nhan/", receiving.receive, name="receive"),
    path("nhan/<int:pk>/soan/", receiving.begin, name="begin"),
    path("nhan/<int:pk>/thay-doi/", amending.changes, name="changes"),
    path("soan/<int:pk>/", drafting.draft, name="draft"),
    path("soan/<int:pk>/phan/<slug:section>/", drafting.section, name="section"),
    path("soan/<int:pk>/rieng/", drafting.add, name="add"),
    path("soan/<int:pk>/bo-<int:clause>/", drafting.take_out, name="take_out"),
    path("soan/<int:pk>/hoan-tac/", drafting.undo, name="undo"),
    path("soan/<int:pk>/ban-hanh/", issuing.issue, name="issue"),
    path("soan/<int:pk>/van-ban/", issuing.document, name="document"),
]
