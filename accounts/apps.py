"""Accounts: who a person is. Knows no parks."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People and how they log in."""

    name = "accounts"
    verbose_name = "Accounts"
