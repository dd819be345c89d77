"""Gather what the minutes say: the whole deliberation as plain values, ready to be printed."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from laureat.configuration.definition import EditionDefinition, Secrecy
from laureat.consequences.ballots import in_words
from laureat.domain.candidature_states import CandidatureState
from laureat.domain.digests import digest_of
from laureat.domain.vocabulary import SeatEffect, SeatState
from laureat.models import Candidature, Category, Distinction, Edition, Round, Tally
from laureat.plugin_api import BallotKind
from laureat.queries.candidatures import candidatures_in_category, late_admissions
from laureat.queries.editions import categories_of
from laureat.queries.juries import (
    jurors_of,
    recusal_register,
    seat_lines,
    tally_of,
    valid_ballots,
    voters_of,
)
from laureat.queries.people import organisers_among, person_by_id
from laureat.queries.results import DecisionLine, decision_lines
from laureat.queries.rounds import cancelled_rounds, latest_round
from laureat.work import Work

TOTAL_TITLES = {
    BallotKind.CHOICE: "Voix",
    BallotKind.SCORES: "Moyenne",
    BallotKind.CRITERIA: "Moyenne",
    BallotKind.RANKING: "Points",
    BallotKind.APPROVAL: "Voix",
    BallotKind.NONE: "",
}


def minutes_content(work: Work, edition: Edition, definition: EditionDefinition) -> dict[str, Any]:
    """Say who sat, who stepped aside, what was examined, counted and decided, and under what rules.

    Names of jurors and applicants appear, individual votes only where the vote is no secret.
    """
    categories = categories_of(work.session, edition.id)
    decided = decision_lines(work.session, [edition.id])
    by_category = {line.decision.category_id: line for line in decided}
    cancelled = cancelled_rounds(work.session, [one.id for one in categories])
    told = [
        _category(work, one, by_category[one.id], definition) | _cancelled(cancelled[one.id])
        for one in categories
    ]
    return {
        "edition": edition.title,
        "programme": definition.programme_title,
        "edition_digest": edition.digest,
        "jury": _jury(work, edition),
        "recusals": _recusals(work, edition),
        "categories": told,
        "ballots_digest": digest_of([one["vote"] for one in told]),
        "special_mention": _mentions(by_category.get(None), definition),
        "special_mention_title": definition.special_mention.title
        if definition.special_mention
        else "",
        "late_admissions": [
            {
                "number": candidature.number,
                "applicant": candidature.applicant.name,
                "reason": screening.reason,
                "registered_at": _written(candidature.registered_at),
                "decided_at": screening.decided_at.isoformat(),
                "decided_by": person_by_id(work.session, screening.decided_by).name,
            }
            for candidature, screening in late_admissions(work.session, edition.id)
        ],
    }


def _jury(work: Work, edition: Edition) -> list[dict[str, Any]]:
    voters = voters_of(work.session, edition.id)
    return [
        {
            "name": one.person.name,
            "organisation": one.organisation,
            "chair": one.chair,
            "voted": one.id in voters,
        }
        for one in jurors_of(work.session, edition.id)
    ]


def _recusals(work: Work, edition: Edition) -> list[dict[str, Any]]:
    register = recusal_register(work.session, edition.id)
    organisers = organisers_among(work.session, {seat.juror.person_id for _entry, seat in register})
    return [
        {
            "juror": seat.juror.person.name,
            "category": seat.category.title,
            "closed": entry.effect is SeatEffect.CLOSED,
            "entered_at": entry.entered_at.isoformat(),
            "organises": seat.juror.person_id in organisers,
        }
        for entry, seat in register
    ]


def _category(
    work: Work, category: Category, line: DecisionLine, definition: EditionDefinition
) -> dict[str, Any]:
    admitted = candidatures_in_category(
        work.session, category.id, frozenset({CandidatureState.ADMITTED})
    )
    seats = Counter(seat.state for seat in seat_lines(work.session, category_ids=[category.id]))
    return {
        "title": category.title,
        "examined": [_named(one) for one in admitted],
        "seats": sum(seats.values()),
        "recused": seats[SeatState.RECUSED],
        "vote": _vote(work, category, {str(one.id): one for one in admitted}, definition),
        **_decision(line, definition),
    }


def _cancelled(rounds: Sequence[Round]) -> dict[str, Any]:
    return {
        "cancelled_rounds": [
            {
                "number": one.number,
                "cancelled_at": _written(one.closed_at),
                "reason": one.cancelled_reason,
            }
            for one in rounds
        ]
    }


def _vote(
    work: Work,
    category: Category,
    names: dict[str, Candidature],
    definition: EditionDefinition,
) -> dict[str, Any] | None:
    last = latest_round(work.session, category.id)
    tally = tally_of(work.session, last.id) if last else None
    if last is None or tally is None:
        return None
    return {
        "rounds": last.number,
        "method": tally.result["method"],
        "total_title": TOTAL_TITLES[tally.result["ballot_kind"]],
        "voters": tally.result.get("voters"),
        "ballots": tally.result["ballots"],
        "abstentions": tally.result["abstentions"],
        "voided": tally.result["voided"],
        "naming_gone": tally.result.get("naming_gone", 0),
        "ballots_digest": tally.shown_digest,
        "totals": [
            {**_named(names[option]), "total": total}
            for option, total in tally.result["totals"].items()
            if option in names
        ],
        "nobody": tally.result["totals"].get(tally.result.get("nobody")),
        **({"talked": True} if tally.result["ballot_kind"] == BallotKind.NONE else {}),
        **(_named_ballots(work, category, tally, names) if _is_named(definition) else {}),
    }


def _is_named(definition: EditionDefinition) -> bool:
    return definition.jury.secrecy is Secrecy.NAMED


def _named_ballots(
    work: Work, category: Category, tally: Tally, names: dict[str, Candidature]
) -> dict[str, Any]:
    """Say what each member voted in the round that was counted, where the vote is no secret."""
    members = {
        line.seat.id: line.seat.juror.person.name
        for line in seat_lines(work.session, category_ids=[category.id])
    }
    told = {option: one.applicant.name for option, one in names.items()}
    nobody = tally.result.get("nobody")
    named = [
        {"juror": members[one.seat_id], "ballot": in_words(one.content, told, nobody)}
        for one in valid_ballots(work.session, [tally.round_id])
    ]
    return {"named": sorted(named, key=lambda one: one["juror"])}


def _decision(line: DecisionLine, definition: EditionDefinition) -> dict[str, Any]:
    return {
        "outcome": line.decision.outcome.value,
        "reason": line.decision.reason,
        "decided_at": line.decision.decided_at.isoformat(),
        "distinctions": [
            {
                **_named(candidature),
                "category": candidature.category.title,
                "kind": distinction.kind.value,
                "citation": distinction.citation,
                **_prize(distinction, definition),
            }
            for distinction, candidature in line.distinctions
        ],
    }


def _prize(distinction: Distinction, definition: EditionDefinition) -> dict[str, str]:
    """Name the prize that goes with a distinction, and what it gives, where there is one."""
    prize = definition.prize(distinction.prize)
    return {"prize": prize.title, "gives": prize.gives} if prize else {}


def _mentions(line: DecisionLine | None, definition: EditionDefinition) -> dict[str, Any] | None:
    """Say who has the special mention, each with what it rewards; None when nobody has."""
    if line is None or not line.distinctions:
        return None
    said = _decision(line, definition)
    reasons = [given.reason for given, _ in line.distinctions]
    told = zip(said["distinctions"], reasons, strict=True)
    return {**said, "distinctions": [{**one, "reason": reason} for one, reason in told]}


def _named(candidature: Candidature) -> dict[str, Any]:
    return {
        "number": candidature.number,
        "applicant": candidature.applicant.name,
        "title": candidature.title,
    }


def _written(instant: datetime | None) -> str:
    return instant.isoformat() if instant is not None else ""
