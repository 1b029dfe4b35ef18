"""Whether the fonts that a house style names can be used; nobody has to wonder why a plan looks different."""

from __future__ import annotations

import json
import string
import tomllib
from collections.abc import Iterator
from pathlib import Path

from planbuilder.documents.coverage import FONTS
from planbuilder.documents.house_style import FILE, house_style
from planbuilder.documents.template_files import font_folder
from planbuilder.documents.typeset import STOPPED
from planbuilder.errors import Problem
from planbuilder.resources import read_text, shipped_path

# A family's name, as Word and as a font program call it.
_NAMES = (1, 16)
_FONT_FILES = (".ttf", ".otf")
_SIGNS = f"{string.ascii_letters} {string.digits} éëïöüèçñ .,:;?!()"


def font_problems(templates: Path | None = None) -> tuple[Problem, ...]:
    """A note for each font of an own house style that no font file here holds; plans are made all the same.

    In the PDF the fonts of the package stand in for it; Word and a browser show it where the reader has it.
    """
    house = house_style(templates)
    folders = (FONTS, *font_folder(templates))
    # Ours names a font that is on every computer with Word, and the PDF is made for Noto Sans.
    ours = tomllib.loads(read_text(shipped_path("templates", FILE)))["fonts"].values()
    there = {name.casefold() for name in ours} | {
        name.casefold() for folder in folders for name in _families(folder)
    }
    named = dict.fromkeys((house.text_font, house.heading_font))
    absent = [name for name in named if name.casefold() not in there]
    damaged = [name for name in named if name not in absent and not _draws(name, folders[1:])]
    return (
        *(Problem("house_style_font_absent", FILE, 0, {"name": name}) for name in absent),
        *(Problem("house_style_font_damaged", FILE, 0, {"name": name}) for name in damaged),
    )


def _draws(name: str, folders: tuple[Path, ...]) -> bool:
    """Whether letters, digits and signs of this font of the organisation can be set in a PDF."""
    if not folders:
        return True
    import typst

    source = f"#set text(font: {json.dumps(name)}, fallback: false)\n{_SIGNS} *{_SIGNS}* _{_SIGNS}_"
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[*folders, FONTS])
    try:
        typst.compile(source.encode(), format="pdf", font_paths=fonts)
    except BaseException as error:
        # What Rust raises where it stops in the middle is no Exception, and has no name to import.
        if isinstance(error, typst.TypstError) or type(error).__name__ == STOPPED:
            return False
        raise
    return True


def _families(folder: Path) -> Iterator[str]:
    from fontTools.ttLib import TTFont, TTLibError

    for path in sorted(folder.iterdir()):
        if path.suffix.lower() not in _FONT_FILES:
            continue
        try:
            with path.open("rb") as file, TTFont(file, lazy=True) as font:
                names = font["name"].names
                yield from (str(one) for one in names if one.nameID in _NAMES)
        except (TTLibError, OSError, KeyError, ValueError, AssertionError):
            # A file that is no font draws nothing: then the name is not found.
            continue
