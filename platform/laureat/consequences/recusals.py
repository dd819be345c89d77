"""Close and open seats: a professional link with any competitor closes the whole category.

Art. 4.4 of the AVE 2024 regulation. Computed again whenever a dossier is registered, moved or
withdrawn, a juror joins, an interest is declared or a conflict is ruled.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias
from uuid import UUID

from laureat.configuration.definition import EditionDefinition
from laureat.domain.candidature_states import COMPETING
from laureat.domain.jobs import Job
from laureat.domain.vocabulary import ConflictRulingKind, SeatEffect, SeatState
from laureat.models import (
    BallotVoid,
    Candidature,
    Conflict,
    Edition,
    Recusal,
    Seat,
)
from laureat.plugin_api import CompetitorView, JurorView
from laureat.plugin_host import PluginHost
from laureat.queries.juries import (
    ConflictLine,
    Writers,
    competitors_in,
    conflict_lines,
    latest_declarations,
    seat_lines,
    seats_to_change,
    valid_ballots,
    writers_for,
)
from laureat.queries.rounds import rounds_in
from laureat.work import Work

_Key: TypeAlias = tuple[UUID, UUID, str]


def recompute_recusals(
    work: Work,
    edition: Edition,
    definition: EditionDefinition,
    plugins: PluginHost,
    *,
    category_ids: Iterable[UUID],
) -> list[Recusal]:
    """Look for links again in some categories, and bring the register up to date.

    Returns the entries added to the register. A ballot of a seat that closes is voided and kept.
    """
    work.session.flush()
    concerned = list(category_ids)
    if not seats_to_change(work.session, concerned):
        return []
    lines = seat_lines(work.session, category_ids=concerned)
    seats = [line.seat for line in lines]
    links = _links(work, definition, plugins, seats)
    known = {
        (line.conflict.seat_id, line.conflict.applicant_id, line.conflict.plugin): line
        for line in conflict_lines(work.session, [seat.id for seat in seats])
    }
    _remember(work, edition, [link for link in links if link.key not in known])
    grounds = _grounds(links, known)
    entries = [
        _enter(work, line.seat, grounds[line.seat.id])
        for line in lines
        if bool(grounds[line.seat.id]) != (line.state is SeatState.RECUSED)
    ]
    work.session.flush()
    _void_ballots(work, [entry for entry in entries if entry.effect is SeatEffect.CLOSED], seats)
    return entries


def foreseen_recusals(
    work: Work,
    definition: EditionDefinition,
    plugins: PluginHost,
    candidature: Candidature,
    category_id: UUID,
) -> list[Seat]:
    """List the seats, open now, that a move of the candidature to the category would close."""
    if candidature.state not in COMPETING:
        return []
    open_seats = [
        line.seat
        for line in seat_lines(work.session, category_ids=[category_id])
        if line.state is not SeatState.RECUSED
    ]
    jurors = _jurors(work, open_seats)
    view = _view(candidature, writers_for(work.session, [candidature.applicant_id]))
    rules = [
        (use.plugin, plugins.conflict(use.plugin, use.options)) for use in definition.jury.conflicts
    ]
    dismissed = {
        (line.conflict.seat_id, line.conflict.applicant_id, line.conflict.plugin)
        for line in conflict_lines(work.session, [seat.id for seat in open_seats])
        if _ruled(line) is ConflictRulingKind.DISMISSED
    }
    return [
        seat
        for seat in open_seats
        if any(
            rule.detect(jurors[seat.juror_id], view) is not None
            for plugin, rule in rules
            if (seat.id, candidature.applicant_id, plugin) not in dismissed
        )
    ]


@dataclass(frozen=True, slots=True)
class _Link:
    """What a detector found just now."""

    seat_id: UUID
    applicant_id: UUID
    plugin: str
    sentence: str

    @property
    def key(self) -> _Key:
        return (self.seat_id, self.applicant_id, self.plugin)


def _links(
    work: Work, definition: EditionDefinition, plugins: PluginHost, seats: Sequence[Seat]
) -> list[_Link]:
    competitors = _competitors(work, {seat.category_id for seat in seats})
    jurors = _jurors(work, seats)
    rules = [
        (use.plugin, plugins.conflict(use.plugin, use.options)) for use in definition.jury.conflicts
    ]
    return [
        _Link(seat.id, applicant_id, plugin, suspicion.sentence)
        for seat in seats
        for applicant_id, view in competitors[seat.category_id]
        for plugin, rule in rules
        if (suspicion := rule.detect(jurors[seat.juror_id], view)) is not None
    ]


def _remember(work: Work, edition: Edition, links: Iterable[_Link]) -> None:
    work.session.add_all(
        Conflict(
            seat_id=link.seat_id,
            applicant_id=link.applicant_id,
            plugin=link.plugin,
            sentence=link.sentence,
            edition_digest=edition.digest,
            found_at=work.now,
        )
        for link in links
    )


def _grounds(
    links: Iterable[_Link], known: Mapping[_Key, ConflictLine]
) -> defaultdict[UUID, list[str]]:
    """Say why each seat closes: links found now and not dismissed, and all that were pinned."""
    grounds: defaultdict[UUID, list[str]] = defaultdict(list)
    for line in known.values():
        if _ruled(line) is ConflictRulingKind.PINNED:
            grounds[line.conflict.seat_id].append(line.conflict.sentence)
    for link in links:
        ruling = _ruled(known.get(link.key))
        if ruling is not ConflictRulingKind.DISMISSED:
            grounds[link.seat_id].append(link.sentence)
    return grounds


def _ruled(line: ConflictLine | None) -> ConflictRulingKind | None:
    return line.ruling.ruling if line is not None and line.ruling is not None else None


def _competitors(
    work: Work, category_ids: set[UUID]
) -> defaultdict[UUID, list[tuple[UUID, CompetitorView]]]:
    candidatures = competitors_in(work.session, category_ids)
    writers = writers_for(work.session, {one.applicant_id for one in candidatures})
    views: defaultdict[UUID, list[tuple[UUID, CompetitorView]]] = defaultdict(list)
    for one in candidatures:
        views[one.category_id].append((one.applicant_id, _view(one, writers)))
    return views


def _view(candidature: Candidature, writers: Mapping[UUID, Writers]) -> CompetitorView:
    team = writers.get(candidature.applicant_id, Writers())
    return CompetitorView(
        id=str(candidature.applicant_id),
        name=candidature.applicant.name,
        siren=candidature.applicant.siren,
        mail_domains=team.mail_domains,
        writers=frozenset(map(str, team.ids)),
    )


def _jurors(work: Work, seats: Sequence[Seat]) -> dict[UUID, JurorView]:
    linked: defaultdict[UUID, set[str]] = defaultdict(set)
    said = latest_declarations(work.session, {seat.juror_id for seat in seats})
    for (juror_id, applicant_id), declaration in said.items():
        if declaration.linked:
            linked[juror_id].add(str(applicant_id))
    return {
        seat.juror_id: JurorView(
            id=str(seat.juror.person_id),
            name=seat.juror.person.name,
            email=seat.juror.person.email,
            siren=seat.juror.siret[:9] if seat.juror.siret else None,
            declared=frozenset(linked[seat.juror_id]),
        )
        for seat in seats
    }


def _enter(work: Work, seat: Seat, grounds: Sequence[str]) -> Recusal:
    """Add an entry to the register, and tell the juror when the seat closes."""
    entry = Recusal(
        seat_id=seat.id,
        effect=SeatEffect.CLOSED if grounds else SeatEffect.REOPENED,
        ground=" ".join(dict.fromkeys(grounds)) or "Plus aucun lien avec un candidat en lice.",
        entered_at=work.now,
    )
    work.session.add(entry)
    work.session.flush()
    if grounds:
        work.afterwards(Job.MAIL_JUROR_RECUSED, recusal_id=entry.id)
    return entry


def _void_ballots(work: Work, closed: Sequence[Recusal], seats: Sequence[Seat]) -> None:
    """Void, and keep, the ballots of seats that have just closed, but in cancelled rounds."""
    if not closed:
        return
    because = {entry.seat_id: entry for entry in closed}
    rounds = rounds_in(work.session, {seat.category_id for seat in seats})
    for ballot in valid_ballots(work.session, [one.id for one in rounds]):
        if ballot.seat_id in because:
            entry = because[ballot.seat_id]
            work.session.add(
                BallotVoid(
                    ballot_id=ballot.id,
                    recusal_id=entry.id,
                    reason=entry.ground,
                    voided_at=work.now,
                )
            )
