"""Holes in the code: scopes, the door and its roles, audiences, what companies keep."""

from collections.abc import Callable, Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404
from django.urls import URLPattern, URLResolver, get_resolver

from accounts.models import User
from collective.models.stakeholders import AboutStakeholderQuerySet
from core import park_context as context
from parks import access
from parks.access import Right, Viewer
from parks.choices import Audience, Role
from parks.isolation import park_owned_models
from parks.models import Park
from parks.models.audience import AudienceQuerySet, ConfidentialQuerySet, TeamOnlyQuerySet
from tests.mutants.model import Mutant

WALK = "tests/isolation/test_walk.py"
WALLS = "tests/isolation/test_walls.py"
EVERYTHING = models.Q(pk__isnull=False)


def code_mutants() -> Iterator[Mutant]:
    """Yield one mutant per scope, per guarded page and per rule of the door and the audiences."""
    yield from _scopes()
    yield from _rights()
    yield from _roles()
    yield from _door()
    yield from _audiences()
    yield from _contexts()


def setter(target: Any, name: str, value: object) -> Callable[[], None]:
    """Return the patch that puts a value in the place of what stands there."""
    return lambda: setattr(target, name, value)


def _scopes() -> Iterator[Mutant]:
    for model in sorted(park_owned_models(), key=lambda model: model.__name__):
        if hasattr(model, "objects"):
            name = model.__name__
            yield Mutant(
                "scope",
                f"{name} answers without a context",
                (WALLS, "-k", f"without_a_context_raises and {name}"),
                patch=_unscope(model),
            )


def _unscope(model: type[models.Model]) -> Callable[[], None]:
    manager: Any = model._meta.managers_map["objects"]
    return setter(manager, "get_queryset", lambda: manager._queryset_class(model=model))


def _rights() -> Iterator[Mutant]:
    for name, view in guarded_pages():
        if view.right is not Right.READ:
            yield Mutant(
                "door",
                f"{name} opens to every reader of the park",
                (WALK, "-k", f"{name} and (gets_in_by_right or changes_no_row)"),
                patch=_weaken(view),
            )


def guarded_pages() -> Iterator[tuple[str, Any]]:
    """Yield the views that came in through the door, with the names of their routes."""
    for name, callback in _routes(get_resolver(), ""):
        if getattr(callback, "right", None) is not None:
            yield name, callback


def _routes(resolver: URLResolver, namespace: str) -> Iterator[tuple[str, Any]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name}", entry.callback
        else:
            inner = f"{entry.namespace}:" if entry.namespace else namespace
            yield from _routes(entry, inner)


def _weaken(view: Any) -> Callable[[], None]:
    """Return the patch that lets readers in; what the page says that it asks stays as it was."""

    def patch() -> None:
        inner = view
        while inner is not None:
            for name, cell in zip(inner.__code__.co_freevars, inner.__closure__ or (), strict=True):
                if name == "right" and isinstance(cell.cell_contents, Right):
                    cell.cell_contents = Right.READ
                    return
            inner = getattr(inner, "__wrapped__", None)
        raise LookupError(view)

    return patch


def _roles() -> Iterator[Mutant]:
    for what, old, new in (
        ("a role that ended still counts", " and ended_on is null", ""),
        ("a role that has yet to begin counts", " and since <= %(today)s", ""),
        ("a role at another park counts", "park_id = %(park)s and", ""),
        ("somebody else's role counts", "and user_id = %(user)s", ""),
        ("every adviser advises every park", "municipality_codes && %(codes)s::varchar[]", "true"),
        ("every province is the same", "province = any (%(provinces)s)", "true"),
    ):
        yield Mutant(
            "role",
            what,
            ("tests/parks/test_roles.py", "tests/parks/test_services.py"),
            patch=_rewrite_roles(old, new),
        )


def _rewrite_roles(old: str, new: str) -> Callable[[], None]:
    def patch() -> None:
        if old not in access.ROLES_AT:
            raise LookupError(old)
        access.ROLES_AT = access.ROLES_AT.replace(old, new)

    return patch


