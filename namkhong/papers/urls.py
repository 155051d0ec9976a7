"""Pages of the room `papers`."""

from django.urls import path

from namkhong.papers import views

app_name = "papers"
urlpatterns = [
    path("", views.index, name="index"),
    path("<int:pk>/", views.document, name="document"),
    path("<int:pk>/sua/", views.edit, name="edit"),
    path("<int:pk>/ban-hanh/", views.issue, name="issue"),
    path("<int:pk>/huy-so/", views.cancel_number, name="cancel_number"),
    path("<int:pk>/van-ban.docx", views.docx, name="docx"),
    path("<int:pk>/van-ban.pdf", views.pdf, name="pdf"),
    path("<int:pk>/trang-<int:page>.png", views.page_image, name="page_image"),
    path("so-dang-ky/<int:unit>/<int:year>/", views.register, name="register"),
]
