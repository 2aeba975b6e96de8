"""The person behind a login. What she may do stands in the parks, never here."""

from typing import Any, ClassVar, Final

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models.functions import Now

NAMELESS: Final = "iemand zonder naam"


class UserManager(BaseUserManager["User"]):
    """Makes users that are known by their e-mail address."""

    def create_user(
        self, email: str, password: str | None = None, *, name: str, **fields: Any
    ) -> "User":
        """Make a user; without a password she can only get in by a reset.

        Raises ValueError without a name: others would have nothing to call her by.
        """
        if not name.strip():
            raise ValueError("A person needs a name.")
        user = self.model(email=self.normalize_email(email).lower(), name=name, **fields)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make a member of the platform's staff."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractUser):
    """One person, one login, known by e-mail address."""

    username = None  # type: ignore[assignment]  # the e-mail address is the name
    first_name = None  # type: ignore[assignment]  # one field: Dutch names don't split well
    last_name = None  # type: ignore[assignment]  # one field for a name
    name = models.CharField("naam", max_length=120)
    email = models.EmailField("e-mailadres", unique=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]  # narrower than the parent

    class Meta:
        verbose_name = "gebruiker"
        verbose_name_plural = "gebruikers"

    def __str__(self) -> str:
        # Never her address: who shares a park with her may not know it.
        return self.name or NAMELESS

    def get_full_name(self) -> str:
        """Return the name as the person wrote it."""
        return self.name

    def get_short_name(self) -> str:
        """Return the name as the person wrote it."""
        return self.name


class Identity(models.Model):
    """By which issuer and subject an identity provider knows a person.

    The two together are the key: a subject says nothing without its issuer, and an e-mail address
    says nothing at all.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="identities")
    issuer = models.CharField("uitgever", max_length=255)
    subject = models.CharField("kenmerk", max_length=255)
    linked_at = models.DateTimeField("gekoppeld", db_default=Now())
    last_used_at = models.DateTimeField("laatst gebruikt", null=True, blank=True)

    class Meta:
        verbose_name = "koppeling met een organisatie"
        verbose_name_plural = "koppelingen met een organisatie"
        constraints = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="accounts_identity_key"),
            models.UniqueConstraint(fields=["user", "issuer"], name="accounts_identity_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.issuer})"
