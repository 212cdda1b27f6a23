import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from style_taxonomy import STYLES, TAXONOMY_VERSION, fold, slug_for, synonyms, with_descendants

CANONICAL = [
    "traditional",
    "neo-traditional",
    "new-school",
    "japanese",
    "blackwork",
    "black-and-grey",
    "realism",
    "micro-realism",
    "portrait",
    "fine-line",
    "minimalist",
    "dotwork",
    "geometric",
    "mandala",
    "ornamental",
    "tribal",
    "polynesian",
    "celtic",
    "watercolour",
    "illustrative",
    "sketch",
    "engraving",
    "botanical",
    "lettering",
    "anime",
    "surrealism",
    "abstract",
    "biomechanical",
    "trash-polka",
    "chicano",
    "ignorant",
    "dark-art",
    "handpoke",
    "cover-up",
]
ALIASES = [(slug, phrase) for slug, phrases in synonyms().items() for phrase in phrases]
SEPARATED = st.sampled_from([pair for pair in ALIASES if " " in pair[1] and "&" not in pair[1]])


def test_the_styles_stand_in_their_canonical_order() -> None:
    assert list(STYLES) == CANONICAL
    assert all(style.slug == slug for slug, style in STYLES.items())
    assert TAXONOMY_VERSION


def test_every_style_has_a_name_and_a_sentence_about_it() -> None:
    for style in STYLES.values():
        assert style.name
        assert re.fullmatch(r"[A-Z].{20,}\.", style.description)


def test_a_parent_is_a_style_and_nothing_is_its_own_ancestor() -> None:
    for style in STYLES.values():
        seen = {style.slug}
        parent = style.parent
        while parent:
            assert parent not in seen
            seen.add(parent)
            parent = STYLES[parent].parent


def test_the_styles_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        STYLES["traditional"] = STYLES["mandala"]  # type: ignore[index]
    with pytest.raises(AttributeError):
        STYLES["traditional"].name = "Trad"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Neo-Traditional", "neo-traditional"),
        ("neo_traditional", "neo-traditional"),
        ("neotraditional", "neo-traditional"),
        ("fine line", "fine-line"),
        ("irezumi", "japanese"),
        ("B&G", "black-and-grey"),
        ("black 'n' grey", "black-and-grey"),
        ("Black + Gray", "black-and-grey"),
        ("watercolor", "watercolour"),
        ("ⓑⓛⓐⓒⓚⓦⓞⓡⓚ", "blackwork"),
        ("𝕙𝕒𝕟𝕕𝕡𝕠𝕜𝕖", "handpoke"),
        ("ᴅᴏᴛᴡᴏʀᴋ", "dotwork"),
        ("dot\u200bwork", "dotwork"),
        ("Réalisme", "realism"),
        ("İNCE ÇİZGİ", "fine-line"),
        ("чёрно-серый", "black-and-grey"),
        ("черно-серый", "black-and-grey"),
        ("和彫り", "japanese"),
        ("라인타투", "fine-line"),
        ("stick & poke", "handpoke"),
    ],
)
def test_a_style_is_found_under_any_spelling(text: str, slug: str) -> None:
    assert slug_for(text) == slug


@pytest.mark.parametrize("text", ["", " ", "🙂", "tattoo", "leeds", "blackwor", "traditional japanese food"])
def test_a_text_that_names_no_style_has_no_slug(text: str) -> None:
    assert slug_for(text) is None


def test_no_alias_stands_under_two_styles() -> None:
    assert [phrase for slug, phrase in ALIASES if slug_for(phrase) != slug] == []


def test_no_alias_is_listed_twice_under_one_style() -> None:
    assert [pair for pair, times in Counter(ALIASES).items() if times > 1] == []


def test_every_style_has_aliases_in_several_scripts() -> None:
    for slug, phrases in synonyms().items():
        scripts = {re.sub(r"[^а-яΑ-ωぁ-ヿ가-힣a-z]", "", fold(phrase))[:1] > "z" for phrase in phrases}
        assert scripts == {True, False}, slug


@given(SEPARATED, st.sampled_from(["", "-", "_", "  ", ". "]), st.sampled_from([str.upper, str.lower, str.title]))
def test_case_and_separators_never_matter(pair: tuple[str, str], separator: str, cased: object) -> None:
    slug, phrase = pair
    assert callable(cased)
    assert slug_for(cased(phrase.replace(" ", separator))) == slug


@given(st.text(max_size=40))
def test_any_text_has_a_known_slug_or_none(text: str) -> None:
    assert slug_for(text) in {None, *STYLES}


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_a_parent_finds_its_children() -> None:
    assert with_descendants("realism") == {"realism", "micro-realism", "portrait"}
    assert with_descendants("mandala") == {"mandala"}


def test_an_unknown_style_has_no_descendants_to_ask_for() -> None:
    with pytest.raises(KeyError):
        with_descendants("stained-glass")
