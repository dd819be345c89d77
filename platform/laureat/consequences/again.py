"""Examine an applicant's submitted dossiers again, because something about it has changed."""

from uuid import UUID

from laureat.consequences.definitions import definition_of
from laureat.consequences.eligibility import examine_and_record
from laureat.plugin_host import PluginHost
from laureat.queries.candidatures import submitted_of_applicant
from laureat.work import Work


def examine_applicant_again(work: Work, applicant_id: UUID, plugins: PluginHost) -> None:
    """Add new findings to every live submitted dossier of the applicant."""
    work.session.flush()
    with work.beyond_the_wall():
        for candidature in submitted_of_applicant(work.session, applicant_id):
            definition = definition_of(work.session, candidature.edition)
            examine_and_record(work, candidature, definition, plugins)
