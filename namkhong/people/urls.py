"""Pages of the room `people`."""

from django.urls import path

from namkhong.people.views import accounts, permissions

app_name = "people"
urlpatterns = [
    path("tham-quyen/", permissions.permissions, name="permissions"),
    path("quan-tri/", accounts.accounts, name="accounts"),
    path("quan-tri/<int:unit>/", accounts.unit_people, name="unit_people"),
    path("quan-tri/<int:unit>/them-nguoi/", accounts.add_person, name="add_person"),
    path("quan-tri/<int:unit>/them-don-vi/", accounts.add_unit, name="add_unit"),
    path("quan-tri/nhiem-vu/<int:post>/thoi/", accounts.relieve, name="relieve"),
    path("quan-tri/nhiem-vu/<int:post>/mat-khau/", accounts.renew_password, name="renew_password"),
]
