"""The library's own spelling: which of its words a misspelt one may be."""

from articles.searching.words import Vocabulary, fold

_SHORTEST = 4  # letters; a shorter word has too many neighbours
_TWO_EDITS = 7  # letters from which two may be wrong
_SHORTEST_START = 5
_LONGEST_FORM = 7
_SOUNDS = (
    ("ph", "f"), ("qu", "k"), ("ck", "k"), ("aa", "a"), ("oe", "o"), ("ae", "e"),
    ("ce", "se"), ("ci", "si"), ("cy", "si"), ("c", "k"), ("q", "k"), ("z", "s"),
    ("y", "i"), ("w", "v"), ("v", "b"), ("h", ""),
)  # fmt: skip
_FORMS: dict[str, tuple[str, ...]] = {"nb": ("e", "en", "er", "ene", "a")}
"""Endings of short nouns and verbs that the language's stemmer leaves on."""


class Spelling:
    """Finds the known words near a word; all words here are folded."""

    def __init__(self, vocabulary: Vocabulary, language: str) -> None:
        self._counts = vocabulary.counts
        self._written = vocabulary.written
        self._endings: tuple[str, ...] = _FORMS.get(language, ())
        self._by_sound: dict[str, list[str]] = {}
        self._by_length: dict[int, list[tuple[str, int]]] = {}
        for word in self._counts:
            if word.isalpha() and len(word) >= _SHORTEST:
                entry = (word, _letters(word))
                self._by_length.setdefault(len(word), []).append(entry)
                self._by_sound.setdefault(sound(word), []).append(word)

    def written(self, word: str) -> str:
        """A folded word as the library writes it."""
        return self._written.get(word, word)

    def __contains__(self, word: str) -> bool:
        return word in self._counts

    def forms(self, word: str) -> list[str]:
        """The other forms of a short word that the library has."""
        endings = self._endings
        found: set[str] = set()
        for ending in endings if len(word) <= _LONGEST_FORM else ():
            stem = word.removesuffix(ending)
            if (
                stem != word
                and len(stem) >= 2
                and f"{stem}{endings[0]}" in self._counts
            ):
                found |= {f"{stem}{other}" for other in endings}
        return sorted(form for form in found if form != word and form in self._counts)

    def near(self, word: str, most: int = 3) -> list[str]:
        """The nearest words first, the commoner one on a tie; none if it is short."""
        word = fold(word)
        if len(word) < _SHORTEST or not word.isalpha():
            return []
        allowed = 2 if len(word) >= _TWO_EDITS else 1
        distances = dict.fromkeys(self._by_sound.get(sound(word), ()), 1)
        for other, distance in self._within(word, allowed):
            distances[other] = min(distance, distances.get(other, distance))
        found = [
            (distance, -self._counts[other], other)
            for other, distance in distances.items()
            if other != word
        ]
        return [other for _, _, other in sorted(found)[:most]]

    def beginning(self, word: str, most: int = 3) -> list[str]:
        """The commonest words that begin with a word that was not typed to its end."""
        if len(word) < _SHORTEST_START:
            return []
        found = [
            (-self._counts[other], other)
            for length, others in self._by_length.items()
            if length > len(word)
            for other, _ in others
            if other.startswith(word)
        ]
        return [other for _, other in sorted(found)[:most]]

    def _within(self, word: str, allowed: int) -> list[tuple[str, int]]:
        letters = _letters(word)
        found = []
        for length in range(len(word) - allowed, len(word) + allowed + 1):
            for other, its_letters in self._by_length.get(length, ()):
                # One edit changes at most two of the letters that two words share.
                if (letters ^ its_letters).bit_count() > 2 * allowed:
                    continue
                distance = edits(word, other, allowed)
                if distance <= allowed:
                    found.append((other, distance))
        return found


def sound(word: str) -> str:
    """Roughly how a folded word sounds: "varisse" and "varice" are one."""
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    return "".join(
        letter for place, letter in enumerate(word) if letter != word[place - 1 : place]
    )


def _letters(word: str) -> int:
    """The set of a word's letters as bits."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) % 61)
    return bits


def edits(one: str, other: str, most: int) -> int:
    """Letters left out, added, changed or swapped between two words.

    Optimal string alignment distance; counting ends above `most`.
    """
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        now = [row]
        for column, its in enumerate(other, start=1):
            cost = min(
                last[column] + 1, now[-1] + 1, last[column - 1] + (letter != its)
            )
            swapped = (
                row > 1
                and column > 1
                and letter == other[column - 2]
                and one[row - 2] == its
            )
            now.append(min(cost, before[column - 2] + 1) if swapped else cost)
        if min(now) > most:
            return most + 1
        before, last = last, now
    return last[-1]
