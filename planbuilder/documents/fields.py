"""What a template may use: every field of a plan with an example and an explanation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planbuilder.errors import Problem


@dataclass(frozen=True, slots=True)
class Field:
    """One field: `[]` in its name means 'each of'."""

    name: str
    example: str
    explanation: str


_BLOCK = "plan.sections[].blocks[]"
_BOX = "plan.spreads[].rows[][]"

_PART = "plan.sections[].parts[]"
_LINE = "plan.panels[][].lines[]"

_FIELDS = (
    ("plan.kind", "perspective_plan", "perspective_plan, exit_plan, school_transfer of my_plan."),
    ("plan.title", "Op naar mijn eigen kamer", "De titel van het plan."),
    ("plan.subtitle", "Perspectiefplan", "De naam van de soort plan."),
    ("plan.youth_name", "Sam", "De naam van de jongere."),
    ("plan.recipient", "Sam en moeder", "Voor wie deze versie is."),
    ("plan.version", "2", "Het nummer van de versie."),
    ("plan.state", "besproken", "Hoe ver het plan is."),
    ("plan.date", "3 maart 2025", "De datum van deze versie."),
    ("plan.language", "nl", "De taal van het plan: nl of en."),
    ("plan.file_stem", "perspectiefplan-1a-v2", "De bestandsnaam, zonder de naam van een persoon."),
    ("plan.first_page", "", "De feiten op de eerste bladzijde (een lijst)."),
    ("plan.first_page[].label", "Regisseur", "Wat voor feit het is."),
    ("plan.first_page[].text", "Noor de Wit, 06-00000001", "Het feit."),
    ("plan.sections", "", "De hoofdstukken (een lijst)."),
    ("plan.sections[].id", "direction", "Het vaste kenmerk van het hoofdstuk."),
    ("plan.sections[].number", "2", "Het nummer van het hoofdstuk."),
    ("plan.sections[].title", "Waar ik heen wil", "De titel van het hoofdstuk."),
    ("plan.sections[].blocks", "", "Wat er in het hoofdstuk staat, op volgorde (een lijst)."),
    (f"{_BLOCK}.type", "quote", "quote, remark, side_by_side, facts, table, picture en zo meer."),
    (f"{_BLOCK}.text", "Ik kan goed luisteren.", "De tekst van een paragraph, heading, quote of remark."),
    (f"{_BLOCK}.after_table", "True", "Waar als er een tabel vlak voor staat; dan moet er iets tussen."),
    (f"{_BLOCK}.style", "empty", "Van een paragraph: body, note, of empty (nog niet besproken)."),
    (f"{_BLOCK}.label", "Wat ik goed kan", "De vraag of het opschrift; kan leeg zijn."),
    (f"{_BLOCK}.speaker", "Sam", "Wie het zegt; bij een tabel kan dit leeg zijn."),
    (f"{_BLOCK}.role", "moeder", "Van een remark: de rol van wie het zegt."),
    (f"{_BLOCK}.perspectives", "", "Van side_by_side: ieders antwoord op dezelfde vraag (een lijst)."),
    (f"{_BLOCK}.perspectives[].speaker", "Karin", "Wie het zegt."),
    (f"{_BLOCK}.perspectives[].role", "moeder", "De rol van wie het zegt; leeg bij de jongere."),
    (f"{_BLOCK}.perspectives[].text", "Eerst een diploma.", "Wat die persoon zegt."),
    (f"{_BLOCK}.perspectives[].is_youth", "True", "Waar als de jongere het zegt."),
    (f"{_BLOCK}.facts", "", "Van facts: korte feiten (een lijst)."),
    (f"{_BLOCK}.facts[].label", "Wie helpt", "Wat voor feit het is."),
    (f"{_BLOCK}.facts[].text", "Tante Roos", "Het feit."),
    (f"{_BLOCK}.columns", "", "Van een table: de koppen (een lijst van teksten)."),
    (f"{_BLOCK}.columns[]", "Wanneer", "Eén kop."),
    (f"{_BLOCK}.rows", "", "Van een table: de rijen (een lijst van lijsten)."),
    (f"{_BLOCK}.rows[]", "", "Eén rij (een lijst van teksten)."),
    (f"{_BLOCK}.rows[][]", "vóór 1 april", "Eén vakje van een rij."),
    (f"{_BLOCK}.name", "route", "Van een picture: route, people, areas, room of calendar."),
    (f"{_BLOCK}.alternative", "10 maart: Vertrek", "Van een picture: alles wat het toont, in woorden."),
    (f"{_BLOCK}.image", "", "Van een picture: het plaatje zelf in Word; anders leeg."),
    (f"{_BLOCK}.svg", "", "Van een picture: de tekening als SVG, voor papier."),
    (f"{_BLOCK}.svg_phone", "", "Van een picture: de tekening als SVG, smal, voor een telefoon."),
    (f"{_BLOCK}.width_mm", "170", "Van een picture: hoe breed de tekening is, in millimeters."),
    (f"{_BLOCK}.height_mm", "120", "Van een picture: hoe hoog de tekening is, in millimeters."),
    (f"{_BLOCK}.items", "", "Van bullets: de punten (een lijst van teksten)."),
    (f"{_BLOCK}.items[]", "Een bankrekening openen", "Eén punt."),
    (f"{_BLOCK}.quoted", "", "Van een table: welke vakjes de jongere zelf zegt, in de vorm van rows."),
    (f"{_BLOCK}.quoted[]", "", "Eén rij daarvan."),
    (f"{_BLOCK}.quoted[][]", "True", "Waar als de jongere dit zelf zegt."),
    (f"{_BLOCK}.heading", "Wonen", "Het kopje waar een blok onder staat."),
    ("plan.sections[].parts", "", "Dezelfde blokken, korter: wat kort is en op elkaar volgt, is één lijst."),
    (f"{_PART}.type", "said", "Als bij blocks, en said (woorden) en pairs (feiten per twee)."),
    (f"{_PART}.lines", "", "Van said: de regels (een lijst)."),
    (f"{_PART}.lines[].type", "quote", "quote, remark, fact of side_by_side."),
    (f"{_PART}.lines[].label", "Wat ik leuk vind", "De vraag of het opschrift."),
    (f"{_PART}.lines[].text", "Tekenen.", "De woorden of het feit."),
    (f"{_PART}.lines[].speaker", "Bilal", "Wie het zegt; leeg bij een feit."),
    (f"{_PART}.lines[].role", "mentor", "De rol van wie het zegt; leeg bij de jongere."),
    (f"{_PART}.lines[].is_youth", "True", "Waar als de jongere het zegt."),
    (f"{_PART}.lines[].perspectives", "", "Van side_by_side: als bij blocks (een lijst)."),
    (f"{_PART}.twos", "", "Van pairs: de feiten per twee (een lijst)."),
    (f"{_PART}.twos[]", "", "Twee feiten; het tweede van de laatste kan leeg zijn."),
    (f"{_PART}.twos[][].type", "fact", "Altijd fact."),
    (f"{_PART}.twos[][].label", "Geboortedatum", "Wat voor feit het is."),
    (f"{_PART}.twos[][].text", "3 maart 2010", "Het feit."),
    (f"{_PART}.cells", "", "Van een table: de rijen met per vakje wie het zegt (een lijst van lijsten)."),
    (f"{_PART}.cells[]", "", "Eén rij (een lijst)."),
    (f"{_PART}.cells[][].text", "vóór 1 april", "Wat er in het vakje staat."),
    (f"{_PART}.cells[][].is_youth", "True", "Waar als de jongere dit zelf zegt."),
    (f"{_PART}.cells[][].column", "Wanneer", "De kop boven het vakje."),
    ("plan.panels", "", "Mijn plan als vier delen van één blad (een lijst)."),
    ("plan.panels[]", "", "Eén deel: de vakken daarvan (een lijst)."),
    ("plan.panels[][].group", "Mijn zes afspraken", "Boven het eerste van vakken die bij elkaar horen."),
    ("plan.panels[][].title", "Hier wil ik heen", "De titel van een vak."),
    ("plan.panels[][].is_part", "True", "Waar als het vak bij een groep hoort."),
    ("plan.panels[][].lines", "", "Wat er in het vak staat (een lijst)."),
    ("plan.sides", "", "Dezelfde vakken over één of twee kanten van het blad (een lijst)."),
    ("plan.sides[]", "", "Eén kant: vier delen, elk als bij panels (een lijst)."),
    (f"{_LINE}.type", "quote", "label, quote, text, empty, item, pair of picture."),
    (f"{_LINE}.text", "Ik bel de opleiding.", "De tekst van een regel."),
    (f"{_LINE}.label", "maandag", "Van pair: wat links staat."),
    (f"{_LINE}.texts", "", "Van pair: wat rechts staat (een lijst van teksten)."),
    (f"{_LINE}.texts[].text", "Verhuizen", "Eén tekst daarvan."),
    (f"{_LINE}.texts[].head", "Wat", "De kop van de kolom waar die in stond; kan leeg zijn."),
    (f"{_LINE}.head", "Dag", "Van pair: de kop van wat links staat; kan leeg zijn."),
    ("plan.colour", "blauw", "De kleur die de jongere koos; kan leeg zijn."),
    ("plan.house.name", "Stichting De Wissel", "De naam uit de huisstijl; kan leeg zijn."),
    ("plan.house.address", "Dorpsstraat 1, Bergum", "Het adres uit de huisstijl; kan leeg zijn."),
    ("plan.house.footer", "Stichting De Wissel, Dorpsstraat 1", "Naam en adres samen; kan leeg zijn."),
    ("plan.house.logo", "", "Hier komt het logo uit de huisstijl, in een alinea voor zichzelf."),
    ("plan.spreads", "", "De hoofdstukken als vakken op één blad, voor Mijn plan (een lijst)."),
    ("plan.spreads[].title", "Zes dingen, zes afspraken", "Opschrift van een groep vakken; meestal leeg."),
    ("plan.spreads[].columns", "2", "Hoeveel vakken naast elkaar: 1, 2 of 3."),
    ("plan.spreads[].rows", "", "De rijen van vakken (een lijst van lijsten)."),
    ("plan.spreads[].rows[]", "", "Eén rij vakken (een lijst)."),
    (f"{_BOX}.title", "Hier wil ik heen", "De titel van een vak."),
    (f"{_BOX}.blocks", "", "Wat er in het vak staat: blokken zoals bij plan.sections (een lijst)."),
    ("plan.open_points", "", "Wat nog open staat (een lijst)."),
    ("plan.open_points[].text", "Wie is de huisarts na vertrek?", "Wat er nog moet gebeuren."),
    ("plan.open_points[].who", "Noor de Wit", "Wie dit kan oplossen."),
    ("plan.open_points[].severity", "urgent", "Hoe dringend: info, action of urgent."),
    ("plan.help_lines", "", "De regels met hulpnummers (een lijst van teksten)."),
    ("plan.help_lines[]", "Bel 112 bij direct gevaar.", "Eén regel."),
)  # fmt: skip


def template_fields() -> list[Field]:
    """Every field that a template may use, in the order of the plan."""
    return [Field(*field) for field in _FIELDS]


def check_template(template: bytes, file: str = "") -> list[Problem]:
    """What is wrong with a Word template: each unknown field with its place and the nearest right one.

    A file that is no template, or takes more time or memory than one may, gives one problem.
    """
    from planbuilder.documents.isolation import check_apart

    return check_apart(template, file)
