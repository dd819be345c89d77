"""Sign the minutes: from then on no decision of the edition changes."""

from collections.abc import Iterable
from itertools import groupby
from uuid import UUID

from laureat.configuration.definition import EditionDefinition
from laureat.consequences.calendar import states_to_screen
from laureat.consequences.counts import overtaken, undecided
from laureat.consequences.definitions import definition_of
from laureat.consequences.minutes import minutes_content
from laureat.database.constraints import refusals_of_the_database
from laureat.domain.audit import Event
from laureat.domain.digests import digest_of
from laureat.domain.errors import Conflict
from laureat.domain.french import listing
from laureat.models import Candidature, Category, Edition, Minutes
from laureat.permissions import Permission, require
from laureat.queries.candidatures import candidatures_in_states
from laureat.queries.editions import categories_of, edition_to_change
from laureat.queries.rounds import voting_categories
from laureat.work import Work


def sign_minutes(work: Work, edition_id: UUID) -> Minutes:
    """Freeze the whole deliberation under the name of who signs it.

    Raises:
        Conflict: a round is open in a category, it has no decision yet, or one that no longer
            stands, or dossiers of it were never screened; they are named.
        DecisionSigned: they are signed already.
    """
    edition = edition_to_change(work.session, edition_id)
    require(work.actor, Permission.MINUTES_SIGN, edition)
    definition = definition_of(work.session, edition)
    _require_decided(work, edition, definition)

    content = minutes_content(work, edition, definition)
    minutes = Minutes(
        edition_id=edition.id,
        content=content,
        digest=digest_of(content),
        signed_by=work.person_id,
        signed_at=work.now,
    )
    with refusals_of_the_database(work.session):
        work.session.add(minutes)
    work.record(Event.MINUTES_SIGNED, minutes, digest=minutes.digest)
    return minutes


def _require_decided(work: Work, edition: Edition, definition: EditionDefinition) -> None:
    if voting := voting_categories(work.session, edition.id):
        raise Conflict(
            "Le procès-verbal ne peut pas être signé : le vote est ouvert pour {categories}."
            " Clôturez-le d’abord.",
            categories=_named(voting),
        )
    states = states_to_screen(definition, work.now)
    if waiting := candidatures_in_states(work.session, edition.id, states):
        raise Conflict(
            "Le procès-verbal ne peut pas être signé : des dossiers déposés ne sont ni transmis au"
            " jury ni écartés ({dossiers}). Instruisez-les d’abord.",
            dossiers=_by_category(waiting),
        )
    if missing := undecided(work, edition.id):
        raise Conflict(
            "Le procès-verbal ne peut pas être signé : il manque une décision pour {categories}.",
            categories=_named(missing),
        )
    if again := overtaken(work, edition.id):
        titles = {one.id: one.title for one in categories_of(work.session, edition.id)}
        mention = definition.special_mention.title if definition.special_mention else ""
        raise Conflict(
            "Le procès-verbal ne peut pas être signé : un dossier distingué n’est plus devant le"
            " jury, un dossier n’a pas été mis aux voix, un bulletin a été annulé depuis, ou un"
            " nouveau scrutin a été dépouillé. Votez de nouveau s’il le faut, puis décidez de"
            " nouveau pour {categories}.",
            categories=listing([f"« {titles[one] if one else mention} »" for one in again]),
        )


def _by_category(candidatures: Iterable[Candidature]) -> str:
    return " ; ".join(
        f"« {title} » : {listing([one.number for one in some])}"
        for title, some in groupby(candidatures, key=lambda one: one.category.title)
    )


def _named(categories: Iterable[Category]) -> str:
    return listing([f"« {category.title} »" for category in categories])
