"""What the site must never say: the claims, as words that stand in one sentence.

A claim is a tuple of patterns; a sentence makes it when each of them begins a word
somewhere in the sentence, in any order. The list is the fact base's own; a text
copied from the seeds is caught by the glossary's forms to avoid instead.
"""

_FR_MEDICINES = r"quinine|magnésium|gabapentine|phénytoïne|antihistaminiques?"
_NB_MEDICINES = r"kinin\w*|magnesium\w*|gabapentin\w*|fenytoin\w*|antihistamin\w*"
_ES_MEDICINES = r"quinina|magnesio|gabapentina|fenitoína|antihistamínicos?"

_FR_CURES = r"guéri\w*|supprim\w+|élimin\w+|disparaître|disparaissent|viennent à bout"
_NB_CURES = r"helbred\w*|kurer\w*|fjern\w*|får (?:du )?bort|bli(?:r)? (?:du )?kvitt|gjør slutt på"
_ES_CURES = r"cur(?:a|an|ar|e|en|ará|arán)\b|elimin\w+|quita\w*\b(?! el sueño)|suprim\w+|desapare\w+"

CLAIMS: dict[str, dict[str, tuple[str, ...]]] = {
    "never.medicine-as-treatment": {
        "fr": (
            _FR_MEDICINES,
            r"crampes?\b",
            rf"{_FR_CURES}|prenez|prendre|avalez|soign\w+|traite\w*|stopp\w+|empêch\w+"
            r"|évite(?:nt)?\b|calm\w+|soulag\w+|efficaces?|remèdes?|aide(?:nt)?\b"
            r"|recommandée?s?|conseillée?s?|meilleure?s?",
        ),
        "nb": (
            _NB_MEDICINES,
            r"\w*kramp\w*",
            rf"{_NB_CURES}|ta\b|bruk\b|svelg\w*|behandl\w*|stopp\w*|hindr\w*|lindr\w*"
            r"|demp\w*|effektiv\w*|middel\w*|hjelp\w*|anbefal\w*|best\b|virker\b",
        ),
        "es": (
            _ES_MEDICINES,
            r"calambres?\b",
            rf"{_ES_CURES}|tome\b|tomar|trat(?:a|an|ar|amiento)\b|par(?:a|an) los|evit\w+"
            r"|calma\w*|alivi\w+|efica\w+|remedios?|ayud\w+|recomend\w+|aconsej\w+|mejor\b",
        ),
    },
    "never.twitch-is-nerve-disease": {
        "fr": (
            r"tressaut\w+|secousses?|fasciculations?",
            r"signes?|symptômes?|preuves?|veulent dire|veut dire|signifi\w+|annonc\w+"
            r"|révèl\w+|trahi\w+|toujours|vien\w+ d",
            r"maladies? (?:des |du |de )?(?:nerfs?|nerveuse|neurologique)|sclérose|SLA\b"
            r"|Charcot|nerfs? (?:malades?|meur\w*|qui meur\w*)",
        ),
        "nb": (
            r"\w*rykning\w*|rykk\w*|fascikulasjon\w*",
            r"tegn|symptom\w*|bevis\w*|betyr|varsl\w*|avslør\w*|alltid|skyldes|kommer av",
            r"nervesykdom\w*|sykdom\w* i nerv\w*|syke nerver|ALS\b|nerve\w* (?:som )?dør",
        ),
        "es": (
            r"sacudidas?|fasciculaci\w+|saltitos",
            r"signos?|señal\w*|síntomas?|prueba\w*|significa\w*|indica\w*|anuncia\w*"
            r"|revela\w*|siempre|se deben?|vienen? de",
            r"enfermedad\w* (?:de los |del )?(?:nervi\w+|neurológica)|ELA\b|esclerosis"
            r"|nervios? (?:enfermos?|que (?:se )?muere\w*)",
        ),
    },
    "never.massage-clot": {
        "fr": (r"mass\w+|frott\w+", r"caillots?|phlébites?|thrombos\w+|mollet gonflé"),
        "nb": (r"masser\w*|massasje|gni\b", r"\w*propp\w*|tromb\w+|hovne?n? legg"),
        "es": (
            r"masaj\w+|frot\w+",
            r"coágulos?|trombos\w*|flebitis|pantorrilla hinchada",
        ),
    },
    "never.cramp-is-pre-eclampsia": {
        "fr": (
            r"crampes?\b",
            r"(?:pré-?)?éclampsie",
            r"signes?|symptômes?|annonc\w+|révèl\w+|preuves?|veulent dire|veut dire"
            r"|signifi\w+|alert\w+|provoqu\w+|caus\w+",
        ),
        "nb": (
            r"\w*kramp\w*",
            r"svangerskapsforgiftning|(?:pre)?eklampsi",
            r"tegn|symptom\w*|varsl\w*|bevis\w*|betyr|skyldes|fører til|gir\b",
        ),
        "es": (
            r"calambres?\b",
            r"(?:pre)?eclampsia",
            r"signos?|señal\w*|síntomas?|anuncia\w*|prueba\w*|significa\w*|indica\w*"
            r"|avisa\w*|caus\w+|provoca\w*",
        ),
    },
    "never.pregnancy-injections": {
        "fr": (
            r"crampes?\b",
            r"grossesses?|enceintes?",
            r"injections?|piqûres?|perfusions?",
        ),
        "nb": (
            r"\w*kramp\w*",
            r"gravid\w*|svangerskap\w*",
            r"sprøyte\w*|injeksjon\w*|infusjon\w*",
        ),
        "es": (
            r"calambres?\b",
            r"embaraz\w*",
            r"inyecci\w+|inyect\w+|pinchazos?|infusi\w+",
        ),
    },
    "never.varices-and-heart": {
        "fr": (
            r"varices?\b",
            r"caus\w+|provoqu\w+|entraîn\w+|donn\w+|mèn\w+|condui\w+|risqu\w+|finissent",
            r"infarctus|AVC\b|crise cardiaque|attaques? (?:cardiaques?|cérébrales?)",
        ),
        "nb": (
            r"åreknute\w*",
            r"gir\b|gi\b|fører til|føre til|forårsak\w*|årsak\w*|risiko\w*|fare\w*|ender",
            r"hjerteinfarkt\w*|hjerneslag\w*|slag\b|hjerteanfall\w*|infarkt\w*",
        ),
        "es": (
            r"varices\b|variz\b",
            r"caus\w+|provoca\w*|producen?|llevan?|riesgos?|acaban|dan\b",
            r"infartos?|ictus|derrames? cerebral\w*|ataques? (?:al|de) corazón",
        ),
    },
    "never.varices-always-progress": {
        "fr": (
            r"varices?\b",
            r"toujours|inévitable\w*|forcément|fatalement|finissent|tôt ou tard",
            r"aggrav\w+|progress\w+|évolu\w+|empir\w+|plaies?|ulcères?",
        ),
        "nb": (
            r"åreknute\w*",
            r"alltid|uunngåelig\w*|nødvendigvis|ender|før eller siden|uansett",
            r"verre|forverr\w*|utvikl\w*|\w*sår\b",
        ),
        "es": (
            r"varices\b|variz\b",
            r"siempre|inevitable\w*|forzosamente|acaban|tarde o temprano",
            r"empeor\w+|progres\w+|avanz\w+|úlceras?|llagas?",
        ),
    },
    "never.cream-removes-varices": {
        "fr": (
            r"crèmes?|gels?\b|comprimés?|pommades?|gélules?",
            r"varices?\b",
            rf"{_FR_CURES}|enlèv\w+|effac\w+|partir|résorb\w+",
        ),
        "nb": (
            r"krem\w*|gel\w*|tablett\w*|salve\w*|kapsl\w*",
            r"åreknute\w*",
            rf"{_NB_CURES}|forsvinn\w*|løser opp",
        ),
        "es": (
            r"cremas?|gel(?:es)?\b|pastillas?|comprimidos?|pomadas?|cápsulas?",
            r"varices\b|variz\b",
            rf"{_ES_CURES}|borra\w*|deshac\w+",
        ),
    },
    "never.cure": {
        "fr": (
            r"crampes?\b",
            rf"{_FR_CURES}|chass\w+|débarrass\w+|met\w* fin|en finir|à coup sûr",
        ),
        "nb": (r"\w*krampe(?:r|ne|n)?\b", rf"{_NB_CURES}|én gang for alle|garanter\w*"),
        "es": (r"calambres?\b", rf"{_ES_CURES}|acab\w+ con|poner fin|garantiz\w+"),
    },
}

