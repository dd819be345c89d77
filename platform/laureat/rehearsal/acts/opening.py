"""Before the opening, and the opening itself."""

from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

from laureat.configuration.definition import EditionDefinition
from laureat.domain.actors import THE_ENGINE, Role
from laureat.domain.candidature_states import CandidatureState
from laureat.domain.errors import NotFound, OutsidePeriod, ReasonNeeded
from laureat.models import Edition
from laureat.rehearsal.candidates import begin, newcomer, now, prepare, submit
from laureat.rehearsal.company import Entrant
from laureat.rehearsal.moments import SECOND
from laureat.rehearsal.story import Scene, Story
from laureat.services.campaigns.apply_edition import Applied, apply_edition
from laureat.services.campaigns.publish_edition import publish_edition
from laureat.services.people.grant_role import grant_role

OPENS = ("deposit-period",)
IMMUTABLE = ("plateforme.configuration",)


def scenes(story: Story) -> Iterator[Scene]:
    """List the scenes of this act."""
    opens = story.definition.calendar.opens.at
    early: list[Entrant] = []
    yield Scene(story.moments.before, "Avant l’ouverture", lambda: _before(story, early), rank=-2)
    yield Scene(opens - SECOND, "Une seconde avant l’ouverture", lambda: _too_early(story, early))
    yield Scene(opens, "L’ouverture du dépôt", lambda: _at_the_opening(story, early))
    yield Scene(
        story.moments.deposit, "Une édition en brouillon", lambda: _unpublished(story), rank=9
    )


def applied(definition: EditionDefinition) -> Applied:
    """Give a definition in the form in which it is applied."""
    return Applied(definition=definition)


def _before(story: Story, early: list[Entrant]) -> None:
    runtime = story.stage.runtime
    with runtime.open_work(story.stage.tenant_id, THE_ENGINE) as work:
        grant_role(work, story.organiser.email, role=Role.ORGANISER, name=story.organiser.name)
    story.meet(story.organiser)
    edition = story.do(story.organiser, apply_edition, applied(story.definition))
    story.edition_id = edition.id

    early.append(newcomer(story, story.definition.categories[0].slug))
    story.do(story.organiser, publish_edition, edition.id)
    _refuse_start(story, early[0], "Commencer un dossier la veille de l’ouverture.")
    story.book.refused(
        "Changer une édition publiée sans dire pourquoi.",
        IMMUTABLE,
        lambda: _amend(story, ""),
        kind=ReasonNeeded,
    )
    story.book.accepted(
        "Appliquer une seconde fois le même fichier.",
        IMMUTABLE,
        lambda: story.do(story.organiser, apply_edition, applied(story.definition)),
        says=lambda again: f"Rien ne change : l’empreinte reste {again.digest[:12]}…",
        holds=lambda again: again.digest == edition.digest,
    )


def _amend(story: Story, reason: str) -> Edition:
    changed = replace(story.definition, summary=f"{story.definition.summary} (modifié)")
    return story.do(story.organiser, apply_edition, applied(changed), reason=reason)


def _unpublished(story: Story) -> None:
    """Try a twin of the edition that nobody has published, while the deposit is open."""
    definition = story.definition
    twin = replace(definition, programme=f"{definition.programme}-brouillon", acknowledgements=())
    edition = story.do(story.organiser, apply_edition, applied(twin))
    category = definition.categories[0].slug
    entrant = newcomer(story, category)
    story.book.refused(
        "Commencer, pendant la période de dépôt, un dossier dans une édition non publiée.",
        OPENS,
        lambda: begin(story, entrant, category, edition=edition.id),
        kind=NotFound,
    )


def _refuse_start(story: Story, entrant: Entrant, tried: str) -> None:
    story.book.refused(
        tried,
        OPENS,
        lambda: begin(story, entrant, story.definition.categories[0].slug),
        kind=OutsidePeriod,
        article=story.definition.calendar.opens.article,
    )


def _too_early(story: Story, early: list[Entrant]) -> None:
    _refuse_start(story, early[0], "Commencer un dossier une seconde avant l’ouverture.")


def _at_the_opening(story: Story, early: list[Entrant]) -> None:
    category = story.definition.categories[0].slug

    def deposited() -> UUID:
        dossier = prepare(story, early[0], category)
        submit(story, dossier)
        story.company.parts["early"] = dossier
        return dossier.candidature_id

    story.book.accepted(
        "Commencer, remplir et déposer un dossier à l’instant même de l’ouverture.",
        OPENS,
        deposited,
        says=lambda _id: f"Dossier {story.company.parts['early'].number} déposé.",
        holds=lambda _id: (
            now(story, story.company.parts["early"]).state is not CandidatureState.DRAFT
        ),
        article=story.definition.calendar.opens.article,
    )
