"""The bounds of the calendar: what comes at the instant is in time, a second later it is not."""

from collections.abc import Iterator
from datetime import datetime

from laureat.domain.candidature_states import CandidatureState
from laureat.domain.errors import OutsidePeriod
from laureat.domain.french import long_instant
from laureat.rehearsal.candidates import (
    begin,
    deposit,
    newcomer,
    now,
    prepare,
    register,
    return_paper,
    submit,
    write,
)
from laureat.rehearsal.company import Dossier
from laureat.rehearsal.moments import SECOND
from laureat.rehearsal.story import Scene, Story

CLOSES = ("deposit-period",)
DUE = ("attestation",)
EXAMINED = ("examination-cut-off",)


def scenes(story: Story) -> Iterator[Scene]:
    """List the scenes of this act."""
    calendar = story.definition.calendar
    yield Scene(
        story.moments.deposit, "Les dossiers de la dernière heure", lambda: _ready(story), rank=6
    )
    closes = calendar.deposit_closes.at
    yield Scene(closes, "La clôture du dépôt", lambda: _closing(story), rank=1)
    yield Scene(closes + SECOND, "Une seconde après la clôture", lambda: _closed(story))
    if story.definition.attestation is not None:
        due = calendar.attestation_due.at
        yield Scene(due, "La date limite de l’attestation", lambda: _due(story), rank=2)
        yield Scene(due + SECOND, "Une attestation en retard", lambda: _overdue(story), rank=1)
    yield from _examination(story)


def _examination(story: Story) -> Iterator[Scene]:
    until = story.definition.calendar.examined_until.at
    if not has_late_window(story):
        story.book.out_of_reach["examination-cut-off"] = (
            "Après cette heure, plus rien ne peut être pris en compte."
        )
        return
    yield Scene(until, "L’heure limite d’examen", lambda: _registered(story, "on time"))
    yield Scene(until + SECOND, "Après l’heure limite d’examen", lambda: _registered(story, "late"))


def has_late_window(story: Story) -> bool:
    """Say whether a dossier can be registered after the hour until which the jury examines."""
    calendar = story.definition.calendar
    last = (
        calendar.attestation_due.at
        if story.definition.attestation is not None
        else calendar.deposit_closes.at
    )
    return calendar.examined_until.at + SECOND <= last


def _ready(story: Story) -> None:
    """Prepare the dossiers that will be deposited, or signed, at the last instant and after it."""
    category = story.definition.categories[0].slug
    for part in ("at closing", "after closing", "on time", "late"):
        story.company.parts[part] = prepare(story, newcomer(story, category), category)
    if story.definition.attestation is None:
        return
    for part in ("on time", "late"):
        submit(story, story.company.parts[part])
    for part in ("at due", "after due"):
        story.company.parts[part] = deposit(story, newcomer(story, category), category)


def _instant(story: Story, at: datetime) -> str:
    return long_instant(at, story.definition.calendar.time_zone)


def _closing(story: Story) -> None:
    dossier = story.company.parts["at closing"]
    article = story.definition.calendar.deposit_closes.article
    story.book.accepted(
        "Déposer un dossier à l’instant même de la clôture.",
        CLOSES,
        lambda: submit(story, dossier),
        says=lambda _one: f"Dossier {dossier.number} déposé.",
        holds=lambda _one: now(story, dossier).submitted_at == story.stage.clock(),
        article=article,
    )


def _closed(story: Story) -> None:
    dossier = story.company.parts["after closing"]
    article = story.definition.calendar.deposit_closes.article
    category = dossier.category
    entrant = newcomer(story, category)
    for tried, call in (
        ("Déposer un dossier une seconde après la clôture.", lambda: submit(story, dossier)),
        ("Écrire dans un brouillon après la clôture.", lambda: write(story, dossier, {})),
        ("Commencer un dossier après la clôture.", lambda: begin(story, entrant, category)),
    ):
        story.book.refused(tried, CLOSES, call, kind=OutsidePeriod, article=article)


def _due(story: Story) -> None:
    dossier = story.company.parts["at due"]
    story.book.accepted(
        "Retourner l’attestation à l’instant même de la date limite.",
        DUE,
        lambda: register(story, dossier),
        says=lambda _one: f"Dossier {dossier.number} pris en compte.",
        holds=lambda one: one.state is CandidatureState.REGISTERED,
        article=_due_article(story),
    )


def _overdue(story: Story) -> None:
    dossier = story.company.parts["after due"]
    story.book.refused(
        "Retourner l’attestation une seconde après la date limite.",
        DUE,
        lambda: return_paper(story, dossier),
        kind=OutsidePeriod,
        article=_due_article(story),
    )
    story.book.seen(
        "Regarder le dossier dont l’attestation est arrivée trop tard.",
        DUE,
        lambda: (
            now(story, dossier).state is CandidatureState.SUBMITTED,
            f"{dossier.number} reste déposé sans être pris en compte.",
        ),
        expected="Pas pris en compte",
        article=_due_article(story),
    )


def _due_article(story: Story) -> str | None:
    terms = story.definition.attestation
    return story.definition.calendar.attestation_due.article or (terms.article if terms else None)


def _registered(story: Story, part: str) -> None:
    """Let a dossier be registered now, by its paper or by its deposit."""
    dossier: Dossier = story.company.parts[part]
    if story.definition.attestation is None:
        submit(story, dossier)
    tried = (
        "Être pris en compte à l’heure limite d’examen."
        if part == "on time"
        else "Être pris en compte une seconde après l’heure limite d’examen."
    )
    story.book.accepted(
        tried,
        EXAMINED,
        lambda: register(story, dossier),
        says=lambda one: (
            f"{one.number} pris en compte le {_instant(story, one.registered_at)}."
            if one.registered_at
            else f"{one.number} n’est pas pris en compte."
        ),
        holds=lambda one: one.registered_at == story.stage.clock(),
        article=story.definition.calendar.examined_until.article,
    )
