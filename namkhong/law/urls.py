"""Pages of the room `law`."""

from django.urls import path

from namkhong.law import views

app_name = "law"
urlpatterns = [
    path("", views.index, name="index"),
    path("van-ban/", views.documents, name="documents"),
    path("ngay-nghi/", views.holidays, name="holidays"),
]
