"""The dossier file: nothing is lost on the way out and back, and every mistake is named by its line."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta, timezone
from enum import Enum
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder.dossier.dossier_file import (
    DossierFile,
    check_answers,
    decode,
    read_dossier_file,
    write_dossier_file,
)
from planbuilder.dossier.dossier_reader import date_keys
from planbuilder.dossier.events import (
    KINDS,
    Agreement,
    AnswerGiven,
    Event,
    Identifier,
    PartialDate,
    Payload,
    Person,
)
from planbuilder.errors import InputInvalid
from planbuilder.language import problem_line
from planbuilder.questionnaire.model import Question, Questionnaire

NASTY = [
    "--- #", "...", "null", "yes", "- a", "a: b", "a #b", "'", '"', "\\", "\t", " ", "  \n", "\r\n", "\r", "\n\n",
    "\x00", "\x07", "\x85", "\u2028", "\ufeff", "\uffff", "\ufffe", "\u202e", "\u00a0", "\u00ad", "é", "😀", "مرحبا",
    "\U000e0041", "\U0010ffff", "!json", "&a", "*a", "%", "@", "`", "{", "[", "|", ">", "?", "12", "1.5", "2026-02-31",
]  # fmt: skip
WHOLE_TEXTS = st.lists(st.one_of(st.sampled_from(NASTY), st.text(max_size=6)), max_size=8).map(
    "".join
)
# Half of a surrogate pair: what a cut-off emoji leaves behind. Only answers can hold it.
ANY_TEXTS = st.lists(
    st.one_of(st.sampled_from([*NASTY, "\ud83d", "\udc00"]), st.text(max_size=6)), max_size=8
).map("".join)
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), ANY_TEXTS),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(ANY_TEXTS, inner, max_size=3)
    ),
    max_leaves=8,
)
OFFSETS = [
    UTC,
    timezone(timedelta(hours=1)),
    timezone(timedelta(minutes=-210)),
    timezone(timedelta(seconds=1172)),
]


def of_type(hint: Any) -> st.SearchStrategy[Any]:
    """Anything that a key with this annotation may hold."""
    if hint == Identifier:
        return st.sampled_from(["martijn", "moeder", "m-1", "null", "2"])
    if hint == PartialDate:
        return st.sampled_from(["2026", "2026-03", "2026-03-14"])
    if hint is Any:
        return VALUES
    origin, inside = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return st.one_of([of_type(one) for one in inside])
    if origin is Literal:
        return st.sampled_from(inside)
    if origin is tuple:
        return st.lists(of_type(inside[0]), min_size=1, max_size=3).map(tuple)
    if hint in (str, int, bool, NoneType):
        return {
            str: WHOLE_TEXTS,
            int: st.integers(1, 99),
            bool: st.booleans(),
            NoneType: st.none(),
        }[hint]
    if issubclass(hint, Enum):
        return st.sampled_from(list(hint))
    return payloads(hint)


def payloads(kind: type[Payload]) -> st.SearchStrategy[Any]:
    hints = get_type_hints(kind, include_extras=True)
    fields = {key: of_type(hints[key]) for key in kind.model_fields if key != "kind"}
    for key, field in kind.model_fields.items():
        if hints[key] is str and field.is_required():
            fields[key] = fields[key].filter(bool)
    return st.builds(kind, **fields)


ENVELOPES = st.tuples(
    st.datetimes(min_value=datetime(1950, 1, 1), timezones=st.sampled_from(OFFSETS)),
    WHOLE_TEXTS,
    st.one_of([payloads(kind) for kind in KINDS.values()]),
)


def numbered(entries: list[tuple[datetime, str, Any]]) -> tuple[Event, ...]:
    return tuple(
        Event(seq=seq, at=at, by=by, payload=payload)
        for seq, (at, by, payload) in enumerate(entries, 1)
    )


def answer(value: Any, note: str = "") -> Event:
    payload = AnswerGiven(question="va_leuk", voice="martijn", value=value, note=note)
    return Event(seq=1, at=datetime(2026, 3, 14, 15, 30, tzinfo=UTC), by="martijn", payload=payload)


def problems_of(text: str) -> list[tuple[str, int]]:
    with pytest.raises(InputInvalid) as told:
        read_dossier_file(text, "proef.yaml")
    for problem in told.value.problems:
        assert problem.file == "proef.yaml"
        # A parameter that the sentence names but the problem lacks would show as a question mark.
        assert "?" not in problem_line(problem, "nl").replace("'?", "")
    return [(problem.code, problem.line) for problem in told.value.problems]


HEAD = "planbuilder: dossier\nformat: 1\ndossier: proef\nlog:\n"
ENTRY = "- at: 2026-03-14T15:30:00+01:00\n  by: martijn\n"


# -- nothing is lost --


@given(st.lists(ENVELOPES, max_size=4), WHOLE_TEXTS.filter(bool))
def test_every_event_comes_back_as_it_was_and_the_file_is_the_same_again(
    entries, dossier_id
) -> None:
    events = numbered(entries)
    text = write_dossier_file(dossier_id, events)
    back = read_dossier_file(decode(text.encode("utf-8"), "a.yaml"), "a.yaml")
    assert (back.dossier_id, back.events) == (dossier_id, events)
    assert write_dossier_file(back.dossier_id, back.events) == text


@given(VALUES)
def test_any_value_at_all_comes_back_as_it_was(value) -> None:
    [back] = read_dossier_file(write_dossier_file("d", [answer(value)]), "a.yaml").events
    assert json.dumps(back.payload.value) == json.dumps(value)


@pytest.mark.parametrize(
    "nasty",
    [*NASTY, "\ud83d", "a\ud83d\nb", "x" * 100_000, "\n".join("r" * 50 for _ in range(3000))],
)
def test_a_text_with_something_nasty_in_it_is_never_changed(nasty) -> None:
    for text in (
        nasty,
        f"{nasty}a",
        f"a{nasty}",
        f"  a\n{nasty}b",
        f"a\n{nasty}\nb",
        f"a\n\n  {nasty}\n",
        f"{nasty}\n{nasty}",
    ):
        [back] = read_dossier_file(
            write_dossier_file("d", [answer([text, {"naam": text}])]), "a.yaml"
        ).events
        assert back.payload.value == [text, {"naam": text}]


def test_the_file_is_plain_to_read() -> None:
    told = "Eerst ging het goed.\n\nToen niet meer: ik sliep slecht."
    assert write_dossier_file("martijn", [answer(told, note="bij de 'kachel'")]) == (
        "planbuilder: dossier\n"
        "format: 1\n"
        "dossier: martijn\n"
        "events: 1\n"
        "\n"
        "log:\n"
        "- at: 2026-03-14T15:30:00+00:00\n"
        "  by: martijn\n"
        "  event: answer_given\n"
        "  question: va_leuk\n"
        "  voice: martijn\n"
        "  value: |-\n"
        "    Eerst ging het goed.\n"
        "\n"
        "    Toen niet meer: ik sliep slecht.\n"
        "  note: bij de 'kachel'\n"
        "\n"
        "...\n"
    )


def test_what_does_not_show_on_a_screen_is_written_visibly() -> None:
    text = write_dossier_file("d", [answer("links\u202erechts\x07\u00a0\ufeff")])
    assert r'value: "links\u202erechts\x07\xa0\ufeff"' in text


def test_numbers_dates_and_truth_keep_their_kind() -> None:
    values = [
        7,
        10**30,
        "7",
        True,
        "true",
        None,
        "null",
        "2026-03-14",
        "12.50",
        "0612345678",
        "ja",
        "no",
    ]
    [back] = read_dossier_file(write_dossier_file("d", [answer(values)]), "a.yaml").events
    assert [(type(v), v) for v in back.payload.value] == [(type(v), v) for v in values]


def test_two_thousand_events_are_read_line_by_line_without_getting_lost() -> None:
    events = numbered(
        [(answer("").at, "m", answer(f"antwoord {n}\nnog wat").payload) for n in range(2000)]
    )
    back = read_dossier_file(write_dossier_file("d", events), "a.yaml")
    assert back.events == events
    assert back.lines[1999] > back.lines[0] == 7


def test_dates_are_known_by_their_annotation() -> None:
    found = {key for kind in KINDS.values() for key in date_keys(kind)}
    assert found == {"by_date", "since", "date", "until"}


# -- a file made by hand --


def test_a_hand_writer_may_leave_out_the_count_and_the_last_line_and_most_quotes() -> None:
    back = read_dossier_file(
        HEAD
        + ENTRY + "  event: consent_decided\n  decider: martijn\n  party: 7\n  decision: yes\n  until: 2027\n"
        + ENTRY + "  event: answer_given\n  question: ink_nu\n  voice: martijn\n  value: 4\n",
        "proef.yaml",
    )  # fmt: skip
    consent, given_answer = (event.payload for event in back.events)
    assert (consent.party, consent.decision, consent.until) == ("7", "yes", "2027")
    assert given_answer.value == 4
    assert back.lines == (5, 12)


def test_windows_line_ends_and_a_byte_order_mark_do_no_harm() -> None:
    events = numbered([(answer("").at, "m", answer("een\ntwee").payload)])
    data = b"\xef\xbb\xbf" + write_dossier_file("d", events).replace("\n", "\r\n").encode()
    assert read_dossier_file(decode(data, "a.yaml"), "a.yaml").events == events


# -- what is wrong is told, all at once, with its line --


def test_all_problems_of_a_file_are_told_at_once() -> None:
    text = (
        HEAD
        + ENTRY + "  event: answer_givn\n"
        + "- at: 14 maart\n  event: consent_decided\n  decidr: x\n  party: 11\n  decision: maybe\n  until: 2026-02-31\n"
        + "- at: 2026-03-14T15:30:00\n  by: 3\n  event: agreement_made\n"
        + "  agreement:\n    id: A X\n    life_area: money\n    what: 7\n    due: 32 mei\n    foo: 1\n"
        + "- hoi\n"
    )  # fmt: skip
    assert problems_of(text) == [
        ("dossier_unknown_event_like", 7),
        ("dossier_missing_key", 8),
        ("dossier_not_a_moment", 8),
        ("dossier_missing_key", 8),
        ("dossier_unknown_key_like", 10),
        ("dossier_not_one_of", 11),
        ("dossier_not_one_of", 12),
        ("dossier_date_does_not_exist", 13),
        ("dossier_not_a_moment", 14),
        ("dossier_wrong_type", 15),
        ("dossier_not_an_id", 18),
        ("dossier_not_one_of", 19),
        ("dossier_wrong_type", 20),
        ("dossier_date_not_understood", 21),
        ("dossier_unknown_key", 22),
        ("dossier_event_not_mapping", 23),
    ]


def test_the_nearest_event_is_named() -> None:
    with pytest.raises(InputInvalid) as told:
        read_dossier_file(HEAD + ENTRY + "  event: answer_givn\n", "proef.yaml")
    assert "Bedoelt u 'answer_given'?" in problem_line(told.value.problems[0], "nl")


@given(st.integers(min_value=1), st.lists(ENVELOPES, min_size=1, max_size=3))
def test_a_file_that_was_cut_off_is_never_taken_for_a_whole_one(cut, entries) -> None:
    text = write_dossier_file("d", numbered(entries)).rstrip("\n")
    with pytest.raises(InputInvalid):
        read_dossier_file(text[: -(cut % (len(text) - 1)) or -1], "a.yaml")


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "dossier_not_a_dossier", 1),
        ("hallo", "dossier_not_a_dossier", 1),
        ("planbuilder: questionnaire\n", "dossier_not_a_dossier", 1),
        ("planbuilder: dossier\nformat: 2\nlog: geheel anders\n", "dossier_newer_format", 2),
        ("planbuilder: dossier\nformat: een\n", "dossier_unknown_format", 2),
        ("planbuilder: dossier\nformat: 1\nlog: []\n", "dossier_without_id", 1),
        ("planbuilder: dossier\nformat: 1\ndossier: d\n", "dossier_without_log", 1),
        (
            "planbuilder: dossier\nformat: 1\ndossier: d\nevents: 3\nlog: []\n...\n",
            "dossier_cut",
            4,
        ),
        ("planbuilder: dossier\nformat: 1\ndossier: d\nevents: 0\nlog: []\n", "dossier_cut_end", 5),
        (
            "planbuilder: dossier\nformat: 1\ndossier: d\nevents: x\nlog: []\n",
            "dossier_wrong_type",
            4,
        ),
        (
            HEAD + ENTRY + "  event: plan_read\n  plan: my_plan\n  version: 1\n  person: {id: x}\n",
            "dossier_wrong_type",
            10,
        ),
        (
            HEAD
            + ENTRY
            + '  event: answer_given\n  question: q\n  voice: m\n  value: {"!json": "[1"}\n',
            "dossier_json_broken",
            10,
        ),
        (
            HEAD
            + ENTRY
            + '  event: answer_given\n  question: q\n  voice: m\n  value: {"!json": 3}\n',
            "dossier_json_broken",
            10,
        ),
        (
            HEAD
            + ENTRY
            + '  event: party_unknown\n  party: 7\n  who_finds_out: ""\n  by_date: 2026\n',
            "dossier_empty",
            9,
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text, code, line) -> None:
    assert problems_of(text) == [(code, line)]


@pytest.mark.parametrize(
    "bomb",
    [
        "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
        "a: " + "[" * 50_000,
        "a: " + "{a: " * 5_000,
        "a: !!python/object/apply:os.system [true]\n",
        "a: 1\na: 2\n",
        "a: [1\n",
        "a: \x00\n",
    ],
)
def test_broken_yaml_and_yaml_bombs_are_refused(bomb) -> None:
    with pytest.raises(InputInvalid) as told:
        read_dossier_file("planbuilder: dossier\nformat: 1\ndossier: d\n" + bomb, "bom.yaml")
    assert told.value.problems


def test_deep_json_is_refused_and_not_unpacked_into_a_crash() -> None:
    deep = "[" * 200_000
    assert problems_of(
        HEAD
        + ENTRY
        + f"  event: answer_given\n  question: q\n  voice: m\n  value: {{'!json': '{deep}'}}\n"
    ) == [("dossier_json_broken", 10)]


def test_bytes_that_are_not_utf8_are_told_with_their_line() -> None:
    with pytest.raises(InputInvalid) as told:
        decode(b"planbuilder: dossier\nformat: 1\ndossier: caf\xe9\n", "oud.yaml")
    assert [(p.code, p.line) for p in told.value.problems] == [("dossier_not_utf8", 3)]


def test_an_answer_is_never_repeated_in_a_problem() -> None:
    text = (
        HEAD
        + ENTRY
        + "  event: answer_given\n  question: q\n  voice: 3\n  value: GEHEIM\n  note: [GEHEIM]\n  mode: GEHEIM\n"
    )
    with pytest.raises(InputInvalid) as told:
        read_dossier_file(text, "proef.yaml")
    assert len(told.value.problems) == 3
    assert "GEHEIM" not in "".join(problem_line(problem, "nl") for problem in told.value.problems)


# -- against the questionnaire --


def question(name: str, kind: str, **more: Any) -> Question:
    return Question(
        id=name, text={"youth": name}, type=kind, phase="intake", asked=("youth",), data_class="strengths",
        sensitivity="personal", visibility={"reads": ("1a",)}, source="test", **more,
    )  # fmt: skip


QUESTIONNAIRE = Questionnaire(
    questions={
        "va_leuk": question("va_leuk", "text"),
        "ink_er": question("ink_er", "multi_choice", options=("zakgeld", "bijbaan")),
        "basis_instroom": question("basis_instroom", "date"),
    },
    sittings=(),
)


def misfits(*entries: str) -> list[tuple[str, int]]:
    person = ENTRY + "  event: person_added\n  person: {id: martijn, name: Martijn, role: youth}\n"
    found = read_dossier_file(
        HEAD + person + "".join(ENTRY + entry for entry in entries), "proef.yaml"
    )
    return [(problem.code, problem.line) for problem in check_answers(found, QUESTIONNAIRE)]


def test_what_does_not_fit_the_questionnaire_is_told_with_the_line_of_its_event() -> None:
    given_by = "  event: answer_given\n  voice: martijn\n"
    assert misfits(
        given_by + "  question: va_leuk\n  value: voetbal\n",
        given_by + "  question: va_leuc\n  value: voetbal\n",
        given_by + "  question: ink_er\n  value: [zakgeld, loterij]\n",
        given_by + "  question: basis_instroom\n  value: 2026\n",
        given_by + "  question: basis_instroom\n  value: 2026-02-31\n",
        given_by + "  question: va_leuk\n  status: declined\n",
        "  event: answer_given\n  voice: martin\n  question: va_leuk\n  value: voetbal\n",
        "  event: joint_answer_proposed\n  question: va_leuk\n  together_with: [oma]\n  value: 3\n",
        "  event: showing_decided\n  voice: martijn\n  allowed: true\n  questions: [ga_weg]\n",
    ) == [
        ("dossier_unknown_question_like", 15),
        ("not_an_option", 21),
        ("dossier_value_needs_quotes", 27),
        ("date_does_not_exist", 33),
        ("dossier_unknown_person_like", 45),
        ("dossier_unknown_person", 51),
        ("answer_not_text", 51),
        ("dossier_unknown_question", 57),
    ]


def test_events_that_do_not_come_from_a_file_are_checked_too() -> None:
    found = check_answers(DossierFile("d", (answer(3),)), QUESTIONNAIRE)
    assert {problem.code for problem in found} == {"dossier_unknown_person", "answer_not_text"}
    assert {problem.line for problem in found} == {0}


# -- the page about it --

PAGE = (Path(__file__).parents[2] / "docs" / "dossier-file.md").read_text(encoding="utf-8")


def test_the_example_on_the_page_is_a_dossier_and_written_as_we_write_it() -> None:
    [example] = re.findall(r"```yaml\n(planbuilder: dossier\n.*?)```", PAGE, re.DOTALL)
    found = read_dossier_file(example, "docs/dossier-file.md")
    assert len(found.events) == 6
    assert write_dossier_file(found.dossier_id, found.events) == example


def test_the_page_names_every_kind_of_event_with_its_keys_in_order() -> None:
    rows = re.findall(r"^\| (`\w+_\w+`.*?) \| (.*) \|$", PAGE, re.MULTILINE)
    told = {kind: keys for kinds, keys in rows for kind in re.findall(r"`(\w+)`", kinds)}
    assert set(KINDS) <= set(told)
    for name, kind in KINDS.items():
        fields = {key: field for key, field in kind.model_fields.items() if key != "kind"}
        for key, part in (("person", Person), ("agreement", Agreement)):
            if kind.model_fields.get(key) and kind.model_fields[key].annotation is part:
                fields |= part.model_fields
        places = []
        for key, field in fields.items():
            found = re.search(rf"`{key}`(†)?", told[name])
            assert found, f"{name}: {key}"
            assert bool(found[1]) == field.is_required(), f"{name}: {key}"
            places.append(found.start())
        assert places == sorted(places), name
