"""What the jury does: it is composed, declares, reads, votes, decides and signs."""

from collections.abc import Callable, Mapping
from typing import Any

from laureat.demo.story.reading import Act
from laureat.demo.story.stage import Stage
from laureat.domain.vocabulary import ConflictRulingKind, Outcome, SeatState
from laureat.queries.juries import competitors_in, conflict_lines, seat_lines
from laureat.queries.rounds import latest_round
from laureat.services.juries.cast_ballot import cast_ballot
from laureat.services.juries.close_round import close_round
from laureat.services.juries.declare_interests import Interest, declare_interests
from laureat.services.juries.invite import Invitation, invite_juror
from laureat.services.juries.open_dossier import open_dossier
from laureat.services.juries.open_round import open_round
from laureat.services.juries.rule_conflict import rule_conflict
from laureat.services.results.decide import Verdict, decide_category
from laureat.services.results.mention import award_mention
from laureat.services.results.publish import publish_palmares
from laureat.services.results.sign_minutes import sign_minutes
from laureat.work import Work


def invite(stage: Stage, act: Act) -> None:
    """Somebody is invited to the jury, in all its categories."""
    told = stage.chapter.thing("juror", act.given["juror"])
    with stage.organising(act) as work:
        invitation = Invitation(
            email=told["email"],
            name=told["name"],
            organisation=told["organisation"],
            siret=told.get("siret"),
            chair=told.get("chair", False),
        )
        edition_id = stage.id_of("edition", act.given["edition"])
        juror = invite_juror(work, edition_id, invitation, plugins=stage.plugins)
    stage.ids["juror", told["key"]] = juror.id


def declare(stage: Stage, act: Act) -> None:
    """A juror speaks of every competitor: a link with those named, none with the others."""
    juror_id = stage.id_of("juror", act.given["juror"])
    links = {
        stage.id_of("applicant", key): details
        for key, details in act.given.get("linked", {}).items()
    }
    with _as_juror(stage, act) as work:
        seats = seat_lines(work.session, juror_ids=[juror_id])
        competing = competitors_in(work.session, [line.seat.category_id for line in seats])
        said = {
            one.applicant_id: Interest(
                linked=one.applicant_id in links, details=links.get(one.applicant_id, "")
            )
            for one in competing
        }
        declare_interests(work, juror_id, declarations=said, plugins=stage.plugins)


def rule(stage: Stage, act: Act) -> None:
    """The organiser rules on the links that were found between a juror and an applicant."""
    juror_id = stage.id_of("juror", act.given["juror"])
    applicant_id = stage.id_of("applicant", act.given["applicant"])
    with stage.organising(act) as work:
        seats = [line.seat.id for line in seat_lines(work.session, juror_ids=[juror_id])]
        found = [
            line.conflict.id
            for line in conflict_lines(work.session, seats)
            if line.conflict.applicant_id == applicant_id
        ]
        for conflict_id in found:
            rule_conflict(
                work,
                conflict_id,
                ruling=ConflictRulingKind(act.given["ruling"]),
                reason=act.given.get("reason", ""),
                plugins=stage.plugins,
            )


def read(stage: Stage, act: Act) -> None:
    """A juror opens every dossier of a category that is open to them."""
    juror_id = stage.id_of("juror", act.given["juror"])
    with _as_juror(stage, act) as work:
        category = stage.category(work.session, act)
        dossiers = [
            one.id for one in competitors_in(work.session, [category.id]) if one.state == "admitted"
        ]
        states = {
            line.seat.category_id: line.state
            for line in seat_lines(work.session, juror_ids=[juror_id])
        }
    if states[category.id] is not SeatState.OPEN:
        raise LookupError(f"the seat is not open: {act}")
    for candidature_id in dossiers:
        with _as_juror(stage, act) as work:
            open_dossier(work, candidature_id)


def open_vote(stage: Stage, act: Act) -> None:
    """A round opens in a category, on all its dossiers."""
    with stage.organising(act) as work:
        open_round(work, stage.category(work.session, act).id)


def vote(stage: Stage, act: Act) -> None:
    """Jurors cast their ballots: a choice each, or scores for every dossier."""
    for juror, said in act.given["ballots"].items():
        email = stage.chapter.thing("juror", juror)["email"]
        with stage.acting(email) as work:
            content = _ballot(stage, said)
            cast_ballot(work, _round_id(stage, work, act), content=content, plugins=stage.plugins)


def close_vote(stage: Stage, act: Act) -> None:
    """The round closes and is counted."""
    with stage.organising(act) as work:
        close_round(work, _round_id(stage, work, act), plugins=stage.plugins)


def decide(stage: Stage, act: Act) -> None:
    """The jury decides for a category."""
    given = act.given
    with stage.organising(act) as work:
        verdict = Verdict(
            outcome=Outcome(given["outcome"]),
            candidature_ids=[stage.id_of("dossier", key) for key in given.get("laureates", ())],
            reason=given.get("reason", ""),
            citations={
                stage.id_of("dossier", key): text
                for key, text in given.get("citations", {}).items()
            },
        )
        decide_category(work, stage.category(work.session, act).id, verdict)


def mention(stage: Stage, act: Act) -> None:
    """The jury gives its special mention."""
    with stage.organising(act) as work:
        award_mention(
            work,
            stage.id_of("edition", act.given["edition"]),
            candidature_id=stage.id_of("dossier", act.given["laureate"]),
            reason=act.given["reason"],
            citation=act.given.get("citation", ""),
        )


def sign(stage: Stage, act: Act) -> None:
    """The minutes are signed."""
    with stage.organising(act) as work:
        sign_minutes(work, stage.id_of("edition", act.given["edition"]))


def proclaim(stage: Stage, act: Act) -> None:
    """The palmarès is published, under embargo until its hour."""
    with stage.organising(act) as work:
        publish_palmares(work, stage.id_of("edition", act.given["edition"]))


def _as_juror(stage: Stage, act: Act) -> Any:
    return stage.acting(stage.chapter.thing("juror", act.given["juror"])["email"])


def _round_id(stage: Stage, work: Work, act: Act) -> Any:
    voting = latest_round(work.session, stage.category(work.session, act).id)
    if voting is None:
        raise LookupError(f"no round was opened: {act}")
    return voting.id


def _ballot(stage: Stage, said: Any) -> dict[str, Any]:
    """Write a ballot: a dossier's key, an option of the method as it is, or scores by dossier."""
    if isinstance(said, Mapping):
        scores = {str(stage.id_of("dossier", key)): str(score) for key, score in said.items()}
        return {"scores": scores}
    known = stage.ids.get(("dossier", str(said)))
    return {"choice": str(known) if known is not None else said}


ACTS: Mapping[str, Callable[[Stage, Act], None]] = {
    "invite": invite,
    "declare": declare,
    "rule": rule,
    "read": read,
    "open_round": open_vote,
    "vote": vote,
    "close_round": close_vote,
    "decide": decide,
    "mention": mention,
    "sign": sign,
    "proclaim": proclaim,
}
