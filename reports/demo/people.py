"""Who logs in to the demo: one person per role, all invented, all with the same password."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from accounts.models import User
from parks.services.people import find_or_add_person

PASSWORD: Final = "welkom-op-het-terrein"  # noqa: S105  # printed for everybody who runs the demo


@dataclass(frozen=True, slots=True)
class Person:
    """A login: `role` and `where` as the list of logins shows them."""

    name: str
    role: str
    where: str

    @property
    def email(self) -> str:
        """An address that can't exist: `.example` is reserved for examples."""
        return f"{self.name.lower()}@voorbeeld.example"


CAST: Final[Mapping[str, Person]] = {
    person.name.lower(): person
    for person in (
        Person("Anna", "parkmanager", "Havenpoort en De Akkers"),
        Person("Bram", "lid", "Havenpoort"),
        Person("Carla", "lid van een ander bedrijf", "Havenpoort"),
        Person("Tess", "kernteam", "Havenpoort"),
        Person("Chris", "parkmanager", "Nieuwland, Kanaalzicht en Rollepaal"),
        Person("Dina", "gemeenteadviseur", "haar gemeente en de voorbeeldregio"),
        Person("Eva", "gemeenteadviseur", "een andere gemeente"),
        Person("Fred", "zonder rol", ""),
        Person("Sam", "beheerder van het platform", ""),
    )
}
MEMBER: Final = CAST["bram"]
STAFF: Final = frozenset({"sam"})


def make_people() -> dict[str, User]:
    """Return the cast by key; who is not there yet gets an account that can log in at once."""
    return {key: _make_person(key, person) for key, person in CAST.items()}


def _make_person(key: str, person: Person) -> User:
    user, is_new = find_or_add_person(email=person.email, name=person.name)
    if is_new:
        user.set_password(PASSWORD)
        user.is_staff = user.is_superuser = key in STAFF
        user.save(update_fields=["password", "is_staff", "is_superuser"])
    return user
