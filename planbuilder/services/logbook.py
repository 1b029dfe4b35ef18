"""The access log in plain words, for the youth and everybody else who asks who looked at what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from planbuilder.dossier.dossier import Dossier
from planbuilder.language import written_date
from planbuilder.questionnaire.model import Questionnaire
from planbuilder.questionnaire.terms import Role, Voice
from planbuilder.store import AccessEntry

ROLE_WORDS: dict[str, str] = {
    Role.YOUTH.value: "de jongere",
    Role.PARENT.value: "ouder",
    Role.GUARDIAN.value: "voogd",
    Role.REFERRER.value: "verwijzer",
    Role.CARE_PROVIDER.value: "zorg van de instelling",
    Role.INSTITUTION_SCHOOL.value: "instellingsschool",
    Role.HOME_SCHOOL.value: "stamschool",
    Role.MUNICIPAL_YOUTH_CARE.value: "jeugdhulp van de gemeente",
    Role.SCHOOL_ALLIANCE.value: "samenwerkingsverband",
    Role.INFORMAL_NETWORK.value: "iemand uit het netwerk",
    Role.EXPERIENCE_EXPERT.value: "ervaringsdeskundige",
}

# What happened, per kind of entry and of thing; {field} is a question in the youth's words.
DEEDS: dict[tuple[str, str], str] = {
    ("look", "dossier"): "keek naar het dossier",
    ("look", "check"): "keek wat er nog mist",
    ("look", "people"): "keek wie er meedoen",
    ("look", "consent"): "keek wie wat mag lezen",
    ("look", "log"): "keek in dit logboek",
    ("look", "interview"): "opende het gesprek",
    ("look", "original"): "haalde een bewaard document op",
    ("export", "dossier"): "nam het hele dossier mee als bestand",
    ("import", "dossier"): "las het dossier in uit een bestand",
    ("change", "dossier_opened"): "begon het dossier",
    ("change", "person_added"): "voegde iemand toe",
    ("change", "person_changed"): "veranderde de gegevens van iemand",
    ("change", "person_left"): "legde vast dat iemand niet meer meedoet",
    ("change", "party_not_applicable"): "legde vast dat een partij niet meedoet",
    ("change", "party_unknown"): "legde vast wie uitzoekt wie er meedoet",
    ("change", "party_task_described"): "schreef op wat een partij doet",
    ("change", "answer_given"): "legde een antwoord vast op: {field}",
    ("change", "joint_answer_proposed"): "stelde een gezamenlijk antwoord voor op: {field}",
    ("change", "joint_answer_confirmed"): "zei ja tegen het gezamenlijke antwoord op: {field}",
    ("change", "joint_answer_declined"): "zei nee tegen het gezamenlijke antwoord op: {field}",
    ("change", "showing_decided"): "besloot of anderen de antwoorden mogen zien",
    ("change", "agreement_made"): "legde een afspraak vast",
    ("change", "agreement_changed"): "veranderde een afspraak",
    ("change", "director_appointed"): "wees de regisseur aan",
    ("change", "direction_offered"): "bood de regie aan iemand aan",
    ("change", "direction_accepted"): "nam de regie aan",
    ("change", "direction_declined"): "nam de regie niet aan",
    ("change", "phase_changed"): "legde een nieuwe fase vast",
    ("change", "consent_decided"): "besloot over delen",
    ("change", "capacity_noted"): "legde vast wie namens de jongere beslist",
    ("change", "safety_shared"): "deelde iets zonder ja, omdat iemand niet veilig was",
    ("change", "plan_state_changed"): "legde vast hoe ver een plan is",
    ("change", "plan_read"): "las een plan",
    ("change", "plan_voted"): "zei wat die van een plan vindt",
    ("change", "document_issued"): "maakte een document",
}

# On what ground, in words for everybody.
GROUNDS: dict[str, str] = {
    "working on the plan": "die werkt mee aan het plan",
    "own answers": "het zijn de eigen antwoorden",
    "check": "die kijkt of het plan af is",
    "looking into the log": "iedereen mag weten wie er keek",
    "export by whoever holds the key": "die heeft de sleutel",
    "import of a dossier file": "die heeft het bestand",
    "safety": "er was gevaar; waarom precies, staat bij planbuilder consent show",
    "default": "dat mag volgens de afspraken over delen",
}


def log_lines(
    entries: Iterable[AccessEntry], dossier: Dossier, questionnaire: Questionnaire
) -> tuple[str, ...]:
    """One sentence per log entry, oldest first; equal ones of one day are counted together."""
    counted: dict[str, int] = {}
    for entry in entries:
        line = _line(entry, dossier, questionnaire)
        counted[line] = counted.get(line, 0) + 1
    return tuple(line if n == 1 else f"{line} ({n} keer)" for line, n in counted.items())


def _line(entry: AccessEntry, dossier: Dossier, questionnaire: Questionnaire) -> str:
    day = written_date(_day(entry).isoformat())
    person = dossier.people.get(entry.actor_id)
    who = person.name if person else entry.actor_id
    about = [ROLE_WORDS.get(entry.actor_role, ""), entry.organisation]
    around = ", ".join(word for word in about if word)
    who = f"{who} ({around})" if around else who
    question = questionnaire.questions.get(entry.field)
    field = question.wording(Voice.YOUTH) if question else entry.field
    deed = DEEDS.get(
        (entry.event_type, entry.object_type), f"{entry.event_type} {entry.object_type}"
    )
    ground = GROUNDS.get(entry.basis)
    if ground is None:
        ground = _decisions(entry.basis, dossier)
    return f"Op {day}: {who} {deed.format(field=field)}; {ground}."


def _day(entry: AccessEntry) -> date:
    return entry.occurred_at.date()


def _decisions(basis: str, dossier: Dossier) -> str:
    """The ground in words: the yes of whom, on which day."""
    numbers: Sequence[int] = [
        int(word) for word in basis.replace(",", "").split() if word.isdigit()
    ]
    if not numbers:
        return basis or "de reden is niet opgeschreven"
    return f"met toestemming (besluit {', '.join(map(str, numbers))} in dit dossier)"
