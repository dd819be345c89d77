"""What the next edition takes from the present one: a decision for every table there is.

``next_edition`` takes an edition's files and nothing else. A new table must be placed here, so that
whoever adds one decides whether a new edition could ever need it, and why nothing of it is taken.
"""

from typing import Final

from laureat.models import Base

MADE_ANEW: Final = {"editions", "edition_versions", "edition_saves", "categories"}
"""What the new edition's own files make."""

SHARED: Final = {
    "tenants": "the organisation stays the same",
    "tenant_hosts": "the organisation stays the same",
    "programmes": "the new edition is another year of the same programme",
    "people": "somebody is a person whatever the year",
    "role_grants": "a role is held in the organisation, not in an edition",
    "sign_in_codes": "a code lets one person in once",
    "web_sessions": "a session is one person's",
    "applicants": "a structure is known to the organisation",
    "memberships": "somebody writes for a structure whatever the year",
    "recognitions": "a coordination answers about a programme",
    "coordinations": "a coordination covers a territory",
    "referents": "a coordination's people stay its own",
    "audit_entries": "what was done stays where it was done",
    "outbox": "a job is done once",
    "sent_mails": "a letter was sent once",
}
"""What belongs to no edition, and is there for the next one as it is."""

NEVER_TAKEN: Final = {
    "candidatures",
    "drafts",
    "revisions",
    "findings",
    "screenings",
    "reclassifications",
    "attestations",
    "attestation_returns",
    "attestation_checks",
    "stored_files",
    "jurors",
    "seats",
    "interest_declarations",
    "conflicts",
    "conflict_rulings",
    "recusals",
    "rounds",
    "ballots",
    "ballot_voids",
    "tallies",
    "decisions",
    "distinctions",
    "minutes",
    "palmares",
    "rehearsals",
}
"""What people wrote, signed, declared, voted or decided in one edition: it is that edition's."""


def test_every_table_has_its_decision():
    placed = MADE_ANEW | set(SHARED) | NEVER_TAKEN

    assert {table.name for table in Base.metadata.sorted_tables} == placed
    assert len(placed) == len(MADE_ANEW) + len(SHARED) + len(NEVER_TAKEN)
