"""Addresses of rehearsals of a vote on a BIZ."""

from django.urls import path

from collective.views import biz, biz_groups

urlpatterns = [
    path("biz/", biz.biz, name="biz"),
    path("biz/nieuw/", biz.biz_add, name="biz_add"),
    path("biz/<uuid:pk>/", biz.biz_detail, name="biz_detail"),
    path("biz/<uuid:pk>/bewerken/", biz.biz_edit, name="biz_edit"),
    path("biz/<uuid:pk>/verwijderen/", biz.biz_delete, name="biz_delete"),
    path("biz/<uuid:pk>/geschiedenis/", biz.biz_history, name="biz_history"),
    path("biz/<uuid:pk>/<slug:payer>/erbij/", biz_groups.group_add, name="biz_group_add"),
    path("biz/<uuid:pk>/<slug:payer>/stemmen/", biz_groups.votes, name="biz_votes"),
    path("biz/<uuid:pk>/<slug:payer>/weghalen/", biz_groups.group_delete, name="biz_group_delete"),
    path("biz/<uuid:pk>/<slug:payer>/bijdragen/", biz_groups.classes, name="biz_classes"),
]
