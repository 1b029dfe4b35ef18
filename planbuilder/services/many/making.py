"""What a worker does with one dossier: make what is asked and not there yet, and put it aside."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from planbuilder.dossier.dossier import Dossier
from planbuilder.dossier.dossier_file import check_answers, read_dossier_file
from planbuilder.dossier.events import DocumentIssued
from planbuilder.dossier.fold import fold
from planbuilder.errors import InputInvalid, NotFound, PlanbuilderError, StorageFailed
from planbuilder.plan.wording import FILE_KIND, FILE_PARTY
from planbuilder.resources import read_text
from planbuilder.services.content import Content, load_content
from planbuilder.services.many.aside import Aside, Note, discard
from planbuilder.services.many.asked import Asked, Failure, Reply, Task, fulfilled, order_code
from planbuilder.services.originals import binding_for
from planbuilder.services.plans import Found, Order, documents_of, issued_by, orders_for, plan_for


def prepare(asked: Asked) -> Callable[[Task], Reply]:
    """The function that makes the plans of a task, with the content that it needs."""
    return partial(make, asked, load_content(asked.questionnaires))


def make(asked: Asked, content: Content, task: Task) -> Reply:
    """What came of this task; a PlanbuilderError becomes a failure of the dossier or of a document."""
    try:
        dossier = _dossier(task, content)
        orders = _orders(dossier, content, asked)
    except PlanbuilderError as error:
        return Reply(task.dossier_id, failures=(Failure.of(error),))
    making = None
    try:
        making = _Making(asked, content, task, dossier)
        for order in orders:
            making.make(order)
        return making.reply()
    except StorageFailed as error:
        # A full disk is full for every dossier.
        if making is not None:
            discard(making.aside.path)
        return Reply(dossier.id, stops_all=Failure.of(error).problem)


def _dossier(task: Task, content: Content) -> Dossier:
    if task.file is None:
        return fold(task.dossier_id, task.events)
    found = read_dossier_file(read_text(task.file), task.file.name)
    problems = check_answers(found, content.questionnaire)
    if problems:
        raise InputInvalid("dossier_file_invalid", problems, file=task.file.name)
    return fold(found.dossier_id, found.events)


def _orders(dossier: Dossier, content: Content, asked: Asked) -> tuple[Order, ...]:
    try:
        recipients = asked.choose(dossier)
    except NotFound as absent:
        if absent.code != "party_has_nobody":
            raise
        # Nobody of that party takes part in this dossier: then there is nothing to make.
        return ()
    return orders_for(dossier, content, asked.kinds, recipients)


class _Making:
    """The documents of one dossier, as far as they are made."""

    def __init__(self, asked: Asked, content: Content, task: Task, dossier: Dossier) -> None:
        self.asked, self.content, self.task, self.dossier = asked, content, task, dossier
        self.found = Found(dossier, content, asked.today)
        self.aside = Aside(asked.folder)
        self.files: dict[str, dict[str, str]] = {}
        self.issued: list[DocumentIssued] = []
        self.originals: dict[int, tuple[str, str]] = {}
        self.failures: list[Failure] = []
        self.replaced = 0

    def make(self, order: Order) -> None:
        """Make the documents of an order that do not stand yet; a refusal makes none and is no failure."""
        code = order_code(order)
        there = self.task.done.get(code, ())
        if order.kind in self.asked.broken:
            there = (*there, "docx")
        wanted = [form for form in self.asked.formats if form not in there]
        if not wanted:
            return
        made = plan_for(self.dossier, self.content, order, self.asked.today, self.found)
        if isinstance(made, str):
            return
        plan, view = made
        binding = binding_for(self.dossier, order.recipient.party, self.task.binding_key)
        documents, not_made = documents_of(
            plan, wanted, self.asked.templates, self.asked.verify, binding, self.asked.cache
        )
        for form, document in documents.items():
            name = f"{plan.file_stem}{document.suffix}"
            self.aside.add(name, document.content)
            self.files.setdefault(code, {})[form] = name
            self.replaced += len(document.replaced)
        if "docx" in documents:
            word = documents["docx"]
            self.originals[len(self.issued)] = (word.token, self.files[code]["docx"])
        if documents:
            self.issued.append(issued_by(order, plan, view, tuple(documents)))
        for failed in not_made:
            about = f"{FILE_KIND[order.kind]}, {FILE_PARTY[order.recipient.party]}, {failed.format}"
            self.failures.append(Failure.of(failed.error, about))

    def reply(self) -> Reply:
        """Everything that was made, sealed aside."""
        wishes = fulfilled(self.asked, self.failures)
        at, length = self.task.at, self.dossier.length
        self.aside.seal(Note(self.task.key, self.files, wishes, self.dossier.id, at, length))
        return Reply(
            self.dossier.id,
            self.aside.path,
            self.files,
            tuple(self.issued),
            self.originals,
            self.replaced,
            tuple(self.failures),
        )
