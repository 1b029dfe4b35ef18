"""Two fictitious plans as the compiler makes them, used to see and to test documents."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from planbuilder.plan.model import (
    Bullets,
    Fact,
    Facts,
    Heading,
    OpenPoint,
    Paragraph,
    Perspective,
    Picture,
    Plan,
    Quote,
    Remark,
    Section,
    SideBySide,
    Table,
)
from planbuilder.plan.pictures.moments import Moment
from planbuilder.plan.pictures.route import Route, Stretch
from planbuilder.questionnaire.terms import Phase, PlanKind

HELP_LINES = (
    "Gaat het nu echt niet? Bel 112 bij direct gevaar.",
    "Denk je aan zelfdoding? Bel 113 of 0800-0113, gratis, dag en nacht.",
    "Kindertelefoon: 0800-0432, tot 18 jaar, gratis.",
    "Jeugdstem: een vertrouwenspersoon. Die komt elke week langs op gesloten groepen.",
)

AGREEMENT_COLUMNS = ("Wat", "Wie", "Wanneer", "Hoe zien we het?")

SAM = "Sam"


ROUTE = Route(
    SAM,
    date(2025, 3, 3),
    (
        Stretch(
            Phase.INTAKE,
            "10 januari 2025",
            date(2025, 1, 10),
            date(2025, 2, 1),
            "been",
            (Moment("arrival", "Binnengekomen", "", "10 januari 2025", date(2025, 1, 10), "done"),),
        ),
        Stretch(Phase.PLACEMENT, "1 februari 2025", date(2025, 2, 1), None, "now", ()),
        Stretch(
            Phase.EXIT,
            "",
            None,
            None,
            "coming",
            (
                Moment(
                    "meeting",
                    "Kennismaken: wonen",
                    "Noor & <Bo>",
                    "nog geen datum",
                    None,
                    "undated",
                ),
            ),
        ),
        Stretch(Phase.AFTERCARE, "", None, None, "coming", ()),
    ),
)


def perspective_plan() -> Plan:
    """A long plan with every kind of block, for the youth and her mother."""
    return Plan(
        kind=PlanKind.PERSPECTIVE_PLAN,
        title="Op naar mijn eigen kamer",
        subtitle="Perspectiefplan",
        youth_name=SAM,
        recipient="Sam en moeder (partij 1)",
        version=2,
        state="besproken",
        date="3 maart 2025",
        language="nl",
        first_page=(
            Fact("Voor wie", "Sam en haar moeder"),
            Fact("Met wiens akkoord", "Sam, op 28 februari 2025"),
            Fact("Regisseur", "Noor de Wit, jeugdbescherming, 06-00000001"),
            Fact("Bij wie Sam altijd terechtkan", "Tante Roos, 06-00000002"),
            Fact("Mentor op de groep", "Bilal Yilmaz"),
        ),
        sections=(
            Section(
                "who",
                1,
                "Wie ik ben",
                (
                    Quote(
                        "Wat ik leuk vind",
                        "Tekenen & muziek. En honden, vooral grote.\nMet Bo wandelen is het fijnst van de week.",
                        SAM,
                    ),
                    Quote(
                        "Wat ik goed kan",
                        "Ik kan goed luisteren.\n\nEn ik ben eerlijk, ook als dat lastig is. "
                        "Mijn juf zei vroeger: jij ziet alles. Dat klopt denk ik wel.",
                        SAM,
                    ),
                    Remark(
                        "Wat Sam goed kan",
                        "Sam neemt de tijd voor jongere kinderen op de groep. Ze blijft rustig als anderen druk zijn.",
                        "Bilal Yilmaz",
                        "mentor op de groep",
                    ),
                    Paragraph("Sam vertelt zelf wat haar energie geeft.", style="empty"),
                ),
            ),
            Section(
                "direction",
                2,
                "Waar ik heen wil",
                (
                    Quote(
                        "Over drie jaar",
                        "Een eigen kamer in de stad, een hond 🐕 en werk in een dierenwinkel.",
                        SAM,
                    ),
                    SideBySide(
                        "Richting: naar school, naar werk of allebei?",
                        (
                            Perspective(
                                SAM, "", "Allebei. Twee dagen school en drie dagen werken.", True
                            ),
                            Perspective(
                                "Karin",
                                "moeder",
                                "Eerst een diploma. Werken kan daarna altijd nog.",
                            ),
                            Perspective(
                                "Joris Bakker",
                                "school van de instelling",
                                "Een BBL-opleiding past bij Sam.",
                            ),
                        ),
                    ),
                    Paragraph("Over één jaar is nog niet besproken.", style="empty"),
                    Picture("route", "Mijn route", ROUTE.alternative, ROUTE),
                ),
            ),
            Section(
                "areas",
                3,
                "Mijn zes leefgebieden",
                (
                    Heading("Support: mijn mensen"),
                    Quote(
                        "Hoe is het nu?",
                        "Met tante Roos is het goed. Met papa heb ik even geen contact.",
                        SAM,
                    ),
                    Facts(
                        (
                            Fact("Wie helpt", "Tante Roos, Bilal"),
                            Fact("Wat nodig is", "Elke week een vast belmoment met thuis"),
                        )
                    ),
                    Heading("Wonen"),
                    Quote("Hoe is het nu?", "De groep is druk. Ik slaap met oordoppen.", SAM),
                    Remark(
                        "Wat nodig is",
                        "Een kleine plek met vaste begeleiders, niet te ver van haar tante.",
                        "Noor de Wit",
                        "regisseur",
                    ),
                    Heading("Inkomen"),
                    Bullets(
                        (
                            "Bankrekening op eigen naam aanvragen",
                            "Samen een budget maken",
                            "Uitzoeken welke toeslag past",
                        ),
                        label="Dit regelen we samen",
                    ),
                    Heading("Welzijn"),
                    Paragraph("Nog niet besproken.", style="empty"),
                ),
            ),
            Section(
                "agreements",
                4,
                "Wat we afspreken",
                (
                    Paragraph("Deze afspraken gelden voor de komende drie maanden."),
                    Table(
                        "Afspraken",
                        AGREEMENT_COLUMNS,
                        (
                            (
                                "Kijken op de BBL-opleiding",
                                "Sam en Joris Bakker",
                                "vóór 1 april 2025",
                                "Sam weet of ze het wil",
                            ),
                            (
                                "Belmoment met thuis",
                                "Karin",
                                "elke zondag 16.00 uur",
                                "Acht keer gelukt van de tien",
                            ),
                            (
                                "Bankrekening openen",
                                "Sam en Bilal",
                                "vóór 15 maart 2025",
                                "De pas is er",
                            ),
                            (
                                "Kamer van tante Roos bekijken",
                                "Noor de Wit",
                                "in april 2025",
                                "Er is een besluit, met reden",
                            ),
                        ),
                    ),
                    Table(
                        "Bellijst",
                        ("Volgorde", "Naam", "Nummer"),
                        (("1", "Tante Roos", "06-00000002"), ("2", "Bilal", "06-00000003")),
                        speaker=SAM,
                        quoted=((False, True, False), (False, True, False)),
                    ),
                ),
            ),
            Section(
                "wellbeing",
                5,
                "In andere talen",
                (
                    Quote("Wat oma zei", "السلام عليكم يا سام\nanders niets", SAM),
                    Remark("Wat vader schreef", "שלום Sam, ik denk aan je.", "Ari", "vader"),
                ),
            ),
        ),
        open_points=(
            OpenPoint("Wie is de huisarts na vertrek?", "Noor de Wit", "urgent"),
            OpenPoint("Inkomen vanaf 18 jaar is nog niet besproken.", "Bilal Yilmaz", "action"),
            OpenPoint("Sam kan nog kiezen wie de zes leefgebieden leest.", "Sam", "info"),
        ),
        help_lines=HELP_LINES,
        file_stem="perspectiefplan-1a-v2",
    )


def my_plan() -> Plan:
    """The one page of the youth."""
    areas: list[Heading | Paragraph] = []
    for title, text in (
        ("Mijn mensen", "Elke zondag bel ik met thuis."),
        ("Wonen", "In april kijk ik bij tante Roos."),
        ("School en werk", "Ik kijk op de BBL-opleiding."),
        ("Vrije tijd", "Op woensdag wandel ik met Bo."),
        ("Geld", "Ik open een bankrekening met Bilal."),
        ("Hoe het met mij gaat", "Ik slaap met oordoppen."),
    ):
        areas += [Heading(title), Paragraph(text)]
    return replace(
        perspective_plan(),
        kind=PlanKind.MY_PLAN,
        title="Op naar mijn eigen kamer",
        subtitle="Mijn plan",
        recipient="Sam",
        first_page=(Fact("Bij wie ik altijd terechtkan", "Tante Roos, 06-00000002"),),
        sections=(
            Section(
                "good",
                1,
                "Dit kan ik goed. Dit vind ik leuk.",
                (
                    Quote("Goed", "Ik kan goed luisteren. Ik ben eerlijk.", SAM),
                    Quote("Leuk", "Tekenen en honden.", SAM),
                ),
            ),
            Section(
                "direction",
                2,
                "Hier wil ik heen",
                (Quote("Over drie jaar", "Een eigen kamer, een hond 🐕 en werk.", SAM),),
            ),
            Section("step", 3, "Mijn eerste stap", (Quote("", "Ik bel de opleiding.", SAM),)),
            Section("areas", 4, "Zes dingen, zes afspraken", tuple(areas)),
            Section(
                "helps",
                5,
                "Als het moeilijk is",
                (
                    Quote("Dit helpt", "Even naar buiten. Muziek op.", SAM),
                    Quote("Dit helpt niet", "Tegen me praten als ik boos ben.", SAM),
                ),
            ),
            Section(
                "call",
                6,
                "Die bel ik",
                (
                    Bullets(
                        (
                            "Eerst: tante Roos, 06-00000002",
                            "Daarna: Bilal, 06-00000003",
                            "Altijd: Noor de Wit, 06-00000001",
                        )
                    ),
                ),
            ),
            Section(
                "week",
                7,
                "Mijn eerste week",
                (
                    Facts(
                        (
                            Fact("Maandag", "Verhuizen"),
                            Fact("Dinsdag", "School om 9 uur"),
                            Fact("Vrijdag", "Eten bij tante Roos"),
                        )
                    ),
                ),
            ),
            Section("readers", 8, "Wie mag dit lezen", (Bullets(("Mama", "Tante Roos")),)),
        ),
        open_points=(),
        file_stem="mijn-plan-v2",
    )


def of_kind(kind: PlanKind) -> Plan:
    """A sample plan of this kind."""
    if kind is PlanKind.MY_PLAN:
        return my_plan()
    names = {
        PlanKind.PERSPECTIVE_PLAN: "Perspectiefplan",
        PlanKind.EXIT_PLAN: "Uitstroomplan",
        PlanKind.SCHOOL_TRANSFER: "Onderwijsoverdracht",
    }
    return replace(perspective_plan(), kind=kind, subtitle=names[kind])


def plan_with(text: str) -> Plan:
    """A small plan with this text in every place where a person's text can stand."""
    return replace(
        perspective_plan(),
        title=text,
        first_page=(Fact("Voor wie", text),),
        sections=(
            Section(
                "all",
                1,
                "Alles",
                (
                    Paragraph(text),
                    Paragraph(text, style="note"),
                    Paragraph(text, style="empty"),
                    Heading(text),
                    Quote("Vraag", text, SAM),
                    Remark("Vraag", text, "Karin", "moeder"),
                    SideBySide(
                        "Vraag",
                        (Perspective(SAM, "", text, True), Perspective("Karin", "moeder", text)),
                    ),
                    Facts((Fact("Naam", text),)),
                    Table("Tabel", ("Een", "Twee"), ((text, "tweede"),), speaker=SAM),
                    Bullets((text,), label="Lijst"),
                ),
            ),
        ),
        open_points=(OpenPoint(text, "Sam"),),
    )
