"""The fact base's list "What the site must never say", item by item, in each language.

`SAID` must be caught with exactly its code; `HARMLESS` says the contrary, asks, or
only looks alike, and must pass.
"""

import pytest

from articles.checking import check_statements

SAID: dict[str, dict[str, tuple[str, ...]]] = {
    "never.medicine-as-treatment": {
        "fr": (
            "Prenez de la quinine contre les crampes.",
            "Le magnésium, pris le soir, est efficace contre les crampes.",
            "Contre les crampes : la gabapentine soulage vite.",
            "Les antihistaminiques calment les crampes, n’attendez pas.",
        ),
        "nb": (
            "Ta kinin mot krampe i leggen.",
            "Magnesium hjelper mot leggkramper.",
            "Fenytoin stopper krampene, så ikke vent.",
            "Det beste mot kramper er gabapentin: det virker.",
        ),
        "es": (
            "Tome quinina para los calambres.",
            "El magnesio, por la noche, alivia los calambres.",
            "Los antihistamínicos son eficaces contra los calambres.",
            "No espere: la fenitoína evita los calambres.",
        ),
    },
    "never.twitch-is-nerve-disease": {
        "fr": (
            "Un tressautement douloureux est le signe d’une maladie des nerfs.",
            "Ces secousses veulent dire que les nerfs meurent : ce sont des nerfs malades.",
        ),
        "nb": (
            "Smertefulle rykninger er tegn på nervesykdom.",
            "Rykninger som gjør vondt, betyr ALS.",
        ),
        "es": (
            "Una sacudida dolorosa es señal de una enfermedad de los nervios.",
            "Las fasciculaciones siempre vienen de nervios enfermos.",
        ),
    },
    "never.massage-clot": {
        "fr": (
            "Massez le caillot jusqu’à ce qu’il parte.",
            "Un bon massage fait partir une phlébite.",
        ),
        "nb": (
            "Masser bort blodproppen.",
            "Massasje løser opp en propp i leggen.",
        ),
        "es": (
            "Masajee el coágulo hasta que se vaya.",
            "Un masaje deshace la trombosis.",
        ),
    },
    "never.cramp-is-pre-eclampsia": {
        "fr": (
            "Les crampes sont le signe le plus courant de la prééclampsie.",
            "La pré-éclampsie s’annonce par des crampes.",
        ),
        "nb": (
            "Leggkramper er et tegn på svangerskapsforgiftning.",
            "Preeklampsi varsles av kramper i leggen.",
        ),
        "es": (
            "Los calambres son un síntoma de preeclampsia.",
            "La preeclampsia se anuncia con calambres.",
        ),
    },
    "never.pregnancy-injections": {
        "fr": (
            "Pendant la grossesse, les crampes demandent des injections.",
            "Une femme enceinte avec des crampes a besoin d’une perfusion.",
        ),
        "nb": (
            "Gravide med kramper trenger sprøyter.",
            "Kramper i svangerskapet behandles med infusjon.",
        ),
        "es": (
            "En el embarazo, los calambres necesitan inyecciones.",
            "Si está embarazada y tiene calambres, le pondrán un pinchazo.",
        ),
    },
    "never.varices-and-heart": {
        "fr": (
            "Les varices causent des infarctus.",
            "Une varice risque d’entraîner un AVC.",
        ),
        "nb": (
            "Åreknuter fører til hjerteinfarkt.",
            "Faren for slag kommer av åreknuter, som gir hjerneslag.",
        ),
        "es": (
            "Las varices provocan infartos.",
            "Una variz puede causar un ictus.",
        ),
    },
    "never.varices-always-progress": {
        "fr": (
            "Les varices s’aggravent toujours.",
            "Tôt ou tard, les varices finissent par une plaie.",
        ),
        "nb": (
            "Åreknuter blir alltid verre.",
            "Før eller siden gir åreknuter leggsår.",
        ),
        "es": (
            "Las varices siempre empeoran.",
            "Tarde o temprano, las varices acaban en úlceras.",
        ),
    },
    "never.cream-removes-varices": {
        "fr": (
            "Cette crème fait disparaître les varices.",
            "Les comprimés enlèvent les varices en quelques semaines.",
        ),
        "nb": (
            "Kremen fjerner åreknuter.",
            "Med tabletter får du bort åreknutene: de forsvinner.",
        ),
        "es": (
            "Esta crema elimina las varices.",
            "Las pastillas quitan las varices en unas semanas.",
        ),
    },
    "never.cure": {
        "fr": (
            "Ce régime guérit les crampes.",
            "Un bracelet aimanté supprime les crampes.",
            "La vitamine E met fin aux crampes.",
        ),
        "nb": (
            "Denne dietten kurerer leggkramper.",
            "Et magnetarmbånd fjerner krampene.",
            "Med B-vitamin blir du kvitt kramper.",
        ),
        "es": (
            "Esta dieta cura los calambres.",
            "Una pulsera magnética elimina los calambres.",
            "La vitamina E quita los calambres.",
        ),
    },
    "never.dose": {
        "fr": (
            "Au plus 300 mg par jour.",
            "Avalez 2 comprimés le soir.",
            "Ne dépassez pas 15 µg.",
        ),
        "nb": (
            "Ikke mer enn 300 mg om dagen.",
            "Svelg to tabletter om kvelden.",
            "Høyst 10 mikrogram.",
        ),
        "es": (
            "No pase de 300 mg al día.",
            "Trague dos pastillas por la noche.",
            "Como mucho 15 microgramos.",
        ),
    },
    "never.telephone": {
        "fr": (
            "Notre numéro : 01 23 45 67 89.",
            "Appelez le 15 tout de suite.",
            "N’appelez pas le +33 1 23 45 67 89.",
        ),
        "nb": (
            "Telefon 22 59 13 00.",
            "Ring 113 med en gang.",
            "Legevakten har nummer 116 117.",
        ),
        "es": (
            "Teléfono: 915 620 420.",
            "Llame al 112 enseguida.",
            "Marque el 061 si tiene dudas.",
        ),
    },
    "never.brand": {
        "fr": ("Demandez du Daflon.", "Le Doliprane calme la douleur."),
        "nb": ("Spør etter Paracet.", "Ikke ta Ibux."),
        "es": ("Pida Gelocatil.", "No tome Daflon."),
    },
    "never.clinic": {
        "fr": (
            "Prenez rendez-vous dans notre clinique.",
            "La première consultation est gratuite.",
        ),
        "nb": (
            "Kontakt klinikken for time.",
            "Vi tilbyr gratis konsultasjon på vår klinikk.",
        ),
        "es": (
            "Pida cita en nuestra clínica.",
            "La primera consulta gratis le espera.",
        ),
    },
}

