"""Closing an account for good: nobody can log in with it, and it names nobody any more."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.db import models

from accounts.models import Identity, User


def addresses_of(user: User) -> list[str]:
    """Return the addresses that are a person's: proved by a mail, in small letters."""
    proved = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    return sorted({address.lower() for address in (user.email, *proved)})


def sessions_of(user: User) -> list[Session]:
    """Return a person's sessions. Reads them all: a session keeps its person inside."""
    sessions = Session.objects.order_by("expire_date").iterator()
    own = str(user.pk)
    return [each for each in sessions if each.get_decoded().get("_auth_user_id") == own]


def shut_out(user: User) -> None:
    """End all ways in: password, second factor, organisation and sessions."""
    user.is_active = user.is_staff = user.is_superuser = False
    user.set_unusable_password()
    user.save()
    user.groups.clear()
    user.user_permissions.clear()
    Session.objects.filter(pk__in=[session.pk for session in sessions_of(user)]).delete()
    Authenticator.objects.filter(user=user).delete()
    Identity.objects.filter(user=user).delete()


def make_nameless(user: User, *, name: str, email: str) -> None:
    """Give an account that is shut a name and an address that are nobody's."""
    addresses = addresses_of(user)
    in_label = models.Q(object_repr__startswith=user.name)
    for address in addresses:
        in_label |= models.Q(object_repr__icontains=address)
    people = models.Q(content_type__model__in=("user", "adviser", "authenticator", "emailaddress"))
    LogEntry.objects.filter(people, in_label).update(object_repr=name)
    EmailAddress.objects.filter(user=user).delete()
    user.name, user.email, user.last_login = name, email, None
    user.save()
