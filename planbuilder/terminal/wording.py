"""Every Dutch sentence of the conversation, in two forms: 'je' for the youth and 'u' for all others.

Short sentences, no jargon, no blame; a test holds the youth's form to the language rules.
"""

from __future__ import annotations

from collections.abc import Mapping

from planbuilder.questionnaire.terms import AnswerStatus, Voice

# code: the sentence, or (for the youth, for others).
WORDS: Mapping[str, str | tuple[str, str]] = {
    # -- beginning and ending --
    "welcome": ("Fijn dat je er bent, {name}.", "Fijn dat u er bent, {name}."),
    "welcome_back": ("Fijn dat je er weer bent, {name}.", "Fijn dat u er weer bent, {name}."),
    "welcome_mentor": (
        "Je mentor typt. Het blijven jouw woorden.",
        "Iemand anders typt. Het blijven de woorden van {name}.",
    ),
    "welcome_how": (
        (
            "Ik stel je steeds één vraag. Elk antwoord is goed, ook geen antwoord.\n"
            "Elk antwoord wordt meteen bewaard. Je kunt altijd stoppen."
        ),
        (
            "U krijgt steeds één vraag. Elk antwoord is goed, ook geen antwoord.\n"
            "Elk antwoord wordt meteen bewaard. U kunt altijd stoppen."
        ),
    ),
    "welcome_expect": (
        "{title}: nog {open} vragen, ongeveer {minutes} minuten.",
        "{title}: nog {open} vragen, ongeveer {minutes} minuten.",
    ),
    "begin": "Beginnen",
    "go_on": "Verdergaan",
    "later": ("Liever een andere keer", "Liever een andere keer"),
    "paused": (
        "Goed dat je even stopt. Alles wat je hebt bevestigd, is bewaard.",
        "Prima om even te stoppen. Alles wat u hebt bevestigd, is bewaard.",
    ),
    "how_to_resume": (
        (
            "Zeg straks tegen je mentor dat je verder wilt. Of typ opnieuw dezelfde opdracht.\n"
            "Je gaat dan verder bij: {question}"
        ),
        "Start straks opnieuw met dezelfde opdracht. U gaat dan verder bij: {question}",
    ),
    "nothing_left": (
        "Je hebt alle vragen van nu gehad. Dank je wel voor je woorden.",
        "U hebt alle vragen van nu gehad. Dank voor uw antwoorden.",
    ),
    "sitting_done": (
        "'{title}' is klaar. Knap gedaan.",
        "'{title}' is klaar. Dank u wel.",
    ),
    "goodbye": ("Tot de volgende keer, {name}.", "Tot de volgende keer."),
    "long_enough": (
        "Je bent al {minutes} minuten bezig. We gaan later verder. Is dat goed?",
        "U bent al {minutes} minuten bezig. We stellen voor om later verder te gaan.",
    ),
    "stop_now": "Ja, ik stop nu",
    "a_bit_more": "Ik wil nog even door",
    # -- one question --
    "progress": "{answered} van {expected} gedaan, nog ongeveer {minutes} min",
    "progress_last": "{answered} van {expected} gedaan",
    "extra_question": ("Een extra vraag, als je wilt", "Een extra vraag, als u wilt"),
    "your_answer_now": ("Jouw antwoord nu:", "Uw antwoord nu:"),
    "your_status_now": ("Nu staat er: {status}.", "Nu staat er: {status}."),
    "others_said": (
        "Dit zei een ander. Jij mag dit zien van die persoon:",
        "Dit zei een ander. U mag dit zien van die persoon:",
    ),
    "no_longer": "telt nu niet mee, blijft bewaard",
    "draft_found": (
        "Dit was je aan het typen. Je kunt verder.",
        "Dit was u aan het typen. U kunt verder.",
    ),
    "keep_typed": (
        "Je was nog aan het typen. Zal ik het bewaren als jouw antwoord?",
        "U was nog aan het typen. Zal ik het bewaren als uw antwoord?",
    ),
    "keep_it": "Ja, bewaar het als antwoord",
    "drop_it": "Nee, gooi het weg",
    "draft_kept": (
        "Wat je aan het typen was, staat veilig klaar voor straks.",
        "Wat u aan het typen was, staat veilig klaar voor straks.",
    ),
    "draft_lost": (
        "Wat je nog aan het typen was, is niet bewaard. Dat kan hier niet veilig.",
        "Wat u nog aan het typen was, is niet bewaard. Dat kan hier niet veilig.",
    ),
    "odd_characters": (
        "Een paar tekens kwamen vreemd binnen. Kijk even of het klopt.",
        "Een paar tekens kwamen vreemd binnen. Kijkt u even of het klopt?",
    ),
    "words_so_far": "Dit zijn {count} woorden. Gevraagd zijn er hooguit {most}; korter mag later ook.",
    # -- keys --
    "keys_text": "Enter klaar   ? uitleg   < terug   > overslaan   + groot tekstvak   - knoppen",
    "keys_long": "2x Enter klaar  ? uitleg  < terug  > overslaan  + groot tekstvak  - knoppen",
    "keys_edit": "Enter klaar   Ctrl-O groot tekstvak   Ctrl-C pauze",
    "keys_edit_long": "2x Enter klaar   Ctrl-O groot tekstvak   Ctrl-C pauze",
    "keep_as_is": "zo laten staan, verder",
    "change_it": "veranderen",
    "go_back": "naar de vorige vraag",
    "keys_one": "pijltjes of nummer, dan Enter   ? uitleg   < terug   > overslaan   - knoppen",
    "keys_several": "spatie kiest, Enter klaar   ? uitleg   < terug   > overslaan   - knoppen",
    "keys_buttons": "- weet ik nog niet | wil ik niet zeggen | vertel ik liever zelf | pauze",
    "list_goes_on": "(er is meer: ga met de pijltjes omlaag)",
    "buttons_title": ("Wat past nu het best bij jou?", "Wat past nu het best?"),
    "pause": "pauze (stoppen en later verder)",
    "skip": "deze vraag nu overslaan (komt later terug)",
    "to_review": "mijn antwoorden bekijken",
    "return_to_question": "terug naar de vraag",
    "save_failed": (
        "Jouw antwoord is nog niet bewaard. Het staat hier nog wel.",
        "Uw antwoord is nog niet bewaard. Het staat hier nog wel.",
    ),
    "try_again": "opnieuw proberen",
    "give_up": "stoppen zonder dit antwoord",
    # -- help --
    "help_title": "Uitleg",
    "help_example": "Bijvoorbeeld: {example}",
    "help_free": (
        (
            "Jij bepaalt wat je vertelt. Niets zeggen mag ook: typ - voor de knoppen.\n"
            "Je kunt elk antwoord later veranderen."
        ),
        (
            "U bepaalt wat u vertelt. Niets zeggen mag ook: typ - voor de knoppen.\n"
            "U kunt elk antwoord later veranderen."
        ),
    ),
    "help_text": ("Schrijf het in jouw eigen woorden.", "Schrijf het in uw eigen woorden."),
    "help_long_text": (
        (
            "Schrijf zoveel je wilt. Enter maakt een nieuwe regel.\n"
            "Twee keer Enter: klaar. Met + krijg je een groot tekstvak."
        ),
        (
            "Schrijf zoveel u wilt. Enter maakt een nieuwe regel.\n"
            "Twee keer Enter: klaar. Met + krijgt u een groot tekstvak."
        ),
    ),
    "help_yes_no": "Kies ja of nee.",
    "help_choice": ("Kies wat het meest op jou lijkt.", "Kies wat het best past."),
    "help_multi_choice": (
        "Je mag meer dan één antwoord kiezen. De spatiebalk zet iets aan of uit.",
        "U mag meer dan één antwoord kiezen. De spatiebalk zet iets aan of uit.",
    ),
    "help_scale": "Kies een cijfer van 1 tot 10. Er is geen goed of fout cijfer.",
    "help_date": "Typ een datum: 14-3-2026, maart 2026 of alleen 2026.",
    "help_person": (
        "Alleen een naam is genoeg. De rest mag leeg blijven.",
        "Alleen een naam is genoeg. De rest mag leeg blijven.",
    ),
    "help_amount": "Typ een bedrag, zoals 12,50.",
    "help_table": (
        "We doen dit regel voor regel. Je stopt als het genoeg is.",
        "We doen dit regel voor regel. U stopt als het genoeg is.",
    ),
    "go_back_to_typing": "Druk op Enter om verder te gaan.",
    # -- choosing --
    "yes": "ja",
    "no": "nee",
    "other": "anders, namelijk...",
    "other_ask": ("Schrijf op wat het is, in jouw woorden:", "Schrijf op wat het is:"),
    "at_most": ("Kies er hooguit {most}.", "Kies er hooguit {most}."),
    "scale_ends": "1 = {low}, 10 = {high}",
    # -- person --
    "person_pick": (
        "Iemand die je al noemde, of een ander?",
        "Iemand die u al noemde, of een ander?",
    ),
    "person_new": "iemand anders",
    "person_name": "Naam:",
    "person_function": ("Wie is dat van jou? (oma, mentor, vriend)", "Functie of relatie:"),
    "person_organisation": "Organisatie:",
    "person_phone": "Telefoonnummer:",
    "person_note": "Opmerking:",
    "may_be_empty": "(leeg mag: druk op Enter)",
    # -- table --
    "row_title": "Regel {number}",
    "row_keys": "Leeg mag: druk op Enter.   < terug   Ctrl-C pauze",
    "row_choose": ("Wat wil je doen?", "Wat wilt u doen?"),
    "row_add": "nog een regel erbij",
    "row_first": "een regel invullen",
    "row_change": "een regel veranderen",
    "row_remove": "een regel weghalen",
    "row_done": "klaar, naar de volgende vraag",
    "row_which": "Welke regel?",
    "cell_empty": "leeg laten",
    # -- explanation --
    "explain": (
        (
            "Jouw antwoorden zijn voor jouw plan.\n"
            "Jij ziet alles wat in jouw plan komt. Je mentor leest met je mee.\n"
            "Sommige antwoorden zijn ook voor anderen, zoals je ouders of school.\n"
            "Jij praat mee over wie wat leest. Dat kun je altijd veranderen.\n"
            "Soms moet een ander iets weten omdat er gevaar is. Dan hoor jij dat ook."
        ),
        (
            "De antwoorden zijn voor het plan van de jongere.\n"
            "De jongere kiest mee wie wat mag lezen.\n"
            "Wie uw antwoorden leest, hebt u bij de start gehoord."
        ),
    ),
    "explain_again": (
        "Dat geeft niet. Lees dit nog eens, of vraag het aan je mentor.",
        "Dat geeft niet. Lees dit nog eens, of vraag het na.",
    ),
    # -- hard questions --
    "heavy": (
        "Dit kan een lastige vraag zijn. Je hoeft niets te vertellen.",
        "Dit kan een lastige vraag zijn. U hoeft niets te vertellen.",
    ),
    "heavy_options": (
        "Je kunt pauze nemen of overslaan. Roep je mentor als je dat fijn vindt.",
        "U kunt pauze nemen of overslaan, of eerst met iemand praten.",
    ),
    "breather": ("Dank je. Nu iets lichters.", "Dank u. Nu iets lichters."),
    "bad_thoughts": (
        "Goed dat je dit zegt. Je hoeft dit niet alleen te doen.",
        "Goed dat u dit zegt.",
    ),
    "signal_explain": (
        (
            "Je mentor kan een seintje krijgen. Daarin staat alleen dit:\n"
            "  '{name} wil vandaag graag met je praten.'\n"
            "Je antwoorden staan er niet in. Er gebeurt niets als jij nee kiest."
        ),
        (
            "De mentor kan een seintje krijgen. Daarin staat alleen dat {name} wil praten.\n"
            "De antwoorden staan er niet in. Er gebeurt niets zonder een ja."
        ),
    ),
    "signal_ask": ("Mag je mentor dit seintje krijgen?", "Mag de mentor dit seintje krijgen?"),
    "signal_yes": "ja, geef mijn mentor een seintje",
    "signal_no": "nee, nu niet",
    "signal_sent": (
        "Het seintje staat klaar voor je mentor. Bellen mag ook altijd.",
        "Het seintje staat klaar voor de mentor. Bellen mag ook altijd.",
    ),
    "signal_impossible": (
        (
            "Dit programma kan zelf geen seintje sturen. Loop naar je mentor of bel iemand.\n"
            "Jij kiest zelf of je dat doet."
        ),
        "Dit programma kan zelf geen seintje sturen. Ga samen naar de mentor, of bel.",
    ),
    # -- looking back --
    "menu": ("Wat wil je nu doen?", "Wat wilt u nu doen?"),
    "menu_put_off": "de {count} overgeslagen vragen doen",
    "menu_sitting": "verder met '{title}'",
    "menu_later_sitting": "alvast iets doen uit '{title}'",
    "menu_review": "mijn antwoorden bekijken of veranderen",
    "menu_stop": "stoppen",
    "review_title": ("Jouw antwoorden", "Uw antwoorden"),
    "review_empty": ("Je hebt nog niets ingevuld.", "U hebt nog niets ingevuld."),
    "review_question": "vraag",
    "review_answer": "antwoord",
    "review_page": "bladzijde {page} van {pages}",
    "review_next": "volgende bladzijde",
    "review_previous": "vorige bladzijde",
    "review_change": "een antwoord veranderen",
    "review_which": "Welk antwoord?",
    "review_done": "klaar met kijken",
    "stopped_applying": (
        "Door dit antwoord tellen deze antwoorden nu niet mee. Ze blijven wel bewaard:",
        "Door dit antwoord tellen deze antwoorden nu niet mee. Ze blijven wel bewaard:",
    ),
    "counts_again": "Deze antwoorden tellen weer mee:",
    # -- showing to others --
    "showing_ask": (
        (
            "Anderen vullen ook vragen in. Mogen zij dan jouw antwoorden zien?\n"
            "Je kunt dit later veranderen."
        ),
        (
            "Anderen vullen ook vragen in. Mogen zij daarbij uw antwoorden zien?\n"
            "U kunt dit later veranderen."
        ),
    ),
    "showing_yes": "ja, dat mag",
    "showing_no": "nee, liever niet",
    "showing_later": "dat weet ik nog niet",
}

STATUS_WORDS: Mapping[AnswerStatus, str] = {
    AnswerStatus.UNKNOWN: "weet ik nog niet",
    AnswerStatus.DECLINED: "wil ik niet zeggen",
    AnswerStatus.PREFER_CONVERSATION: "vertel ik liever zelf",
    AnswerStatus.NOT_APPLICABLE: "niet van toepassing",
    AnswerStatus.PENDING: "nog niet gevraagd",
}


def say(code: str, voice: Voice, **parameters: str | int) -> str:
    """The sentence for this voice, filled in; what a person typed is put in as it is."""
    words = WORDS[code]
    if not isinstance(words, str):
        words = words[0] if voice is Voice.YOUTH else words[1]
    return words.format_map(parameters)
