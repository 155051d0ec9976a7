"""Pages of the room `people`."""

from django.urls import path

from namkhong.people.views import accounts, moving, permissions, personal, staff

app_name = "people"
urlpatterns = [
    path("tham-quyen/", permissions.permissions, name="permissions"),
    path("quan-tri/", accounts.accounts, name="accounts"),
    path("quan-tri/<int:unit>/", accounts.unit_people, name="unit_people"),
    path("quan-tri/<int:unit>/them-nguoi/", accounts.add_person, name="add_person"),
    path("quan-tri/<int:unit>/them-don-vi/", accounts.add_unit, name="add_unit"),
    path("quan-tri/nhiem-vu/<int:post>/thoi/", accounts.relieve, name="relieve"),
    path("quan-tri/nhiem-vu/<int:post>/mat-khau/", accounts.renew_password, name="renew_password"),
    path("nguoi/", staff.find, name="find"),
    path("nguoi/tra-so/", personal.look_up, name="look_up"),
    path("nguoi/don-vi/<int:unit>/", staff.staff, name="staff"),
    path("nguoi/don-vi/<int:unit>/dung-dau/", moving.appoint_head, name="appoint_head"),
    path("nguoi/<int:person>/", staff.person, name="person"),
    path("nguoi/<int:person>/chuyen/", moving.transfer, name="transfer"),
    path("nguoi/<int:person>/nghi/", moving.leave, name="leave"),
    path("nguoi/<int:person>/mo/", personal.open_field, name="open_field"),
    path("nguoi/<int:person>/thong-tin/", personal.state, name="state_personal"),
]
