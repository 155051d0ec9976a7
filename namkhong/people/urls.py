"""Pages of the room `people`."""

from django.urls import path

from namkhong.people import views

app_name = "people"
urlpatterns = [
    path("tham-quyen/", views.permissions, name="permissions"),
]
