"""Publish the palmarès: prepared now, shown to the public when the embargo ends."""

from typing import Any
from uuid import UUID

from laureat.consequences.definitions import definition_of
from laureat.database.constraints import refusals_of_the_database
from laureat.domain.audit import Event
from laureat.domain.digests import digest_of
from laureat.domain.errors import Conflict
from laureat.domain.jobs import Job
from laureat.models import Edition, Minutes, Palmares
from laureat.permissions import Permission, require
from laureat.queries.candidatures import decided_candidatures
from laureat.queries.editions import edition_to_change
from laureat.queries.results import minutes_of, minutes_to_read, palmares_of
from laureat.work import Work


def publish_palmares(work: Work, edition_id: UUID) -> Palmares:
    """Publish what the signed minutes decided; candidates are told at the embargo's end.

    Raises:
        Conflict: the minutes are not signed, or the palmarès is published already.
    """
    edition = edition_to_change(work.session, edition_id)
    require(work.actor, Permission.PALMARES_PUBLISH, edition)
    minutes = minutes_of(work.session, edition.id)
    if minutes is None:
        raise Conflict("Le palmarès se publie une fois le procès-verbal signé : signez-le d’abord.")

    palmares = _made_of(work, edition, minutes)
    with refusals_of_the_database(work.session):
        work.session.add(palmares)
    due_at = max(work.now, palmares.embargo_until)
    for candidature in decided_candidatures(work.session, edition.id):
        work.afterwards(Job.MAIL_RESULTS, due_at=due_at, candidature_id=candidature.id)
    work.record(Event.PALMARES_PUBLISHED, palmares, digest=palmares.digest)
    return palmares


def palmares_ahead(work: Work, edition: Edition) -> Palmares:
    """Give the palmarès that is published, else the one that would be, which is kept nowhere.

    Raises:
        NotFound: the minutes are not signed.
    """
    require(work.actor, Permission.PALMARES_PUBLISH, edition)
    published = palmares_of(work.session, edition.id)
    return published or _made_of(work, edition, minutes_to_read(work.session, edition.id))


def _made_of(work: Work, edition: Edition, minutes: Minutes) -> Palmares:
    content = palmares_content(minutes)
    return Palmares(
        edition_id=edition.id,
        content=content,
        digest=digest_of(content),
        embargo_until=definition_of(work.session, edition).calendar.results.at,
        published_by=work.person_id,
        published_at=work.now,
    )


def palmares_content(minutes: Minutes) -> dict[str, Any]:
    """Keep of the minutes what the public may read: who is distinguished, in which category."""
    mention = minutes.content["special_mention"]
    return {
        "edition": minutes.content["edition"],
        "programme": minutes.content["programme"],
        "minutes_digest": minutes.digest,
        "categories": [
            {
                "title": category["title"],
                "outcome": category["outcome"],
                "distinctions": category["distinctions"],
            }
            for category in minutes.content["categories"]
        ],
        "special_mention_title": minutes.content["special_mention_title"],
        "special_mention": [
            {name: said for name, said in given.items() if name != "reason"}
            for given in (mention["distinctions"] if mention else ())
        ],
    }
