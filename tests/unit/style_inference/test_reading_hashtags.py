import pytest
from hypothesis import given
from hypothesis import strategies as st

from style_inference.domain.hashtags import read_compound, read_tag


@pytest.mark.parametrize(
    ("tag", "slugs"),
    [
        ("blackworkers", {"blackwork"}),
        ("blackworktattooleeds", {"blackwork"}),
        ("realistictrashpolka", {"realism", "trash-polka"}),
        ("japanesetraditional", {"japanese"}),
        ("neotribaltattoo", {"tribal"}),
        ("surrealism", {"surrealism"}),
        ("surrealrealism", {"surrealism", "realism"}),
        ("surealism", {"surrealism"}),
        ("bngink", {"black-and-grey"}),
        ("bngrealism", {"black-and-grey", "realism"}),
        ("darkartists", {"dark-art"}),
        ("dotwrk", {"dotwork"}),
        ("fine_line_tattoo", {"fine-line"}),
        ("blackwrok", {"blackwork"}),
        ("geomteric", {"geometric"}),
        ("tatuajesbotanicos", {"botanical"}),
        ("tatuazrealistyczny", {"realism"}),
        ("ornamentalnitetovani", {"ornamental"}),
        ("reализм".replace("re", "ре"), {"realism"}),
        ("和彫りタトゥー", {"japanese"}),
        ("수채화타투", {"watercolour"}),
    ],
)
def test_a_tag_names_its_styles(tag: str, slugs: set[str]) -> None:
    assert set(read_tag(tag).slugs) == slugs


@pytest.mark.parametrize("tag", ["tattoo", "tattooartist", "inked", "leeds", "leedstattoo", "instatattoo", "타투"])
def test_a_stop_word_is_neither_a_style_nor_unknown(tag: str) -> None:
    reading = read_tag(tag)
    assert reading.slugs == ()
    assert not reading.is_unknown


@pytest.mark.parametrize("tag", ["tradesman", "gothenburg", "polkadots", "vegansweets", "discovery", "otterspotting"])
def test_a_style_inside_another_word_is_none(tag: str) -> None:
    reading = read_tag(tag)
    assert reading.slugs == ()
    assert reading.is_unknown


@pytest.mark.parametrize("tag", ["tradclimbing", "animecon", "watercolourpainting", "portraitphotography"])
def test_a_tag_on_another_trade_says_so(tag: str) -> None:
    assert read_tag(tag).is_other_trade


@pytest.mark.parametrize(
    ("word", "slugs"),
    [("blumentattoos", ("botanical",)), ("restaurant", ()), ("afternoon", ()), ("multiplicity", ()), ("stunning", ())],
)
def test_a_compound_needs_a_word_for_tattoos(word: str, slugs: tuple[str, ...]) -> None:
    assert read_compound(word) == slugs


@given(st.text(max_size=200))
def test_any_tag_can_be_read(tag: str) -> None:
    reading = read_tag(tag)
    assert not (reading.slugs and reading.hint)
