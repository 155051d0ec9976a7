"""The few account pages that exist here; everything else of the account library stays unreachable."""

from allauth.account import views
from django.urls import path

urlpatterns = [
    path("dang-nhap/", views.login, name="account_login"),
    path("dang-xuat/", views.logout, name="account_logout"),
    path("doi-mat-khau/", views.password_change, name="account_change_password"),
    path("xac-nhan-lai/", views.reauthenticate, name="account_reauthenticate"),
    path("tam-khoa/", views.account_inactive, name="account_inactive"),
    # The library looks these names up; nobody may sign up or reset by himself.
    path("dang-ky/", views.signup, name="account_signup"),
]
