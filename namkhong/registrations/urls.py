"""Addresses of the registrations."""

from django.urls import path

from namkhong.registrations.views import covenants, index, papers, received, registration, unit, writing

app_name = "registrations"
_LIST = "<int:campaign>/<int:year>/<int:unit>/"
_RECEIVED = "gui-ve/<int:campaign>/<int:year>/<int:unit>/"
urlpatterns = [
    path("", index.index, name="index"),
    path("cua-toi/", index.mine, name="mine"),
    path("cua-toi/<int:campaign>/<int:year>/", index.write_mine, name="write_mine"),
    path("mau.xlsx", papers.template, name="template"),
    path("<int:campaign>/<int:year>/", index.campaign, name="campaign"),
    path(_LIST, unit.unit, name="unit"),
    path(f"{_LIST}don-vi/", writing.write_own, name="write_own"),
    path(f"{_LIST}them/", writing.pick, name="pick"),
    path(f"{_LIST}tu-bang/", writing.from_table, name="from_table"),
    path(f"{_LIST}nam-truoc/", unit.copy, name="copy"),
    path(f"{_LIST}gui-duyet/", unit.send_all, name="send_all"),
    path(f"{_LIST}duyet/", unit.approve_people, name="approve_people"),
    path(f"{_LIST}hoan-tac-<int:batch>/", unit.undo_people, name="undo_people"),
    path(f"{_LIST}gui-len/", unit.send_list, name="send_list"),
    path(f"{_LIST}rut-ve/", unit.recall_list, name="recall_list"),
    path(f"{_LIST}chap-thuan/", unit.approve_list, name="approve_list"),
    path(f"{_LIST}tu-choi/", unit.refuse_list, name="refuse_list"),
    path(f"{_LIST}xem-lai/", unit.revoke_list, name="revoke_list"),
    path(f"{_LIST}to-trinh/", papers.document, name="document"),
    path(f"{_LIST}to-trinh/xem-truoc.pdf", papers.preview, name="preview"),
    path(f"{_LIST}danh-sach.xlsx", papers.people_table, name="people_table"),
    path("phieu/<int:pk>/", registration.registration, name="registration"),
    path("phieu/<int:pk>/sua/", writing.edit, name="edit"),
    path("phieu/<int:pk>/bo/", registration.drop, name="drop"),
    path("phieu/<int:pk>/gui/", registration.send, name="send"),
    path("phieu/<int:pk>/rut-ve/", registration.recall, name="recall"),
    path("phieu/<int:pk>/duyet/", registration.approve, name="approve"),
    path("phieu/<int:pk>/tu-choi/", registration.refuse, name="refuse"),
    path("phieu/<int:pk>/xem-lai/", registration.revoke, name="revoke"),
    path(_RECEIVED, received.received, name="received"),
    path(f"{_RECEIVED}duyet/", received.approve, name="approve_lists"),
    path(f"{_RECEIVED}hoan-tac-<int:batch>/", received.undo, name="undo_lists"),
    path(f"{_RECEIVED}nhac/", received.remind, name="remind"),
    path(f"{_RECEIVED}danh-sach.xlsx", papers.units_table, name="units_table"),
    path("giao-uoc/moi/<int:campaign>/<int:year>/<int:unit>/", covenants.new_covenant, name="new_covenant"),
    path("giao-uoc/<int:pk>/", covenants.covenant, name="covenant"),
    path("giao-uoc/<int:pk>/sua/", covenants.edit_covenant, name="edit_covenant"),
    path("giao-uoc/<int:pk>/mo-ky/", covenants.open_signing, name="open_signing"),
    path("giao-uoc/<int:pk>/ky-<int:party>/", covenants.sign, name="sign"),
    path("giao-uoc/<int:pk>/rut-chu-ky-<int:party>/", covenants.withdraw_signature, name="withdraw_signature"),
    path("giao-uoc/<int:pk>/bo-<int:party>/", covenants.take_out, name="take_out"),
    path("giao-uoc/<int:pk>/soan-lai/", covenants.redraft, name="redraft"),
    path("giao-uoc/<int:pk>/huy/", covenants.cancel, name="cancel"),
    path("giao-uoc/<int:pk>/giao-uoc.<str:ending>", covenants.covenant_file, name="covenant_file"),
]