HARMLESS: dict[str, dict[str, tuple[str, ...]]] = {
    "never.medicine-as-treatment": {
        "fr": (
            "Ne prenez pas de quinine contre les crampes.",
            "Le magnésium guérit-il les crampes ?",
            "Rien ne prouve que le magnésium soulage les crampes.",
        ),
        "nb": (
            "Ikke ta kinin mot kramper.",
            "Hjelper magnesium mot kramper?",
            "Det er en myte at magnesium stopper kramper.",
        ),
        "es": (
            "No tome quinina para los calambres.",
            "¿El magnesio alivia los calambres?",
            "Es falso que el magnesio quite los calambres.",
        ),
    },
    "never.twitch-is-nerve-disease": {
        "fr": (
            "Une secousse douloureuse n’est pas le signe d’une maladie des nerfs.",
            "Seuls, les tressautements viennent rarement d’une maladie des nerfs.",
        ),
        "nb": (
            "Rykninger som gjør vondt, er ikke tegn på nervesykdom.",
            "Rykninger alene skyldes sjelden nervesykdom.",
        ),
        "es": (
            "Una sacudida dolorosa no es señal de una enfermedad de los nervios.",
            "Las sacudidas solas rara vez vienen de una enfermedad de los nervios.",
        ),
    },
    "never.massage-clot": {
        "fr": (
            "Ne massez pas une jambe qui peut avoir un caillot.",
            "Arrêtez de masser : il peut y avoir un caillot.",
        ),
        "nb": (
            "Ikke masser en legg der det kan være blodpropp.",
            "Slutt å massere, det kan være en blodpropp.",
        ),
        "es": (
            "No masajee una pierna que puede tener un coágulo.",
            "Deje de masajear: puede haber un coágulo.",
        ),
    },
    "never.cramp-is-pre-eclampsia": {
        "fr": (
            "Les crampes ne sont pas un signe de prééclampsie.",
            "La prééclampsie a d’autres signes. Les crampes sont banales.",
        ),
        "nb": (
            "Kramper er ikke tegn på svangerskapsforgiftning.",
            "Svangerskapsforgiftning har andre tegn. Kramper er vanlige.",
        ),
        "es": (
            "Los calambres no son señal de preeclampsia.",
            "La preeclampsia tiene otras señales. Los calambres son comunes.",
        ),
    },
    "never.pregnancy-injections": {
        "fr": (
            "Pendant la grossesse, les crampes ne demandent aucune injection.",
            "Les crampes de la grossesse passent en s’étirant.",
        ),
        "nb": (
            "Gravide med kramper trenger ikke sprøyter.",
            "Kramper i svangerskapet går over når du tøyer.",
        ),
        "es": (
            "En el embarazo, los calambres no necesitan inyecciones.",
            "Los calambres del embarazo se pasan al estirar.",
        ),
    },
    "never.varices-and-heart": {
        "fr": (
            "Les varices ne causent ni infarctus ni AVC.",
            "Des artères bouchées augmentent le risque d’infarctus.",
        ),
        "nb": (
            "Åreknuter gir ikke hjerteinfarkt eller hjerneslag.",
            "Trange pulsårer øker faren for hjerteinfarkt.",
        ),
        "es": (
            "Las varices no causan infartos ni ictus.",
            "Las arterias obstruidas suben el riesgo de infarto.",
        ),
    },
    "never.varices-always-progress": {
        "fr": (
            "Les varices ne s’aggravent pas toujours.",
            "Les varices finissent rarement par une plaie.",
        ),
        "nb": (
            "Åreknuter blir ikke alltid verre.",
            "Åreknuter ender sjelden med sår.",
        ),
        "es": (
            "Las varices no siempre empeoran.",
            "Las varices rara vez acaban en úlceras.",
        ),
    },
    "never.cream-removes-varices": {
        "fr": (
            "Aucune crème n’enlève les varices.",
            "Ne croyez pas une crème qui promet d’effacer les varices.",
        ),
        "nb": (
            "Ingen krem fjerner åreknuter.",
            "Ikke tro på tabletter som skal fjerne åreknuter.",
        ),
        "es": (
            "Ninguna crema elimina las varices.",
            "No crea en una pastilla que promete quitar las varices.",
        ),
    },
    "never.cure": {
        "fr": (
            "Aucun aliment ne chasse les crampes à coup sûr.",
            "Le muscle guérit en quelques jours après un claquage.",
        ),
        "nb": (
            "Ingen mat fjerner kramper med sikkerhet.",
            "En muskelstrekk leges på noen uker.",
        ),
        "es": (
            "Ningún alimento quita los calambres con certeza.",
            "Los calambres le quitan el sueño.",
        ),
    },
    "never.dose": {
        "fr": (
            "Une veine de 3 mm ou plus, sur 80 personnes.",
            "Un comprimé agit trop tard.",
        ),
        "nb": (
            "En åre på 3 mm eller mer, hos 80 personer.",
            "En tablett virker for sent.",
        ),
        "es": (
            "Una vena de 3 mm o más, en 80 personas.",
            "Una pastilla llega tarde.",
        ),
    },
    "never.telephone": {
        "fr": (
            "Appelez le {emergency} si cela dure 10 minutes.",
            "Il y avait 2 527 enfants, 1 000 000 de pas et 30 ans de suivi.",
        ),
        "nb": (
            "Ring {emergency} hvis det varer i 10 minutter.",
            "Blant 10 000 personer, fra 2010-2015, hold 10 sekunder 3 ganger.",
        ),
        "es": (
            "Llame al {emergency} si dura 10 minutos.",
            "Unos 4,2 frente a 3,2 de cada 100 personas al año.",
        ),
    },
    "never.brand": {
        "fr": ("Le paracétamol calme la douleur.", "Les vitamines B sont étudiées."),
        "nb": ("Paracetamol demper smerten.", "B-vitaminer er studert."),
        "es": ("El paracetamol calma el dolor.", "Se estudian las vitaminas B."),
    },
    "never.clinic": {
        "fr": (
            "Apportez vos notes à la consultation.",
            "L’examen clinique vient en premier.",
        ),
        "nb": (
            "Ta med notater til legen.",
            "Rådene bygger på klinisk erfaring.",
        ),
        "es": (
            "Lleve sus notas a la consulta.",
            "Son consejos de la práctica clínica.\nEl médico decide.",
        ),
    },
}


