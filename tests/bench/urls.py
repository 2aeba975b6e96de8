"""The product's addresses and the bare view's."""

from django.urls import path

from config.urls import urlpatterns as product
from tests.bench.bare import bare, file_behind_the_door

urlpatterns = [
    path("bench/<int:park_id>/", bare),
    path("bench/<slug:slug>/file/", file_behind_the_door),
    *product,
]
