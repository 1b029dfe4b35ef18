"""What the screen shows may differ from what is kept, never the other way round."""

from __future__ import annotations

from planbuilder.terminal.surroundings import Look, visible, whole_characters


def test_what_would_steer_the_screen_is_shown_as_a_mark() -> None:
    assert visible("a\x1b[2Jb\x07\u202ec\ud800") == "a\ufffd[2Jb\ufffd\ufffdc\ufffd"


def test_ordinary_text_is_shown_as_it_is() -> None:
    words = "Één 👩‍👧\n\tשלום & <b>{{ x }}</b>"
    assert visible(words) == words


def test_a_byte_that_is_no_character_becomes_the_likely_letter() -> None:
    assert whole_characters("Ren\udce9e") == ("Renée", True)
    assert whole_characters("Renée 👍") == ("Renée 👍", False)


def test_a_terminal_without_utf8_gets_ascii_signs_only() -> None:
    plain = Look(utf8=False)
    signs = plain.pointer + "".join(plain.marks) + "".join(plain.bar)
    assert signs.isascii()
    assert plain.marks[0] != plain.marks[1]
