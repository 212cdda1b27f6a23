"""Adding the evidence of a site's pages up to one roster."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from studio_scraper.domain.belief import FITTED, THRESHOLD, Belief
from studio_scraper.domain.known_names import bears_given_name, begins_with_given_name
from studio_scraper.domain.models import Evidence, EvidenceKind, Mention, PageReading, Place, Role, Roster, RosterArtist
from studio_scraper.domain.names import fold, names_alike, person_name, same_person
from studio_scraper.domain.sections import is_person_page, path_segments
from studio_scraper.domain.studio import bears_name, core_words, studio_account, studio_name, without_trade_words

_MAX_EVIDENCE = 8
_SHELF = 2
_DISPUTED = 0.8  # a claim this close to the best one leaves the matter open
_ROLE_ORDER = (Role.OWNER, Role.APPRENTICE, Role.GUEST, Role.PIERCER, Role.RESIDENT)
_SURE = frozenset({EvidenceKind.JSON_LD, EvidenceKind.MICRODATA, EvidenceKind.PAGE_STATE, EvidenceKind.INTRODUCTION})
_ABOUT_ONE = frozenset({EvidenceKind.JSON_LD, EvidenceKind.MICRODATA, EvidenceKind.PERSON_PAGE})
_BY_LINK = frozenset({EvidenceKind.NAVIGATION, EvidenceKind.LINK_TEXT})
_NEVER_ENOUGH = frozenset({EvidenceKind.ALT_TEXT, EvidenceKind.INSTAGRAM_LINK, EvidenceKind.PROSE})


@dataclass(slots=True)
class Person:
    """Everything that speaks of one possible artist."""

    mentions: list[Mention] = field(default_factory=list)

    @property
    def names(self) -> Counter[str]:
        return Counter(mention.name for mention in self.mentions)

    @property
    def places(self) -> frozenset[tuple[str, str]]:
        """Where they are named: pages, and what stands alike on them."""
        return frozenset((mention.evidence.url, mention.evidence.locator) for mention in self.mentions)

    @property
    def kinds(self) -> frozenset[EvidenceKind]:
        return frozenset(mention.evidence.kind for mention in self.mentions)


def resolve_roster(*, entry_url: str, pages: Sequence[PageReading], belief: Belief = FITTED) -> Roster:
    """The roster which the pages' evidence adds up to. An artist is listed from a confidence of 0.5.

    1. Find the studio's own name and account. 2. Gather mentions into persons, by account and by name, and let a page
    that is about one of them speak for them. 3. Keep those borne out and believed. 4. Give each the account that is
    only theirs.
    """
    studio = studio_name(entry_url, pages)
    account = studio_account(entry_url, pages, studio)
    persons = _borne_out(possible_artists(pages, studio, account), account)
    believed = [person for person in persons if belief.confidence(person.kinds) >= THRESHOLD]
    believed = believed or _namesake(studio, pages)
    accounts = _assign_accounts(believed, account, belief)
    artists = [_artist(person, accounts.get(index), belief) for index, person in enumerate(believed)]
    return Roster(
        studio_name=studio,
        studio_instagram=account,
        artists=tuple(artists),
        needs_browser=_needs_browser(entry_url, pages, artists),
    )


def possible_artists(pages: Sequence[PageReading], studio: str | None, account: str | None) -> list[Person]:
    """Everybody whom the pages may name, borne out and believed or not; ``studio`` and ``account`` are its own."""
    everybody = [mention for page in pages for mention in page.mentions]
    mentions = [
        mention
        for mention in everybody
        if not _is_about_studio(mention, studio, account) or _has_card_among_others(mention, account, everybody)
    ]
    persons = _merge_spellings(_gather(mentions, account), pages)
    _add_own_pages(persons, pages, account)
    return persons


def _borne_out(persons: Sequence[Person], account: str | None) -> list[Person]:
    """Those whose name is more than a word where names stand, which in some language may be "philosophy".

    A given name bears them out, and so does a role, an account of their own, a page or metadata about them, a second
    place that names them, or company: half of those who are set out like them are borne out.
    """
    alone = [_bears_itself_out(person, account) for person in persons]
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, person in enumerate(persons):
        for place in person.places:
            places[place].append(index)

    def in_company(index: int) -> bool:
        groups = ([alone[other] for other in places[p] if other != index] for p in persons[index].places)
        return any(others and 2 * sum(others) >= len(others) for others in groups)

    return [person for index, person in enumerate(persons) if alone[index] or in_company(index)]


def _bears_itself_out(person: Person, account: str | None) -> bool:
    return (
        len(person.places) > 1
        or not person.kinds.isdisjoint(_ABOUT_ONE)
        or any(mention.role or mention.instagram not in {None, account} for mention in person.mentions)
        or any(map(bears_given_name, person.names))
    )


def _namesake(studio: str | None, pages: Sequence[PageReading]) -> list[Person]:
    """Where nobody else is named: the artist whose full name the studio bears.

    A given name has to begin it, or the pages have to speak as one person: "Black Swallow" is nobody.
    """
    name = person_name(without_trade_words(studio)) if studio else None
    speaking = next((page for page in pages if page.in_first_person), None)
    witness = speaking or (pages[0] if pages and name and begins_with_given_name(name) else None)
    if name is None or witness is None or len(name.split()) == 1:
        return []
    evidence = Evidence(url=witness.url, kind=EvidenceKind.NAMESAKE, locator="title", excerpt=studio or "")
    return [Person(mentions=[Mention(name=name, evidence=evidence)])]


def _is_about_studio(mention: Mention, studio: str | None, account: str | None) -> bool:
    """Whether a mention names the studio and not a person, or rests on standing beside the studio's account alone.

    A studio called after its artist keeps those mentions that say that somebody works there.
    """
    if mention.evidence.kind is EvidenceKind.INSTAGRAM_LINK and mention.instagram is not None:
        bears = studio is not None and bears_name(mention.instagram, studio)
        if mention.instagram == account or (bears and not names_alike(mention.name, mention.instagram)):
            return True
    if studio is None:
        return False
    same = fold(mention.name) == fold(studio) or core_words(mention.name) == core_words(studio)
    says_nothing = mention.role in {None, Role.GUEST} or mention.evidence.kind in _NEVER_ENOUGH
    return same and says_nothing and mention.evidence.kind not in _SURE


def _has_card_among_others(mention: Mention, account: str | None, everybody: Sequence[Mention]) -> bool:
    """Whether who bears the studio's name has a card and an account like the others': a founder among the artists."""
    if mention.evidence.kind is not EvidenceKind.CARD or mention.instagram in {None, account}:
        return False
    place = mention.evidence.url, mention.evidence.locator
    alike = {m.name for m in everybody if m.instagram and (m.evidence.url, m.evidence.locator) == place}
    return len(alike) > _SHELF


def _gather(mentions: Sequence[Mention], account: str | None) -> list[Person]:
    """Mentions of the same person together: same folded name, same account, or the only matching first name."""
    by_name: dict[str, Person] = {}
    for mention in mentions:
        by_name.setdefault(fold(mention.name).replace(" ", ""), Person()).mentions.append(mention)
    persons = _merge_by_account(list(by_name.values()), account)
    return _merge_first_names(persons)


def _merge_by_account(persons: list[Person], account: str | None) -> list[Person]:
    owners: dict[str, Person] = {}
    merged: list[Person] = []
    for person in persons:
        votes = Counter(m.instagram for m in person.mentions if m.instagram and m.instagram != account)
        main = votes.most_common(1)[0][0] if votes else None
        owner = owners.get(main) if main else None
        if owner is not None and main is not None and _same_owner(owner, person, main):
            owner.mentions += person.mentions
            continue
        merged.append(person)
        if main:
            owners.setdefault(main, person)
    return merged


def _same_owner(one: Person, other: Person, account: str) -> bool:
    """Two names beside one account are one person unless both are names in their own right."""
    names = [max(person.names, key=len) for person in (one, other)]
    return same_person(names[0], names[1]) or any(
        fold(name).replace(" ", "") == fold(account).replace(" ", "") for name in names
    )


def _merge_first_names(persons: list[Person]) -> list[Person]:
    merged = list(persons)
    for person in sorted(persons, key=lambda person: -_words_of(person)):
        name = max(person.names, key=len)
        longer = [other for other in merged if _words_of(other) > _words_of(person)]
        matches = [other for other in longer if same_person(name, max(other.names, key=len))]
        if len(matches) == 1 and not _have_accounts_of_their_own(person, matches[0]):
            matches[0].mentions += person.mentions
            merged.remove(person)
    return merged


def _words_of(person: Person) -> int:
    return len(fold(max(person.names, key=len)).split())


def _merge_spellings(persons: list[Person], pages: Sequence[PageReading]) -> list[Person]:
    """Who is named only by links to a page that is about somebody else is them, spelt another way."""
    subjects = {page.url: page.subjects for page in pages}
    merged = list(persons)
    for person in persons:
        links = {mention.link for mention in person.mentions}
        target = links.pop() if len(links) == 1 and person.kinds <= _BY_LINK else None
        about = subjects.get(target or "", ())
        others = [one for one in merged if one is not person and not one.kinds <= _BY_LINK and _is_subject(one, about)]
        if len(others) == 1 and not _is_subject(person, about):
            others[0].mentions += person.mentions
            merged.remove(person)
    return merged


def _is_subject(person: Person, subjects: Sequence[str]) -> bool:
    return any(same_person(subject, name) for subject in subjects for name in person.names)


def _have_accounts_of_their_own(one: Person, other: Person) -> bool:
    """Whether two stand beside accounts of which none is the other's: "Hana" and "Hana V."."""
    held = [{mention.instagram for mention in person.mentions if mention.instagram} for person in (one, other)]
    return all(held) and not held[0] & held[1]


