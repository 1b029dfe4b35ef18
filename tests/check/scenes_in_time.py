"""A scene for every deadline and signal, and all scenes together."""

from __future__ import annotations

from datetime import date

from check.cases import (
    PP,
    TODAY,
    UP,
    agree,
    appoint,
    rather_not,
    reach,
    say,
)
from check.scenes import (
    ALL_CONFIRMED,
    MONTHS,
    PLAN_SCENES,
    SOMEBODY,
    Scene,
    born,
    came,
    leaves,
    left,
    phase,
    rows,
    seen_today,
)

from planbuilder.dossier.events import (
    AgreementChanged,
    ConsentDecided,
    DirectionAccepted,
    DirectionOffered,
    PartyNotApplicable,
    PartyUnknown,
)
from planbuilder.questionnaire.terms import Party, PlanState

TIME_SCENES: dict[str, Scene] = {
    # -- deadlines --
    "dl_perspective_3w": Scene(before=(came(21),), settled=(reach(PP, PlanState.DRAFT),)),
    "dl_plan_4w": Scene(before=(came(30),), settled=(reach(PP, PlanState.AGREED),)),
    "dl_plan_6w": Scene(before=(came(43),), settled=(reach(PP, PlanState.AGREED),)),
    "dl_explain_before": Scene(
        before=(came(3),),
        settled=(rows("va_methode", {"methode": "gesprek", "datum": "2026-06-13"}),),
    ),
    "dl_school_informed": Scene(
        before=(came(9),), settled=(say("ond_geinformeerd_school", "2026-06-10"),)
    ),
    "dl_stay_10w": Scene(before=(came(71),), settled=(say("mon_reden_langer", ["geen woonplek"]),)),
    "dl_stay_6m": Scene(before=(came(190),), settled=left(1)),
    "dl_exit_visible": Scene(before=(came(60), leaves(40)), settled=(phase("exit"),)),
    "dl_exit_know": Scene(
        before=(leaves(28),),
        settled=(
            say("won_er", "woongroep", "noor"),
            say("sw_vanaf", "2026-07-01"),
            rows("vt_start", {"activiteit": "zwemmen"}),
        ),
    ),
    "dl_exit_plan": Scene(before=(leaves(14),), settled=(reach(UP, PlanState.AGREED),)),
    "dl_handover": Scene(before=(leaves(0),), settled=ALL_CONFIRMED),
    "dl_mandate_end": Scene(
        before=(say("basis_mgj_eind", "2026-08-10"),), settled=(say("oz_vrijwillig", "gesprekken"),)
    ),
    "dl_school_route_3w": Scene(
        before=(say("ond_uitstroomschool", {"name": "De Brug"}, on=date(2026, 5, 20)),),
        settled=(say("ond_uitstroom_bevestigd", "2026-06-14"),),
    ),
    "dl_tlv": Scene(
        before=(leaves(50), say("ond_tlv", "nodig, nog niet aangevraagd")),
        settled=(say("ond_tlv", "aangevraagd"),),
    ),
    "dl_opp_6w": Scene(
        before=(say("sw_richting", ["school"], "noor"), say("sw_vanaf", "2026-05-01")),
        settled=(say("ond_opp", "2026-06-01", "leraar"),),
    ),
    "dl_double_enrol": Scene(
        before=(
            came(95),
            say("ond_inschrijving_tijdens", "stamschool én instellingsschool (dubbel)"),
        ),
        settled=(say("ond_inschrijving_tijdens", "stamschool"),),
    ),
    "dl_truancy": Scene(
        before=(say("ond_laatste_dag", "2026-05-01"),),
        settled=(say("ond_thuiszitter", "gaat naar school"),),
    ),
    **{
        f"dl_after_{moment}": Scene(before=left(days), settled=(seen_today(),))
        for moment, days in MONTHS.items()
    },
    "dl_18_start": Scene(before=(born("2009-12-01"),), settled=(say("a18_startkwal", "nee"),)),
    "dl_18_core": Scene(
        before=(born("2009-06-01"),), settled=(rather_not("a18_klaar"), rather_not("a18_actie"))
    ),
    "dl_18_consent": Scene(before=(born("2008-06-01"),), settled=(rather_not("a18_ouders"),)),
    "dl_half_year": Scene(
        before=(came(400),), settled=(say("reg_invloed", 6, "noor"),), today=date(2026, 7, 2)
    ),
    # -- signals --
    "sig_no_plan": Scene(before=(came(42),), settled=(reach(PP, PlanState.AGREED),)),
    "sig_no_school_data": Scene(
        settled=(
            say("ond_stamschool", "De Wissel"),
            say("ond_stamschool_contact", SOMEBODY),
            say("ond_swv", SOMEBODY),
            say("ond_niveau", "vmbo-b"),
            say("ond_leerjaar", "3"),
        )
    ),
    "sig_no_home_school": Scene(
        before=(rather_not("ond_stamschool", "mentor", "not_applicable"),),
        settled=(say("ond_geinformeerd_swv", "2026-06-01"),),
    ),
    "sig_unenrolled": Scene(
        before=(say("ond_inschrijving_tijdens", "uitgeschreven"),),
        settled=(say("ond_inschrijving_tijdens", "stamschool"),),
    ),
    "sig_contact_stalled": Scene(
        before=(say("ond_contact_stagneert", True),), settled=(say("ond_contact_stagneert", False),)
    ),
    "sig_no_treatment": Scene(
        plan=UP,
        before=(leaves(10), say("wel_er", ["gesprekken"], "noor")),
        settled=(rows("wel_vervolg", {"behandeling": "gesprekken", "start_daar": "2026-06-28"}),),
    ),
    "sig_no_adult": Scene(
        before=(say("sup_chk_volwassene", "nee"),),
        settled=(say("sup_chk_volwassene", "ja"), say("net_altijd", {"name": "oma"}, "noor")),
    ),
    "sig_wait_place": Scene(
        plan=UP,
        before=(leaves(10), say("won_vanaf", "2026-07-15")),
        settled=(say("won_vanaf", "2026-06-20"),),
    ),
    "sig_no_intro": Scene(
        plan=UP,
        before=(leaves(14), say("won_er", "woongroep", "noor")),
        settled=(rows("wo_kennismaking", {"leefgebied": "wonen", "gedaan": True}),),
    ),
    "sig_money_missing": Scene(
        plan=UP, settled=(say("ink_wil", "sparen", "noor"), rather_not("wel_nu"))
    ),
    "sig_no_director": Scene(settled=(appoint(),)),
    "sig_director_unconfirmed": Scene(
        before=(
            appoint(),
            (
                "mentor",
                DirectionOffered(to="wijkteam", date="2026-06-15", reason="18 jaar"),
                date(2026, 6, 5),
            ),
        ),
        settled=(("wijkteam", DirectionAccepted(person="wijkteam"), TODAY),),
    ),
    "sig_handover_unconfirmed": Scene(plan=UP, before=left(8), settled=ALL_CONFIRMED),
    "sig_appointment_late": Scene(
        before=(agree("leisure", due="2026-06-01"),),
        settled=(
            AgreementChanged(agreement=agree("leisure", due="2026-06-01", state="done").agreement),
        ),
    ),
    "sig_contact_missed": Scene(
        before=(*left(30), say("naz_contact_status", "gemist 2x of meer")),
        settled=(say("naz_contact_status", "gelukt"),),
    ),
    "sig_out_of_sight": Scene(before=left(43), settled=(seen_today(),)),
    "sig_score_drop": Scene(
        before=(say("won_nu", 8, "noor"), say("won_nu", 5, "noor")),
        settled=(say("won_nu", 6, "noor"),),
    ),
    "sig_safety_words": Scene(
        before=(say("veil_oranje", ["slechte gedachten"], "noor"),),
        settled=(rows("veil_risico", {"instrument": "gesprek", "datum": TODAY.isoformat()}),),
    ),
    "sig_move": Scene(
        before=(*left(30), say("naz_verhuisd", False, "noor")),
        settled=(rows("reg_overdracht", {"reden": "verhuizing", "bevestigd_op": "2026-06-16"}),),
    ),
    "sig_18": Scene(
        before=(born("2008-09-01"),), settled=(rather_not("a18_klaar"), rather_not("a18_actie"))
    ),
    "sig_measure_end": Scene(
        before=(appoint(), say("basis_mgj_eind", "2026-06-20")),
        settled=(
            DirectionOffered(to="wijkteam", date="2026-06-15", reason="einde maatregel"),
            ("wijkteam", DirectionAccepted(person="wijkteam"), TODAY),
        ),
    ),
    "sig_consent_missing": Scene(
        before=(phase("exit"), born("2009-01-01"), say("deel_school", "niets", "noor")),
        settled=(
            say("deel_ouders", "alles", "noor"),
            (
                "noor",
                ConsentDecided(decider="noor", party=Party.MUNICIPAL_YOUTH_CARE, decision="no"),
                TODAY,
            ),
        ),
    ),
    "party_unknown": Scene(
        before=(PartyUnknown(party=Party.REFERRER, who_finds_out="Karim", by_date="2026-06-01"),),
        settled=(PartyNotApplicable(party=Party.REFERRER, reason="geen verwijzer"),),
    ),
}

SCENES: dict[str, Scene] = {**PLAN_SCENES, **TIME_SCENES}
