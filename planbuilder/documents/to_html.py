"""Plan -> one web page that needs nothing else: no script, no picture, no font from elsewhere."""

from __future__ import annotations

import re
import unicodedata
from base64 import b64encode
from typing import Any

from markupsafe import Markup, escape

from planbuilder.documents.drawn import Svg
from planbuilder.documents.house_style import HouseStyle, house_style
from planbuilder.documents.sheet import letter_size
from planbuilder.documents.words import unbroken
from planbuilder.text_direction import language_of

_PIXELS_PER_MM = 96 / 25.4
# What the style sheet calls the colours.
_VARIABLES = {
    "text": "ink",
    "soft": "soft",
    "line": "line",
    "accent": "accent",
    "dark": "dark",
    "tint": "tint",
    "youth": "youth",
    "youth_tint": "warm",
}


def to_html(
    plan: dict[str, Any], template: str, css: str, about: str, house: HouseStyle | None = None
) -> str:
    """The page of a plan (data as `template_data` makes it).

    `about` is Markdown by planbuilder or the organisation; people's words are never read as Markdown.
    """
    from planbuilder.documents.templating import PlanEnvironment

    environment = PlanEnvironment(
        extra_filters={
            "can_be_seen": can_be_seen,
            "paragraphs": paragraphs,
            "lines": lines,
            "drawn": drawn,
            "own_markdown": own_markdown,
            "stylesheet": _stylesheet,
        }
    )
    page: str = environment.from_string(template).render(
        plan=plan, css=css, about=about, house=_house(house or house_style(), plan)
    )
    return page


def _house(house: HouseStyle, plan: dict[str, Any]) -> dict[str, Any]:
    """The house style as the page needs it: variables for the style sheet, the logo inside the page."""
    colours = {
        _VARIABLES[name]: f"#{value}"
        for name, value in house.palette(plan["kind"], plan["colour"]).items()
    }
    fonts = {"text-font": f'"{house.text_font}"', "heading-font": f'"{house.heading_font}"'}
    named = " ".join(f"--{name}: {value};" for name, value in {**colours, **fonts}.items())
    logo = house.logo
    kind = {"svg": "svg+xml"}.get(logo.kind, logo.kind) if logo else ""
    return {
        "css": f":root {{ {named} }}",
        "letters": str(letter_size(plan["sides"])),
        "logo": logo and f"data:image/{kind};base64,{b64encode(logo.content).decode('ascii')}",
        "logo_words": logo and (logo.alternative or house.name or "Logo"),
        "logo_height": logo and round(logo.height_mm * _PIXELS_PER_MM),
    }


def can_be_seen(text: str) -> bool:
    """True where a text has a character that is more than room: else it is no title and no heading."""
    return any(unicodedata.category(character)[0] not in "CZ" for character in text)


def paragraphs(text: str) -> Markup:
    """A text as HTML: an empty line starts a new paragraph, a line break stays one."""
    return Markup("").join(
        Markup('<p class="w" dir="auto"{}>{}</p>').format(_in_language(part), lines(part))
        for part in unbroken(text).split("\n\n")
    )


def _in_language(text: str) -> Markup:
    language = language_of(text)
    return Markup(' lang="{}"').format(language) if language else Markup("")


def lines(text: str) -> Markup:
    """A text as HTML on one place: line breaks stay, everything else is text."""
    return Markup("<br>").join(escape(str(line)) for line in unbroken(text).split("\n"))


def drawn(svg: object) -> Markup:
    """A picture of ours in the page; whatever is not one is text like any other."""
    return Markup(svg) if isinstance(svg, Svg) else escape(str(svg))  # noqa: S704  # made by `draw`


def own_markdown(text: str) -> Markup:
    """Text by planbuilder or the organisation, with Markdown; HTML in it is shown, not followed."""
    import markdown

    reader = markdown.Markdown(output_format="html")
    reader.preprocessors.deregister("html_block")
    reader.inlinePatterns.deregister("html")
    return Markup(reader.convert(text))  # noqa: S704  # HTML in the text was escaped just above


def _stylesheet(css: str) -> Markup:
    # Nothing in a style sheet ends the element that it stands in.
    return Markup(re.sub("</(?=style)", "<\\/", css, flags=re.IGNORECASE))  # noqa: S704
