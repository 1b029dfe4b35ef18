"""Pictures and calendars by themselves: for one recipient, recorded before they are there."""

from __future__ import annotations

import hashlib
from base64 import b32encode
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, get_args

from planbuilder.documents import Document
from planbuilder.documents.writing import documents_beside
from planbuilder.dossier.consent import Recipient
from planbuilder.dossier.dossier import Dossier
from planbuilder.dossier.events import DocumentIssued
from planbuilder.dossier.view import DossierView, view_for
from planbuilder.plan.compile import plan_is_possible, recipients_for
from planbuilder.plan.material import Material
from planbuilder.plan.model import Picture, PictureName
from planbuilder.plan.pictures.blocks import picture
from planbuilder.plan.pictures.calendar import compile_calendar, own_tasks
from planbuilder.plan.wording import FILE_PARTY
from planbuilder.questionnaire.terms import Phase, PlanKind
from planbuilder.services.content import Content
from planbuilder.services.plans import Found, deadlines_for

if TYPE_CHECKING:
    # A picture from a file needs no store.
    from planbuilder.services.dossiers import Desk

PICTURES: tuple[PictureName, ...] = get_args(PictureName)
PictureFormat = Literal["svg", "png", "pdf"]
PICTURE_FORMATS: tuple[PictureFormat, ...] = get_args(PictureFormat)
# A picture is made from what a plan may show to its reader: the first of these that shows anything.
_KINDS: Mapping[PictureName, tuple[PlanKind, ...]] = MappingProxyType(
    {
        "route": (PlanKind.EXIT_PLAN,),
        "people": (PlanKind.PERSPECTIVE_PLAN, PlanKind.EXIT_PLAN),
        "areas": (PlanKind.PERSPECTIVE_PLAN, PlanKind.EXIT_PLAN),
        "room": (PlanKind.PERSPECTIVE_PLAN,),
        "calendar": (PlanKind.EXIT_PLAN,),
    }
)
# Once somebody is leaving, who will help after that comes first.
_LEAVING = (Phase.EXIT, Phase.AFTERCARE)
# In file names.
FILES: Mapping[PictureName, str] = MappingProxyType(
    {
        "route": "mijn-route",
        "people": "mijn-mensen",
        "areas": "zes-leefgebieden",
        "room": "toekomstkamer",
        "calendar": "wie-doet-wat-wanneer",
    }
)
_AGENDA = "afspraken"


@dataclass(frozen=True, slots=True)
class Drawn:
    """What came of one picture or calendar for one recipient: files, or the reason (a code) for none.

    `kind` is the plan of which this shows what it may show. `undated` is how many agreements have no
    day and so are in no calendar.
    """

    recipient: Recipient
    name: str
    kind: PlanKind
    files: tuple[Path, ...] = ()
    refused: str = ""
    undated: int = 0


def readers(dossier: Dossier, content: Content) -> tuple[Recipient, ...]:
    """For whom pictures and calendars are made by default: who gets the uitstroomplan."""
    return recipients_for(dossier, PlanKind.EXIT_PLAN, content.settings)


def make_pictures(
    dossier: Dossier,
    content: Content,
    names: Sequence[PictureName],
    recipients: Sequence[Recipient],
    formats: Sequence[PictureFormat],
    paper: Literal["a4", "a3"],
    folder: Path,
    today: date,
    desk: Desk | None = None,
    now: datetime | None = None,
) -> Iterator[Drawn]:
    """Each picture for each recipient, as it may read it; with a `desk` recorded before it appears."""
    for recipient in recipients:
        for name in names:
            found = picture_for(dossier, content, recipient, name, today)
            if isinstance(found, str):
                first = kinds_of(name, dossier.phase)[0]
                yield Drawn(recipient, name, first, refused=found)
                continue
            kind, views, drawn = found
            documents = [_document(drawn, wanted, paper) for wanted in formats]
            files = _issue(views, name, FILES[name], documents, folder, desk, now)
            yield Drawn(recipient, name, kind, files)


def make_calendars(
    dossier: Dossier,
    content: Content,
    recipients: Sequence[Recipient],
    folder: Path,
    today: date,
    desk: Desk | None = None,
    now: datetime | None = None,
) -> Iterator[Drawn]:
    """For each recipient a calendar file (.ics) with its own agreements and no other."""
    from planbuilder.documents.to_ics import to_ics

    for recipient in recipients:
        (kind,) = kinds_of("calendar", dossier.phase)
        found = _material(dossier, content, recipient, kind, today)
        if isinstance(found, str):
            yield Drawn(recipient, "calendar", kind, refused=found)
            continue
        everything = compile_calendar(found)
        own = own_tasks(everything, recipient.party, recipient.person) if everything else ()
        dated = [task for task in own if task.first]
        if not dated:
            yield Drawn(recipient, "calendar", kind, refused="calendar_is_empty", undated=len(own))
            continue
        document = Document(to_ics(dated, dossier.id, today), ".ics")
        files = _issue((found.view,), "calendar", _AGENDA, [document], folder, desk, now)
        yield Drawn(recipient, "calendar", kind, files, undated=len(own) - len(dated))


