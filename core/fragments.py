"""Parts of a page that follow from their content alone, made once per content."""

from collections.abc import Hashable
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString


def pure_fragment(template: str, **context: Hashable) -> SafeString:
    """Return a rendered template, from memory when this process rendered the same before.

    The key is everything that the template can show, so a fragment is never out of date and never
    reaches somebody whose own content differs. Not for templates that ask the request, the
    clock or the database anything.

    Keys compare by equality, and a SafeString equals the text that it was made of: the one would be
    shown for the other, unescaped. So a value that brings its own HTML raises TypeError, and the
    key holds each value's type (True equals 1 too). Only the values themselves are looked at:
    going through them would cost more than it saves. What stands inside, in a field of a frozen
    dataclass or a tuple, must be plain data.
    """
    return _rendered(template, tuple(_typed(name, context[name]) for name in sorted(context)))


Typed = tuple[str, type, Hashable]


def _typed(name: str, value: Hashable) -> Typed:
    if hasattr(value, "__html__"):
        raise TypeError(f"{name} is HTML; a fragment takes plain data and escapes it itself.")
    return name, type(value), value


@lru_cache(maxsize=128)
def _rendered(template: str, context: tuple[Typed, ...]) -> SafeString:
    return render_to_string(template, {name: value for name, _, value in context})
