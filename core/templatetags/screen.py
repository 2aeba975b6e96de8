"""Tags and filters that every template has without `{% load %}`: notation, icons, state, controls.

Plain string building, no locale machinery and no sub-templates: a list of 200 rows uses them
several times per row.
"""

from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, Final, TypeVar

from django import template
from django.core.paginator import Paginator
from django.forms import BoundField
from django.forms.widgets import (
    CheckboxInput,
    CheckboxSelectMultiple,
    Input,
    RadioSelect,
    Select,
    Textarea,
)
from django.http import HttpRequest, QueryDict
from django.template.context import Context
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from core import dutch

register = template.Library()

NOTHING: Final = "–"
Number = Decimal | float | int
Day = TypeVar("Day", bound=date)


@register.filter
def date_nl(day: date | None) -> str:
    """22 november 2026; a moment is taken at its Dutch local day."""
    return NOTHING if day is None else dutch.format_date(_local(day))


@register.filter
def date_short(day: date | None) -> str:
    """22 nov 2026"""
    return NOTHING if day is None else dutch.format_date_short(_local(day))


@register.filter
def datetime_nl(moment: datetime | None) -> str:
    """22 november 2026, 14.05 uur, in Dutch local time."""
    if moment is None:
        return NOTHING
    local = _local(moment)
    return f"{dutch.format_date(local)}, {local.hour:02}.{local.minute:02} uur"


@register.filter
def quarter(day: date | None) -> str:
    """4e kwartaal 2026"""
    return NOTHING if day is None else dutch.format_quarter(_local(day))


@register.filter
def number(value: Number | None, places: int = 0) -> str:
    """A number in Dutch notation: `{{ area_ha|number:1 }}` gives 1.234,5."""
    return NOTHING if value is None else dutch.format_decimal(Decimal(str(value)), places)


@register.filter
def number_exact(value: Number | None) -> str:
    """A number with the decimals that it has: 24 and 2,5."""
    return NOTHING if value is None else dutch.format_exact(Decimal(str(value)))


@register.filter
def eur(amount: Number | None) -> str:
    """Euros: € 12.500, with cents only where there are any."""
    return NOTHING if amount is None else dutch.format_eur(Decimal(str(amount)))


@register.filter
def percent(fraction: Number | None, places: int = 0) -> str:
    """A fraction as a percentage: 0.125 with one decimal gives 12,5 %."""
    if fraction is None:
        return NOTHING
    return f"{dutch.format_decimal(Decimal(str(fraction)) * 100, places)}\u00a0%"


def _local(day: Day) -> Day:
    if isinstance(day, datetime) and timezone.is_aware(day):
        return day.astimezone(timezone.get_current_timezone())
    return day


