"""What each letter must be told, and nothing more: the one table that calls are checked against.

Facts are texts ready to be read (``vendredi 8 novembre 2024 à 16 h 00 (heure de Paris)``), except
where the table says otherwise. An optional fact is given as ``None`` when there is none.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from laureat.domain.colours import is_colour


@dataclass(frozen=True, slots=True, kw_only=True)
class Organiser:
    """Who writes: the name, the accent colour, where to answer and how the letter is signed."""

    name: str
    accent: str
    contact_email: str
    signature: str | None = None
    postal_address: str | None = None

    def __post_init__(self) -> None:
        if not is_colour(self.accent):
            raise ValueError("The accent of an organiser is written #rrggbb.")


_EVERY_LETTER = ("person_name", "url")  # person_name may be empty; url opens the page to act on
_DOSSIER = ("dossier_number", "applicant_name", "project_title", "category_title")
_WHERE = (*_DOSSIER, "standing")  # standing: the status sentence, as the page says it

FACTS: Final[Mapping[str, frozenset[str]]] = {
    name: frozenset(_EVERY_LETTER) | frozenset(facts)
    for name, facts in {
        "sign-in-code": ("code", "valid_for"),
        # due_at: None when nothing is missing any more
        "candidature-submitted": (*_WHERE, "submitted_at", "due_at"),
        # late: whether it came after due_at
        "attestation-received": (*_WHERE, "received_at", "due_at", "late"),
        # due_at: None when the deadline is over
        "attestation-refused": (*_WHERE, "reason", "remedy", "due_at"),
        # article, answer_by: None when there is none
        "recognition-requested": (
            *("applicant_name", "siret", "territory", "coordination_name"),
            *("edition_name", "article", "answer_by"),
        ),
        # recognised: yes or no; reason: None when recognised without one; article: None for none
        "recognition-decided": (
            *("applicant_name", "decided_by", "recognised", "reason"),
            *("edition_name", "article"),
        ),
        # article: None when there is none; due_at: None when nothing is missing any more
        "candidature-reclassified": (
            *_WHERE,
            *("former_category_title", "reason", "article", "due_at"),
        ),
        # admitted: yes or no
        "candidature-screened": (*_WHERE, "admitted"),
        # closes_at: None when no dossier can be filed any more
        "candidature-withdrawn": (*_WHERE, "withdrawn_at", "closes_at"),
        # article, answer_by: None when there is none
        "juror-invited": ("edition_name", "article", "answer_by"),
        # article: None when there is none; ballot_voided: whether a ballot cast counts no longer
        "juror-recused": (
            *("edition_name", "category_title", "reason", "article", "ballot_voided"),
        ),
        # categories: a sequence of titles, those open to this juror; closes_at: None when unset
        # talks: whether the jury deliberates there without ballots
        "round-opened": ("edition_name", "categories", "closes_at", "talks"),
        "round-cancelled": ("edition_name", "category_title", "reason", "talks"),
        # distinction: as the edition calls it; category_title: None for the special mention;
        # project_title: empty when the form asks for none; entry_name: « projet « … » », then
        "laureate-announced": (
            *("applicant_name", "project_title", "category_title", "distinction", "citation"),
            *("entry_name", "edition_name"),
        ),
        # awarded: whether the category has a laureate at all
        "result-announced": (*_DOSSIER, "entry_name", "edition_name", "awarded"),
    }.items()
}
