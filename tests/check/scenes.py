"""Per rule a scene: what happened so that it speaks, and what makes it silent again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from check.cases import (
    EVERYBODY,
    MP,
    OO,
    PP,
    TODAY,
    UP,
    Happening,
    agree,
    appoint,
    rather_not,
    say,
    shipped,
)

from planbuilder.dossier.events import (
    AgreementChanged,
    DirectionAccepted,
    DirectionOffered,
    PartyNotApplicable,
    PartyUnknown,
    Person,
    PhaseChanged,
)
from planbuilder.questionnaire.terms import Party, Phase, PlanKind

AREAS = ("sup", "won", "sw", "vt", "ink", "wel")
SOMEBODY = {"name": "Ilse Bos", "phone": "06-00000003"}


@dataclass(frozen=True)
class Scene:
    """`before` happens first; with it the rule speaks, and after `settled` as well it is silent."""

    settled: tuple[Happening, ...]
    before: tuple[Happening, ...] = ()
    plan: PlanKind | None = None
    today: date = TODAY
    people: tuple[Person, ...] = EVERYBODY


def phase(name: str) -> PhaseChanged:
    return PhaseChanged(phase=Phase(name), date="2026-06-01", responsible="Karim")


def rows(question: str, *found: dict[str, Any], voice: str = "mentor") -> Happening:
    return say(question, list(found), voice)


def came(days_ago: int) -> Happening:
    return say("basis_instroom", date.fromordinal(TODAY.toordinal() - days_ago).isoformat())


def leaves(in_days: int) -> Happening:
    return say(
        "basis_uitstroom_verwacht", date.fromordinal(TODAY.toordinal() + in_days).isoformat()
    )


def left(days_ago: int) -> tuple[Happening, ...]:
    day = date.fromordinal(TODAY.toordinal() - days_ago)
    return say("basis_uitstroom", day.isoformat()), phase("aftercare")


def born(day: str) -> Happening:
    return say("basis_geboortedatum", day)


def everything_asked(plan: PlanKind) -> tuple[Happening, ...]:
    """Every voice says 'weet ik nog niet' to all that this plan must have asked."""
    questions = [q.id for q in shipped()[0].questions.values() if q.plans.get(plan) == "required"]
    return tuple(
        rather_not(question, voice, "unknown")
        for question in questions
        for voice in ("noor", "moeder", "mentor", "leraar")
    )


def seen_today() -> Happening:
    return rows("naz_momenten", {"datum": TODAY.isoformat(), "wie": "Karim", "gedaan": True})


FIRST_WEEK = rows(
    "wo_eerste_week",
    *({"dag": day, "wat": "ontbijt"} for day in "ma di wo do vr za zo".split()),
)
ALL_CONFIRMED = (
    say("wo_gesprek", "2026-06-10"),
    rows(
        "wo_bevestigd",
        *(
            {"onderdeel": part, "ontvanger": "Fatma", "bevestigd_op": "2026-06-12"}
            for part in ("wonen", "onderwijs/werk", "zorg", "vrije tijd", "regie")
        ),
    ),
)
CHECKS_YES = tuple(
    say(q.id, q.options[0])
    for q in shipped()[0].questions.values()
    if "_chk_" in q.id and q.options
)
MONTHS = {"w1": 10, "w2": 20, "w6": 60, "m3": 120, "m6": 250, "m12": 400, "m18": 600, "m24": 740}

PLAN_SCENES: dict[str, Scene] = {
    # -- perspective plan --
    "pp_required": Scene(plan=PP, settled=everything_asked(PP)),
    "pp_cover": Scene(plan=PP, settled=(appoint(), say("net_terecht", SOMEBODY, "noor"))),
    "pp_who_i_am": Scene(
        plan=PP,
        before=(say("va_leuk", "voetbal", "noor"), say("va_energie", "muziek", "noor")),
        settled=(
            rather_not("va_past"),
            rather_not("va_sterk", status="unknown"),
            rather_not("va_waarde", status="unknown"),
        ),
    ),
    "pp_direction": Scene(plan=PP, settled=(say("va_richting", "een eigen plek", "noor"),)),
    "pp_story": Scene(
        plan=PP,
        settled=(
            *(
                rather_not(q)
                for q in "va_gebeurd va_kwetsbaar va_richting va_nodig va_waarde".split()
            ),
            say("va_samenhang", "Het werd te veel tegelijk."),
            say("va_gedeeld", "ja", "noor"),
            say("va_gedeeld", "een beetje", "moeder"),
        ),
    ),
    "pp_parents": Scene(
        plan=PP,
        settled=tuple(
            rather_not(q, "moeder") for q in ("va_ouder_nodig", "va_ouder_zorg", "sup_ouder_rol")
        ),
    ),
    "pp_life_areas": Scene(
        plan=PP,
        settled=tuple(rather_not(f"{a}_{part}") for a in AREAS for part in ("nu", "wil", "nodig")),
    ),
    "pp_education": Scene(
        plan=PP,
        settled=(
            say("ond_stamschool", "De Wissel"),
            say("ond_stamschool_contact", SOMEBODY),
            say("ond_swv", SOMEBODY),
            say("ond_niveau", "vmbo-b"),
            say("ond_leerjaar", "3"),
            say("ond_groep", "1 volgt DiD op instellingsschool"),
            rows("ond_contact_afspraak", {"wie": "Wim", "hoe_vaak": "elke week"}),
            rows("ond_did", {"dag": "maandag", "activiteit": "koken", "doel": "zelf koken"}),
        ),
    ),
    "pp_people": Scene(plan=PP, settled=(say("net_altijd", {"name": "oma"}, "noor"),)),
    "pp_agreements": Scene(
        plan=PP,
        before=(
            say("vt_wil", "zwemmen", "noor"),
            agree("leisure", evidence=""),
            rather_not("sw_afspraken"),
        ),
        settled=(AgreementChanged(agreement=agree("leisure").agreement),),
    ),
    "pp_direction_of_case": Scene(plan=PP, settled=(appoint(),)),
    "pp_consent": Scene(
        plan=PP,
        before=(born("2011-01-01"),),
        settled=(
            say("deel_akkoord", "ja", "noor"),
            say("deel_akkoord", "nog niet", "moeder"),
            rows("eval_moment", {"datum": "2026-09-01"}),
        ),
    ),
    "pp_order": Scene(plan=PP, settled=(say("basis_mgj_eind", "2026-12-31"),)),
    "gap_money": Scene(plan=UP, settled=(say("ink_helper", {"name": "Fatma"}),)),
    "gap_care": Scene(plan=UP, settled=(agree("wellbeing"),)),
    "gap_daytime": Scene(
        plan=UP,
        before=(say("sw_er", "nu even niets", "noor"),),
        settled=(say("sw_vanaf", "2026-08-24"),),
    ),
    # -- exit plan --
    "up_required": Scene(plan=UP, settled=everything_asked(UP)),
    "up_head": Scene(
        plan=UP,
        settled=(
            appoint(),
            say("start_naam", "Noor", "noor"),
            say("basis_naam", "Noor de Wit"),
            born("2010-01-01"),
            say("basis_gezag", "beide ouders"),
            say("basis_gemeente", "Delft"),
            leaves(40),
            *(
                say(q, SOMEBODY)
                for q in ("reg_achtervang", "veil_contact", "oz_wie", "naz_coordinator")
            ),
        ),
    ),
    "up_short": Scene(plan=UP, settled=(say("wo_zelf", "Ik wil zelf vertellen.", "noor"),)),
    "up_life_areas": Scene(
        plan=UP,
        before=(born("2008-12-01"), leaves(30), say("won_chk_passend", "nee")),
        settled=(
            *CHECKS_YES,
            say("won_chk_passend", "nee"),
            agree("housing", due="2026-07-01"),
        ),
    ),
    "up_care_support": Scene(
        plan=UP,
        before=(leaves(10), say("oz_start", "2026-12-01")),
        settled=(
            say("oz_wie", SOMEBODY),
            say("oz_start", "2026-06-20"),
            say("oz_duur", "een half jaar"),
            say("oz_finan", "Wmo"),
        ),
    ),
    "up_school_support": Scene(
        plan=UP,
        before=(
            say("sw_richting", ["school"], "noor"),
            say("ond_niveau", "vso arbeid"),
            say("ond_tlv", "onbekend"),
        ),
        settled=(
            say("ond_uitstroomschool", {"name": "De Brug"}),
            say("ond_uitstroom_bevestigd", "2026-06-01"),
            say("oo_docent", "elke week overleg", "leraar"),
            say("ond_tlv", "aangevraagd"),
        ),
    ),
    "up_alignment": Scene(plan=UP, settled=(say("ov_afstemming", "Karim belt elke maandag."),)),
    "up_acclimatise": Scene(
        plan=UP,
        before=(say("won_er", "woongroep", "noor"), leaves(20)),
        settled=(rows("wo_kennismaking", {"leefgebied": "wonen", "datum": "2026-06-20"}),),
    ),
    "up_early_warning": Scene(
        plan=UP,
        before=(born("2010-01-01"),),
        settled=(
            rows("veil_bel", {"naam": "oma", "nummer": "06-00000009"}, voice="noor"),
            *(rather_not(q) for q in ("veil_groen", "veil_oranje", "veil_rood", "deel_ouders")),
            say("deel_gemeente", "niets", "noor"),
        ),
    ),
    "up_people": Scene(
        plan=UP,
        before=(rows("net_belangrijk", {"naam": "Oma"}, {"naam": "Bas"}, voice="noor"),),
        settled=(
            rows("net_rol", {"naam": "oma", "rol": "helpt"}, {"naam": "Bas", "rol": "weet ervan"}),
        ),
    ),
    "up_direction": Scene(
        plan=UP,
        before=(
            appoint(),
            DirectionOffered(to="wijkteam", date="2026-07-01", reason="einde maatregel"),
        ),
        settled=(("wijkteam", DirectionAccepted(person="wijkteam"), TODAY),),
    ),
    "up_handover": Scene(
        plan=UP, settled=(*ALL_CONFIRMED, say("wo_aanwezig", ["1a jongere", "4 zorg instelling"]))
    ),
    "up_first_week": Scene(plan=UP, settled=(FIRST_WEEK,)),
    "up_aftercare": Scene(
        plan=UP,
        before=(leaves(0),),
        settled=(
            say("naz_coordinator", SOMEBODY),
            rows(
                "naz_momenten",
                *({"datum": d} for d in ("2026-06-22", "2026-06-29", "2026-07-27", "2026-09-15")),
            ),
        ),
    ),
    "up_age18": Scene(
        plan=UP,
        before=(born("2008-01-01"),),
        settled=(
            rows("a18_actie", {"onderwerp": "DigiD", "wie": "Karim"}),
            say("a18_ouders", "later", "noor"),
        ),
    ),
    "up_order": Scene(
        plan=UP,
        before=(say("basis_mgj_eind", "2026-12-31"),),
        settled=(say("oz_vrijwillig", "gesprekken met de psycholoog"),),
    ),
    "up_parties": Scene(
        plan=UP,
        settled=(
            PartyNotApplicable(party=Party.GUARDIAN, reason="ouders hebben gezag"),
            PartyUnknown(party=Party.REFERRER, who_finds_out="Karim", by_date="2026-07-01"),
            PartyNotApplicable(party=Party.HOME_SCHOOL, reason="geen stamschool"),
            PartyNotApplicable(party=Party.SCHOOL_ALLIANCE, reason="niet nodig"),
            PartyNotApplicable(party=Party.NETWORK, reason="Noor wil dit niet"),
        ),
    ),
    "up_evaluation": Scene(
        plan=UP,
        before=left(10),
        settled=(say("naz_contact_status", "gelukt"), say("naz_gestart", "deels", "noor")),
    ),
    # -- school version --
    "oo_required": Scene(plan=OO, settled=everything_asked(OO)),
    "oo_pupil": Scene(
        plan=OO,
        settled=(
            say("start_naam", "Noor", "noor"),
            say("basis_naam", "Noor de Wit"),
            born("2010-01-01"),
            say("basis_mentor_school", SOMEBODY),
        ),
    ),
    "oo_strengths": Scene(plan=OO, settled=(say("va_sterk", ["humor"], "noor"),)),
    "oo_destination": Scene(
        plan=OO,
        settled=(
            say("sw_richting", ["school"], "noor"),
            say("ond_opp_bestemming", "mbo", "leraar"),
        ),
    ),
    "oo_education": Scene(
        plan=OO,
        settled=(
            rather_not("ond_stamschool", "mentor", "not_applicable"),
            rather_not("ond_swv", "mentor", "not_applicable"),
            say("ond_niveau", "vmbo-b"),
            say("ond_leerjaar", "3"),
            say("ond_inschrijving_tijdens", "alleen instellingsschool"),
        ),
    ),
    "oo_learning": Scene(
        plan=OO,
        settled=(
            say("ond_opp_bevordert", "rust", "leraar"),
            say("sw_wat_werkt", "korte uitleg\nvaste plek\npauze mogen nemen", "leraar"),
        ),
    ),
    "oo_support": Scene(
        plan=OO,
        settled=(say("oo_leerling", "elke week", "leraar"), say("oo_docent", "overleg", "leraar")),
    ),
    "oo_start": Scene(
        plan=OO,
        settled=(say("sw_vanaf", "2026-08-24"), rows("sw_rooster", {"week": "1", "uren": "4"})),
    ),
    "oo_formal": Scene(
        plan=OO, before=(say("ond_niveau", "vso arbeid"),), settled=(say("ond_tlv", "niet nodig"),)
    ),
    "oo_voice": Scene(plan=OO, settled=(rather_not("ond_opp_leerling"),)),
    "oo_sharing": Scene(
        plan=OO,
        before=(say("deel_school", "eerst samen kijken", "noor"),),
        settled=(say("deel_school", "alleen de basis", "noor"),),
    ),
    "oo_boundary": Scene(
        plan=OO,
        before=(
            say("sw_niet_school", "Dat ik in Zwolle vastzat.", "noor"),
            say("oo_leerling", "In zwolle ging het beter.", "leraar"),
        ),
        settled=(say("oo_leerling", "Het gaat beter met een vaste plek.", "leraar"),),
    ),
    # -- Mijn plan --
    "mp_required": Scene(plan=MP, settled=everything_asked(MP)),
    "mp_title": Scene(
        plan=MP, settled=(say("tk_titel", "Vooruit", "noor"), say("start_naam", "Noor", "noor"))
    ),
    "mp_direction": Scene(plan=MP, settled=(rather_not("tk_droom"), rather_not("va_richting"))),
    "mp_first_step": Scene(plan=MP, settled=(rather_not("va_stap", status="prefer_conversation"),)),
    "mp_helps": Scene(plan=MP, settled=(say("va_helpt", "muziek", "noor"),)),
    "mp_call": Scene(
        plan=MP,
        before=(phase("exit"), say("net_terecht", SOMEBODY, "noor")),
        settled=(rows("veil_bel", {"naam": "oma"}, voice="noor"),),
    ),
    # -- building blocks --
    "tp_youth_central": Scene(
        before=(phase("exit"),),
        settled=(say("deel_akkoord", "nog niet", "noor"), say("eval_plan_mij", 7, "noor")),
    ),
    "tp_future_oriented": Scene(settled=(rather_not("tk_droom"), rather_not("va_richting"))),
    "tp_empowerment": Scene(
        before=(agree("leisure"), say("reg_zelf", ["afspraken bijhouden"], "noor")),
        settled=(agree("income", executor="youth"),),
    ),
    "tp_life_areas": Scene(settled=tuple(rather_not(f"{area}_nu") for area in AREAS)),
    "tp_social_context": Scene(
        settled=(rows("net_belangrijk", {"naam": "oma"}, voice="noor"),),
    ),
    "tp_goals_planning": Scene(
        settled=(*(rather_not(q) for q in ("tk_droom", "va_richting", "va_stap")), agree("leisure"))
    ),
    "tp_fitting_help": Scene(
        before=(say("oz_vorm", ["wijkteam"]),),
        settled=tuple(rather_not(q) for q in ("va_nodig", "wel_nodig", "won_nodig")),
    ),
}
