"""Fragments are remembered by what they show, and by nothing that only looks like it."""

import pytest
from django.template import engines
from django.utils.safestring import SafeString
from pytest_django import Settings

from core import fragments
from core.fragments import pure_fragment, remembered_fragment

TEMPLATES = {"shown.html": "<p>{{ value }}</p>"}


@pytest.fixture(autouse=True)
def _templates(settings: Settings) -> None:
    loaders = [("django.template.loaders.locmem.Loader", TEMPLATES)]
    backend = "django.template.backends.django.DjangoTemplates"
    settings.TEMPLATES = [{"BACKEND": backend, "OPTIONS": {"loaders": loaders}}]
    assert engines["django"]
    fragments._rendered.cache_clear()


def test_the_same_content_is_rendered_once() -> None:
    assert pure_fragment("shown.html", value="a") is pure_fragment("shown.html", value="a")
    assert pure_fragment("shown.html", value="b") == "<p>b</p>"


def test_html_is_refused_and_never_taken_for_text() -> None:
    with pytest.raises(TypeError, match="value"):
        pure_fragment("shown.html", value=SafeString("<b>x</b>"))
    assert pure_fragment("shown.html", value="<b>x</b>") == "<p>&lt;b&gt;x&lt;/b&gt;</p>"


def test_equal_values_of_other_types_are_other_content() -> None:
    assert pure_fragment("shown.html", value=1) == "<p>1</p>"
    assert pure_fragment("shown.html", value=True) == "<p>True</p>"
    assert pure_fragment("shown.html", value=1.0) != "<p>1</p>"


def test_what_is_remembered_is_made_once_per_key_and_the_oldest_is_forgotten() -> None:
    made = []

    def make() -> SafeString:
        made.append(1)
        return SafeString(f"<p>{len(made)}</p>")

    first = remembered_fragment(("noord", 1), make)
    assert remembered_fragment(("noord", 1), make) == first
    assert remembered_fragment(("zuid", 1), make) != first
    for number in range(60):
        remembered_fragment(("vol", number), make)
    assert remembered_fragment(("noord", 1), make) != first
