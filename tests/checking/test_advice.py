import pytest

from articles.checking import check_advice, check_page
from articles.checking.wrong_language import language_of
from articles.composing import compose
from articles.drafting import create, save_text
from articles.models import Term
from tests import builders

pytestmark = pytest.mark.django_db

NORWEGIAN = (
    "Du kan ha en krampe i leggen om natten, og det er ikke farlig. Den går over av "
    "seg selv, men den kan gjøre vondt for deg som har den i beinet."
)


def advice(body, language="fr"):
    page = compose(builders.article(bodies={"steps": body}), language)
    assert page
    return [(each.code, each.where) for each in check_advice(page)]


def test_short_plain_text_has_no_advice():
    assert advice("Tirez le pied.") == []


def test_reading_hard():
    words = "Physiologiquement, l’hyperexcitabilité neuromusculaire périphérique " * 3
    assert ("reading.hard", "") in advice(f"{words}.")


def test_reading_long_sentences():
    assert ("reading.long-sentences", "") in advice(f"{'un mot ' * 12}et la fin.")


def test_link_vague():
    assert advice("Lisez [ici](article:first-aid).") == [("link.vague", "steps")]
    assert advice_of_link("les premiers gestes") == []


def advice_of_link(words):
    page = compose(
        builders.article("two", bodies={"steps": f"Lisez [{words}](article:two)."}),
        "fr",
    )
    assert page
    return list(check_advice(page))


def test_words_unexplained_unless_the_everyday_word_stands_beside():
    term = create(Term, key="twitch", structure={}, by=None)
    text = {"plain": "tressautement", "professional": "fasciculation",
            "definition": "x", "synonyms": "", "avoid": ""}  # fmt: skip
    save_text(term, language="fr", text=text, by=None)
    assert advice("Une fasciculation.") == [("words.unexplained", "")]
    page = compose(
        builders.article("two", bodies={"a": "Un tressautement (fasciculation)."}), "fr"
    )
    assert page
    assert list(check_advice(page)) == []


def test_source_unchecked_names_it_until_somebody_opened_it():
    builders.source("odd")
    builders.source("seen", checked_on="2026-11-01")
    assert advice("Tirez.[@odd][@seen]") == [("source.unchecked", "")]


def test_text_in_the_wrong_language_blocks():
    article = builders.article(bodies={"steps": NORWEGIAN + "[@consensus]"})
    page = compose(article, "fr")
    assert page
    found = [(each.code, each.where) for each in check_page(page) if each.blocks]
    assert found == [("text.wrong-language", "steps")]
    page = compose(article, "nb")
    assert page
    assert [each.code for each in check_page(page) if each.blocks] == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (NORWEGIAN, "nb"),
        ("Le mollet est dur et la crampe ne passe pas, mais elle n’est pas grave pour "
         "vous : tirez le pied vers vous et tenez avec les deux mains.", "fr"),
        ("El calambre en la pantorrilla no es grave, pero duele, y usted no puede andar "
         "con la pierna que se le ha puesto dura por la noche.", "es"),
        ("You have a cramp in the calf and it is not dangerous, but the pain of it can "
         "be hard for you to bear.", "en"),
        ("Crampe", ""),
    ],
)  # fmt: skip
def test_language_is_told_by_its_small_words(text, code):
    assert language_of(text) == code