NEGATIONS = {
    "fr": r"pas(?! (?:à pas|seulement|que))|jamais|aucune?s?|rien|ni|personne"
    r"|rarement|sauf|évitez|éviter|arrêtez|cessez|inutile|interdite?s?|exclue?s?",
    "nb": r"ikke(?! bare)|aldri|ingen|ingenting|verken|neppe|sjelden|lite|unngå|slutt"
    r"|forbudt|utelukket|i stedet for",
    "es": r"no(?! s[oó]l[oa])|nunca|jamás|ning[uú]n[ao]?s?|nada|nadie|ni|tampoco"
    r"|rara vez|pocas veces|salvo|evite|evitar|deje de|apenas|sin que|prohibid\w+",
}
"""Words that turn a claim into its contrary; they count in the claim's own clauses."""

DENIALS = {
    "fr": r"à tort|faux|fausse|mythe|idée reçue|ne croyez pas|(?:aucune|peu de) preuves?"
    r"|n’est pas prouvé\w*|rien ne prouve",
    "nb": r"myte\w*|feil|usant|ikke tro|ikke (?:vist|bevist)|ingen (?:gode )?bevis\w*",
    "es": r"fals[oa]s?|mito|por error|no crea|no está (?:probado|demostrado)"
    r"|nada (?:prueba|demuestra)|sin pruebas",
}
"""Words that report a claim as wrong; they count anywhere in the sentence."""