def _add_own_pages(persons: list[Person], pages: Sequence[PageReading], account: str | None) -> None:
    """A page about a person speaks for them, and an account in its content that stands beside nobody else is theirs."""
    among_people = {link.url for page in pages for link in page.links if link.among_people}
    beside_others = _beside_own_pages(persons, pages)
    for page in pages:
        about = [
            (person, subject)
            for subject in page.subjects
            for person in persons
            if any(same_person(subject, n) for n in person.names)
        ]
        linked = [p for p in persons if any(m.link == page.url for m in p.mentions)]
        if not (is_person_page(page.url) or linked or page.url in among_people or page.url in beside_others):
            continue
        if not about and (name := _newcomer(page, pages)):
            persons.append(Person())
            about = [(persons[-1], name)]
        if not about:
            continue
        about.sort(key=lambda found: found[1] not in found[0].names)
        person, subject = next(((p, s) for p, s in about if p in linked), about[0])
        evidence = Evidence(url=page.url, kind=EvidenceKind.PERSON_PAGE, locator="title", excerpt=subject)
        handle = _account_of_page(page, pages, subject, account)
        person.mentions.append(Mention(name=subject, evidence=evidence, instagram=handle))


def _beside_own_pages(persons: Sequence[Person], pages: Sequence[PageReading]) -> frozenset[str]:
    """Pages titled by a full name, beside at least two that are titled by artists whose accounts they hold.

    ``/tony`` next to ``/maud`` and ``/ezra``, where no address and no menu says "artists".
    """
    mentions = [mention for person in persons for mention in person.mentions]
    held = {mention.evidence.url: mention.name for mention in mentions if mention.instagram}
    theirs = [page for page in pages if any(same_person(s, held.get(page.url, "")) for s in page.subjects)]
    shelves = Counter(path_segments(page.url)[:-1] for page in theirs)
    return frozenset(
        page.url
        for page in pages
        if shelves[path_segments(page.url)[:-1]] >= _SHELF and any(" " in subject for subject in page.subjects)
    )


