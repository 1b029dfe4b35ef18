"""Making plans: for whom, of which kind, in which format; logged and recorded before it is there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from planbuilder.check.check import Finding, check
from planbuilder.check.milestones import Milestone, milestones, milestones_for
from planbuilder.check.open_points import open_points
from planbuilder.documents import Document, Format, make_document
from planbuilder.documents.binding import Binding
from planbuilder.documents.verify import verify_document
from planbuilder.documents.writing import documents_beside
from planbuilder.dossier.consent import Recipient
from planbuilder.dossier.dossier import Dossier
from planbuilder.dossier.events import DocumentIssued
from planbuilder.dossier.view import DossierView, view_for
from planbuilder.errors import PlanbuilderError
from planbuilder.plan.compile import compile_plan, plan_is_possible, recipients_for
from planbuilder.plan.deadlines import Deadline
from planbuilder.plan.model import OpenPoint, Plan
from planbuilder.questionnaire.terms import PlanKind
from planbuilder.resources import own_folder
from planbuilder.services.content import Content
from planbuilder.services.originals import binding_for, original_of

if TYPE_CHECKING:
    # A plan from a file needs no store.
    from planbuilder.services.dossiers import Desk
    from planbuilder.store import Original


@dataclass(frozen=True, slots=True)
class Order:
    """One plan that is asked for: its kind and for whom."""

    kind: PlanKind
    recipient: Recipient


@dataclass(frozen=True, slots=True)
class NotMade:
    """A format that could not be made, and why; the other formats stand."""

    format: Format
    error: PlanbuilderError


@dataclass(frozen=True, slots=True)
class Made:
    """What came of an order: the files, or the reason (a code) why there are none.

    `replaced` are the places where a character that no document can hold became U+FFFD; `pages` is
    how many pages the PDF has, 0 where none was made.
    """

    order: Order
    files: tuple[Path, ...] = ()
    refused: str = ""
    replaced: tuple[str, ...] = ()
    failures: tuple[NotMade, ...] = ()
    pages: int = 0


def orders_for(
    dossier: Dossier,
    content: Content,
    kinds: Sequence[PlanKind] = (),
    recipients: Sequence[Recipient] = (),
) -> tuple[Order, ...]:
    """Every plan that makes sense: all kinds for every involved party, or only those asked for.

    Who asks for a recipient without naming a kind gets the kinds that such a party is sent.
    """
    found = []
    for kind in kinds or tuple(PlanKind):
        sent = recipients_for(dossier, kind, content.settings)
        parties = {recipient.party for recipient in sent}
        for recipient in recipients or sent:
            if kinds or recipient.party in parties:
                found.append(Order(kind, recipient))
    return tuple(found)


class Found:
    """What the rules find in a dossier on a day: worked out once for all plans of that dossier."""

    def __init__(self, dossier: Dossier, content: Content, today: date) -> None:
        self._asked = (dossier, content.questionnaire, content.settings, content.rules, today)
        self._findings: dict[PlanKind, tuple[Finding, ...]] = {}

    def findings(self, kind: PlanKind) -> tuple[Finding, ...]:
        """What is open for this kind of plan."""
        if kind not in self._findings:
            self._findings[kind] = check(*self._asked, kind)
        return self._findings[kind]

    @cached_property
    def milestones(self) -> tuple[Milestone, ...]:
        """The deadlines of this pathway, whoever may know of them."""
        return milestones(*self._asked)


def plan_for(
    dossier: Dossier, content: Content, order: Order, today: date, found: Found | None = None
) -> tuple[Plan, DossierView] | str:
    """The plan with the view it was made from, or the code of the reason why it can't be made.

    Whoever makes more plans of one dossier gives what was `found` in it along.
    """
    found = found or Found(dossier, content, today)
    view = view_for(
        dossier, order.recipient, content.questionnaire, content.settings, today, order.kind
    )
    outline = content.outlines[order.kind]
    refused = plan_is_possible(view, outline)
    if refused:
        return refused
    points = [
        OpenPoint(p.text, p.who, p.severity) for p in open_points(found.findings(order.kind), view)
    ]
    days = deadlines_for(found, view)
    return compile_plan(view, outline, content.questionnaire, content.settings, points, days), view


def deadlines_for(found: Found, view: DossierView) -> tuple[Deadline, ...]:
    """The deadlines of this pathway that the recipient of this view may know of."""
    return tuple(Deadline(m.rule, m.due, m.met) for m in milestones_for(found.milestones, view))


def make_plans(
    dossier: Dossier,
    content: Content,
    orders: Sequence[Order],
    formats: Sequence[Format],
    folder: Path,
    today: date,
    templates: Path | None = None,
    desk: Desk | None = None,
    now: datetime | None = None,
    verify: bool = False,
    cache: Path | None = None,
) -> Iterator[Made]:
    """Each order with the files that were made for it, one by one so that a face can show progress.

    Each format is made or not by itself; what could not be made is in `failures`. With a `desk` the
    making is recorded in the dossier and the access log: exactly the formats that are written, and
    before they appear. `cache` is a folder for compiled Word templates. Raises NotFound for a folder
    of templates that is not there, StorageFailed where nothing can be written.
    """
    own_folder("templates", templates)
    key = None if desk is None else desk.store.binding_key(dossier.id)
    found = Found(dossier, content, today)
    for order in orders:
        plan = plan_for(dossier, content, order, today, found)
        if isinstance(plan, str):
            yield Made(order, refused=plan)
            continue
        binding = binding_for(dossier, order.recipient.party, key)
        documents, failures = documents_of(plan[0], formats, templates, verify, binding, cache)
        files: list[Path] = []
        if documents:
            made = list(documents.values())
            with documents_beside(made, folder, plan[0].file_stem) as put_in_place:
                if desk is not None and now is not None:
                    issued = issued_by(order, *plan, tuple(documents))
                    by = desk.actor.id or "planbuilder"
                    desk.record([issued], by=by, now=now, originals=kept_of(documents, now))
                files = put_in_place()
        replaced = {place for document in documents.values() for place in document.replaced}
        pages = max((document.pages for document in documents.values()), default=0)
        yield Made(
            order, tuple(files), replaced=tuple(sorted(replaced)), failures=failures, pages=pages
        )


def kept_of(documents: Mapping[Format, Document], now: datetime) -> dict[int, Original]:
    """The document that is kept with the first event of a change: the Word document, if there is one."""
    word = documents.get("docx")
    return {} if word is None else {0: original_of(word, now)}


def documents_of(
    plan: Plan,
    formats: Sequence[Format],
    templates: Path | None,
    verify: bool = False,
    binding: Binding | None = None,
    cache: Path | None = None,
) -> tuple[dict[Format, Document], tuple[NotMade, ...]]:
    """The formats that could be made, each with its document; and those that could not.

    With a `binding` a Word document can be traced to the answers in it (see documents/binding.py).
    With `verify` each is opened again and looked through; one that is not right was not made.
    """
    documents: dict[Format, Document] = {}
    failures = []
    for wanted in formats:
        try:
            document = make_document(plan, wanted, templates, binding, cache)
            if verify:
                verify_document(document, plan, templates)
            documents[wanted] = document
        except PlanbuilderError as error:
            failures.append(NotMade(wanted, error))
    return documents, tuple(failures)


def issued_by(
    order: Order, plan: Plan, view: DossierView, formats: Sequence[Format]
) -> DocumentIssued:
    """What is recorded about a plan that was made: for whom, in which formats and on what ground."""
    return DocumentIssued(
        plan=order.kind,
        version=plan.version,
        party=order.recipient.party,
        person=order.recipient.person,
        formats=tuple(formats),
        basis=", ".join(f"decision {decision.seq}" for decision in view.grounds) or "default",
    )
