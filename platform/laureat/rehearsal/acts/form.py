"""The form: what is missing or too long is named, and nothing incomplete is deposited."""

from collections.abc import Iterator
from uuid import UUID

from laureat.configuration.form_dates import in_force
from laureat.configuration.forms import (
    asked,
    complete_faults,
    missing_questions,
    questions_of,
)
from laureat.domain.errors import Incomplete
from laureat.models import Candidature
from laureat.rehearsal.answers import too_long_for
from laureat.rehearsal.candidates import begin, newcomer, prepare, submit, write
from laureat.rehearsal.company import Dossier
from laureat.rehearsal.story import Scene, Story

FORM = ("form",)


def scenes(story: Story) -> Iterator[Scene]:
    """List the scenes of this act."""
    yield Scene(story.moments.deposit, "Le formulaire", lambda: _form(story), rank=4)


def _form(story: Story) -> None:
    category = story.definition.categories[0].slug
    sections = in_force(story.definition.sections_for(category), story.stage.clock())
    required = [one.name for one in missing_questions(sections, {})]
    empty = begin(story, newcomer(story, category), category)
    story.book.seen(
        "Déposer un dossier vide : chaque réponse obligatoire est nommée.",
        FORM,
        lambda: _named(story, empty, required),
        expected="Refusé, en nommant chaque question",
    )
    whole = prepare(story, newcomer(story, category), category)
    story.book.refused(
        "Déposer un dossier complet sans accepter le règlement.",
        ("form", "acceptation"),
        lambda: submit(story, whole, accept_rules=False),
        kind=Incomplete,
    )
    _too_long(story, whole)


def _named(story: Story, dossier: Dossier, required: list[str]) -> tuple[bool, str]:
    try:
        submit(story, dossier)
    except Incomplete as refusal:
        fields = refusal.facts.get("fields", {})
        named = set(fields) if isinstance(fields, dict) else set()
        return set(required) <= named, f"{refusal} {_counted(len(named))}."
    return not required, "Déposé : aucune question n’est obligatoire."


def _too_long(story: Story, dossier: Dossier) -> None:
    sections = story.definition.sections_for(dossier.category)
    shown = questions_of(asked(sections, dossier.answers))
    limited = [(one, text) for one in shown if (text := too_long_for(one))]
    if not limited:
        return
    question, text = limited[0]
    before = dict(dossier.answers)

    def deposited() -> Candidature:
        write(story, dossier, {question.name: text})
        return submit(story, dossier)

    story.book.refused(
        f"Déposer une réponse plus longue que la limite de « {question.label} ».",
        FORM,
        deposited,
        kind=Incomplete,
    )

    def mended() -> UUID:
        write(story, dossier, {question.name: before.get(question.name)})
        return submit(story, dossier).id

    story.book.accepted(
        "Raccourcir la réponse, puis déposer.",
        FORM,
        mended,
        says=lambda _id: f"Dossier {dossier.number} déposé.",
        holds=lambda _id: not complete_faults(sections, dossier.answers),
    )


def _counted(count: int) -> str:
    return "1 question est nommée" if count == 1 else f"{count} questions sont nommées"
