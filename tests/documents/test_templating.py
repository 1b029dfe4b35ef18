"""A template may loop, choose and print data; nothing that it says reaches Python."""

from __future__ import annotations

from typing import Any

import pytest
from jinja2.exceptions import SecurityError, TemplateSyntaxError, UndefinedError

from planbuilder.documents.templating import PlanEnvironment
from planbuilder.documents.words import as_words

DATA, _ = as_words(
    {"title": "Sam <b>", "parts": [{"text": "een"}, {"text": "twee"}], "items": ["x"]}
)


def rendered(source: str, **data: Any) -> str:
    return PlanEnvironment().from_string(source).render(plan=DATA, **data)


def test_a_template_prints_loops_and_chooses() -> None:
    source = (
        "{% for part in plan.parts %}{{ loop.index }}/{{ plan.parts|length }} {{ part.text }}"
        "{% if not loop.last %}, {% endif %}{% endfor %} {{ plan['items'][0] }} {{ plan.title }}"
    )
    assert rendered(source) == "1/2 een, 2/2 twee x Sam &lt;b&gt;"
    assert rendered("{% for row in [1,2,3]|batch(2) %}{{ row|length }}{% endfor %}") == "21"
    assert rendered("{% set n = 2 * 3 %}{{ n }}{% if plan.geen is defined %}nee{% endif %}") == "6"


@pytest.mark.parametrize(
    "source",
    [
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ plan.__class__ }}",
        "{{ plan['__class__'] }}",
        "{{ plan.title.__init__.__globals__ }}",
        "{{ plan.title.format(plan) }}",
        "{{ plan.title.upper() }}",
        "{{ plan.parts.append(1) }}",
        "{{ plan.items() }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ lipsum() }}",
        "{{ range(10) }}",
        "{{ namespace(x=1) }}",
        "{{ self.x }}{{ self._TemplateReference__context }}",
        "{{ plan.title|attr('__class__') }}",
        "{{ plan.title|safe }}",
        "{{ plan.title|upper }}",
        "{{ plan.parts|map(attribute='text')|list }}",
        "{{ plan.title|_counted }}",
        "{{ plan.title is callable }}",
        "{{ plan[plan.title] }}",
        "{{ 'a' ** 9 }}",
        "{{ 'a' ~ 'b' }}",
        "{{ plan.parts[0:1] }}",
        "{{ {'a': 1} }}",
        "{% include 'x' %}",
        "{% import 'x' as y %}",
        "{% extends 'x' %}",
        "{% macro m() %}{% endmacro %}",
        "{% call x() %}{% endcall %}",
        "{% filter upper %}{% endfilter %}",
        "{% block x %}{% endblock %}",
        "{% set x %}{% endset %}",
        "{% with x = 1 %}{% endwith %}",
        "{% autoescape false %}{% endautoescape %}",
        "{% for x in plan.parts recursive %}{% endfor %}",
        "{% do x %}",
    ],
)
def test_what_is_not_on_the_list_can_not_be_written(source: str) -> None:
    with pytest.raises(TemplateSyntaxError):
        rendered(source)


@pytest.mark.parametrize(
    "source",
    [
        "{{ 'a' * 1000000000 }}",
        "{{ [1] * 1000000000 }}",
        "{{ plan.title * 3 }}",
        "{{ 999999999999999999 * 999999999999999999 }}",
        "{{ '%1000000000d' % 1 }}",
        "{{ plan.title + plan.title }}",
        "{% for a in plan.title %}{% endfor %}",
        "{% for a in plan %}{% endfor %}",
        "{% for a in thousand %}{% for b in thousand %}{% endfor %}{% endfor %}",
    ],
)
def test_what_grows_or_runs_too_long_is_stopped(source: str) -> None:
    with pytest.raises(SecurityError):
        rendered(source, thousand=[0] * 1000)


@pytest.mark.parametrize(
    "source",
    [
        "{{ plan.titel }}",
        "{{ plan.keys }}",
        "{{ plan.title.text }}",
        "{{ plan.parts[7].text }}",
        "{{ name }}",
        "{% for x in plan.nothing %}{% endfor %}",
        "{{ loop.index }}",
        "{% for x in plan.parts %}{{ loop.cycle }}{% endfor %}",
    ],
)
def test_what_is_not_there_is_an_error_and_not_an_empty_place(source: str) -> None:
    with pytest.raises(UndefinedError):
        rendered(source)


def test_the_error_of_a_template_names_no_text_of_the_plan() -> None:
    secret, _ = as_words({"title": "Zqgeheim"})
    for source in ("{{ plan.title.x }}", "{{ plan.title * 2 }}", "{{ plan.x }}"):
        with pytest.raises((UndefinedError, SecurityError)) as told:
            PlanEnvironment().from_string(source).render(plan=secret)
        assert "Zqgeheim" not in str(told.value)
