"""The questionnaire as it ships: all questions of the working group, in its order, clean."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from planbuilder.questionnaire.lint import lint
from planbuilder.questionnaire.model import Questionnaire
from planbuilder.questionnaire.terms import AnswerType, Sensitivity, Voice

IDS = Path(__file__).with_name("question_ids.txt")
MATRIX = Path(__file__).parents[1] / "data" / "visibility.csv"

HEAVY = set(
    """va_gebeurd va_kwetsbaar va_tijdlijn va_toen_nodig net_missen net_liever_niet won_veilig
    ink_schulden wel_gebruik veil_oranje veil_rood veil_verlof veil_oude_groep naz_terugval""".split()
)
ORDERS = {
    "youth_1": """start_naam start_invulwijze start_hulp start_pauze start_snap va_leuk va_sterk
        tk_droom tk_titel va_energie va_past va_waarde va_richting net_belangrijk net_altijd
        net_terecht net_jim va_gebeurd va_niet_opnieuw va_helpt va_kwetsbaar va_nodig va_stap
        deel_1""",
    "youth_2": """vt_nu vt_er vt_wil vt_nodig vt_wie sw_nu sw_er sw_richting sw_ging_goed sw_wil
        sw_nodig sw_wie sup_nu sup_er sup_wil sup_nodig won_nu won_er won_wil won_nodig won_wie
        ink_nu ink_er ink_wil ink_nodig ink_wie wel_lijf wel_nu wel_er wel_wil wel_nodig wel_wie
        wel_toekomst reg_invloed reg_zelf reg_steun deel_2 deel_akkoord""",
    "youth_3": """basis_bereik ov_ken ov_start ov_kanaal sw_school_weten sw_niet_school won_veilig
        won_plan_b wo_spannend veil_groen veil_oranje veil_zelf veil_rood veil_ander veil_niet
        veil_bel naz_wens a18_klaar wo_zelf wo_afscheid deel_school deel_ouders deel_gemeente
        deel_netwerk deel_cijfers deel_akkoord eval_invullen""",
}


def fixed_questions() -> list[list[str]]:
    lines = IDS.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def test_every_question_of_the_working_group_is_there_in_its_order(shipped: Questionnaire) -> None:
    fixed = [row[0] for row in fixed_questions()]

    assert len(fixed) == 321
    assert list(shipped.questions) == fixed


def test_type_phase_and_plans_are_those_of_the_working_group(shipped: Questionnaire) -> None:
    found = [
        [
            q.id,
            str(q.type),
            str(q.phase),
            " ".join(
                f"{plan}!" if use == "required" else str(plan) for plan, use in q.plans.items()
            ),
        ]
        for q in shipped.questions.values()
    ]

    assert found == fixed_questions()


@pytest.mark.parametrize("sitting", ORDERS)
def test_the_sittings_of_a_youth_have_the_fixed_order(sitting: str, shipped: Questionnaire) -> None:
    order = next(s.order for s in shipped.sittings if s.id == sitting)

    assert list(order) == ORDERS[sitting].split()


def test_core_questions_are_counted_as_the_working_group_did(shipped: Questionnaire) -> None:
    questions = shipped.questions.values()

    assert sum(Voice.YOUTH in q.core for q in questions) == 88
    assert sum(Voice.PARENT in q.core for q in questions) == 31
    assert sum(q.check_in for q in questions) == 44
    assert sum(q.optional for q in questions) == 59
    assert len(next(s for s in shipped.sittings if s.id == "parents").order) == 31


def test_every_voice_gets_each_of_its_questions_in_exactly_one_sitting(
    shipped: Questionnaire,
) -> None:
    found = [(s.voice, name) for s in shipped.sittings for name in s.order]
    wanted = {
        (voice, q.id) for q in shipped.questions.values() for voice in Voice if q.is_for(voice)
    }

    assert set(found) == wanted
    assert sorted(pair for pair in wanted if found.count(pair) > 1) == [
        (Voice.YOUTH, "deel_akkoord")
    ]


def test_who_reads_an_answer_is_what_the_matrix_of_the_working_group_says(
    shipped: Questionnaire,
) -> None:
    rows = [*csv.DictReader(MATRIX.read_text(encoding="utf-8").splitlines())]
    assert len(rows) == 321

    for row in rows:
        visibility = shipped[row["id"]].visibility
        after = f" (+{' '.join(visibility.after_yes)})" if visibility.after_yes else ""
        assert " ".join(visibility.reads) + after == row["visibility"], row["id"]


def test_only_the_shared_explanation_is_read_by_more_people_than_its_class(
    shipped: Questionnaire,
) -> None:
    other = [
        q.id for q in shipped.questions.values() if q.visibility != shipped.visibility[q.data_class]
    ]

    assert other == ["va_samenhang"]


def test_heavy_questions_are_marked_and_never_asked_at_once(shipped: Questionnaire) -> None:
    assert {q.id for q in shipped.questions.values() if q.heavy} == HEAVY
    for sitting in shipped.sittings:
        for name, following in zip(sitting.order, [*sitting.order[1:], ""], strict=True):
            if shipped[name].heavy:
                assert following, sitting.id
                assert not shipped[following].heavy, (sitting.id, name)


def test_the_four_school_facts_of_the_application_are_marked(shipped: Questionnaire) -> None:
    assert [q.id for q in shipped.questions.values() if q.intake_data] == [
        "ond_stamschool",
        "ond_stamschool_contact",
        "ond_swv",
        "ond_niveau",
        "ond_leerjaar",
    ]


def test_each_life_area_has_its_table_of_agreements(shipped: Questionnaire) -> None:
    for area, questions in shipped.by_life_area.items():
        tables = [q for q in questions if q.agreements]
        assert len(tables) == 1, area
        assert [column.id for column in tables[0].columns] == [
            "what",
            "who",
            "executor",
            "start",
            "due",
            "evidence",
            "state",
        ]


def test_open_questions_and_tables_help_a_person_who_gets_stuck(shipped: Questionnaire) -> None:
    open_types = (AnswerType.TEXT, AnswerType.LONG_TEXT, AnswerType.TABLE)
    without = [
        (q.id, str(voice))
        for q in shipped.questions.values()
        for voice in (Voice.YOUTH, Voice.PARENT)
        if q.type in open_types and q.is_for(voice) and voice not in q.help
    ]

    assert without == []
    assert sum(bool(q.example) for q in shipped.questions.values()) >= 90


def test_no_example_suggests_what_to_say_about_something_private(shipped: Questionnaire) -> None:
    private = [
        q
        for q in shipped.questions.values()
        if q.is_for(Voice.YOUTH) and (q.heavy or q.sensitivity is Sensitivity.SPECIAL_HEALTH)
    ]

    assert private
    assert [q.id for q in private if q.example and q.id != "va_eerdere_hulp"] == []


def test_nothing_identifying_is_asked(shipped: Questionnaire) -> None:
    asked = " ".join(text for q in shipped.questions.values() for text in q.text.values())

    assert "Voor- en achternaam" in asked
    assert "bsn" not in asked.casefold()
    assert "burgerservicenummer" not in asked.casefold()


def test_the_shipped_questionnaire_has_nothing_for_lint_to_say(shipped: Questionnaire) -> None:
    used = [q.id for q in shipped.questions.values() if q.plans]

    assert [(p.code, p.parameters) for p in lint(shipped, used)] == []


def test_every_exception_says_why_it_may_stay(shipped: Questionnaire) -> None:
    given = [q for q in shipped.questions.values() if q.exceptions]

    assert 0 < len(given) <= 20
    assert all(len(why) > 10 for q in given for why in q.exceptions.values())
