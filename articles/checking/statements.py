"""What the site must never say, whoever writes it.

The list is the fact base's "What the site must never say": medicines offered as
treatments, twitching as a nerve disease, a clot to be massaged, pre-eclampsia,
varicose veins and the heart, miracle cures, doses, telephone numbers, brands.
"""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.problems import Problem

_DOSE = r"\b\d+(?:[.,]\d+)?[\s\u00a0]?(?:mg|µg|mcg|UI|IE)\b"
_TELEPHONE = r"(?<![\w@.])(?:\+\d{2}[\s\u00a0]?)?\d{2}(?:[\s\u00a0.]\d{2}){2,4}(?!\w)"

NEVER: dict[str, dict[str, str]] = {
    "never.dose": dict.fromkeys(("fr", "nb", "es"), _DOSE),
    "never.telephone": dict.fromkeys(("fr", "nb", "es"), _TELEPHONE),
    "never.medicine-as-treatment": {
        "fr": r"\b(?:prenez|prendre) (?:de la |du |de l’|un |des )?(?:quinine|magnésium|gabapentine|phénytoïne|antihistaminiques?)\b[^.]{0,300}\b(?:guéri|trait|stoppe|supprime)",
        "nb": r"\bta (?:kinin|magnesium|gabapentin|fenytoin|antihistamin\w*)\b[^.]{0,300}\b(?:helbred|kurer|stopper)",
        "es": r"\btome (?:quinina|magnesio|gabapentina|fenitoína|antihistamínicos?)\b[^.]{0,300}\b(?:cura|elimina|quita)",
    },
    "never.twitch-is-nerve-disease": {
        "fr": r"\b(?:tressautements?|fasciculations?) douloureux\b[^.]{0,300}\b(?:signe|preuve)[^.]{0,300}\bmaladie",
        "nb": r"\bsmertefulle rykninger\b[^.]{0,300}\b(?:tegn på|betyr)[^.]{0,300}\bnervesykdom",
        "es": r"\bsacudidas dolorosas\b[^.]{0,300}\b(?:signo|prueba)[^.]{0,300}\benfermedad",
    },
    "never.massage-clot": {
        "fr": r"\bmassez\b[^.]{0,300}\b(?:caillot|phlébite)\b",
        "nb": r"\bmasser\b[^.]{0,300}\bblodpropp",
        "es": r"\bmasajee\b[^.]{0,300}\b(?:coágulo|trombosis)\b",
    },
    "never.cramp-is-pre-eclampsia": {
        "fr": r"\bcrampes?\b[^.]{0,300}\b(?:signe|symptôme)s? (?:de|d’une) (?:pré-?éclampsie)",
        "nb": r"\bkramper?\b[^.]{0,300}\btegn på (?:svangerskapsforgiftning|preeklampsi)",
        "es": r"\bcalambres?\b[^.]{0,300}\b(?:signo|síntoma)s? de (?:preeclampsia)",
    },
    "never.varices-and-heart": {
        "fr": r"\bvarices\b[^.]{0,300}\b(?:provoquent|causent|entraînent)\b[^.]{0,300}\b(?:infarctus|AVC|crise cardiaque)",
        "nb": r"\båreknuter\b[^.]{0,300}\b(?:gir|fører til)\b[^.]{0,300}\b(?:hjerteinfarkt|hjerneslag|slag)\b",
        "es": r"\bvarices\b[^.]{0,300}\b(?:provocan|causan)\b[^.]{0,300}\b(?:infarto|ictus)",
    },
    "never.cream-removes-varices": {
        "fr": r"\b(?:crèmes?|comprimés?)\b[^.]{0,40}\b(?:font|fait) disparaître les varices",
        "nb": r"\b(?:kremer?|tabletter)\b[^.]{0,40}\b(?:fjerner|får bort) åreknuter",
        "es": r"\b(?:cremas?|comprimidos?|pastillas?)\b[^.]{0,40}\b(?:eliminan?|quitan?) las varices",
    },
    "never.cure": {
        "fr": r"\b(?:guérit|guérissent) les crampes",
        "nb": r"\b(?:kurerer|helbreder) \w*krampe",
        "es": r"\bcuran? los calambres",
    },
}


_NEGATED = {
    "fr": r"\b(?:ne|ni|pas|jamais|aucune?)\b|\bn’",
    "nb": r"\b(?:ikke|aldri|verken|ingen)\b",
    "es": r"\b(?:no|ni|nunca|ningun[ao]?|ningún)\b",
}
_ALWAYS = ("never.dose", "never.telephone")
_SENTENCE_END = re.compile(r"(?<=[.!?:])\s|\n|(?<=\])\s")


def check_statements(text: str, language: str) -> Iterator[Problem]:
    """A blocking problem for each sentence the site must never say.

    A sentence that denies such a claim may stand; doses and numbers never may.
    """
    negated = re.compile(_NEGATED.get(language, r"(?!)"), re.IGNORECASE)
    for sentence in _SENTENCE_END.split(text):
        for code, patterns in NEVER.items():
            found = re.search(patterns.get(language, r"(?!)"), sentence, re.IGNORECASE)
            if found and (code in _ALWAYS or not negated.search(sentence)):
                yield Problem(
                    code,
                    "error",
                    _("The site never says this: “%(words)s”.")
                    % {"words": found[0][:80]},
                )