def flat(table: dict[str, dict[str, tuple[str, ...]]]) -> list[tuple[str, str, str]]:
    return [
        (code, language, sentence)
        for code, languages in table.items()
        for language, sentences in languages.items()
        for sentence in sentences
    ]


def codes(sentence: str, language: str) -> list[str]:
    return [problem.code for problem in check_statements(sentence, language)]


@pytest.mark.parametrize(("code", "language", "sentence"), flat(SAID))
def test_statement_that_is_never_said(code: str, language: str, sentence: str) -> None:
    assert code in codes(sentence, language)


@pytest.mark.parametrize(("code", "language", "sentence"), flat(HARMLESS))
def test_statement_that_is_harmless(code: str, language: str, sentence: str) -> None:
    assert codes(sentence, language) == []


def test_each_item_is_tested_twice_each_way_in_each_language() -> None:
    for table in (SAID, HARMLESS):
        assert list(table) == list(SAID)
        for languages in table.values():
            assert list(languages) == ["fr", "nb", "es"]
            assert min(map(len, languages.values())) >= 2


def test_problem_blocks_and_says_where_and_which_words() -> None:
    [problem] = check_statements("Les varices s’aggravent toujours.", "fr", "skin")
    assert problem.blocks
    assert problem.where == "skin"
    assert "Les varices s’aggravent toujours." in problem.message


