"""Which short texts are people's names, and which names mean the same person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_scraper.domain.known_names import FILE, bears_given_name
from studio_scraper.domain.names import fold, names_alike, person_name, same_person
from tests.benchmarks.given_names import given_names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mara Quill", "Mara Quill"),
        ("MARA QUILL", "Mara Quill"),
        ("𝕸𝖆𝖗𝖆 𝕼𝖚𝖎𝖑𝖑", "Mara Quill"),
        ("⚜️ Mara ⚜️", "Mara"),
        ("- MARA -", "Mara"),
        ("Mara...", "Mara"),
        ("Mara Q.", "Mara Q."),
        ("Mara (she/her)", "Mara"),
        ("Mara Quill (Owner)", "Mara Quill"),
        ("Juno 😸 (Julia Reed)", "Juno (Julia Reed)"),
        ("Zoë 'Zed' Hill", "Zoë 'Zed' Hill"),
        ("Jean-Paul de la Cruz", "Jean-Paul de la Cruz"),
        ("Aoife O'Dare", "Aoife O'Dare"),
        ("Mr Lin", "Mr Lin"),
        ("Nora Black", "Nora Black"),
        ("Edith Rose", "Edith Rose"),
        ("April", "April"),
        ("Will Price", "Will Price"),
        ("Павел Лунин", "Павел Лунин"),
        ("Lukáš Nový", "Lukáš Nový"),
        ("Mara Do-yun", "Mara Do-yun"),
        ("Thu Lan Doan", "Thu Lan Doan"),
        ("Chi Navarro", "Chi Navarro"),
        ("Ines McInnes", "Ines McInnes"),
        ("Aubrey Lane", "Aubrey Lane"),
    ],
)
def test_names_are_recognised_and_set_for_display(text: str, name: str) -> None:
    assert person_name(text) == name


@pytest.mark.parametrize("text", ["jess", "Jo Ink", "Mara Tattoo", "Wolf", "K8"])
def test_trade_names_and_nicknames_count_only_where_names_are_certain(text: str) -> None:
    assert person_name(text) is None
    assert person_name(text, trusted=True) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A",
        "Fine Line",
        "Our Story",
        "Black & Grey",
        "Tattoo Artist A",
        "Artist Name",
        "Mr A",
        "John Doe",
        "10+",
        "Read more",
        "Opening Hours",
        "The Collective",
        "Mara Quill has been tattooing since 2012",
        "hello@inkwell.example",
        "£80",
        "Monday",
        "Thu",
        "Quarry Street",
        "Linden Avenue",
        "Rue des Lilas",
        "Calle Mayor",
        "XXX",
        "JosInk",
    ],
)
def test_other_texts_are_not_names_anywhere(text: str) -> None:
    assert person_name(text) is None
    assert person_name(text, trusted=True) is None


@given(st.text(max_size=60), st.booleans())
def test_reading_a_name_never_raises_and_settles_at_once(text: str, trusted: bool) -> None:
    name = person_name(text, trusted=trusted)
    assert name is None or fold(name)


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_a_first_name_and_a_full_name_can_be_the_same_person() -> None:
    assert same_person("Mara", "MARA QUILL")
    assert same_person("Zoe Lund", "Zoë Lund")
    assert not same_person("Quill", "Mara Quill")
    assert not same_person("Mara Stone", "Mara Quill")


def test_an_account_can_bear_a_name() -> None:
    assert names_alike("Mara Quill", "tattoosby.mara")
    assert names_alike("Jo", "jo")
    assert not names_alike("Io", "night__moths")
    assert not names_alike("Mara Tattoo", "leedstattoo")


@pytest.mark.parametrize("name", ["Mara Quill", "JO", "Żaneta", "Big Al", "Søren", "mara_lines", "Марина", "桃子"])
def test_a_given_name_is_known_in_any_spelling_and_place(name: str) -> None:
    assert bears_given_name(name)


@pytest.mark.parametrize("text", ["Filosofia", "Nuestra filosofía", "Rose Street", "El Colectivo", "Zubby", "", "12"])
def test_other_words_are_no_given_names(text: str) -> None:
    assert not bears_given_name(text)


def test_the_known_names_are_those_of_the_pinned_source() -> None:
    assert FILE.read_text(encoding="utf-8").split() == given_names()