def _newcomer(page: PageReading, pages: Sequence[PageReading]) -> str | None:
    """Whom only their own page names, where its address or a given name bears out that what heads it is a name."""
    slug = "".join(fold(" ".join(words)).replace(" ", "") for words in path_segments(page.url)[-1:])
    elsewhere = {fold(subject) for other in pages if other is not page for subject in other.subjects}
    subject = next((subject for subject in page.subjects if fold(subject) not in elsewhere), "")
    name = person_name(subject)
    if name is None:
        return None
    in_full = " " in name and begins_with_given_name(name)
    return subject if in_full or any(word in slug for word in fold(name).split() if len(word) > 2) else None


def _account_of_page(page: PageReading, pages: Sequence[PageReading], subject: str, account: str | None) -> str | None:
    """The one account on a person's page that can be theirs; None when several can."""
    elsewhere = {s.handle for other in pages if other is not page for s in other.sightings if s.place is Place.CHROME}
    free = {
        s.handle
        for s in page.sightings
        if s.handle != account
        and (s.place is Place.CONTENT or (s.place is Place.CHROME and s.handle not in elsewhere))
        and (s.beside is None or same_person(s.beside, subject))
    }
    alike = {handle for handle in free if names_alike(subject, handle)}
    beside = {s.handle for s in page.sightings if s.handle in free and s.beside}
    for choice in (free, beside, alike):
        if len(choice) == 1:
            return choice.pop()
    return None


