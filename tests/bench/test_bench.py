"""The benchmark runs, compares like with like, and says what it could not measure."""

from __future__ import annotations

from pathlib import Path

import pytest

BENCH = Path(__file__).resolve().parents[2] / "bench"


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCH))


@pytest.mark.slow
def test_one_tiny_run_over_the_word_engines_of_python(
    bench: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import word_engines
    import workers

    monkeypatch.setattr(workers, "PEERS", Path("nowhere"))
    word_engines.main(rounds=1, share=0.001, rows=(8, 64), cold=1)
    told = capsys.readouterr()
    assert "NOT MEASURED HERE: carbone, docxtemplater" in told.err
    assert told.out.count("The same document from 3 engines") == 2
    for name in ("docxtpl", "planbuilder (zlib)", "planbuilder (isal)", "zip alone"):
        assert told.out.count(f"\n{name}") >= 3


def test_an_engine_that_makes_another_document_is_not_measured(
    bench: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import json

    import word_engines
    from bench_plan import looping
    from plan_template import LOOPING, Jinja, Text, plan_template
    from plans import nine_pages
    from workers import Engine

    shorter = tuple(one for one in LOOPING if not isinstance(one, Text))
    assert len(shorter) < len(LOOPING)
    (tmp_path / "x-jinja.docx").write_bytes(plan_template(LOOPING, Jinja()))
    (tmp_path / "x-other.docx").write_bytes(plan_template(shorter, Jinja()))
    (tmp_path / "x.json").write_text(json.dumps(looping(nine_pages())))
    fair, unfair = Engine("docxtpl", "jinja"), Engine("planbuilder (zlib)", "other")
    word_engines._prove_the_same(tmp_path, "x", [fair])
    with pytest.raises(SystemExit, match=r"not the same document.*planbuilder"):
        word_engines._prove_the_same(tmp_path, "x", [fair, unfair])


@pytest.mark.slow
def test_many_made_up_dossiers_are_made_and_counted(
    bench: None, capsys: pytest.CaptureFixture[str]
) -> None:
    import many_dossiers

    many_dossiers.main(1, ("html",))
    line = capsys.readouterr().out.splitlines()[-1].split()
    assert line[0] == "html"
    assert int(line[1]) >= 15


def test_every_language_says_the_same_template(bench: None) -> None:
    from plan_template import CHOOSING, LANGUAGES, LOOPING, plan_template
    from visible_text import visible_text

    for elements in (LOOPING, CHOOSING):
        counts = {
            name: len([t for t in visible_text(plan_template(elements, tags())) if "»" in t])
            for name, tags in LANGUAGES.items()
        }
        assert set(counts.values()) == {0}, "a field was left in our own notation"


def test_the_peers_are_locked_without_the_address_of_a_registry() -> None:
    lock = (BENCH / "peers" / "package-lock.json").read_text()
    assert '"resolved"' not in lock
    assert lock.count('"integrity"') > 20
