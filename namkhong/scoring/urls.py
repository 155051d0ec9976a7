"""Addresses of the scoring."""

from django.urls import path

from namkhong.scoring.views import appeals, checking, deciding, grid, measuring, round_page, rounds, sheets

app_name = "scoring"
urlpatterns = [
    path("", rounds.index, name="index"),
    path("moi/", rounds.prepare, name="prepare"),
    path("<int:pk>/", round_page.round, name="round"),
    path("<int:pk>/mo/", rounds.begin, name="begin"),
    path("<int:pk>/han/", rounds.days, name="days"),
    path("<int:pk>/bo/", rounds.drop, name="drop"),
    path("<int:pk>/them/", rounds.newcomers, name="newcomers"),
    path("<int:pk>/bang/", grid.grid, name="grid"),
    path("<int:pk>/bang/o-<int:mark>/", grid.cell, name="cell"),
    path("<int:pk>/bang/hoan-tac-<int:change>/", grid.undo, name="undo"),
    path("<int:pk>/so-lieu/", measuring.measure, name="measure"),
    path("<int:pk>/khoa/", deciding.close, name="close"),
    path("<int:pk>/mo-tu-cham/", deciding.reopen, name="reopen"),
    path("<int:pk>/cong-bo/", deciding.publish, name="publish"),
    path("<int:pk>/ket-qua/", deciding.results, name="results"),
    path("<int:pk>/chot/", deciding.settle, name="settle"),
    path("dang-lam/<int:pk>/", round_page.running, name="running"),
    path("dang-lam/<int:pk>/thanh/", round_page.bar, name="bar"),
    path("phieu/<int:pk>/", sheets.sheet, name="sheet"),
    path("phieu/<int:pk>/rut/", sheets.recall, name="recall"),
    path("phieu/<int:pk>/dien-bien/", sheets.trace, name="trace"),
    path("phieu/<int:pk>/tham-dinh/", checking.check, name="check"),
    path("phieu/<int:pk>/tham-dinh/<int:criterion>/", checking.check_mark, name="check_mark"),
    path("phieu/<int:pk>/tham-dinh/giu-nguyen/", checking.keep_rest, name="keep_rest"),
    path("phieu/<int:pk>/tham-dinh/xong/", checking.finish, name="finish"),
    path("phieu/<int:pk>/tham-dinh/mo-lai/", checking.check_again, name="check_again"),
    path("phieu/<int:pk>/tra-lai/", checking.return_, name="return"),
    path("phieu/<int:pk>/khong-xep-loai/", checking.leave_out, name="leave_out"),
    path("phieu/<int:pk>/quyet-dinh/", deciding.decide, name="decide"),
    path("phieu/<int:pk>/quyet-dinh/<int:criterion>/", deciding.decide_mark, name="decide_mark"),
    path("phieu/<int:pk>/khieu-nai/", appeals.make, name="make_appeal"),
    path("khieu-nai/<int:pk>/", appeals.appeal, name="appeal"),
    path("khieu-nai/<int:pk>/rut/", appeals.take_back, name="take_appeal_back"),
    path("khieu-nai/<int:pk>/tep/", appeals.evidence, name="appeal_evidence"),
    path("minh-chung/<int:pk>/", sheets.evidence, name="evidence"),
]
