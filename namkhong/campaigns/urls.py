"""Pages of the room `campaigns`."""

from django.urls import path

from namkhong.campaigns.views import (
    campaigns,
    duties,
    handing,
    joining,
    launching,
    newcomers,
    progress,
    repeating,
    setup,
)

app_name = "campaigns"
urlpatterns = [
    path("", campaigns.index, name="index"),
    path("<int:pk>/", campaigns.campaign, name="campaign"),
    path("<int:pk>/ket-thuc/", campaigns.close, name="close"),
    path("<int:pk>/mo-lai/", campaigns.reopen, name="reopen"),
    path("chua-co-chu/", handing.orphans, name="orphans"),
    path("<int:pk>/don-vi/", newcomers.enrol, name="enrol"),
    path("<int:pk>/don-vi/<int:batch>/bo/", newcomers.unenrol, name="unenrol"),
    path("<int:pk>/ban-giao/", handing.hand_over, name="hand_over"),
    path("<int:pk>/ban-giao/<int:unit>/", handing.hand_over_to, name="hand_over_to"),
    path("<int:pk>/nhan-viec/<int:unit>/", handing.receive, name="receive"),
    path("<int:pk>/mien-viec/<int:unit>/", handing.spare, name="spare"),
    path("chi-tieu/<int:pk>/", campaigns.measure, name="measure"),
    path("<int:pk>/tien-do/<int:year>/<int:definition>/", progress.progress, name="progress"),
    path("<int:pk>/nhac-viec/<int:year>/<int:definition>/", progress.remind, name="remind"),
    path("chuan-bi/<int:plan>/", setup.prepare, name="prepare"),
    path("trung-ke-hoach/<int:plan>/", repeating.plan_repeats, name="plan_repeats"),
    path("trung-ke-hoach/<int:plan>/bo-qua/", repeating.dismiss_repeat, name="dismiss_repeat"),
    path("trung-ke-hoach/<int:plan>/lay-lai/", repeating.bring_repeat_back, name="bring_repeat_back"),
    path("<int:pk>/soan-viec/", setup.setup, name="setup"),
    path("<int:pk>/soan-viec/them/", setup.add, name="add"),
    path("viec-mau/<int:pk>/", setup.definition, name="definition"),
    path("viec-mau/<int:pk>/bo/", setup.drop, name="drop"),
    path("<int:pk>/phat-dong/", launching.launch, name="launch"),
    path("<int:pk>/giao-viec/", launching.assign, name="assign"),
    path("dang-giao/<int:pk>/", launching.running, name="running"),
    path("dang-giao/<int:pk>/thanh/", launching.bar, name="bar"),
    path("viec/<int:pk>/", duties.duty, name="duty"),
    path("viec/<int:pk>/rut-lai/", duties.withdraw, name="withdraw"),
    path("viec/<int:pk>/gia-han/", duties.extend, name="extend"),
    path("viec/<int:pk>/mien/", duties.excuse, name="excuse"),
    path("viec/<int:pk>/phai-lam/", duties.oblige, name="oblige"),
    path("viec-trung/", joining.overlaps, name="overlaps"),
    path("viec/<int:pk>/ghep/", joining.join, name="join"),
    path("viec/<int:pk>/tach/", joining.part, name="part"),
    path("minh-chung/<int:pk>/", duties.evidence, name="evidence"),
]
