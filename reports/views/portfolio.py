"""My parks, and for an adviser all parks of the authority."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import User
from accounts.oidc.session import to_login
from accounts.second_factor import to_second_factor
from core.fragments import pure_fragment
from core.htmx import UNPROCESSABLE
from parks.access import lacks_login, lacks_second_factor
from parks.choices import Role
from parks.models import Authority, ParkQuerySet
from parks.own_roles import authorities_of
from reports.forms.portfolio import PortfolioForm
from reports.queries import portfolio as queries

PER_PAGE = 50


class CountedPaginator(Paginator[Any]):
    """Pages of parks whose number is known from the totals: that saves a query."""

    def __init__(self, parks: ParkQuerySet, *, number: int) -> None:
        super().__init__(parks.values_list(*queries.REGISTER_FACTS, named=True), PER_PAGE)
        self.__dict__["count"] = number


class PersonRequest(HttpRequest):
    """A request by somebody who is logged in."""

    user: User


@require_safe
@login_required
def portfolio(request: PersonRequest) -> HttpResponse:
    """Show the parks at which the visitor has a role and those that her authority advises."""
    authorities = authorities_of(request.user)
    if authorities and lacks_second_factor(request, [Role.ADVISER]):
        return to_second_factor(request)
    own_parks = queries.own_parks(request.user)
    closed = [each for each in authorities if lacks_login(request, [each.login_provider])]
    if closed and len(closed) == len(authorities) and not own_parks:
        return to_login(request, closed[0].login_provider)
    authorities = [each for each in authorities if each not in closed]
    authority = _chosen(authorities, request.GET.get("authority"))
    context: dict[str, object] = {
        "own_parks": own_parks,
        "authorities": authorities,
        "authority": authority,
        "closed": closed,
    }
    status = 200
    if authority is not None:
        places = queries.municipality_choices(authority)
        form = PortfolioForm(request.GET, municipalities=places)
        context |= _table(authority, form, several_municipalities=len(places) > 1)
        context["form"] = form
        status = 200 if form.is_valid() else UNPROCESSABLE
    return render(request, "reports/portfolio.html", context, status=status)


def _chosen(authorities: list[Authority], asked: str | None) -> Authority | None:
    """Return the authority asked for, or else the first; somebody else's doesn't exist."""
    if asked is None:
        return next(iter(authorities), None)
    for authority in authorities:
        if str(authority.pk) == asked:
            return authority
    raise Http404


def _table(
    authority: Authority, form: PortfolioForm, *, several_municipalities: bool
) -> dict[str, object]:
    parks = queries.find_parks(authority=authority, search=form.search())
    totals = queries.totals_of(parks)
    page = CountedPaginator(parks, number=totals.parks).get_page(form.data.get("page"))
    rows = queries.portfolio_rows(list(page.object_list))
    table = rows and pure_fragment(
        "reports/portfolio_table.html",
        rows=rows,
        totals=totals,
        authority_name=str(authority),
        several_municipalities=several_municipalities,
    )
    return {"page_obj": page, "table": table}