@register.simple_tag
def icon(name: str) -> SafeString:
    """A decorative icon from the sprite; the word beside it carries the meaning."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        _sprite(),
        name,
    )


@cache
def _sprite() -> str:
    """The address of the sprite: looking it up costs more than all the rest of a badge."""
    return static("img/icons.svg")


# How each state looks: tone (class) and icon. The word comes from the caller.
_STATES: Final[dict[str, tuple[str, str]]] = {
    "draft": ("draft", "edit"),
    "concept": ("draft", "edit"),
    "agreed": ("calm", "check"),
    "on_track": ("good", "arrow-right"),
    "at_risk": ("warn", "warning"),
    "achieved": ("good", "flag"),
    "dropped": ("neutral", "cross"),
    "open": ("calm", "circle"),
    "done": ("good", "check"),
    "blocked": ("bad", "blocked"),
    "late": ("warn", "clock"),
    "queued": ("calm", "clock"),
    "waiting": ("calm", "clock"),
    "running": ("calm", "refresh"),
    "ready": ("good", "check"),
    "failed": ("bad", "cross"),
    "stopped": ("neutral", "cross"),
    "published": ("good", "check"),
    "loss": ("bad", "warning"),
    "gain": ("good", "leaf"),
    "smart": ("good", "target"),
    "not_smart": ("warn", "target"),
    "in_use": ("calm", "check"),
    "vacant": ("neutral", "circle"),
    "offered": ("good", "flag"),
    "reserved": ("warn", "lock"),
    "planned": ("calm", "circle"),
    "held": ("neutral", "check"),
    "cancelled": ("neutral", "cross"),
    "signed": ("good", "check"),
    "ended": ("neutral", "flag"),
    "kept": ("good", "check"),
}


@register.simple_tag
def state_badge(state: str, label: str) -> SafeString:
    """A state as icon and word, shown with a capital; an unknown state is shown neutrally."""
    tone, picture = _STATES.get(str(state), ("neutral", "circle"))
    shape = '<span class="badge badge--{}">{}<span class="badge__word">{}</span></span>'
    return format_html(shape, tone, icon(picture), label)


@register.simple_tag
def progress(value: Number | None, label: str, nothing: str = "nog geen meting") -> SafeString:
    """A bar of 0-100 with the number beside it; None is said in words, never drawn as 0."""
    if value is None:
        return format_html('<span class="muted">{}</span>', nothing)
    whole = min(max(round(value), 0), 100)
    return format_html(
        '<span class="progress"><progress value="{0}" max="100" aria-label="{1}"></progress>'
        '<span class="progress__value">{0}\u00a0%</span></span>',
        str(whole),
        label,
    )


@register.simple_tag(takes_context=True)
def query_replace(context: Context, **changes: Any) -> str:
    """The query string of this page with some keys changed; None takes a key away."""
    request: HttpRequest | None = context.get("request")
    query = request.GET.copy() if request else QueryDict(mutable=True)
    for key, value in changes.items():
        query.pop(key, None)
        if value is not None:
            query[key] = str(value)
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def page_address(context: Context, number: int, key: str = "", at: str = "") -> str:
    """The address of a page of a list; `key` and `at` tell apart the lists on one page."""
    where = f"#{at}" if at else ""
    return f"{query_replace(context, **{key or 'page': number})}{where}"


@register.simple_tag(takes_context=True)
def nav_current(context: Context, *views: str) -> SafeString | str:
    """` aria-current="page"` when this page is one of `views`; "strategy:*" is a whole part."""
    request: HttpRequest | None = context.get("request")
    match = getattr(request, "resolver_match", None)
    here = match.view_name if match else ""
    if any(_covers(view, here) for view in views):
        return format_html(' aria-current="{}"', "page")
    return ""


def _covers(view: str, here: str) -> bool:
    return here.startswith(view[:-1]) if view.endswith("*") else here == view


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """The control of a form field as an NL Design System component.

    Leaves out `maxlength`, with which a browser silently cuts what was pasted, and placeholders,
    which are no labels: the server answers at the field.
    """
    widget = field.field.widget
    classes = f"{widget.attrs.get('class', '')} {_control_class(widget)}".strip()
    attrs: dict[str, Any] = {"maxlength": False, "placeholder": False}
    if field.errors and not isinstance(widget, CheckboxInput | RadioSelect):
        classes = f"{classes} {_control_class(widget).split()[0]}--invalid"
    if classes:
        attrs["class"] = classes
    return field.as_widget(attrs=attrs)


def _control_class(widget: Any) -> str:
    if isinstance(widget, CheckboxSelectMultiple | RadioSelect):
        return "choices"
    if isinstance(widget, CheckboxInput):
        return "utrecht-checkbox utrecht-checkbox--html-input"
    if isinstance(widget, Textarea):
        return "utrecht-textarea utrecht-textarea--html-textarea"
    if isinstance(widget, Select):
        return "utrecht-select utrecht-select--html-select"
    return "utrecht-textbox utrecht-textbox--html-input" if isinstance(widget, Input) else "control"


@register.filter
def is_checkbox(field: BoundField) -> bool:
    """Whether the label stands behind the control."""
    return isinstance(field.field.widget, CheckboxInput)


@register.filter
def page_window(paginator: Paginator[Any], current: int) -> list[int | None]:
    """The page numbers to show: first, last and those around the current one; None is a gap."""
    return [
        page if isinstance(page, int) else None
        for page in paginator.get_elided_page_range(current, on_each_side=1, on_ends=1)
    ]
