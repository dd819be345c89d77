"""Close a round and count it."""

from dataclasses import asdict
from uuid import UUID

from laureat.consequences.ballots import names_any, remaining, without
from laureat.consequences.definitions import definition_of
from laureat.domain.audit import Event
from laureat.domain.digests import new_secret, sealed_digest
from laureat.domain.errors import QuorumNotReached, RoundClosed
from laureat.domain.vocabulary import SeatState
from laureat.models import Tally
from laureat.permissions import Permission, require
from laureat.plugin_api import BallotView, in_round
from laureat.plugin_host import Group, PluginHost
from laureat.queries.juries import seat_lines, valid_ballots, voided_count
from laureat.queries.rounds import round_by_id, turn_of
from laureat.work import Work


def close_round(work: Work, round_id: UUID, *, plugins: PluginHost) -> Tally:
    """Close the vote and keep the exact count. The count proposes; the jury decides.

    A dossier that has left the jury's hands since the round opened gets nothing: a ballot that
    names it counts as if it did not, and the count says how many do.

    Raises:
        RoundClosed: it is closed already.
        QuorumNotReached: too few jurors voted; the round stays open.
    """
    voting = round_by_id(work.session, round_id, to_change=True)
    require(work.actor, Permission.ROUND_CLOSE, voting)
    definition = definition_of(work.session, voting.category.edition)
    if voting.closed_at is not None:
        raise RoundClosed("Ce scrutin est déjà clos.")
    ballots = valid_ballots(work.session, [voting.id])
    if len(ballots) < definition.jury.quorum:
        raise QuorumNotReached(
            "Le quorum n’est pas atteint (bulletins nécessaires : {quorum} ; reçus : {cast})."
            " Relancez les membres du jury, ou complétez le jury de cette catégorie.",
            article=definition.jury.vote_article,
            cast=len(ballots),
            quorum=definition.jury.quorum,
        )

    voting.closed_at = work.now
    use = definition.jury.tally
    options = remaining(work, voting)
    gone = set(voting.candidature_ids) - set(options)
    seats = seat_lines(work.session, category_ids=[voting.category_id])
    presiding = {one.seat.id for one in seats if one.seat.juror.chair}
    views = [
        BallotView(str(one.seat_id), content, chair=one.seat_id in presiding)
        for one in ballots
        if (content := without(one.content, gone)) is not None
    ]
    turn = turn_of(work.session, voting)
    method = in_round(plugins.tally(use.plugin, use.options), turn)
    result = method.count(options, views)
    secret = new_secret()
    tally = Tally(
        round_id=voting.id,
        plugin=use.plugin,
        plugin_origin=str(plugins.origin(Group.TALLY, use.plugin)),
        result={
            **asdict(result),
            "options": options,
            "method": method.describe(),
            "ballot_kind": method.ballot_kind,
            "nobody": method.nobody,
            "voters": sum(one.state is not SeatState.RECUSED for one in seats),
            "ballots": len(ballots),
            "voided": voided_count(work.session, voting.id),
            "naming_gone": sum(names_any(one.content, gone) for one in ballots),
        },
        ballots_digest=sealed_digest([ballot.content for ballot in ballots], secret),
        ballots_secret=secret,
        edition_digest=voting.category.edition.digest,
        counted_at=work.now,
    )
    work.session.add(tally)
    work.record(Event.ROUND_CLOSED, voting, ballots=len(ballots))
    return tally
