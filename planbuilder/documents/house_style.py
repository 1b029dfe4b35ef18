"""The house style of an organisation: colours, fonts, logo and name, from one file for all formats."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from planbuilder.documents.colours import (
    CHOSEN,
    READABLE,
    Palette,
    is_colour,
    palette,
    plain,
    worst_contrast,
)
from planbuilder.documents.logo import Logo, problem_with, read_logo
from planbuilder.errors import InputInvalid, Problem
from planbuilder.questionnaire.nearest import nearest
from planbuilder.questionnaire.terms import PlanKind
from planbuilder.resources import own_path, read_text, shipped_path

FILE = "shared/house_style.toml"
_KEYS: Mapping[str, tuple[str, ...]] = {
    "organisation": ("name", "address"),
    "logo": ("file", "description", "height_mm"),
    "fonts": ("text", "headings"),
    "colours": ("text", "quiet", "youth", *(kind.value for kind in PlanKind)),
}
_LONGEST = 200
_LOWEST_LOGO, _HIGHEST_LOGO = 5, 40
# Letters, digits and spaces: a name of a font goes into a style sheet and into Word's XML.
_FONT = re.compile(r"[A-Za-z0-9][A-Za-z0-9 \-]{0,59}")


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """How documents look. `colours` has six digits per name: text, quiet, youth and each kind of plan.

    `problems` are what did not stop a plan from being made, such as a logo that is no picture.
    """

    name: str
    address: str
    text_font: str
    heading_font: str
    colours: Mapping[str, str] = field(hash=False)
    logo: Logo | None = None
    problems: tuple[Problem, ...] = field(default=(), compare=False)

    def palette(self, kind: str, chosen: str = "") -> Palette:
        """The colours of a document of this kind.

        A colour that the youth chose ("blauw") colours Mijn plan, and the youth's words elsewhere.
        """
        own = CHOSEN.get(chosen, "")
        accent = (own if kind == PlanKind.MY_PLAN else "") or self.colours[kind]
        youth = own or self.colours["youth"]
        return palette(accent, self.colours["text"], self.colours["quiet"], youth)

    @property
    def footer(self) -> str:
        """The organisation and its address in one line, or ""."""
        return ", ".join(filter(None, (self.name, self.address)))


def house_style(templates: Path | None = None) -> HouseStyle:
    """Our house style, with what the organisation's own file in its templates folder changes.

    Raises InputInvalid with every mistake in that file and its line. A logo that can't be used is
    left out and named in `problems`.
    """
    ours = _style(_values(read_text(shipped_path("templates", FILE)), FILE)[0])
    own = own_path("templates", FILE, templates)
    if own is None:
        return ours
    values, lines = _values(read_text(own), str(own))
    problems = list(_mistakes(values, lines, str(own)))
    if problems:
        raise InputInvalid("house_style_not_valid", problems, file=str(own))
    found = _style(values, ours)
    named = values.get("logo", {}).get("file", "")
    if not named:
        return found
    height = values["logo"].get("height_mm", 14)
    logo = read_logo(own.parent, named, values["logo"].get("description", ""), height)
    if isinstance(logo, Logo):
        return replace(found, logo=logo)
    return replace(found, problems=(problem_with(str(own), lines.get(("logo", "file"), 0), logo),))


def _style(values: Mapping[str, Any], base: HouseStyle | None = None) -> HouseStyle:
    organisation, fonts = values.get("organisation", {}), values.get("fonts", {})
    text_font = fonts.get("text") or (base.text_font if base else "")
    colours = {name: plain(colour) for name, colour in values.get("colours", {}).items()}
    return HouseStyle(
        name=organisation.get("name", ""),
        address=organisation.get("address", ""),
        text_font=text_font,
        heading_font=fonts.get("headings") or text_font,
        colours={**(base.colours if base else {}), **colours},
    )


def _values(text: str, file: str) -> tuple[dict[str, Any], dict[tuple[str, str], int]]:
    """The file's values, and the line on which each key of each table stands."""
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"line (\d+)", str(error))
        line = int(at[1]) if at else text.count("\n") + 1
        problem = Problem("house_style_not_toml", file, line)
        raise InputInvalid("house_style_not_valid", [problem], file=file) from None
    lines: dict[tuple[str, str], int] = {}
    table = ""
    for number, written in enumerate(text.splitlines(), 1):
        if head := re.match(r"\s*\[\s*([\w.-]+)\s*\]", written):
            table = head[1]
            lines.setdefault((table, ""), number)
        elif key := re.match(r"\s*([\w-]+)\s*=", written):
            lines.setdefault((table, key[1]), number)
    return values, lines


def _mistakes(
    values: Mapping[str, Any], lines: Mapping[tuple[str, str], int], file: str
) -> Iterator[Problem]:
    for table, found in values.items():
        line = lines.get((table, ""), lines.get(("", table), 0))
        if table not in _KEYS or not isinstance(found, dict):
            near = nearest(table, _KEYS) or ", ".join(_KEYS)
            yield Problem("house_style_unknown", file, line, {"name": table, "suggestion": near})
            continue
        for key, value in found.items():
            line = lines.get((table, key), 0)
            if key not in _KEYS[table]:
                near = nearest(key, _KEYS[table]) or ", ".join(_KEYS[table])
                parameters: dict[str, object] = {"name": key, "suggestion": near}
                yield Problem("house_style_unknown", file, line, parameters)
                continue
            wrong = _mistake(table, key, value)
            if wrong is not None:
                code, parameters = wrong
                yield Problem(code, file, line, {"name": key, **parameters})


def _mistake(table: str, key: str, value: object) -> tuple[str, dict[str, object]] | None:
    if key == "height_mm":
        fits = isinstance(value, int | float) and _LOWEST_LOGO <= value <= _HIGHEST_LOGO
        limits: dict[str, object] = {"least": _LOWEST_LOGO, "most": _HIGHEST_LOGO}
        return None if fits and not isinstance(value, bool) else ("house_style_height", limits)
    if not isinstance(value, str) or len(value) > _LONGEST or not value.isprintable():
        return "house_style_no_text", {"most": _LONGEST}
    if table == "fonts" and value and not _FONT.fullmatch(value):
        return "house_style_no_font", {"value": value}
    if table == "colours":
        return _colour_mistake(key, value)
    return None


def _colour_mistake(key: str, value: str) -> tuple[str, dict[str, object]] | None:
    if not is_colour(value):
        return "house_style_no_colour", {"value": value}
    colour = plain(value)
    ratio = worst_contrast(colour)
    if ratio < READABLE:
        # Rounded down, so that 4.46 does not read as 4.5.
        told = f"{int(ratio * 10) / 10}".replace(".", ",")
        return "house_style_too_pale", {"value": value, "ratio": told}
    return None
