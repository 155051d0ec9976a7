"""Pages of the room `feedback` for those who are signed in; the public page of a point is `ingest`'s."""

from django.urls import path

from namkhong.feedback import views

app_name = "feedback"
urlpatterns = [
    path("", views.index, name="index"),
    path("<int:unit>/", views.unit, name="unit"),
    path("<int:unit>/cap-duoi/", views.below, name="below"),
]
