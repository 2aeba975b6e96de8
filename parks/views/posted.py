"""Reading what pages with many ticks post."""

from collections.abc import Iterable

from django.http import QueryDict

Choices = dict[int, set[str]]


def asked_and_shown(posted: QueryDict) -> tuple[Choices, Choices]:
    """Return by row number the fields that a page showed, and those that were ticked.

    `getoond` names all in one field, divided by spaces; `kies` is one field per tick. What is no
    such name is left out.
    """
    return _choices(posted.get("getoond", "").split()), _choices(posted.getlist("kies"))


def _choices(names: Iterable[str]) -> Choices:
    found: Choices = {}
    for name in names:
        number, _, field = name.partition(":")
        if number.isascii() and number.isdigit() and len(number) < 10 and field.isidentifier():
            found.setdefault(int(number), set()).add(field)
    return found
