"""The open points of a plan tell its recipient nothing that this recipient may not read."""

from __future__ import annotations

from check.cases import (
    MENTOR,
    MP,
    OO,
    PP,
    TODAY,
    UP,
    Happening,
    agree,
    appoint,
    dossier_of,
    say,
    shipped,
)
from check.scenes import born, came, leaves, left, phase

from planbuilder.check.check import check
from planbuilder.check.open_points import OpenPoint, open_points
from planbuilder.check.outside import OutsideSignal, outside_signal
from planbuilder.dossier.consent import Recipient
from planbuilder.dossier.view import view_for
from planbuilder.questionnaire.terms import Party, PlanKind


def points(
    *happenings: Happening, plan: PlanKind, party: str, person: str | None = None
) -> tuple[OpenPoint, ...]:
    questionnaire, settings, rules = shipped()
    dossier = dossier_of(*happenings)
    findings = check(dossier, questionnaire, settings, rules, TODAY, plan)
    recipient = Recipient(Party(party), person)
    view = view_for(dossier, recipient, questionnaire, settings, TODAY, plan)
    return open_points(findings, view)


def texts(*happenings: Happening, plan: PlanKind, party: str, person: str | None = None) -> str:
    return "\n".join(p.text for p in points(*happenings, plan=plan, party=party, person=person))


def test_the_care_team_reads_all_open_points() -> None:
    here = texts(born("2010-01-01"), plan=PP, party="4")
    assert "precies één regisseur" in here
    assert "Machtiging" in here
    assert "Leefgebied welzijn" in here


def test_a_school_reads_nothing_of_health_or_the_order() -> None:
    here = texts(born("2010-01-01"), leaves(20), plan=UP, party="5")
    assert here
    for word in ("Machtiging", "welzijn", "Signaleringsplan", "Zorgaanpak"):
        assert word not in here, word


def test_the_youth_reads_own_words_and_each_only_once() -> None:
    here = points(born("2010-01-01"), plan=PP, party="1a", person="noor")
    told = [point.text for point in here]
    assert "Je hoort snel wie jouw regisseur is." in told
    assert len(told) == len(set(told))
    assert all("de jongere" not in point.text for point in here)
    assert any("jij" in point.who for point in here)


def test_what_is_not_meant_for_the_youth_is_not_told() -> None:
    unenrolled = (say("ond_inschrijving_tijdens", "uitgeschreven"), born("2010-01-01"))
    assert "Uitgeschreven" in texts(*unenrolled, plan=UP, party="4")
    youths = texts(*unenrolled, plan=UP, party="1a", person="noor")
    assert "itgeschreven" not in youths


def test_a_late_agreement_is_told_only_to_who_may_read_it() -> None:
    late = agree("income", due="2026-06-01", what="schuld bij Sanne aflossen", who="Fatma")
    happened = (born("2010-01-01"), phase("exit"), late)
    assert "schuld bij Sanne" in texts(*happened, plan=UP, party="4")
    for party in "2 3 5 6 7 8 9".split():
        assert "Sanne" not in texts(*happened, plan=UP, party=party), party


def test_who_does_an_agreement_reads_that_it_is_late() -> None:
    late = agree("income", due="2026-06-01", what="DigiD aanvragen", who="", person="wijkteam")
    happened = (born("2010-01-01"), phase("exit"), late)
    own = texts(*happened, plan=UP, party="7", person="wijkteam")
    assert "DigiD aanvragen" in own


def test_a_dropped_score_is_no_matter_for_others() -> None:
    drop = (born("2010-01-01"), say("won_nu", 9, "noor"), say("won_nu", 3, "noor"))
    assert "daalt van 9 naar 3" in texts(*drop, plan=UP, party="4")
    for party in "1b 2 3 5 6 7 8 9".split():
        assert "daalt" not in texts(*drop, plan=UP, party=party), party


def test_nothing_is_told_that_rests_on_an_answer_that_is_hidden() -> None:
    # The mother's own score is hers; that housing is not arranged is read from it alone.
    hidden = (born("2010-01-01"), leaves(20), say("won_chk_passend", "nee", "moeder"))
    assert "Leefgebied wonen" in texts(*hidden, plan=UP, party="4")
    assert "Leefgebied wonen" not in texts(*hidden, plan=UP, party="7")


