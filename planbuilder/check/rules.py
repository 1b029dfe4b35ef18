"""The rules from their files `questionnaires/rules_*.yaml`, or everything that is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from string import Formatter
from typing import Any

from planbuilder.check.functions import FUNCTIONS
from planbuilder.check.rule import OUTSIDE, Rule
from planbuilder.errors import InputInvalid, Problem
from planbuilder.questionnaire.fields import read_model
from planbuilder.questionnaire.model import Questionnaire
from planbuilder.questionnaire.nearest import nearest
from planbuilder.questionnaire.yaml_source import Located, Path, read_yaml

_GOES_OUT = frozenset({*(party.value for party in OUTSIDE), "process_coordinator"})

# What a wording may be filled with.
SLOTS = frozenset(
    "veld plek leefgebied dagen naam onderdeel wat wie gebied x y partij datum deel aantal".split()
)
_TIMING = ("coming", "today", "passed")
_SUBJECTS = ("rules", "needs_content", "timing")


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules by id in the order of the files.

    `needs_content` are the questions where "I'd rather not say" is not enough; `timing` the words
    before a deadline that is coming, is today, or has passed.
    """

    rules: Mapping[str, Rule]
    needs_content: frozenset[str]
    timing: Mapping[str, str]

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.rules.values())

    def __getitem__(self, rule: str) -> Rule:
        return self.rules[rule]


def read_rules(files: Mapping[str, str], questionnaire: Questionnaire | None = None) -> Rules:
    """The rules in these files (name -> text); raises InputInvalid with all problems of all files.

    With the questionnaire it is also checked that every question that a rule names exists.
    """
    reading = _Reading(questionnaire)
    for name in sorted(files):
        try:
            reading.take(read_yaml(files[name], name))
        except InputInvalid as invalid:
            reading.problems.extend(invalid.problems)
    if reading.problems:
        raise InputInvalid("rules_not_valid", reading.problems)
    return Rules(reading.rules, frozenset(reading.needs_content), reading.timing)


@dataclass
class _Reading:
    """What was found so far, over all files."""

    questionnaire: Questionnaire | None
    problems: list[Problem] = field(default_factory=list)
    rules: dict[str, Rule] = field(default_factory=dict)
    needs_content: list[str] = field(default_factory=list)
    timing: dict[str, str] = field(default_factory=dict)

    def take(self, located: Located) -> None:
        """Reads one file."""
        values = located.value
        if not isinstance(values, dict):
            self._problem("rules_file_without_rules", located, ())
            return
        for key in values:
            if key not in _SUBJECTS:
                self._problem(
                    "rule_key_unknown", located, (key,), key=key, suggestion=nearest(key, _SUBJECTS)
                )
        self._take_needs_content(located, values.get("needs_content") or [])
        self._take_timing(located, values.get("timing") or {})
        rules = values.get("rules") or {}
        if not isinstance(rules, dict):
            self._problem("rules_file_without_rules", located, ("rules",))
            return
        for name, rule in rules.items():
            self._take_rule(located, name, rule)

    def _take_needs_content(self, located: Located, questions: object) -> None:
        for number, question in enumerate(
            questions if isinstance(questions, list) else [questions]
        ):
            self.needs_content.append(str(question))
            self._check_question(located, ("needs_content", number), str(question))

    def _take_timing(self, located: Located, timing: object) -> None:
        if not isinstance(timing, dict) or any(key not in _TIMING for key in timing):
            self._problem("rule_timing", located, ("timing",), allowed=", ".join(_TIMING))
            return
        self.timing.update({key: str(text) for key, text in timing.items()})

    def _take_rule(self, located: Located, name: str, values: Any) -> None:
        path = ("rules", name)
        if name in self.rules:
            self._problem("rule_twice", located, path, rule=name)
            return
        ready = values
        if isinstance(values, dict):
            place = {"id": name, "file": located.file, "line": located.line(*path)}
            ready = {**_with_codes(values), **place}
        rule, problems = read_model(Rule, ready, located, path)
        self.problems.extend(problems)
        if rule is None:
            return
        self.rules[name] = rule
        for number, question in enumerate(rule.questions):
            self._check_question(located, (*path, "questions", number), question)
        if rule.function not in FUNCTIONS:
            self._problem(
                "rule_function_unknown",
                located,
                (*path, "function"),
                rule=name,
                function=rule.function,
                suggestion=nearest(rule.function, FUNCTIONS),
            )
        self._check_wording(located, rule)

    def _check_wording(self, located: Located, rule: Rule) -> None:
        for key, text, allowed in (
            ("text", rule.text, SLOTS),
            ("youth", rule.youth, SLOTS),
            ("outside", rule.outside, frozenset[str]()),
        ):
            for slot in slots_of(text):
                if slot not in allowed:
                    self._problem(
                        "rule_slot_unknown",
                        located,
                        ("rules", rule.id, key),
                        rule=rule.id,
                        slot=slot,
                        suggestion=nearest(slot, allowed),
                    )
        if rule.kind != "completeness" and _GOES_OUT & set(rule.to) and not rule.outside:
            self._problem("rule_outside_missing", located, ("rules", rule.id), rule=rule.id)

    def _check_question(self, located: Located, path: Path, question: str) -> None:
        if self.questionnaire is not None and question not in self.questionnaire:
            suggestion = nearest(question, self.questionnaire.questions)
            self._problem(
                "rule_question_unknown", located, path, question=question, suggestion=suggestion
            )

    def _problem(self, code: str, located: Located, path: Path, **parameters: object) -> None:
        if parameters.get("suggestion") == "":
            # Nothing looks like it: the sentence that suggests nothing.
            code = f"{code}_alone"
        self.problems.append(Problem(code, located.file, located.line(*path), parameters))


def slots_of(text: str) -> tuple[str, ...]:
    """The names between braces in a wording; a lone brace counts as a slot without a name."""
    try:
        return tuple(name for _, name, _, _ in Formatter().parse(text) if name is not None)
    except ValueError:
        return ("",)


def _with_codes(values: dict[str, Any]) -> dict[str, Any]:
    """The same with parties as text: `[1a, 4]` is easier to write than `[1a, "4"]`."""
    return {
        key: [str(one) if isinstance(one, int) else one for one in found]
        if key in ("to", "parties") and isinstance(found, list)
        else found
        for key, found in values.items()
    }


def rules_as_data(rules: Rules) -> list[dict[str, Any]]:
    """Every rule as plain values, for `--list-rules --json`."""
    return [rule.model_dump(mode="json", exclude={"common_words"}) for rule in rules]
