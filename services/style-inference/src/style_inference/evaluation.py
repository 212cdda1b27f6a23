"""Scores the inference against labelled profiles: accuracy, calibration, and how often it keeps silent (STY-03)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from style_inference.domain import infer

_FEWEST_CASES = 3  # macro-F1 leaves out styles that fewer cases expect
_BINS = 10


class Case(BaseModel):
    """A labelled profile. A style in `acceptable` is neither right nor wrong; a case of kind `none` has no style."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    kind: str
    bio: str
    captions: tuple[str, ...]
    expected: frozenset[str]
    acceptable: frozenset[str] = frozenset()
    lang: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Shares between 0 and 1. `calibration_error` is the expected one (ECE, ten bins) of the answers' confidence;
    `silent` is the share of cases without an answer, `silent_when_right` that of those which have none to find."""

    cases: int
    precision: float
    recall: float
    f1: float
    macro_f1: float
    calibration_error: float
    silent: float
    silent_when_right: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    case: Case
    confidence: Mapping[str, float]

    @property
    def judged(self) -> dict[str, bool]:
        """Each style that was answered and is not merely acceptable, and whether it is right."""
        return {
            s: s in self.case.expected for s in self.confidence if s not in self.case.acceptable - self.case.expected
        }


def evaluate(cases: Iterable[Case]) -> dict[str, Score]:
    """A score for every kind of case, and one for all under "all"."""
    answers = [_answer(case) for case in cases]
    kinds = sorted({answer.case.kind for answer in answers})
    scores = {kind: _score([answer for answer in answers if answer.case.kind == kind]) for kind in kinds}
    return {**scores, "all": _score(answers)}


def _answer(case: Case) -> _Answer:
    styles = infer(bio=case.bio, captions=case.captions).styles
    return _Answer(case=case, confidence={style.slug: style.confidence for style in styles})


def _score(answers: Sequence[_Answer]) -> Score:
    right = Counter(slug for a in answers for slug, is_right in a.judged.items() if is_right)
    wrong = Counter(slug for a in answers for slug, is_right in a.judged.items() if not is_right)
    missed = Counter(slug for a in answers for slug in a.case.expected - a.confidence.keys())
    common = [slug for slug in right | missed if right[slug] + missed[slug] >= _FEWEST_CASES]
    nothing = [a for a in answers if not a.case.expected]
    return Score(
        cases=len(answers),
        precision=_share(right.total(), right.total() + wrong.total()),
        recall=_share(right.total(), right.total() + missed.total()),
        f1=_f1(right.total(), wrong.total(), missed.total()),
        macro_f1=_share(sum(_f1(right[s], wrong[s], missed[s]) for s in common), len(common)),
        calibration_error=_calibration_error(answers),
        silent=_share(sum(not a.confidence for a in answers), len(answers)),
        silent_when_right=_share(sum(not a.judged for a in nothing), len(nothing)),
    )


def _share(part: float, whole: int) -> float:
    return part / whole if whole else 1.0


def _f1(right: int, wrong: int, missed: int) -> float:
    return _share(2 * right, 2 * right + wrong + missed)


def _calibration_error(answers: Sequence[_Answer]) -> float:
    bins: dict[int, list[tuple[float, bool]]] = {}
    for answer in answers:
        for slug, is_right in answer.judged.items():
            confidence = answer.confidence[slug]
            bins.setdefault(min(int(confidence * _BINS), _BINS - 1), []).append((confidence, is_right))
    total = sum(map(len, bins.values()))
    gaps = (abs(sum(c for c, _ in group) - sum(is_right for _, is_right in group)) for group in bins.values())
    return sum(gaps) / total if total else 0.0
