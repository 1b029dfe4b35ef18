"""Colours that can be told apart in grey and by who sees colours differently, and read on each other."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest

from planbuilder.pictures.palette import (
    INK,
    PALE,
    PAPER,
    SOFT,
    TONES,
    UMBER,
    contrast,
    lightness,
    luminance,
    text_on,
)
from planbuilder.pictures.parties import PARTY_SIGN
from planbuilder.questionnaire.terms import Party


def test_the_tones_go_up_in_lightness_so_that_grey_tells_them_apart() -> None:
    assert len(TONES) == 6
    for darker, lighter in pairwise(TONES):
        assert lightness(lighter) - lightness(darker) > 10


@pytest.mark.parametrize("ground", [*TONES, PAPER, PALE, UMBER])
def test_text_on_any_ground_can_be_read(ground: str) -> None:
    assert contrast(text_on(ground), ground) >= 4.5


@pytest.mark.parametrize("ground", [PAPER, PALE])
def test_ink_and_soft_ink_can_be_read_on_paper(ground: str) -> None:
    assert contrast(INK, ground) >= 4.5
    assert contrast(SOFT, ground) >= 4.5


# How the two common kinds of colour blindness mix red, green and blue (linear light; Viénot 1999).
SEEN = {
    "protanopia": ((0.112, 0.885, 0.0), (0.112, 0.885, 0.0), (0.004, -0.004, 1.0)),
    "deuteranopia": ((0.292, 0.707, 0.0), (0.292, 0.707, 0.0), (-0.022, 0.022, 1.0)),
}


@pytest.mark.parametrize("kind", SEEN)
def test_who_sees_no_red_or_no_green_tells_the_tones_apart(kind: str) -> None:
    def seen(colour: str) -> tuple[float, ...]:
        light = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in light]
        return tuple(
            sum(part * value for part, value in zip(row, linear, strict=True)) for row in SEEN[kind]
        )

    for one, other in combinations(TONES, 2):
        apart = sum((a - b) ** 2 for a, b in zip(seen(one), seen(other), strict=True)) ** 0.5
        assert apart > 0.05, (one, other)


def test_each_party_has_a_sign_that_no_other_has() -> None:
    forms = [form for form, _ in PARTY_SIGN.values()]
    assert set(PARTY_SIGN) == {*Party, None}
    assert len(set(forms)) == len(forms)
    # A line or sign on paper: WCAG 1.4.11.
    assert all(contrast(colour, PALE) >= 3 for _, colour in PARTY_SIGN.values())


def test_black_and_white_are_as_far_apart_as_can_be() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert (luminance("#000000"), lightness("#ffffff")) == (0, pytest.approx(100))
