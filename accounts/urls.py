"""Pages about oneself; logging in and all that belongs to it is allauth's."""

from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [path("", views.profile, name="profile")]
