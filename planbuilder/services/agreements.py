"""Rows of an agreements table become agreements; a row that stands already is brought up to date."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from planbuilder.dossier.dossier import Dossier
from planbuilder.dossier.events import Agreement, AgreementChanged, AgreementMade, Payload
from planbuilder.questionnaire.model import Question
from planbuilder.questionnaire.terms import LifeArea

_EXECUTORS = {
    "instelling of school (tijdelijk)": "institution_or_school",
    "ketenpartner": "chain_partner",
    "netwerk": "network",
    "jongere": "youth",
}
_STATES = {"open": "open", "klaar": "done", "gestopt": "stopped"}


def agreement_events(
    dossier: Dossier, question: Question, rows: list[Mapping[str, Any]]
) -> Iterator[Payload]:
    """What these rows of a `*_afspraken` question change; agreements that are not in the rows stay."""
    area = question.life_area
    if area is None:
        return
    standing = {a.what: a for a in dossier.agreements.values() if a.life_area is area}
    for row in rows:
        what = str(row.get("what", ""))
        if not what:
            continue
        earlier = standing.get(what)
        agreement = _agreement(dossier, area, what, row, earlier)
        if earlier is None:
            yield AgreementMade(agreement=agreement)
        elif agreement != earlier:
            yield AgreementChanged(agreement=agreement)
        standing[what] = agreement


def _agreement(
    dossier: Dossier, area: LifeArea, what: str, row: Mapping[str, Any], earlier: Agreement | None
) -> Agreement:
    who = str(row.get("who", ""))
    named = [p.id for p in dossier.people.values() if who and p.name.casefold() == who.casefold()]
    return Agreement.model_validate(
        {
            "id": earlier.id if earlier else _identifier(area, what),
            "life_area": area,
            "what": what,
            "who": who,
            "person": named[0] if len(named) == 1 else None,
            "executor": _EXECUTORS.get(str(row.get("executor", "")), ""),
            "start": row.get("start") or None,
            "due": row.get("due") or None,
            "evidence": str(row.get("evidence", "")),
            "state": _STATES.get(str(row.get("state", "")), "open"),
        }
    )


def _identifier(area: LifeArea, what: str) -> str:
    # From the words themselves, so that two people who record the same row make the same agreement.
    digest = hashlib.sha256(what.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{area.value.replace('_', '-')}-{digest[:10]}"
