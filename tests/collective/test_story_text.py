"""What people type in a story comes out as safe HTML, whatever it is."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.rich_text import TAGS, rich_text


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Eerst.\n\nDan.", "<p>Eerst.</p>\n<p>Dan.</p>"),
        ("een\ntwee", "<p>een<br>\ntwee</p>"),
        ("# Groot", "<h3>Groot</h3>"),
        ("### Klein", "<h4>Klein</h4>"),
        ("**vet** en *schuin*", "<p><strong>vet</strong> en <em>schuin</em></p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>"),
        ("> gezegd", "<blockquote>\n<p>gezegd</p>\n</blockquote>"),
        (
            "[hier](https://a.example)",
            '<p><a href="https://a.example" rel="noopener noreferrer nofollow">hier</a></p>',
        ),
    ],
)
def test_a_small_part_of_markdown_is_shown(typed: str, shown: str) -> None:
    assert str(rich_text(typed)).strip() == shown


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt&#58;alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "![foto](https://elders.example/volg.png)",
        '<a href="#" onclick="x()" style="position:fixed">x</a>',
        "<svg/onload=alert(1)>",
        "<iframe src=//elders.example>",
        '[x](https://a.example "onmouseover=alert(1)")',
        "<!-- --><style>*{display:none}</style>",
    ],
)
def test_nothing_that_can_do_harm_comes_through(typed: str) -> None:
    assert_harmless(str(rich_text(typed)))


alphabet = st.sampled_from([*"<>\"'()[]!*_#-`&;:/\\ \n\tajx1=", "javascript:", "<a href=", "on"])


@given(st.lists(alphabet, max_size=60).map("".join))
def test_whatever_is_typed_comes_out_harmless(typed: str) -> None:
    assert_harmless(str(rich_text(typed)))


def assert_harmless(html: str) -> None:
    for tag, rest in re.findall(r"<\s*/?\s*([a-zA-Z!?][^\s>/]*)([^>]*)", html):
        assert tag in TAGS, html
        if rest.strip(" /"):
            assert tag == "a", html
            assert re.fullmatch(
                r'( href="(?!\s*(javascript|data|vbscript):)[^"]*")?( title="[^"]*")?'
                r' rel="noopener noreferrer nofollow"',
                rest,
                re.IGNORECASE,
            ), html