def kinds_of(name: PictureName, phase: Phase) -> tuple[PlanKind, ...]:
    """The kinds of plan from which this picture can be made in this phase, the best one first."""
    kinds = _KINDS[name]
    return kinds[::-1] if name == "people" and phase in _LEAVING else kinds


def picture_for(
    dossier: Dossier, content: Content, recipient: Recipient, name: PictureName, today: date
) -> tuple[PlanKind, tuple[DossierView, ...], Picture] | str:
    """The picture from the first kind of plan that shows anything of it to this recipient.

    With the views that it is from: who is missing in *Mijn mensen* may be known from the
    perspectiefplan only. Else the code of the reason why the last of these plans that are for them
    shows none.
    """
    refused = "picture_not_for_them"
    kinds = kinds_of(name, dossier.phase)
    for at, kind in enumerate(kinds):
        found = _material(dossier, content, recipient, kind, today)
        if not isinstance(found, str):
            earlier = _earlier(dossier, content, recipient, name, kinds[at + 1 :], today)
            drawn = picture(found, name)
            if drawn is not None:
                views: tuple[DossierView, ...] = (found.view,)
                whole = picture(found, name, earlier) if earlier else None
                if whole is not None and earlier is not None and whole != drawn:
                    drawn, views = whole, (found.view, earlier.view)
                return kind, views, drawn
            found = "picture_shows_nothing"
        if found != "picture_not_for_them":
            refused = found
    return refused


def _earlier(
    dossier: Dossier,
    content: Content,
    recipient: Recipient,
    name: PictureName,
    kinds: Sequence[PlanKind],
    today: date,
) -> Material | None:
    """What else this recipient may read about who is missing; None where that plan is not for them."""
    if name != "people" or PlanKind.PERSPECTIVE_PLAN not in kinds:
        return None
    found = _material(dossier, content, recipient, PlanKind.PERSPECTIVE_PLAN, today)
    return None if isinstance(found, str) else found


def _material(
    dossier: Dossier, content: Content, recipient: Recipient, kind: PlanKind, today: date
) -> Material | str:
    """What this recipient may read, or the code of the reason why there is nothing to make."""
    sending = content.settings.sends.get(kind)
    if sending is None or recipient.party not in sending.parties:
        return "picture_not_for_them"
    view = view_for(dossier, recipient, content.questionnaire, content.settings, today, kind)
    outline = content.outlines[kind]
    refused = plan_is_possible(view, outline)
    if refused:
        return refused
    return Material(
        view,
        outline,
        content.questionnaire,
        deadlines_for(Found(dossier, content, view.today), view),
    )


def _document(drawn: Picture, wanted: PictureFormat, paper: Literal["a4", "a3"]) -> Document:
    from planbuilder.documents.poster import poster, poster_drawing
    from planbuilder.pictures.png import png

    made: Mapping[PictureFormat, Callable[[], bytes]] = {
        "svg": lambda: poster_drawing(drawn, paper).svg().encode("utf-8"),
        "png": lambda: png(poster_drawing(drawn, paper), 200),
        "pdf": lambda: poster(drawn, paper),
    }
    return Document(made[wanted](), f".{wanted}")


def _issue(
    views: Sequence[DossierView],
    name: str,
    file: str,
    documents: Sequence[Document],
    folder: Path,
    desk: Desk | None,
    now: datetime | None,
) -> tuple[Path, ...]:
    """The files, there only after it was recorded for whom they are and on what ground, per plan."""
    stem = _stem(views[0], file)
    with documents_beside(documents, folder, stem) as put_in_place:
        if desk is not None and now is not None:
            issued = [
                DocumentIssued(
                    plan=view.plan,
                    version=view.version,
                    party=view.recipient.party,
                    person=view.recipient.person,
                    formats=tuple(f"{name}{document.suffix}" for document in documents),
                    basis=", ".join(f"decision {d.seq}" for d in view.grounds) or "default",
                )
                for view in views
                if view.plan is not None
            ]
            desk.record(issued, by=desk.actor.id or "planbuilder", now=now)
        return tuple(put_in_place())


def _stem(view: DossierView, file: str) -> str:
    """A file name without any name of a person; the code tells files of two dossiers apart."""
    recipient = view.recipient
    about = f"{view.dossier_id}\n{recipient.party.value}\n{recipient.person or ''}"
    digest = hashlib.sha256(about.encode("utf-8", "surrogatepass")).digest()
    code = b32encode(digest).decode("ascii").lower()[:6]
    return f"{file}_voor-{FILE_PARTY[recipient.party]}_{view.today.isoformat()}_{code}"
