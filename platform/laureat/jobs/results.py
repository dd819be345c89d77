"""Letters about the results, which leave when the embargo ends."""

from uuid import UUID

from laureat.configuration.definition import EditionDefinition
from laureat.domain.naming import entry_name
from laureat.domain.vocabulary import DISTINCTION_LABELS, DistinctionKind, Outcome
from laureat.jobs.letters import Desk, dossier_facts, edition_facts
from laureat.models import Distinction
from laureat.queries.applicants import emails_of_team
from laureat.queries.candidatures import candidature_by_id
from laureat.queries.results import decision_lines


def mail_results(desk: Desk, candidature_id: UUID) -> None:
    """Tell a candidate the outcome: one letter per distinction, or that of the category."""
    candidature = candidature_by_id(desk.work.session, candidature_id)
    definition = desk.definition(candidature.edition)
    people = emails_of_team(desk.work.session, candidature.applicant_id)
    page = f"/trophees/{definition.programme}/{candidature.edition.slug}/palmares"
    entry = entry_name(candidature.title, candidature.number)
    lines = decision_lines(desk.work.session, [candidature.edition_id])
    won = [
        distinction
        for line in lines
        for distinction, winner in line.distinctions
        if winner.id == candidature.id
    ]
    for distinction in won:
        is_mention = distinction.kind is DistinctionKind.SPECIAL_MENTION
        desk.write(
            people,
            "laureate-announced",
            page,
            about=definition,
            applicant_name=candidature.applicant.name,
            project_title=candidature.title,
            entry_name=entry,
            category_title=None if is_mention else candidature.category.title,
            distinction=distinction_name(distinction, definition),
            citation=distinction.citation or None,
            **edition_facts(definition),
        )
    if not won:
        own = [line for line in lines if line.decision.category_id == candidature.category_id]
        desk.write(
            people,
            "result-announced",
            page,
            about=definition,
            entry_name=entry,
            awarded=any(line.decision.outcome is not Outcome.NOT_AWARDED for line in own),
            **dossier_facts(candidature),
            **edition_facts(definition),
        )


def distinction_name(given: Distinction, definition: EditionDefinition) -> str:
    """Name a distinction: prizes, and the one outside the categories, as the edition calls them."""
    if given.kind is DistinctionKind.SPECIAL_MENTION and definition.special_mention:
        return definition.special_mention.title
    prize = definition.prize(given.prize)
    if prize is None:
        return DISTINCTION_LABELS[given.kind]
    if given.kind is DistinctionKind.PRIZE:
        return prize.title
    return f"{DISTINCTION_LABELS[given.kind]}, {prize.title}"