def test_statement_written_as_markdown_is_read_as_it_is_shown() -> None:
    text = (
        "- **Ta** [kinin](term:quinine)\u00a0mot kramper.[@consensus]\n"
        "| Kremer | fjerner åreknuter |"
    )
    assert codes(text, "nb") == [
        "never.medicine-as-treatment",
        "never.cream-removes-varices",
    ]


def test_statement_with_a_straight_apostrophe_or_a_split_accent_is_caught() -> None:
    assert codes("Les varices s'aggravent toujours.", "fr") == [
        "never.varices-always-progress"
    ]
    assert codes("Le magne\u0301sium soulage les crampes.", "fr") == [
        "never.medicine-as-treatment"
    ]


def test_denial_in_another_clause_does_not_excuse_a_claim() -> None:
    assert codes("N’attendez pas : la quinine guérit les crampes.", "fr") == [
        "never.medicine-as-treatment",
        "never.cure",
    ]


def test_link_target_is_not_a_telephone_number() -> None:
    assert codes("[Kilde](https://example.org/12345678901)", "nb") == []


def test_unknown_language_still_has_no_dose_and_no_number() -> None:
    assert codes("Ta 300 mg, ring 22 59 13 00.", "de") == [
        "never.dose",
        "never.telephone",
    ]


def test_long_hostile_text_is_read_in_time() -> None:
    text = "varices crème guérit toujours " * 2000 + "." * 60_000 + "1 " * 20_000
    assert codes(text, "fr")
