"""What the commands about people share."""

from django.core.exceptions import ValidationError
from django.core.management import CommandError, CommandParser
from django.core.validators import validate_email

from accounts.models import User
from parks.services.people import find_or_add_person


def add_person_arguments(parser: CommandParser) -> None:
    """Ask for the person."""
    parser.add_argument("--email", required=True, help="e-mailadres waarmee zij inlogt")
    parser.add_argument(
        "--name", default="", help="naam; verplicht voor wie nog geen account heeft"
    )


def person_from(*, email: str, name: str) -> tuple[User, bool]:
    """Return the person and whether she is new; raise CommandError when that can't be."""
    email, name = email.strip(), " ".join(name.split())
    try:
        validate_email(email)
    except ValidationError as error:
        raise CommandError(f"Dit is geen e-mailadres: {email}") from error
    if not name and not User.objects.filter(email__iexact=email).exists():
        raise CommandError(f"{email} heeft nog geen account. Geef ook --name op.")
    if len(name) > 120:
        raise CommandError("De naam is te lang: gebruik hooguit 120 tekens.")
    return find_or_add_person(email=email, name=name)


def how_to_get_in(user: User) -> str:
    """Return what somebody who has just got an account does first."""
    return f"{user.email} heeft nog geen wachtwoord: «Wachtwoord vergeten» stuurt een link."
