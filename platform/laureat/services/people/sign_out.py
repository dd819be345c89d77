"""End a session."""

from laureat.domain.audit import Event
from laureat.domain.sign_in import digest_of_token
from laureat.permissions import Permission, require
from laureat.queries.people import live_session
from laureat.work import Work


def sign_out(work: Work, token: str) -> None:
    """End the session of a token; ending one that has ended changes nothing."""
    session = live_session(work.session, digest_of_token(token), work.now)
    if session is None:
        return
    require(work.actor, Permission.SESSION_END, session)

    session.ended_at = work.now
    work.record(Event.SIGNED_OUT, session)