DOSE = (
    r"\b\d+(?:[.,]\d+)? ?(?:mg|µg|μg|mcg|UI|IE|IU|milligrammes?|milligram|miligramos?"
    r"|microgrammes?|mikrogram|microgramos?)\b"
    r"|\b(?:\d+|deux|trois|quatre) (?:comprimés|gélules|gouttes)\b"
    r"|\b(?:\d+|to|tre|fire) (?:tabletter|kapsler|dråper)\b"
    r"|\b(?:\d+|dos|tres|cuatro) (?:pastillas|comprimidos|cápsulas|gotas)\b"
)

TELEPHONE = (
    r"(?<![\w@.,/-])(?!\d{4}[-–]\d\d|\d{1,3}(?: 000)+\b)\+?\d(?:[ .()-]?\d){6,14}(?!\w)"
    r"|\b(?:appel(?:ez|er)|compos(?:ez|er)) (?:le |au )?(?:numéro |n° )?\d{2,}"
    r"|\b(?:ring(?:e|er)?|slå) (?:til |på )?(?:nummer(?:et)? |telefon )?\d{3,}"
    r"|\b(?:llam(?:e|ar|en)|marque|marcar) (?:al? |el )?(?:número |teléfono )?\d{2,}"
    r"|\b116 ?117\b"
)

BRANDS = (
    r"\b(?:Adiro|Advil|Albyl-?E|Antistax|Aralen|Asparkam|Aspegic|Botox|Calcemin|Circovena"
    r"|Coumadine|Cyclo ?3|Dafalgan|Daflon|Detralex|Dilantin|Doliprane|Doloneurobion"
    r"|Efferalgan|Eliquis|Espidifen|Gelocatil|Ginkor|Hexaquine|Hirudoid|Ibumetin|Ibux"
    r"|Lasonil|Lipitor|Lyrica|Mag ?2|Magn[eé] ?B6|Marevan|Midocalm|Motrin|Mydocalm"
    r"|Neurontin|Nurofen|Okimus|Panadol|Panangin|Panodil|Paracet|Pinex|Qualaquin"
    r"|Sintrom|Termalgin|Trental|Troxevasine?|Tylenol|Veinamitol|Venolife|Venoruton"
    r"|Venosmil|Voltar[eo]ne?|Voltarol|Xarelto)\b"
)

CLINICS = (
    r"\b(?:notre|nos) (?:cliniques?|cabinets?|centres?|spécialistes)\b"
    r"|\b(?:vår|våre) (?:klinikk\w*|senter\w*|spesialister)\b|\bkontakt klinikken\b"
    r"|\b(?:nuestr[ao]s?) (?:clínicas?|centros?|consultas?|especialistas)\b"
    r"|\b(?:clinique|klinikken?|clínica) (?-i:[A-ZÆØÅÉ]\w+)"
    r"|\b(?:première )?consultation (?:est )?(?:gratuite|offerte)\b"
    r"|\bgratis (?:første )?konsultasjon\w*|\b(?:primera )?consulta (?:es )?gratis\b"
    r"|\b(?:Mednean|Regenexx|Centeno)\b"
)

ALWAYS = {
    "never.dose": DOSE,
    "never.telephone": TELEPHONE,
    "never.brand": BRANDS,
    "never.clinic": CLINICS,
}
"""What no sentence may hold, denied or not, in any language."""
