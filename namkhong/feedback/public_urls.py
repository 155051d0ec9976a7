"""Pages of published ratings for everybody, without signing in."""

from django.urls import path

from namkhong.feedback.views import editions, published

app_name = "ratings"
urlpatterns = [
    path("", published.start, name="start"),
    path("<int:unit>/", published.unit, name="unit"),
    path("ban/<int:pk>/", editions.edition, name="edition"),
    path("ban/<int:pk>/so-lieu.txt", editions.text, name="edition_text"),
    path("ban/<int:pk>/chu-ky.sig", editions.signature, name="edition_signature"),
    path("ban/<int:pk>/khoa.pem", editions.key, name="edition_key"),
]
