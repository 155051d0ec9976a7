"""Pages of the room `reorganisations`."""

from django.urls import URLPattern

app_name = "reorganisations"
urlpatterns: list[URLPattern] = []