def test_a_wish_that_only_the_mother_told_is_not_betrayed_by_a_missing_agreement() -> None:
    consent = (born("2010-01-01"), say("deel_gemeente", "het uitstroomplan", "noor"))
    missing = "Leefgebied vrije tijd: er is nog geen afspraak"
    mothers = say("vt_wil", "samen vissen", "moeder")
    assert missing in texts(*consent, mothers, plan=PP, party="4")
    assert missing not in texts(*consent, mothers, plan=PP, party="7")
    assert missing in texts(*consent, say("vt_wil", "vissen", "noor"), plan=PP, party="7")


def test_a_school_reads_only_of_half_agreements_that_it_may_read_itself() -> None:
    half = agree("school_work", evidence="")
    told = "Leefgebied school en werk: er is nog geen afspraak, of een afspraak mist"
    by_school = (born("2010-01-01"), ("leraar", half, TODAY))
    by_care = (born("2010-01-01"), ("mentor", half, TODAY))
    assert told in texts(*by_school, plan=PP, party="6")
    assert told not in texts(*by_care, plan=PP, party="6")


def test_a_deadline_that_counts_from_the_order_is_not_told_to_who_may_not_know_of_it() -> None:
    ends = say("basis_mgj_eind", "2026-06-25")
    expected = say("basis_uitstroom_verwacht", "2026-06-25")
    told = "nog niet alles is bekend over wonen"
    assert told in texts(born("2010-01-01"), ends, plan=UP, party="4")
    question = "op tijd een plek heeft"
    consent = say("deel_gemeente", "alleen wat nodig is", "noor")
    assert question in texts(born("2010-01-01"), expected, consent, plan=UP, party="7")
    assert question not in texts(born("2010-01-01"), ends, consent, plan=UP, party="7")


def test_a_party_is_an_open_point_only_for_who_may_know_of_it() -> None:
    assert "het netwerk" in texts(born("2010-01-01"), plan=UP, party="4")
    assert "het netwerk" not in texts(born("2010-01-01"), plan=UP, party="5")


def test_the_count_of_open_questions_is_that_of_the_questions_one_may_read() -> None:
    happened = (born("2010-01-01"),)
    for_care = texts(*happened, plan=UP, party="4")
    for_school = texts(*happened, plan=UP, party="5")
    assert "'Veiligheid en signaleringsplan' (10 open)" in for_care
    assert "'Veiligheid en signaleringsplan' (1 open)" in for_school


def test_a_plan_has_only_the_open_points_of_its_own_kind() -> None:
    assert "Vak 4" in texts(born("2010-01-01"), plan=MP, party="4")
    assert "Vak 4" not in texts(born("2010-01-01"), plan=OO, party="4")


def test_a_signal_outside_holds_who_it_is_about_and_the_question_and_no_answer() -> None:
    questionnaire, settings, rules = shipped()
    dossier = dossier_of(
        say("basis_naam", "Noor de Wit"),
        born("2010-03-04"),
        say("ond_stamschool", "De Wissel"),
        *left(10),
        say("naz_contact_status", "gemist 2x of meer"),
        say("naz_vraag", "geld", "noor"),
    )
    findings = check(dossier, questionnaire, settings, rules, TODAY, UP)
    missed = next(f for f in findings if f.rule == "sig_contact_missed")
    assert outside_signal(missed, dossier) == OutsideSignal(
        name="Noor de Wit",
        birth_date="4 maart 2010",
        last_school="De Wissel",
        question="Het lukt niet om deze jongere te bereiken. Wilt u helpen om in contact te blijven?",
    )


def test_what_is_not_for_outside_does_not_go_out() -> None:
    questionnaire, settings, rules = shipped()
    dossier = dossier_of(say("won_nu", 9, "noor"), say("won_nu", 3, "noor"))
    findings = check(dossier, questionnaire, settings, rules, TODAY)
    drop = next(f for f in findings if f.rule == "sig_score_drop")
    assert outside_signal(drop, dossier) is None


def test_every_rule_for_parties_outside_has_words_for_them() -> None:
    outside = [r for r in shipped()[2] if r.kind != "completeness" and {"6", "7", "8"} & set(r.to)]
    assert len(outside) > 6
    assert all(rule.outside and "{" not in rule.outside for rule in outside)


def test_the_municipality_reads_the_question_and_not_the_finding() -> None:
    open_gap = (born("2010-01-01"), leaves(10), say("deel_gemeente", "het uitstroomplan", "noor"))
    place = say("won_vanaf", "2026-07-15")
    here = texts(*open_gap, place, appoint(), came(100), plan=UP, party="7")
    assert "Er is nog geen plek op tijd voor deze jongere. Wat kunt u doen?" in here
    assert "Wachttijd" not in here
    assert MENTOR.name not in here
