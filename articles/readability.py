"""How easy a text is to read: one number a language, and the limits we set.

With W words, S sentences, SY syllables and L words of more than six letters:

- Norwegian, LIX (Björnsson, 1968): W/S + 100·L/W, lower is easier;
- French, Kandel and Moles (1958): 207 - 1.015·W/S - 73.6·SY/W, higher is easier;
- Spanish, Szigriszt-Pazos (1993), read on the INFLESZ scale (Barrio-Cantalejo
  and others, 2008): 206.835 - 62.3·SY/W - W/S, higher is easier.

The numbers of two languages cannot be compared. They measure sentences and
words, not whether a text is true or kind. Syllables are counted by rule, so a
French score is a few points off now and then (mute e, final -ent).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

LONG_SENTENCE = 20
"""Words; a sentence with more is long."""

MAX_LONG_SHARE = 0.10
"""The share of long sentences that a text may have, in every language."""


@dataclass(frozen=True)
class Score:
    """What was counted. `value` is None for a text without a word.

    `long_sentence_share` goes from 0 to 1.
    """

    words: int
    sentences: int
    long_sentence_share: float
    value: float | None
    formula: str


@dataclass(frozen=True)
class Target:
    """The value a text should reach; `lenient` is for hard subjects."""

    limit: float
    lenient: float
    lower_is_easier: bool = False

    def met_by(self, value: float, *, lenient: bool = False) -> bool:
        limit = self.lenient if lenient else self.limit
        return value <= limit if self.lower_is_easier else value >= limit


TARGETS = {
    "nb": Target(40, 45, lower_is_easier=True),
    "fr": Target(65, 60),
    "es": Target(60, 55),
}
"""Our own limits. A language without a target is counted, not judged."""


LENIENT = frozenset(
    (
        "treatment-medicines", "varicose-stages", "varicose-diagnosis",
        "varicose-treatment", "varicose-medicines", "varicose-complications",
    )
)  # fmt: skip
"""Articles whose subject needs longer words (quality.md: 15 and 18 to 22)."""


def score(text: str, language: str) -> Score:
    """Score plain text in which each line is a paragraph, heading or item.

    A line end ends a sentence. A language without a formula of its own gets
    LIX, which only counts letters.
    """
    sentences = [_words(part, language) for part in _sentences(text, language)]
    words = [word for sentence in sentences for word in sentence]
    formula, value = _FORMULAS.get(language, ("LIX", _lix))
    if not words:
        return Score(0, 0, 0.0, None, formula)
    long = sum(len(sentence) > LONG_SENTENCE for sentence in sentences)
    return Score(
        words=len(words),
        sentences=len(sentences),
        long_sentence_share=long / len(sentences),
        value=round(value(words, len(sentences)), 1),
        formula=formula,
    )


_WORD = re.compile(r"[^\W\d_]+(?:[\u2019'-][^\W\d_]+)*")
_JOINT = re.compile(r"[\u2019'-]")
_ELISION = re.compile(r"(?:[cdjlmnst]|qu|lorsqu|puisqu|jusqu)[\u2019']", re.I)
# A point in 1.5, after a day (3. mars) or an abbreviation ends no sentence.
_IN_NUMBER = re.compile(r"(?<=\d)[.,](?=\d)|(?<=\d)\.(?=\s[a-zæøå])")
_ABBREVIATION = re.compile(
    r"\b(?:Dr|f\.\s?eks|bl\.\s?a|p\.\s?ej|etc|ev|kl|ca|nr|osv)\."
)
_END = re.compile(r"(?<![.!?…])[.!?…]++[»”\")]*(?:\s+|$)")
# Björnsson ends a sentence at a colon too.
_END_OR_COLON = re.compile(r"(?<![.!?…:])[.!?…:]++[»”\")]*(?:\s+|$)")


def _sentences(text: str, language: str) -> list[str]:
    end = _END_OR_COLON if language == "nb" else _END
    parts: list[str] = []
    for line in text.splitlines():
        line = _IN_NUMBER.sub("", line)
        line = _ABBREVIATION.sub(lambda found: found[0].replace(".", ""), line)
        parts += (part for part in end.split(line) if _WORD.search(part))
    return parts


def _words(sentence: str, language: str) -> list[str]:
    words = _WORD.findall(sentence)
    if language == "fr":
        # In "l'eau" the article belongs to the word.
        return [_ELISION.sub("", word, count=1) or word for word in words]
    return words


def _lix(words: list[str], sentences: int) -> float:
    long = sum(len(_JOINT.sub("", word)) > 6 for word in words)
    return len(words) / sentences + 100 * long / len(words)


def _kandel_moles(words: list[str], sentences: int) -> float:
    syllables = sum(map(_french_syllables, words))
    return 207 - 1.015 * len(words) / sentences - 73.6 * syllables / len(words)


def _szigriszt(words: list[str], sentences: int) -> float:
    syllables = sum(map(_spanish_syllables, words))
    return 206.835 - 62.3 * syllables / len(words) - len(words) / sentences


_FRENCH_VOWELS = "aeiouyàâäéèêëîïôöùûüÿœæ"
_FRENCH_GROUP = re.compile(f"[{_FRENCH_VOWELS}]+")
# In créé, aérer, naïf a vowel in a group opens a syllable of its own.
_FRENCH_BREAK = re.compile("(?<=[aeiouyéâ])[éïë]|é(?=[aouâôû])")
_FRENCH_MUTE = re.compile(f"[^{_FRENCH_VOWELS}]es?$")


def _french_syllables(word: str) -> int:
    return sum(map(_french_part, _JOINT.split(word.lower())))


def _french_part(part: str) -> int:
    part = re.sub("qu(?=[eiouyéèêâa])", "k", part)
    part = re.sub("gu(?=[eiyéèê])", "g", part)
    groups = _FRENCH_GROUP.findall(part)
    count = len(groups) + sum(len(_FRENCH_BREAK.findall(group)) for group in groups)
    if count > 1 and _FRENCH_MUTE.search(part):
        count -= 1
    return max(count, 1)


_SPANISH_GROUP = re.compile("[aeiouáéíóúü]+")
_SPANISH_STRONG = re.compile("[aeoáéóíú]")


def _spanish_syllables(word: str) -> int:
    return max(sum(map(_spanish_part, _JOINT.split(word.lower()))), 1)


def _spanish_part(part: str) -> int:
    part = re.sub("([qg])u(?=[eiéí])", r"\1", part)
    part = re.sub("y$", "i", part)
    # Each strong or accented vowel is a syllable; weak ones join a neighbour.
    groups = _SPANISH_GROUP.findall(part)
    return sum(max(1, len(_SPANISH_STRONG.findall(group))) for group in groups)


_FORMULAS: dict[str, tuple[str, Callable[[list[str], int], float]]] = {
    "nb": ("LIX", _lix),
    "fr": ("Kandel-Moles", _kandel_moles),
    "es": ("Szigriszt-Pazos", _szigriszt),
}
