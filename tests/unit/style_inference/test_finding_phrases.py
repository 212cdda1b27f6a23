from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from style_inference.domain.phrases import Phrases, words_of
from style_inference.domain.tokens import TokenKind, clauses

WORDS = st.sampled_from(["neo", "trad", "lines", "line", "fine", ",", "mandaly", "a"])
PHRASES = Phrases([(words_of(phrase), phrase) for phrase in ("trad", "neo trad", "fine line", "mandal*", "a _ line")])


def found(text: str) -> list[str]:
    return [match.payload for match in PHRASES.find(text.split())]


def test_the_longest_phrase_wins() -> None:
    assert found("neo trad") == ["neo trad"]
    assert found("trad neo trad") == ["trad", "neo trad"]


def test_a_stem_stands_for_any_ending() -> None:
    assert found("mandalami") == ["mandal*"]


def test_words_of_a_phrase_may_be_plural() -> None:
    assert found("fine lines") == ["fine line"]


def test_a_gap_is_two_words_at_most_and_never_a_comma() -> None:
    assert found("a very long line") == ["a _ line"]
    assert found("a very very long line") == []
    assert found("a , line") == []


@given(st.lists(WORDS, max_size=12))
def test_matches_never_overlap_and_stay_in_order(words: list[str]) -> None:
    matches = PHRASES.find(words)
    assert all(first.end <= second.start for first, second in pairwise(matches))
    assert all(0 <= match.start < match.end <= len(words) for match in matches)


def test_stylised_and_spaced_out_letters_are_words() -> None:
    (clause,) = clauses("ⓓⓞⓣⓢ b l a c k")
    assert [token.text for token in clause.tokens] == ["dots", "black"]


def test_tags_may_stick_together_or_stand_apart_from_their_hash() -> None:
    (clause,) = clauses("#one#two # three #neo-trad ＃four")
    assert [token.text for token in clause.tokens] == ["one", "two", "three", "neo-trad", "four"]
    assert {token.kind for token in clause.tokens} == {TokenKind.HASHTAG}


def test_a_number_is_no_tag() -> None:
    assert not any(token.kind is TokenKind.HASHTAG for clause in clauses("session #3") for token in clause.tokens)


@given(st.text(max_size=200))
def test_any_text_has_clauses_of_tokens(text: str) -> None:
    assert all(clause.tokens for clause in clauses(text))
