"""Who may read which answer, decided a second time and in another way, straight from the field's table.

It uses nothing of `planbuilder.dossier`: a mistake there must not repeat itself here. It is an
upper bound: what it forbids must never appear; what it allows may still be left out.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from pathlib import Path

_TABLE_FILE = Path(__file__).parent / "data" / "visibility.csv"
TABLE = {
    row["id"]: row for row in csv.DictReader(_TABLE_FILE.read_text(encoding="utf-8").splitlines())
}
SCHOOLS_AND_ALLIANCE = {"5", "6", "8"}


@dataclass(frozen=True)
class Situation:
    """What the world looks like to one recipient."""

    age: int
    party: str
    is_authority: bool
    engaged: bool
    # Parties to which the youth (and at this age who else is needed) said a full yes / any no.
    yes: frozenset[str]
    no: frozenset[str]
    # (parent id, party) pairs for which a parent shared own words.
    parents_yes: frozenset[tuple[str, str]]
    # Sittings whose answers the youth holds back.
    held: frozenset[int]


def rows(question: str) -> tuple[set[str], set[str]]:
    """(who reads by default, who reads after a yes) as the table says it."""
    text = TABLE[question]["visibility"]
    inside = re.search(r"\(\+([^)]*)\)", text)
    return set(re.sub(r"\(.*\)", "", text).split()), set(
        inside.group(1).split()
    ) if inside else set()


def may_read(
    question: str,
    author: str,
    author_role: str,
    is_own: bool,
    sittings: tuple[int, ...],
    education: bool,
    plan: str,
    now: Situation,
) -> bool:
    """False when this answer must not be in this plan for this recipient."""
    sensitivity = TABLE[question]["sensitivity"]
    special = sensitivity.startswith("bijzonder")
    if special and (now.party in SCHOOLS_AND_ALLIANCE or plan in ("school_transfer", "my_plan")):
        return False
    if not now.engaged:
        return False
    if is_own:
        return True
    basic = sensitivity == "basis"
    if author_role == "youth" and not basic and now.party not in ("1a", "4"):
        if set(sittings) & now.held:
            return False
    by_default, after_yes = rows(question)
    if author_role == "parent":
        return _parents_words(question, author, basic, by_default, now)
    if now.party in by_default and _default_holds(question, basic, education, author_role, now):
        return basic or now.party == "1a" or now.party not in now.no
    if now.party in by_default | after_yes:
        return now.party in now.yes and now.party not in now.no
    return False


def _parents_words(
    question: str, author: str, basic: bool, by_default: set[str], now: Situation
) -> bool:
    only_parents = not set(TABLE[question]["who"].replace("(", "").replace(")", "").split()) - {"O"}
    if only_parents:
        about_themselves = TABLE[question]["visibility"].startswith("1b ")
        if now.party in by_default and (now.party != "1b" or basic):
            # What parents tell about themselves is not the youth's to close.
            return basic or about_themselves or now.party == "1a" or now.party not in now.no
        return (author, now.party) in now.parents_yes
    return now.party == "4" or (author, now.party) in now.parents_yes


def _default_holds(
    question: str, basic: bool, education: bool, author_role: str, now: Situation
) -> bool:
    if now.party == "1b":
        facts = TABLE[question]["visibility"].startswith("1a 1b 2 3 4 5 6 7")
        return now.is_authority and now.age < 18 and (now.age < 16 or facts)
    if now.party == "6" and education and author_role == "care_provider":
        return False
    return now.party != "9"
