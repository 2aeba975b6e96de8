"""What every page knows."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, object]:
    """Return the name of the site and, inside a park, who looks at it."""
    return {"site_name": settings.SITE_NAME, "viewer": getattr(request, "viewer", None)}
