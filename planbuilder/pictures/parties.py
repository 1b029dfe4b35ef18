"""How each party looks in a picture: a sign and a colour of its own, always with its name beside it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from planbuilder.pictures.palette import BRICK, NIGHT, SEA, SOFT, UMBER
from planbuilder.pictures.signs import Form
from planbuilder.questionnaire.terms import Party

# Related parties share a colour; the form tells them apart.
PARTY_SIGN: Mapping[Party | None, tuple[Form, str]] = MappingProxyType(
    {
        Party.YOUTH: ("star", BRICK),
        Party.PARENT: ("pair", BRICK),
        Party.GUARDIAN: ("pentagon", NIGHT),
        Party.REFERRER: ("flag", NIGHT),
        Party.CARE_PROVIDER: ("cross", NIGHT),
        Party.INSTITUTION_SCHOOL: ("square", SEA),
        Party.HOME_SCHOOL: ("triangle", SEA),
        Party.MUNICIPAL_YOUTH_CARE: ("hexagon", NIGHT),
        Party.SCHOOL_ALLIANCE: ("diamond", SEA),
        Party.NETWORK: ("circle", UMBER),
        None: ("ring", SOFT),
    }
)
