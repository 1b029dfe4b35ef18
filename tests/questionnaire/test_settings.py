"""Settings: the shipped values each with their ground, and an organisation's own laid over them."""

from __future__ import annotations

import pytest

from planbuilder.errors import InputInvalid
from planbuilder.questionnaire.model import Questionnaire
from planbuilder.questionnaire.settings import (
    Grounded,
    Settings,
    SettingStatus,
    read_settings,
)
from planbuilder.questionnaire.terms import DataClass, Party, PlanKind


@pytest.fixture
def settings(shipped_settings: str) -> Settings:
    return read_settings({"settings.yaml": shipped_settings})


def grounded(value: object) -> list[Grounded]:
    """Everything with a status and a source inside a value."""
    if isinstance(value, Grounded):
        return [value]
    if isinstance(value, dict):
        return [found for inner in value.values() for found in grounded(inner)]
    if isinstance(value, tuple):
        return [found for inner in value for found in grounded(inner)]
    return []


def test_every_shipped_value_says_how_hard_it_is_and_where_it_comes_from(
    settings: Settings,
) -> None:
    found = [g for field in Settings.model_fields for g in grounded(getattr(settings, field))]

    assert len(found) > 60
    assert [g for g in found if g.status is SettingStatus.OWN or not g.source] == []
    assert set(settings.grounds) == {
        "vision",
        "consent_mode_12_15",
        "sitting_minutes",
        "check_in_minutes",
    }


def test_the_strictest_reading_of_consent_is_the_default(settings: Settings) -> None:
    assert settings.consent_mode_12_15 == "both"
    assert settings.sitting_minutes == 20


@pytest.mark.parametrize(
    ("deadline", "start", "way"),
    [
        ("dl_perspective_3w", "intake", {"days": (21,)}),
        ("dl_plan_6w", "intake", {"days": (42,)}),
        ("dl_stay_6m", "intake", {"months": 6}),
        ("dl_school_informed", "intake", {"working_days": 5}),
        ("dl_exit_visible", "exit", {"days": (-42,), "not_before_intake_days": 28}),
        ("dl_mandate_end", "authorisation_end", {"days": (-56, -28, -14)}),
        ("dl_after_m24", "exited", {"months": 24}),
        ("dl_18_start", "birth", {"months": 16 * 12 + 6}),
        ("dl_half_year", "calendar", {"each_year": ("01-01", "07-01")}),
    ],
)
def test_deadlines_count_as_the_working_group_fixed_them(
    settings: Settings, deadline: str, start: str, way: dict[str, object]
) -> None:
    found = settings.deadlines[deadline]

    assert found.start == start
    assert {key: getattr(found, key) for key in way} == way


def test_every_answer_about_sharing_that_opens_or_closes_something_is_known(
    settings: Settings, shipped: Questionnaire
) -> None:
    for question, options in settings.sharing.items():
        assert set(options) == set(shipped[question].options), question


def test_only_a_plain_yes_opens_and_nothing_opens_more_than_its_party(settings: Settings) -> None:
    opening = {
        (question, option): (effect.parties, effect.data_classes)
        for question, options in settings.sharing.items()
        for option, effects in options.items()
        for effect in effects
        if effect.decision == "yes"
    }

    assert opening.pop(("deel_school", "de schoolversie")) == (
        (Party.INSTITUTION_SCHOOL, Party.HOME_SCHOOL),
        (),
    )
    assert opening.pop(("deel_ouders", "alles")) == ((Party.PARENT,), ())
    assert opening.pop(("a18_ouders", "ja")) == ((Party.PARENT,), ())
    assert opening.pop(("deel_gemeente", "het uitstroomplan")) == (
        (Party.MUNICIPAL_YOUTH_CARE,),
        (),
    )
    # What is left opens a part, and never the story, health or justice.
    assert len(opening) == 4
    for _, classes in opening.values():
        assert classes
        assert not {DataClass.STORY, DataClass.HEALTH, DataClass.JUSTICE} & set(classes)


