"""The deliberation, category by category: who may vote, who has, what was counted and decided."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from laureat.configuration.definition import EditionDefinition
from laureat.consequences.barred import barred_categories
from laureat.consequences.calendar import states_to_screen
from laureat.consequences.counts import is_of, missed, put_to_vote
from laureat.domain.candidature_states import CandidatureState
from laureat.domain.vocabulary import SeatState
from laureat.models import Ballot, Candidature, Category, Distinction, Edition, Round, Tally
from laureat.plugin_api import BallotKind, TallyMethod, TallyStatus, typeset
from laureat.queries.desks import counts_by_category
from laureat.queries.editions import categories_of
from laureat.queries.juries import SeatLine, seat_lines, valid_ballots
from laureat.queries.results import DecisionLine, decision_lines
from laureat.queries.rounds import cancelled_rounds, latest_rounds
from laureat.queries.votes import admitted_in, tallies_of
from laureat.web.words import _
from laureat.work import Work

BETWEEN_GUILLEMETS = re.compile(r"«\s*([^«»]+?)\s*»")


@dataclass(frozen=True, slots=True)
class Counted:
    """One line of a count: a dossier (None: the choice of nobody), its exact total, its place."""

    candidature: Candidature | None
    total: str
    leads: bool
    share: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """What a count gave, with dossiers by name; equals are told and never sorted apart.

    ``further``: nobody has what this round asks. ``talked``: there were no ballots, only presence.
    """

    lines: tuple[Counted, ...]
    leaders: tuple[Candidature, ...]
    tied: bool
    further: bool
    not_awarded: bool
    talked: bool
    explanation: tuple[str, ...]
    method: str
    voters: int | None
    ballots: int
    abstentions: int
    voided: int
    naming_gone: int


@dataclass(frozen=True, slots=True)
class Barred:
    """Why a category is closed to who looks, and the one thing that is still said of it."""

    state: SeatState | None
    is_settled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Deliberated:
    """A category before the jury. One that is closed to who looks holds nothing to read.

    ``talks``: the jury has no ballots, its members note that they take part.
    """

    category: Category
    seats: tuple[SeatLine, ...]
    admitted: tuple[Candidature, ...]
    missed: tuple[Candidature, ...]
    round: Round | None
    cancelled: tuple[Round, ...]
    voters: frozenset[UUID]
    count: Count | None
    holds: bool
    recounted: bool
    decision: DecisionLine | None
    barred: Barred | None = None
    talks: bool = False

    @property
    def is_overtaken(self) -> bool:
        """Tell whether its decision stands on nothing any more."""
        given = self.decision.distinctions if self.decision else ()
        left = any(one.state is not CandidatureState.ADMITTED for _given, one in given)
        return self.decision is not None and (
            left or bool(self.missed) or not self.holds or self.recounted
        )

    @property
    def needs_another_round(self) -> bool:
        """Tell whether what was counted is not enough to decide."""
        return self.count is not None and (bool(self.missed) or not self.holds)

    @property
    def may_be_decided(self) -> bool:
        """Tell whether the vote says all that a decision needs."""
        return not self.admitted or (self.count is not None and not self.needs_another_round)

    @property
    def is_settled(self) -> bool:
        """Tell whether it has a decision that stands, and no vote is open."""
        if self.barred is not None:
            return self.barred.is_settled
        return self.decision is not None and not self.is_overtaken and not self.is_voting

    @property
    def may_vote(self) -> int:
        """Count the jurors whom nothing bars, or barred when the vote was counted.

        Those who have still to declare are among them.
        """
        if self.count is not None and self.count.voters is not None:
            return self.count.voters
        return sum(one.state is not SeatState.RECUSED for one in self.seats)

    @property
    def recused(self) -> int:
        """Count the jurors who stepped aside."""
        return sum(one.state is SeatState.RECUSED for one in self.seats)

    @property
    def is_voting(self) -> bool:
        """Tell whether a vote is open."""
        return self.round is not None and self.round.closed_at is None

    @property
    def awaited(self) -> tuple[SeatLine, ...]:
        """List the jurors whose ballot is still awaited; what the others wrote stays secret."""
        return tuple(
            one
            for one in self.seats
            if one.state is not SeatState.RECUSED and one.seat.id not in self.voters
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Deliberation:
    """All the categories of an edition, and who has its special mention."""

    categories: tuple[Deliberated, ...]
    mentions: tuple[tuple[Distinction, Candidature], ...]
    unscreened: Mapping[UUID, int]
    hidden_mentions: int = 0

    @property
    def admitted(self) -> tuple[Candidature, ...]:
        """List all the dossiers that the jury examines."""
        return tuple(one for category in self.categories for one in category.admitted)

    @property
    def undecided(self) -> tuple[Deliberated, ...]:
        """List the categories without a decision that stands."""
        return tuple(one for one in self.categories if not one.is_settled)

    def of(self, category_id: UUID) -> Deliberated:
        """Find a category."""
        return next(one for one in self.categories if one.category.id == category_id)


def deliberated_categories(
    work: Work, edition: Edition, definition: EditionDefinition, method: TallyMethod
) -> Deliberation:
    """Gather the deliberation, in as many questions for one category as for many.

    What a professional link closes to who looks is left out (art. 4.4).
    """
    session = work.session
    categories = categories_of(session, edition.id)
    ids = [one.id for one in categories]
    lines = seat_lines(session, category_ids=ids) if ids else []
    admitted = admitted_in(session, ids)
    put = put_to_vote(work, ids)
    rounds = latest_rounds(session, ids)
    cancelled = cancelled_rounds(session, ids)
    round_ids = [one.id for one in rounds.values()]
    tallies = tallies_of(session, round_ids)
    ballots: defaultdict[UUID, list[Ballot]] = defaultdict(list)
    for ballot in valid_ballots(session, round_ids):
        ballots[ballot.round_id].append(ballot)
    barred = barred_categories(work, edition)
    decisions = decision_lines(session, [edition.id])
    decided = {one.decision.category_id: one for one in decisions}

    def gathered(category: Category) -> Deliberated:
        last = rounds.get(category.id)
        tally = tallies.get(last.id) if last else None
        cast = ballots[last.id] if last else []
        line = decided.get(category.id)
        return Deliberated(
            category=category,
            seats=tuple(one for one in lines if one.seat.category_id == category.id),
            admitted=tuple(admitted[category.id]),
            missed=tuple(missed(admitted[category.id], put[category.id])),
            round=last,
            cancelled=tuple(cancelled[category.id]),
            voters=frozenset(one.seat_id for one in cast),
            count=count_in_words(tally, admitted[category.id]) if tally else None,
            holds=tally is None or is_of(tally, cast),
            recounted=bool(tally and line and tally.counted_at > line.decision.decided_at),
            decision=line,
            talks=method.ballot_kind is BallotKind.NONE,
        )

    def shown(category: Category) -> Deliberated:
        one = gathered(category)
        return _barred(one, barred[category.id]) if category.id in barred else one

    given = decided[None].distinctions if None in decided else ()
    mentions = tuple(pair for pair in given if pair[1].category_id not in barred)
    return Deliberation(
        categories=tuple(shown(one) for one in categories),
        mentions=mentions,
        unscreened=_unscreened(work, edition, definition),
        hidden_mentions=len(given) - len(mentions),
    )


def _unscreened(work: Work, edition: Edition, definition: EditionDefinition) -> Mapping[UUID, int]:
    """Count, by category, the dossiers that the minutes wait for."""
    waiting = states_to_screen(definition, work.now)
    counts: Counter[UUID] = Counter()
    for (state, category_id), count in counts_by_category(work.session, edition.id).items():
        if state in waiting:
            counts[category_id] += count
    return counts


def _barred(one: Deliberated, state: SeatState | None) -> Deliberated:
    """Take out of a category all that there is to read."""
    return Deliberated(
        category=one.category,
        seats=(),
        admitted=(),
        missed=(),
        round=None,
        cancelled=(),
        voters=frozenset(),
        count=None,
        holds=True,
        recounted=False,
        decision=None,
        barred=Barred(state, one.is_settled),
    )


def count_in_words(tally: Tally, admitted: Sequence[Candidature]) -> Count:
    """Say a count with the names of the dossiers where the method speaks of its options."""
    result = tally.result
    known = {str(one.id): one for one in admitted}
    leaders = set(result["leaders"])
    ranked = [option for group in result["ranking"] for option in group]
    order = [*ranked, *(one for one in result["totals"] if one not in ranked)]
    most = max([*(_figure(one) for one in result["totals"].values()), 1.0])
    return Count(
        lines=tuple(
            Counted(
                known.get(option),
                _written(result["totals"][option]),
                leads=option in leaders,
                share=round(100 * _figure(result["totals"][option]) / most),
            )
            for option in order
            if option in result["totals"] and (option in known or _is_nobody(option, result))
        ),
        leaders=tuple(known[one] for one in result["leaders"] if one in known),
        tied=result["status"] == TallyStatus.TIED,
        further=result["status"] == TallyStatus.FURTHER_ROUND,
        not_awarded=result["status"] == TallyStatus.NOT_AWARDED,
        talked=result.get("ballot_kind") == BallotKind.NONE,
        explanation=tuple(_named(one, known, result) for one in result["explanation"]),
        method=result.get("method", ""),
        voters=result.get("voters"),
        ballots=result["ballots"],
        abstentions=result["abstentions"],
        voided=result["voided"],
        naming_gone=result.get("naming_gone", 0),
    )


def _is_nobody(option: str, result: Mapping[str, Any]) -> bool:
    """Tell whether an option is the choice of nobody, and somebody made it."""
    return option == result.get("nobody") and _figure(result["totals"][option]) > 0


def _named(sentence: str, known: Mapping[str, Candidature], result: Mapping[str, Any]) -> str:
    """Put names where the method wrote its options between guillemets."""

    def name(option: "re.Match[str]") -> str:
        if option[1] in known:
            return f"« {title_of(known[option[1]])} »"
        if option[1] == result.get("nobody"):
            return f"« {_('ne désigner personne')} »"
        if option[1] in result["totals"]:
            return f"« {_('un dossier qui n’est plus en lice')} »"
        return option[0]

    return typeset(BETWEEN_GUILLEMETS.sub(name, sentence))


def title_of(candidature: Candidature) -> str:
    """Name a dossier as the jury speaks of it: its applicant, else its number."""
    return candidature.applicant.name


def _figure(total: str) -> float:
    """Give an exact total as a length to draw."""
    whole, _bar, part = total.partition("/")
    return float(whole) / float(part or 1)


def _written(total: str) -> str:
    """Write an exact total in French."""
    return total.replace(".", ",").replace("-", "\N{MINUS SIGN}")
