"""Who takes part and who may read what, in plain words for the person at the terminal."""

from __future__ import annotations

from datetime import date

from planbuilder.dossier.consent import Consent, Recipient
from planbuilder.dossier.dossier import Dossier
from planbuilder.dossier.events import SafetyShared
from planbuilder.language import written_date
from planbuilder.plan.wording import PARTY
from planbuilder.questionnaire.settings import Settings
from planbuilder.questionnaire.terms import DataClass, Party

PARTY_LABELS = {party: f"{party.value:<2} {word}" for party, word in PARTY.items()}

CLASS_LABELS = {
    DataClass.IDENTITY: "naam en contact",
    DataClass.PROCESS: "verloop en regie",
    DataClass.EDUCATION: "onderwijs en werk",
    DataClass.STRENGTHS: "sterke kanten en dromen",
    DataClass.LIFE_AREA: "wonen, vrije tijd en geld",
    DataClass.SELF_REPORT: "steun, regie en eigen cijfers",
    DataClass.STORY: "eigen verhaal",
    DataClass.HEALTH: "gezondheid en behandeling",
    DataClass.JUSTICE: "machtiging en maatregel",
    DataClass.SUPPORT_PLAN: "wat helpt en wie te bellen",
    DataClass.THIRD_PARTY: "mensen om de jongere heen",
    DataClass.PARENT_OWN: "wat ouders over zichzelf vertellen",
}


def people_as_text(dossier: Dossier) -> str:
    """The nine parties with their people, or why nobody is there (yet), and the regisseur."""
    lines = []
    for party, state in dossier.parties.items():
        lines.append(PARTY_LABELS[party])
        for person_id in state.people:
            person = dossier.people[person_id]
            about = [person.function or person.relation, person.organisation, person.phone]
            lines.append(f"     {person.id}: {', '.join([person.name, *filter(None, about)])}")
        if state.status == "not_applicable":
            lines.append(f"     niet van toepassing: {state.reason}")
        elif state.status == "unknown" and state.who_finds_out:
            day = written_date(state.by_date or "")
            lines.append(f"     nog niet bekend; {state.who_finds_out} zoekt het uit vóór {day}")
        elif state.status == "unknown":
            lines.append("     nog niet bekend")
    direction = dossier.direction
    current = dossier.people[direction.current].name if direction.current else "nog niemand"
    lines.append(f"Regisseur: {current}")
    if direction.offered_to:
        lines.append(f"     aangeboden aan {dossier.people[direction.offered_to].name}")
    return "\n".join(lines)


def consent_as_text(dossier: Dossier, settings: Settings, today: date) -> str:
    """Per party which classes of data are open by a yes, and which were closed."""
    consent = Consent.of(dossier, settings, today)
    lines = []
    for party, state in dossier.parties.items():
        for person in state.people or (None,):
            recipient = Recipient(party, person)
            opened = [w for c, w in CLASS_LABELS.items() if consent.granted(recipient, c)]
            closed = [w for c, w in CLASS_LABELS.items() if consent.closed(recipient, c)]
            opened = [word for word in opened if word not in closed]
            if opened or closed:
                lines.append(
                    PARTY_LABELS[party] + (f" ({dossier.people[person].name})" if person else "")
                )
            if opened:
                lines.append(f"     ja: {', '.join(opened)}")
            if closed:
                lines.append(f"     nee: {', '.join(closed)}")
    for shared in dossier.safety:
        lines.extend(safety_lines(shared.payload, written_date(shared.at.date().isoformat())))
    return "\n".join(lines) or "Er is nog niets besloten over delen."


def safety_lines(shared: SafetyShared, day: str) -> tuple[str, ...]:
    """What was shared without a yes, told to the youth: why, with whom and who decided."""
    peer = f", na overleg met {shared.peer_review_with}" if shared.peer_review else ""
    return (
        f"Op {day} is er iets gedeeld zonder dat jij ja zei. Dit is waarom: {shared.reason}",
        f"     Gedeeld met {shared.with_whom}: {', '.join(shared.questions)}",
        f"     Besloten door {shared.decided_by} ({shared.decided_by_function}){peer}",
    )


def documents_out(dossier: Dossier, party: Party) -> tuple[str, ...]:
    """A line for each document that this party already has."""
    lines = []
    for dated in dossier.issued:
        if dated.payload.party is party:
            day = written_date(dated.at.date().isoformat())
            lines.append(
                f"{PARTY_LABELS[party][3:]} heeft al versie {dated.payload.version}, gemaakt op {day}."
            )
    return tuple(lines)
