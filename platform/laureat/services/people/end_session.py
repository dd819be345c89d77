"""End one of one's own sessions, wherever it is open."""

from uuid import UUID

from laureat.domain.audit import Event
from laureat.models import WebSession
from laureat.permissions import Permission, require
from laureat.queries.people import session_to_end
from laureat.work import Work


def end_session(work: Work, session_id: UUID) -> WebSession:
    """End a session; ending one that has ended changes nothing.

    Raises:
        NotFound: there is none, or it is somebody else's.
    """
    session = session_to_end(work.session, session_id)
    require(work.actor, Permission.SESSION_END, session)

    if session.ended_at is None:
        session.ended_at = work.now
        work.record(Event.SIGNED_OUT, session)
    return session
