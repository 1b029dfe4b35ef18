"""The questionnaire from its YAML files, or everything that is wrong with them at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from planbuilder.errors import InputInvalid, Problem
from planbuilder.questionnaire.conditions import ConditionError, parse_condition
from planbuilder.questionnaire.fields import read_model, with_hint
from planbuilder.questionnaire.model import Block, Question, Questionnaire, Sitting, Visibility
from planbuilder.questionnaire.nearest import nearest
from planbuilder.questionnaire.references import question_problems, sitting_problems
from planbuilder.questionnaire.terms import DataClass
from planbuilder.questionnaire.yaml_source import Located, Path, read_yaml

# What a file may be about, by the key that says so.
_BLOCK_KEYS = ("block", "title", "intro", "questions")
_SUBJECTS = ("questions", "sittings", "visibility")


def read_questionnaire(files: Mapping[str, str]) -> Questionnaire:
    """The questionnaire that these files (name -> text) describe, in the order of their names.

    A file holds a block of questions, the sittings, or the visibility matrix. Raises InputInvalid
    with all problems of all files.
    """
    reading = _Reading()
    for name in sorted(files):
        try:
            reading.take(read_yaml(files[name], name))
        except InputInvalid as invalid:
            reading.problems.extend(invalid.problems)
    questionnaire = reading.finish()
    if reading.problems:
        raise InputInvalid("questionnaire_not_valid", reading.problems)
    return questionnaire


@dataclass
class _Reading:
    """What was found so far, over all files."""

    problems: list[Problem] = field(default_factory=list)
    questions: dict[str, Question] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)
    sittings: dict[str, Sitting] = field(default_factory=dict)
    visibility: dict[DataClass, Visibility] = field(default_factory=dict)
    _waiting: list[tuple[Located, str, dict[str, Any], str]] = field(default_factory=list)
    _sitting_places: dict[str, Located] = field(default_factory=dict)
    _visibility_read: bool = False

    def take(self, located: Located) -> None:
        """Reads one file; its questions wait until the visibility matrix is known."""
        values = located.value
        subject = next((s for s in _SUBJECTS if isinstance(values, dict) and s in values), None)
        if subject is None:
            self._problem("file_without_subject", located, ())
            return
        if not isinstance(values[subject], dict):
            self._problem("must_be_keys", located, (subject,), name=subject, key=subject, inside="")
            return
        known = _BLOCK_KEYS if subject == "questions" else (subject,)
        for key in values:
            if key not in known:
                self._unknown_key(located, (key,), known)
        if subject == "questions":
            self._take_block(located, values)
        elif subject == "sittings":
            self._take_sittings(located, values["sittings"])
        else:
            self._take_visibility(located, values["visibility"])

    def finish(self) -> Questionnaire:
        """The whole, after every file was read and every reference was checked."""
        for located, name, values, block in self._waiting:
            self._read_question(located, name, values, block)
        known = {name for _, name, _, _ in self._waiting}
        self.problems.extend(question_problems(self.questions.values(), known))
        for name, sitting in self.sittings.items():
            located = self._sitting_places[name]
            places = [located.line("sittings", name, "order", n) for n in range(len(sitting.order))]
            self.problems.extend(
                sitting_problems(sitting, self.questions, known, located.file, places)
            )
        return Questionnaire(
            questions=self.questions,
            sittings=tuple(self.sittings.values()),
            visibility=self.visibility,
            blocks=tuple(self.blocks),
        )

    # -- one kind of file each --

    def _take_block(self, located: Located, values: dict[str, Any]) -> None:
        block = self._block(located, values)
        waiting = {name: place for place, name, _, _ in self._waiting}
        for name, question in values["questions"].items():
            path = ("questions", name)
            if name in waiting:
                first = waiting[name]
                self._problem(
                    "question_twice",
                    located,
                    path,
                    name=name,
                    first=f"{first.file}:{first.line(*path)}",
                )
            elif not isinstance(question, dict):
                self._problem(
                    "must_be_keys", located, path, name=name, key=name, inside="questions"
                )
            else:
                self._waiting.append((located, name, question, block.id if block else ""))

    def _block(self, located: Located, values: dict[str, Any]) -> Block | None:
        if "block" not in values:
            self._problem("missing_key", located, (), name="block", inside=located.file)
            return None
        heading: dict[str, Any] = {k: values[k] for k in ("title", "intro") if k in values}
        block, problems = read_model(Block, {**heading, "id": values["block"]}, located, ())
        self.problems.extend(problems)
        if block is not None:
            self.blocks.append(block)
        return block

    def _take_sittings(self, located: Located, sittings: dict[str, Any]) -> None:
        for name, values in sittings.items():
            path = ("sittings", name)
            if name in self.sittings:
                self._problem("sitting_twice", located, path, name=name)
                continue
            if not isinstance(values, dict):
                self._problem("must_be_keys", located, path, name=name, key=name, inside="sittings")
                continue
            place = {"id": name, "file": located.file, "line": located.line(*path)}
            sitting, problems = read_model(Sitting, {**values, **place}, located, path)
            self.problems.extend(problems)
            if sitting is not None:
                self.sittings[name] = sitting
                self._sitting_places[name] = located

    def _take_visibility(self, located: Located, rows: dict[str, Any]) -> None:
        self._visibility_read = True
        for name, values in rows.items():
            path = ("visibility", name)
            if name not in set(DataClass):
                self._unknown_key(located, path, tuple(DataClass))
                continue
            row, problems = read_model(Visibility, _with_party_codes(values), located, path)
            self.problems.extend(problems)
            if row is not None:
                self.visibility[DataClass(name)] = row
        for missing in DataClass:
            if missing not in rows:
                self._problem("visibility_missing", located, ("visibility",), name=str(missing))

    # -- one question --

    def _read_question(
        self, located: Located, name: str, values: dict[str, Any], block: str
    ) -> None:
        path = ("questions", name)
        place = {"id": name, "block": block, "file": located.file, "line": located.line(*path)}
        ready = {**values, **place}
        sound = True
        for key in place:
            if key in values:
                self._unknown_key(located, (*path, key), ())
        if isinstance(values.get("condition"), str):
            try:
                ready["condition"] = parse_condition(values["condition"])
            except ConditionError as error:
                sound = False
                del ready["condition"]
                line = located.line(*path, "condition")
                parameters = {"name": name, **error.parameters}
                code = with_hint(error.code, error.suggestion)
                self.problems.append(Problem(code, located.file, line, parameters))
        elif values.get("condition") is not None:
            sound = False
            del ready["condition"]
            self._problem(
                "must_be_text",
                located,
                (*path, "condition"),
                name="condition",
                key="condition",
                inside=name,
            )
        ready["visibility"] = self._visibility_of(located, path, values)
        question, problems = read_model(Question, ready, located, path)
        self.problems.extend(problems)
        if question is not None and sound:
            self.questions[name] = question

    def _visibility_of(self, located: Located, path: Path, values: dict[str, Any]) -> object:
        """The visibility as written, the row that it names, or the row of the data class."""
        own = values.get("visibility")
        if isinstance(own, dict):
            return _with_party_codes(own)
        key = "data_class" if own is None else "visibility"
        row = str(values.get(key, ""))
        if row in set(DataClass):
            if DataClass(row) in self.visibility:
                return self.visibility[DataClass(row)]
            if not self._visibility_read:
                self._problem("visibility_unknown", located, (*path, key), name=row)
        elif own is not None:
            self._problem(
                "not_one_of",
                located,
                (*path, key),
                name=key,
                key=key,
                inside=str(path[-1]),
                found=row,
                allowed=", ".join(DataClass),
                suggestion=nearest(row, DataClass),
            )
        # The problem was told, here or with the class itself; an empty row keeps the rest readable.
        return Visibility(reads=())

    # -- problems --

    def _unknown_key(self, located: Located, path: Path, known: tuple[str, ...]) -> None:
        name = str(path[-1])
        inside = str(path[-2]) if len(path) > 1 else ""
        self._problem(
            "unknown_key",
            located,
            path,
            name=name,
            key=name,
            inside=inside,
            found="",
            suggestion=nearest(name, known),
        )

    def _problem(self, code: str, located: Located, path: Path, **parameters: object) -> None:
        code = with_hint(code, parameters.get("suggestion"))
        self.problems.append(Problem(code, located.file, located.line(*path), parameters))


def _with_party_codes(values: object) -> object:
    """The same with parties as text: `[1a, 2]` is easier to write than `[1a, "2"]`."""
    if not isinstance(values, dict):
        return values
    return {
        key: list(_codes(found)) if isinstance(found, list) else found
        for key, found in values.items()
    }


def _codes(found: list[object]) -> Iterator[object]:
    for code in found:
        yield str(code) if isinstance(code, int) and not isinstance(code, bool) else code