@pytest.mark.parametrize(
    ("enrolled", "valid", "needs", "words"),
    [
        (True, True, True, "niets aangevraagd"),
        (True, False, True, "waar de jongere ingeschreven staat"),
        (False, True, True, "nemen de TLV mee"),
        (False, False, True, "woonplaats"),
        (None, None, False, "niet nodig"),
    ],
)
def test_the_table_says_who_asks_for_the_permit(
    settings: Settings, enrolled: bool | None, valid: bool | None, needs: bool, words: str
) -> None:
    row = settings.permit_route(enrolled=enrolled, valid_permit=valid, needs_permit=needs)

    assert row is not None
    assert words in row.outcome


def test_the_table_says_nothing_while_something_is_not_known(settings: Settings) -> None:
    assert settings.permit_route(enrolled=None, valid_permit=True, needs_permit=True) is None


def test_no_kind_of_plan_is_sent_to_a_school_except_the_two_meant_for_it(
    settings: Settings,
) -> None:
    schools = {Party.INSTITUTION_SCHOOL, Party.HOME_SCHOOL, Party.SCHOOL_ALLIANCE}
    with_school = [kind for kind in PlanKind if schools & set(settings.sends[kind].parties)]

    assert with_school == [PlanKind.EXIT_PLAN, PlanKind.SCHOOL_TRANSFER]


def test_the_help_numbers_are_there(settings: Settings) -> None:
    together = " ".join(line.text for line in settings.help_lines)

    for number in ("112", "113", "0800-0113", "0800-0432", "088-5551000"):
        assert number in together


def test_an_organisation_changes_only_what_differs(shipped_settings: str) -> None:
    ours = (
        "organisation: De Haven\n"
        "consent_mode_12_15: {value: youth, status: norm, source: eigen besluit}\n"
        "deadlines:\n"
        "  dl_plan_6w: {what: Perspectiefplan vastgesteld, start: intake, days: 35}\n"
        "regions:\n"
        "  haaglanden: {name: Haaglanden, crisis_number: '070-0000000'}\n"
    )

    settings = read_settings({"settings_haven.yaml": ours, "settings.yaml": shipped_settings})

    assert settings.organisation == "De Haven"
    assert settings.consent_mode_12_15 == "youth"
    assert settings.deadlines["dl_plan_6w"].days == (35,)
    assert settings.deadlines["dl_plan_6w"].status is SettingStatus.OWN
    assert settings.deadlines["dl_plan_4w"].days == (28,)
    assert settings.regions["haaglanden"].crisis_number == "070-0000000"
    assert settings.regions["rijnmond"].name == "Rijnmond"


def test_all_that_is_wrong_in_all_files_is_told_at_once(shipped_settings: str) -> None:
    ours = (
        "deadliness: {}\n"
        "sitting_minutes: {value: lang}\n"
        "deadlines:\n"
        "  one: {what: x, start: intak, days: 3}\n"
        "  two: {what: x, start: intake, days: 3, months: 1}\n"
        "sharing:\n"
        "  deel_x:\n"
        "    ja: [{parties: [5], decision: misschien}]\n"
    )

    with pytest.raises(InputInvalid) as caught:
        read_settings({"settings.yaml": shipped_settings, "ours.yaml": ours, "bad.yaml": "a: [1"})

    assert [(p.file, p.code, p.line) for p in caught.value.problems] == [
        ("bad.yaml", "yaml_broken", 2),
        ("ours.yaml", "unknown_key_near", 1),
        ("ours.yaml", "must_be_number", 2),
        ("ours.yaml", "not_one_of_near", 4),
        ("ours.yaml", "deadline_one_way", 5),
        ("ours.yaml", "not_one_of", 8),
    ]


def test_a_party_outside_the_nine_is_refused() -> None:
    with pytest.raises(InputInvalid) as caught:
        read_settings({"s.yaml": "sends:\n  my_plan: {parties: [1a, 12]}\n"})

    assert [p.line for p in caught.value.problems] == [2]


def test_an_empty_file_changes_nothing() -> None:
    assert read_settings({"settings.yaml": ""}) == Settings()
