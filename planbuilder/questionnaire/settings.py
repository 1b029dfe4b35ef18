"""What differs per region or organisation: deadlines, consent, who is sent what, help numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, Generic, Literal, TypeVar

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from planbuilder.errors import InputInvalid, Problem
from planbuilder.questionnaire.fields import read_model
from planbuilder.questionnaire.model import Strict
from planbuilder.questionnaire.terms import DataClass, Party, PlanKind
from planbuilder.questionnaire.yaml_source import Located, read_yaml

T = TypeVar("T")


class SettingStatus(StrEnum):
    """How hard a value is. `own`: an organisation chose it for itself."""

    NORM = "norm"
    ADVICE = "advice"
    AMBITION = "ambition"
    PROPOSAL = "proposal"
    PRACTICE_EXAMPLE = "practice_example"
    TO_CHECK = "to_check"
    OWN = "own"


class Grounded(Strict):
    """Anything with a status and a source, so that a reader knows how hard it is."""

    status: SettingStatus = SettingStatus.OWN
    source: str = ""


class Setting(Grounded, Generic[T]):
    """One value with its ground."""

    value: T


class Deadline(Grounded):
    """When something is due: counted from `start`, in exactly one of the four ways.

    `days` are calendar days (several: a reminder at each; negative: before the start), `months`
    calendar months, `working_days` Mondays to Fridays, `each_year` days such as "07-01".
    `start` "exit" is the expected exit, or the end of the authorisation where that is not known.
    `not_before_intake_days`: not earlier than so many days after intake.
    """

    what: str
    start: Literal[
        "intake",
        "exit",
        "exited",
        "authorisation_end",
        "school_application",
        "permit_needed",
        "school_enrolment",
        "last_school_day",
        "birth",
        "calendar",
    ]
    days: tuple[int, ...] = ()
    months: int | None = None
    working_days: int | None = None
    each_year: tuple[str, ...] = ()
    not_before_intake_days: int | None = None

    @model_validator(mode="before")
    @classmethod
    def _one_day_is_a_list_too(cls, values: Any) -> Any:
        if isinstance(values, dict) and type(values.get("days")) is int:
            return {**values, "days": [values["days"]]}
        return values

    @model_validator(mode="after")
    def _counted_in_one_way(self) -> Deadline:
        ways = [self.days or None, self.months, self.working_days, self.each_year or None]
        if sum(way is not None for way in ways) != 1:
            raise PydanticCustomError("deadline_one_way", "counted in exactly one way")
        return self


class Threshold(Grounded):
    """A number that a signal or a check compares with; `unit` says what it counts."""

    what: str
    value: int = Field(ge=0)
    unit: Literal["days", "working_days", "times", "points"]


class Region(Grounded):
    """A youth care region; `crisis_number` is "" while nobody filled it in."""

    name: str
    crisis_name: str = ""
    crisis_number: str = ""


class Location(Grounded):
    """Where youths stay; `place` is the town."""

    name: str
    place: str = ""


class HomeSchoolDuty(Grounded):
    """Whether the home school (stamschool) keeps its duty of care during a placement.

    `region`: it does, by regional agreement; `national`: the national explanation holds.
    """

    value: Literal["region", "national"]
    text: str
    valid_until: str | None = None


class PermitRoute(Grounded):
    """One row of the decision table for the TLV; None: does not matter, `task` "": nothing to do."""

    enrolled: bool | None = None
    valid_permit: bool | None = None
    needs_permit: bool
    outcome: str
    task: str = ""


class Sending(Grounded):
    """The parties that a kind of plan is made for, unless somebody chooses otherwise."""

    parties: tuple[Party, ...]


class HelpLine(Grounded):
    """A fixed sentence with a help number, always in view."""

    text: str


class SharingEffect(Strict):
    """What an answer about sharing decides: `data_classes` empty means all that can be shared."""

    parties: tuple[Party, ...]
    decision: Literal["yes", "no"]
    data_classes: tuple[DataClass, ...] = ()


Sharing = dict[str, dict[str, tuple[SharingEffect, ...]]]


class SettingsFile(Strict):
    """What one settings file may say; everything that it leaves out stays as it was."""

    organisation: str | None = None
    vision: Setting[str] | None = None
    consent_mode_12_15: Setting[Literal["both", "youth"]] | None = None
    sitting_minutes: Setting[int] | None = None
    check_in_minutes: Setting[int] | None = None
    home_school_duty: HomeSchoolDuty | None = None
    tlv_route: tuple[PermitRoute, ...] | None = None
    help_lines: tuple[HelpLine, ...] | None = None
    regions: dict[str, Region] | None = None
    locations: dict[str, Location] | None = None
    deadlines: dict[str, Deadline] | None = None
    thresholds: dict[str, Threshold] | None = None
    sends: dict[PlanKind, Sending] | None = None
    sharing: Sharing | None = None
    privacy: dict[str, Setting[int]] | None = None


class Settings(Strict):
    """The settings that hold, with `grounds` for the values that stand alone (their key -> ground).

    `sharing` says per question about sharing what each option decides.
    """

    organisation: str = ""
    vision: str = ""
    consent_mode_12_15: Literal["both", "youth"] = "both"
    sitting_minutes: int = 20
    check_in_minutes: int = 5
    home_school_duty: HomeSchoolDuty | None = None
    tlv_route: tuple[PermitRoute, ...] = ()
    help_lines: tuple[HelpLine, ...] = ()
    regions: dict[str, Region] = Field(default_factory=dict)
    locations: dict[str, Location] = Field(default_factory=dict)
    deadlines: dict[str, Deadline] = Field(default_factory=dict)
    thresholds: dict[str, Threshold] = Field(default_factory=dict)
    sends: dict[PlanKind, Sending] = Field(default_factory=dict)
    sharing: Sharing = Field(default_factory=dict)
    privacy: dict[str, Setting[int]] = Field(default_factory=dict)
    grounds: dict[str, Grounded] = Field(default_factory=dict)

    def permit_route(
        self, *, enrolled: bool | None, valid_permit: bool | None, needs_permit: bool
    ) -> PermitRoute | None:
        """The row of the TLV table for this situation; None while something is not known."""
        for row in self.tlv_route:
            if row.needs_permit is needs_permit and all(
                wanted is None or wanted is known
                for wanted, known in ((row.enrolled, enrolled), (row.valid_permit, valid_permit))
            ):
                return row
        return None


def read_settings(files: Mapping[str, str]) -> Settings:
    """The settings of these files (name -> text), each laid over the one before, by name.

    A later file (settings_ours.yaml after settings.yaml) replaces single deadlines, regions and
    other named entries, and whole lists. Raises InputInvalid with all problems of all files.
    """
    problems: list[Problem] = []
    read: list[SettingsFile] = []
    for name in sorted(files):
        try:
            found, wrong = _read_file(read_yaml(files[name], name))
        except InputInvalid as invalid:
            problems.extend(invalid.problems)
            continue
        problems.extend(wrong)
        if found is not None:
            read.append(found)
    if problems:
        raise InputInvalid("settings_not_valid", problems)
    return _laid_over(read)


def _read_file(located: Located) -> tuple[SettingsFile | None, list[Problem]]:
    if located.value is None:
        return SettingsFile(), []
    return read_model(SettingsFile, _with_party_codes(located.value), located, ())


def _laid_over(read: Iterable[SettingsFile]) -> Settings:
    values: dict[str, Any] = {}
    grounds: dict[str, Grounded] = {}
    for one in read:
        for key in SettingsFile.model_fields:
            given = getattr(one, key)
            if given is None:
                continue
            if isinstance(given, Setting):
                grounds[key] = Grounded(status=given.status, source=given.source)
                values[key] = given.value
            elif isinstance(given, dict):
                values[key] = {**values.get(key, {}), **given}
            else:
                values[key] = given
    return Settings.model_validate({**values, "grounds": grounds})


def _with_party_codes(values: Any) -> Any:
    """The same with the numbers in `parties` lists as text, so that `[1a, 2]` can be written."""
    if isinstance(values, dict):
        return {
            key: [str(code) if type(code) is int else code for code in inner]
            if key == "parties" and isinstance(inner, list)
            else _with_party_codes(inner)
            for key, inner in values.items()
        }
    if isinstance(values, list):
        return [_with_party_codes(inner) for inner in values]
    return values
