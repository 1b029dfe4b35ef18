"""Draws the pictures of the README from the example dossiers: `python -m tools.draw_example_pictures`."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

from PIL import Image

from planbuilder.dossier.consent import Recipient
from planbuilder.pictures.draw import draw
from planbuilder.pictures.png import png
from planbuilder.plan.model import PictureName
from planbuilder.questionnaire.terms import Party, Role
from planbuilder.services.content import load_content
from planbuilder.services.examples import example_dossiers
from planbuilder.services.pictures import FILES, picture_for

FOLDER = Path(__file__).parent.parent / "docs" / "pictures"
# The day of the pictures, so that the same dossiers give the same files.
DAY = date(2026, 11, 23)
DOTS_PER_INCH = 165
COLOURS = 96
EXAMPLE: dict[PictureName, str] = {
    "route": "imane",
    "people": "martijn",
    "areas": "imane",
    "room": "martijn",
    "calendar": "martijn",
}


def main() -> None:
    """Write each picture as the youth of its example sees it."""
    content = load_content()
    dossiers = dict(example_dossiers(content.questionnaire))
    for name, example in EXAMPLE.items():
        dossier = dossiers[example]
        youth = Recipient(
            Party.YOUTH, next(p.id for p in dossier.people.values() if p.role is Role.YOUTH)
        )
        found = picture_for(dossier, content, youth, name, DAY)
        if isinstance(found, str):
            raise SystemExit(f"{example} has nothing to show in {name}: {found}")
        _, _, drawn = found
        image = Image.open(io.BytesIO(png(draw(drawn), DOTS_PER_INCH))).convert("RGB")
        few = image.quantize(COLOURS, dither=Image.Dither.NONE)
        few.save(FOLDER / f"{FILES[name]}.png", optimize=True)


if __name__ == "__main__":
    main()
