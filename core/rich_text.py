"""Text with a little make-up, as people type it, turned into safe HTML.

A small part of Markdown: paragraphs, headings, bold, italic, lists, quotes and links. HTML that
somebody types is shown as text. What comes out goes through a list of allowed tags all the same, so
that no mistake in either library lets a script through (decision 23).
"""

from functools import lru_cache
from typing import Final

import nh3
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt

ALLOWED: Final = ["heading", "list", "blockquote", "emphasis", "link", "escape", "newline"]
TAGS: Final = {"p", "h3", "h4", "strong", "em", "ul", "ol", "li", "blockquote", "a", "br"}
SCHEMES: Final = {"https", "http", "mailto"}
# The heading of the page and of the part come before those of the text.
LEVELS: Final = {"h1": "h3", "h2": "h3", "h3": "h4", "h4": "h4", "h5": "h4", "h6": "h4"}
HELP: Final = (
    "Een lege regel begint een nieuwe alinea. Kop: ## Kop. Vet: **woord**. Schuin: *woord*."
    " Lijst: begin elke regel met een streepje. Link: [tekst](https://voorbeeld.nl)."
)


def rich_text(text: str) -> SafeString:
    """Return typed text as HTML that is safe to put in a page."""
    parser = _parser()
    tokens = parser.parse(text)
    for token in tokens:
        token.tag = LEVELS.get(token.tag, token.tag)
    html = parser.renderer.render(tokens, parser.options, {})
    return SafeString(
        nh3.clean(
            html,
            tags=TAGS,
            attributes={"a": {"href"}},
            url_schemes=SCHEMES,
            link_rel="noopener noreferrer nofollow",
        )
    )


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    return MarkdownIt("zero", {"html": False, "breaks": True}).enable(ALLOWED)
