"""Addresses of the pledges."""

from django.urls import URLPattern

app_name = "pledges"
urlpatterns: list[URLPattern] = []
