"""Addresses of the registrations."""

from django.urls import URLPattern

app_name = "registrations"
urlpatterns: list[URLPattern] = []
