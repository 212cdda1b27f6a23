"""How right the rosters are, each site judged with a table of evidence that was fitted without it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from studio_scraper.domain.belief import Belief
from studio_scraper.domain.models import Roster, RosterArtist
from studio_scraper.domain.names import fold
from studio_scraper.domain.roster import resolve_roster
from tests.benchmarks.calibration import expected_calibration_error, fit, observations
from tests.benchmarks.measurement import Measurement
from tests.labelled_sites import LabelledArtist, LabelledSite, fictional_sites, real_sites


@dataclass(frozen=True, slots=True, kw_only=True)
class Accuracy:
    """Shares between 0 and 1 over all sites; `calibration_error` is between what was believed and what was so."""

    precision: float
    recall: float
    f1: float
    handle_precision: float
    handle_recall: float
    studio_accounts: float
    calibration_error: float


def leave_one_out(sites: Sequence[LabelledSite], others: Sequence[LabelledSite]) -> Accuracy:
    """The accuracy on `sites`, each with a table fitted on the rest of them and on `others`."""
    seen = {site.name: observations(site) for site in sites}
    elsewhere = [one for site in others for one in observations(site)]
    counts: Counter[str] = Counter()
    told: list[tuple[float, bool]] = []
    for site in sites:
        rest = [one for name, group in seen.items() if name != site.name for one in group]
        belief = fit([*elsewhere, *rest])
        told += [(belief.confidence(one.kinds), one.works_there) for one in seen[site.name]]
        counts += _counts(site, _read(site, belief))
    return _accuracy(counts, len(sites), expected_calibration_error(told))


def _read(site: LabelledSite, belief: Belief) -> Roster:
    return resolve_roster(entry_url=site.entry_url, pages=site.pages, belief=belief)


def _counts(site: LabelledSite, found: Roster) -> Counter[str]:
    counts: Counter[str] = Counter(studio=int(found.studio_instagram in site.studio_accounts))
    missing = list(site.artists)
    for artist in found.artists:
        match = next((one for one in missing if _is(artist, one)), None)
        if match is None:
            counts["extra"] += fold(artist.name) not in site.extras
            counts["wrong_account"] += artist.instagram is not None and fold(artist.name) not in site.extras
            continue
        missing.remove(match)
        counts["found"] += 1
        counts["right_account"] += artist.instagram is not None and artist.instagram == match.instagram
        counts["wrong_account"] += artist.instagram is not None and artist.instagram not in match.acceptable
        counts["missed_account"] += match.instagram is not None and artist.instagram not in match.acceptable
    counts["missed"] = len(missing)
    counts["missed_account"] += sum(one.instagram is not None for one in missing)
    return counts


def _is(found: RosterArtist, one: LabelledArtist) -> bool:
    return fold(found.name) in one.names or (found.instagram is not None and found.instagram == one.instagram)


def _accuracy(counts: Counter[str], sites: int, calibration_error: float) -> Accuracy:
    precision = _share(counts["found"], counts["extra"])
    recall = _share(counts["found"], counts["missed"])
    return Accuracy(
        precision=precision,
        recall=recall,
        f1=2 * precision * recall / (precision + recall),
        handle_precision=_share(counts["right_account"], counts["wrong_account"]),
        handle_recall=_share(counts["right_account"], counts["missed_account"]),
        studio_accounts=counts["studio"] / sites,
        calibration_error=calibration_error,
    )


def _share(right: int, wrong: int) -> float:
    return right / (right + wrong) if right + wrong else 1.0


def measure() -> list[Measurement]:
    """How right the rosters are, each site with a table of evidence fitted without it; the baseline is the goal."""
    fictional, real = fictional_sites(), real_sites()
    if not real:
        print("rosters: no folder of real websites (STUDIO_SITES), so the fictional ones only")
    return [
        *_measurements("fictional", leave_one_out(fictional, real)),
        *(_measurements("real", leave_one_out(real, fictional)) if real else []),
    ]


def _measurements(sites: str, found: Accuracy) -> list[Measurement]:
    goals = {
        "artists, precision": (found.precision, 0.9),
        "artists, recall": (found.recall, 0.9),
        "artists, F1": (found.f1, 0.9),
        "handles, precision": (found.handle_precision, 0.97),
        "handles, recall": (found.handle_recall, 0.92),
        "studio handles": (found.studio_accounts, 0.95),
        "calibration error": (found.calibration_error, 0.1),
    }
    return [
        Measurement(
            name=f"{sites} sites left out: {what}",
            value=round(value, 4),
            unit="share",
            baseline=f"goal {goal:g}",
            ratio=round(value / goal, 3),
        )
        for what, (value, goal) in goals.items()
    ]
