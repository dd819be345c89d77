"""Publish an edition: from then on the public sees it, and it changes only by amendment."""

from uuid import UUID

from laureat.domain.audit import Event
from laureat.domain.vocabulary import EditionState
from laureat.models import Edition
from laureat.permissions import Permission, require
from laureat.queries.editions import edition_to_change
from laureat.work import Work


def publish_edition(work: Work, edition_id: UUID) -> Edition:
    """Open an edition's pages to the public. Publishing twice changes nothing."""
    edition = edition_to_change(work.session, edition_id)
    require(work.actor, Permission.EDITION_PUBLISH, edition)
    if edition.state is EditionState.PUBLISHED:
        return edition

    edition.state = EditionState.PUBLISHED
    work.record(Event.EDITION_PUBLISHED, edition, digest=edition.digest)
    return edition