def _assign_accounts(persons: Sequence[Person], account: str | None, belief: Belief) -> dict[int, str]:
    """Each person's account: the most often found beside them, and never one that stands beside others as often."""
    votes: dict[str, dict[int, float]] = defaultdict(dict)
    for index, person in enumerate(persons):
        for mention in person.mentions:
            if mention.instagram:
                before = votes[mention.instagram].get(index, 0.0)
                alike = 2.0 if not before and names_alike(mention.name, mention.instagram) else 0.0
                votes[mention.instagram][index] = before + belief.alone(mention.evidence.kind) + alike
    offers: dict[int, list[tuple[float, str]]] = defaultdict(list)
    for handle, claims in votes.items():
        ranked = sorted(claims.items(), key=lambda claim: -claim[1])
        index, strength = ranked[0]
        if handle != account and (len(ranked) == 1 or ranked[1][1] <= _DISPUTED * strength):
            offers[index].append((strength, handle))
    found: dict[int, str] = {}
    for index, choices in offers.items():
        choices.sort(reverse=True)
        if len(choices) == 1 or choices[1][0] <= _DISPUTED * choices[0][0]:
            found[index] = choices[0][1]
    if len(persons) == 1 and account and any(names_alike(name, account) for name in persons[0].names):
        found.setdefault(0, account)
    return found


def _artist(person: Person, instagram: str | None, belief: Belief) -> RosterArtist:
    roles = {mention.role for mention in person.mentions if mention.role}
    ranked = sorted(person.mentions, key=lambda mention: -belief.alone(mention.evidence.kind))
    evidence = tuple(dict.fromkeys(mention.evidence for mention in ranked))[:_MAX_EVIDENCE]
    return RosterArtist(
        name=_display_name(person, belief),
        instagram=instagram,
        role=next((role for role in _ROLE_ORDER if role in roles), Role.RESIDENT),
        confidence=round(min(belief.confidence(person.kinds), 0.99), 2),
        evidence=evidence,
    )


def _display_name(person: Person, belief: Belief) -> str:
    """The name used most often where it is best set out; in full rather than the first name alone."""
    weight: Counter[str] = Counter()
    for mention in person.mentions:
        weight[mention.name] += int(100 * belief.alone(mention.evidence.kind))
    best = weight.most_common(1)[0][0]
    fuller = [name for name in weight if same_person(name, best) and len(name.split()) > len(best.split()) == 1]
    return max(fuller, key=lambda name: weight[name]) if fuller else best


def _needs_browser(entry_url: str, pages: Sequence[PageReading], artists: Sequence[RosterArtist]) -> bool:
    entry = next((page for page in pages if page.url == entry_url), None)
    return entry is not None and entry.is_shell and not any(artist.instagram for artist in artists)
