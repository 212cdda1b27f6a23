"""Reads a removal request and opens the case. Every bad field is named at once (A44)."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from event_contracts import RemovalRequested
from governance.domain.audit import Decision, Record
from governance.domain.case import Case, Contact, Relation, State, Step
from governance.domain.deadline import deadline_after
from governance.domain.dossier import Change
from service_kit.handles import instagram_handle
from service_kit.http import InvalidParam, invalid_request
from service_kit.ids import SubjectHasher

_PUBLIC_ID = re.compile(r"(?:ar|hk)_[0-9a-f]{32}")
_PROFILE_PAGE = re.compile(rf"(?:\S*/)?({_PUBLIC_ID.pattern})/?(?:[?#]\S*)?")
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_EMAIL = re.compile(rf"(?=[^@]{{1,64}}@){_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+(?=[A-Za-z]){_LABEL}")
_SHORTEST_REASON = 10
_LINE_BREAKS = "\n\r\t"
_LONGEST_NAME_ECHOED = 64
_MOST_NAMES_ECHOED = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovalForm:
    """A valid request. `profile` is a normalised handle, or a profile's public id."""

    profile: str
    email: str
    relation: Relation
    reason: str

    @property
    def handle(self) -> str | None:
        return None if _PUBLIC_ID.fullmatch(self.profile) else self.profile

    def subject_key(self, hasher: SubjectHasher) -> str:
        return hasher.handle_key(self.handle) if self.handle else self.profile


def read_form(body: object) -> RemovalForm:
    """The request in a JSON body; raises a 400 problem that names every bad, missing and unknown field."""
    if not isinstance(body, dict):
        raise invalid_request([InvalidParam("body", "must be a JSON object")])
    problems = [
        InvalidParam(name[:_LONGEST_NAME_ECHOED], "is not a field of this request")
        for name in sorted(body.keys() - _FIELDS.keys())[:_MOST_NAMES_ECHOED]
    ]
    values: dict[str, str] = {}
    for name, (longest, read) in _FIELDS.items():
        try:
            values[name] = read(_text(body.get(name), name=name, longest=longest))
        except InvalidParam as problem:
            problems.append(problem)
    if problems:
        raise invalid_request(problems)
    return RemovalForm(
        profile=values["profile"],
        email=values["email"],
        relation=Relation(values["relation"]),
        reason=values["reason"],
    )


def open_case(form: RemovalForm, *, ticket: str, hasher: SubjectHasher, now: datetime) -> Change:
    """A new case, waiting for a moderator. It is the same whether or not the artist is listed: nobody looks."""
    subject_key = form.subject_key(hasher)
    case = Case(
        ticket=ticket,
        requester_key=hasher.requester_key(f"{subject_key} {form.email.casefold()}"),
        relation=form.relation,
        subject_keys=frozenset({subject_key}),
        deadline=deadline_after(now),
        history=(Step(state=State.RECEIVED, at=now),),
        contact=Contact(handle=form.handle, email=form.email, reason=form.reason),
    )
    return Change(
        case=case.moved_to(State.AWAITING_REVIEW, at=now),
        record=Record(ticket=ticket, at=now, decision=Decision.RECEIVED),
        event=RemovalRequested(ticket=ticket, received_at=now),
    )


def _text(value: object, *, name: str, longest: int) -> str:
    if value is None:
        raise InvalidParam(name, "is required")
    if not isinstance(value, str):
        raise InvalidParam(name, "must be text")
    if len(value) > longest:
        raise InvalidParam(name, f"must be at most {longest:,} characters long")
    allowed = _LINE_BREAKS if name == "reason" else ""
    if any(unicodedata.category(char) in {"Cc", "Cs"} and char not in allowed for char in value):
        raise InvalidParam(name, "must not contain control characters")
    text = value.strip()
    if not text:
        raise InvalidParam(name, "is required")
    return text


def _profile(text: str) -> str:
    page = _PROFILE_PAGE.fullmatch(text)
    profile = page[1] if page else instagram_handle(text)
    if profile is None:
        raise InvalidParam("profile", "must be an Instagram handle or address, or the address of a profile here")
    return profile


def _email(text: str) -> str:
    if not _EMAIL.fullmatch(text):
        raise InvalidParam("email", "must be an e-mail address, such as name@example.org")
    return text


def _relation(text: str) -> str:
    if text not in set(Relation):
        raise InvalidParam("relation", "must be one of " + ", ".join(Relation))
    return text


def _reason(text: str) -> str:
    if len(text) < _SHORTEST_REASON:
        raise InvalidParam("reason", f"must be at least {_SHORTEST_REASON} characters long")
    return text


_FIELDS: dict[str, tuple[int, Callable[[str], str]]] = {
    "profile": (500, _profile),
    "email": (254, _email),
    "relation": (20, _relation),
    "reason": (2_000, _reason),
}
