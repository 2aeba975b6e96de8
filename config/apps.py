"""Which administration site Django makes."""

from django.contrib.admin.apps import AdminConfig


class StaffAdminConfig(AdminConfig):
    """Django's administration with the door of accounts.staff."""

    default_site = "accounts.staff.StaffSite"
