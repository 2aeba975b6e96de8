"""Parts of a page that follow from their content alone, made once per content."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
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


def remembered_fragment(key: Hashable, make: Callable[[], SafeString]) -> SafeString:
    """Return what `make` rendered for this key, from memory when this process did so before.

    For a part of a page that takes longer to collect than to compare: the key says who may read
    what, what was asked, and a stamp of all rows from which it is made. Whoever makes the key
    answers for it: what is not in the key must not change what is shown.
    """
    if key in _kept:
        _kept.move_to_end(key)
        return _kept[key]
    made = _kept[key] = make()
    if len(_kept) > _MOST_KEPT:
        _kept.popitem(last=False)
    return made


_MOST_KEPT = 48
_kept: OrderedDict[Hashable, SafeString] = OrderedDict()
