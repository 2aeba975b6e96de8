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
    """
    return _rendered(template, tuple(sorted(context.items())))


@lru_cache(maxsize=128)
def _rendered(template: str, context: tuple[tuple[str, Hashable], ...]) -> SafeString:
    return render_to_string(template, dict(context))
