"""Sign out everywhere else."""

from laureat.domain.audit import Event
from laureat.domain.sign_in import digest_of_token
from laureat.permissions import Permission, require, require_somebody
from laureat.queries.people import sessions_of
from laureat.work import Work


def end_other_sessions(work: Work, token: str) -> int:
    """End the person's sessions but that of the token, and say how many. Twice changes nothing."""
    require_somebody(work.actor)
    kept = digest_of_token(token)
    others = [
        one
        for one in sessions_of(work.session, work.person_id, work.now)
        if one.token_digest != kept
    ]

    for one in others:
        require(work.actor, Permission.SESSION_END, one)
        one.ended_at = work.now
        work.record(Event.SIGNED_OUT, one)
    return len(others)