def _door() -> Iterator[Mutant]:
    yield Mutant("door", "everybody may do everything", (WALK,), patch=_every_right)
    yield Mutant("door", "who has no role gets in as a member", (WALK,), patch=_no_outsiders)
    yield Mutant("door", "an outsider hears that a park exists", (WALK,), patch=_tell_outsiders)
    yield Mutant(
        "door",
        "nobody is asked for a second factor",
        ("tests/parks/test_roles_second_factor.py",),
        patch=setter(access, "lacks_second_factor", lambda *_: False),
    )
    yield Mutant(
        "door",
        "nobody is asked for the accounts of her authority",
        ("tests/parks/test_adviser_login.py",),
        patch=setter(access, "lacks_login", lambda *_: False),
    )
    yield Mutant(
        "door",
        "who looks through other eyes may write",
        ("tests/parks/test_view_as.py",),
        patch=setter(access, "SAFE", ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")),
    )
    yield Mutant(
        "door",
        "other eyes see what your own do",
        ("tests/parks/test_view_as.py",),
        patch=setter(access, "_through_other_eyes", lambda _request, viewer: viewer),
    )
    yield Mutant(
        "door",
        "everybody writes for every company",
        ("tests/parks/test_terrain_members.py", "tests/parks/test_figures_pages.py"),
        patch=setter(Viewer, "speaks_for", lambda *_: True),
    )
    yield Mutant(
        "door",
        "whoever comes in reaches every park",
        (WALK, WALLS),
        patch=lambda: setattr(access, "park_context", _all_parks),
    )


def _every_right() -> None:
    Viewer.may = lambda self, right: True  # type: ignore[method-assign]  # a hole made on purpose


def _no_outsiders() -> None:
    real = access.viewer_at
    access.viewer_at = lambda user, park: (
        real(user, park) or Viewer(park=park, user=user, roles=(Role.MEMBER,))
    )


def _tell_outsiders() -> None:
    real = access._known

    def known(user: User, park: Park) -> Viewer:
        try:
            return real(user, park)
        except Http404 as error:
            raise PermissionDenied from error

    access._known = known


def _all_parks(*_park_ids: int, user_id: int | None = None) -> Any:
    return context.park_context(*Park.objects.values_list("pk", flat=True), user_id=user_id)


def _audiences() -> Iterator[Mutant]:
    aim = ("tests/parks/test_visible_to.py",)
    for what, target, name, value in (
        ("every audience reads all", AudienceQuerySet, "_meant_for", lambda *_: EVERYTHING),
        ("every company is your own", AudienceQuerySet, "_own", lambda *_: EVERYTHING),
        ("nobody's company is your own", AudienceQuerySet, "_own", lambda *_: ~EVERYTHING),
        ("a release reaches everybody", ConfidentialQuerySet, "_meant_for", lambda *_: EVERYTHING),
        ("members belong to the team", access, "AUDIENCE_OF_ROLE", dict.fromkeys(Role, "team")),
        ("each audience holds all", Audience, "at_least", lambda *_: tuple(Audience.values)),
        ("all read what is confidential", Viewer, "reads_confidential", True),
    ):
        yield Mutant("audience", what, aim, patch=setter(target, name, value))
    yield Mutant(
        "audience",
        "the team reads what is noted of its own companies",
        ("tests/collective/test_stakeholder_rows.py",),
        patch=setter(AboutStakeholderQuerySet, "visible_to", TeamOnlyQuerySet.visible_to),
    )


def _contexts() -> Iterator[Mutant]:
    yield Mutant(
        "context",
        "a context does not reach an open transaction",
        (WALLS, WALK),
        patch=setter(context, "_push", lambda: None),
    )
    yield Mutant(
        "context",
        "a context is not taken away",
        (WALLS, WALK),
        patch=_keep_context,
    )


def _keep_context() -> None:
    context._current = _Sticky(context._current)  # type: ignore[assignment]  # a hole made on purpose


class _Sticky:
    """A context variable that forgets to go back."""

    def __init__(self, real: Any) -> None:
        self.real = real

    def get(self) -> Any:
        return self.real.get()

    def set(self, value: Any) -> Any:
        return self.real.set(value)

    def reset(self, _token: Any) -> None:
        return None
