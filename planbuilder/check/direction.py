"""The direction (regie): exactly one regisseur, an offer that is answered, and a new one in time."""

from __future__ import annotations

from collections.abc import Iterable

from planbuilder.check.calendar import partial_end, working_days_after
from planbuilder.check.case import Case
from planbuilder.check.due import due_day, threshold
from planbuilder.check.hit import Hit
from planbuilder.check.reading import name_in
from planbuilder.check.rule import Rule
from planbuilder.dossier.events import Person
from planbuilder.questionnaire.terms import Role


def not_one_director(case: Case, rule: Rule) -> Iterable[Hit]:
    """Nobody is the regisseur, or a professional's answer names somebody else than who it is."""
    if case.director is None:
        yield Hit()
        return
    named = [
        answer
        for answer in case.answers("reg_regisseur", Role.CARE_PROVIDER, Role.GUARDIAN)
        if answer.has_content and not _is_same(name_in(answer.value), case.director)
    ]
    if named:
        yield Hit(rests_on=tuple((answer.question, answer.voice) for answer in named))


def _is_same(name: str, person: Person) -> bool:
    """Whether a name may be this person: the same, or a part of it ("Fatima", "Fatima Demir")."""
    words, known = set(name.casefold().split()), set(person.name.casefold().split())
    return not words or not known or words <= known or known <= words


def direction_unconfirmed(case: Case, rule: Rule) -> Iterable[Hit]:
    """The direction was offered so many working days ago, and the receiver did not answer."""
    direction = case.dossier.direction
    if direction.offered_to is None or direction.offered_at is None or case.director is None:
        return
    until = working_days_after(direction.offered_at.date(), threshold(case, rule.id, 5))
    if case.today > until:
        yield Hit(
            slots=(("naam", case.director.name),),
            people=(direction.offered_to, case.director.id),
        )


def measure_ends(case: Case, rule: Rule) -> Iterable[Hit]:
    """The order or measure ends or ended, and the direction was not settled again since."""
    director = case.director
    if director is not None and director.role is Role.MUNICIPAL_YOUTH_CARE:
        return
    over = "geen machtiging meer" in case.options("basis_mgj_type")
    end = case.order_end
    # From the last reminder of the end on, and only a direction since then counts as new.
    begins = due_day(case, "dl_mandate_end", end) if end is not None else None
    near = begins is not None and case.today >= begins
    since = partial_end(case.dossier.direction.since)
    settled = begins is not None and since is not None and since >= begins
    handed_over = bool(case.dossier.direction.earlier) or case.dossier.direction.offered_to
    if (near and not settled) or (over and not handed_over):
        yield Hit(rests_on=case.rests_on("basis_mgj_eind", "basis_mgj_type"))
