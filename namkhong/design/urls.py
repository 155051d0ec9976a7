"""The gallery of components."""

from django.urls import path

from namkhong.design import views

app_name = "design"
urlpatterns = [
    path("", views.gallery, name="gallery"),
]
