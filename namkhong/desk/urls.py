"""Pages of the room `desk`."""

from django.urls import path

from namkhong.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.home, name="home"),
    path("thong-bao/", views.notices, name="notices"),
    path("thong-bao/da-xem/", views.read, name="read"),
    path("don-vi/<int:pk>/", views.unit, name="unit"),
]
