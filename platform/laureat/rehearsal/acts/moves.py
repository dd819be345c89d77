"""Reclassification: the organiser moves a dossier, and everything that follows from it."""

from collections.abc import Iterator
from datetime import datetime

from laureat.domain.errors import (
    AlreadyInCategory,
    Conflict,
    Forbidden,
    OutsidePeriod,
    ReasonNeeded,
)
from laureat.domain.vocabulary import SeatState
from laureat.models import Reclassification
from laureat.rehearsal.acts.interests import first_link
from laureat.rehearsal.candidates import base_of, deposit, findings, introduce, now
from laureat.rehearsal.company import Dossier
from laureat.rehearsal.jurors import seat_linked, seat_states
from laureat.rehearsal.moments import SECOND
from laureat.rehearsal.organisation import move
from laureat.rehearsal.situations import rules_of
from laureat.rehearsal.story import Scene, Story
from laureat.services.candidatures.reclassify import preview_reclassification

MOVES = ("reclassification",)
REASON = "Le projet fictif relève plutôt de l’autre catégorie."


def scenes(story: Story) -> Iterator[Scene]:
    """List the scenes of this act."""
    terms = story.definition.reclassification
    slugs = [category.slug for category in story.definition.categories]
    if len(slugs) < 2:
        story.book.out_of_reach[MOVES[0]] = "L’édition n’a qu’une catégorie."
        return
    yield Scene(
        story.moments.deposit,
        "Un dossier dans la mauvaise catégorie",
        lambda: _enter(story),
        7,
    )
    at = _instant(story)
    if not terms.allowed:
        yield Scene(at, "Un reclassement interdit", lambda: _forbidden(story), rank=3)
        return
    if at < story.moments.jury:
        story.book.out_of_reach[MOVES[0]] = "Le délai pour reclasser finit avant les dépôts."
        return
    yield Scene(story.moments.jury, "Un juré lié à ce dossier", lambda: _linked(story), rank=8)
    yield Scene(at, "Le reclassement", lambda: _move(story), rank=3)
    if terms.until is not None:
        yield Scene(terms.until + SECOND, "Un reclassement trop tardif", lambda: _late(story), 3)


def _instant(story: Story) -> datetime:
    until = story.definition.reclassification.until
    return story.moments.moving if until is None else min(until, story.moments.moving)


def ends(story: Story) -> tuple[str, str]:
    """Give the categories between which dossiers are moved: the first, and the last."""
    slugs = [category.slug for category in story.definition.categories]
    return slugs[0], slugs[-1]


def _enter(story: Story) -> None:
    origin, target = ends(story)
    for part in ("moved", "moved while voting"):
        entrant = introduce(story, base_of(story, target))
        story.company.parts[part] = deposit(story, entrant, origin)


def _linked(story: Story) -> None:
    dossier = story.company.parts["moved"]
    link = first_link(story, dossier.entrant)
    if link is not None:
        juror = seat_linked(story, link, dossier.entrant, categories=ends(story))
        story.company.jurors["moved"] = juror


def _forbidden(story: Story) -> None:
    dossier, (_, target) = story.company.parts["moved"], ends(story)
    story.book.refused(
        "Changer un dossier de catégorie, ce que l’édition n’admet pas.",
        MOVES,
        lambda: move(story, dossier, target, reason=REASON),
        kind=OutsidePeriod,
        article=story.definition.reclassification.article,
    )


def _wrong_moves(story: Story, dossier: Dossier) -> None:
    book, (origin, target) = story.book, ends(story)
    book.refused(
        "Changer son propre dossier de catégorie, en candidat.",
        MOVES,
        lambda: move(story, dossier, target, reason=REASON, by=dossier.entrant.writer),
        kind=Forbidden,
    )
    book.refused(
        "Changer un dossier de catégorie sans motif.",
        MOVES,
        lambda: move(story, dossier, target),
        kind=ReasonNeeded,
    )
    book.refused(
        "Déplacer un dossier vers la catégorie où il est déjà.",
        MOVES,
        lambda: move(story, dossier, origin, reason=REASON),
        kind=Conflict,
    )
    _into_taken(story)


def _move(story: Story) -> None:
    book, dossier = story.book, story.company.parts["moved"]
    origin, target = ends(story)
    article = story.definition.reclassification.article
    _wrong_moves(story, dossier)
    book.accepted(
        "Regarder d’abord ce que le déplacement entraînerait.",
        MOVES,
        lambda: story.do(
            story.organiser,
            preview_reclassification,
            dossier.candidature_id,
            to_category=target,
            plugins=story.plugins,
        ),
        says=lambda seen: (
            f"Déports à prévoir : {len(seen.recused)} ; bulletins qui tomberaient : {seen.voided} ;"
            f" votants restants : {seen.voters_left} pour un quorum de {seen.quorum}."
        ),
        holds=lambda seen: seen.obstacle is None and now(story, dossier).category.slug == origin,
        article=article,
    )
    book.accepted(
        "Changer le dossier de catégorie, avec un motif.",
        MOVES,
        lambda: move(story, dossier, target, reason=REASON),
        says=lambda _moved: f"{dossier.number} a changé de catégorie.",
        holds=lambda _moved: now(story, dossier).category.slug == target,
        article=article,
    )
    _after(story, dossier)


def _into_taken(story: Story) -> None:
    """Try to move a dossier to where its applicant has another one already."""
    slugs = [category.slug for category in story.definition.categories]
    leader = story.company.competing[slugs[0]][0]
    twin = story.company.competing[slugs[1]][0]
    if twin.entrant is not leader.entrant:
        return
    story.book.refused(
        "Déplacer un dossier vers une catégorie où son candidat en a déjà un.",
        (*MOVES, "limit-per-category"),
        lambda: move(story, leader, slugs[1], reason=REASON),
        kind=AlreadyInCategory,
        article=story.definition.limits.article,
    )


def _after(story: Story, dossier: Dossier) -> None:
    """Look at what followed in the same transaction: the findings, and the seats."""
    origin, target = ends(story)
    rules = {rule.name for rule in rules_of(story.definition, target, story.plugins)}
    if rules:
        story.book.seen(
            "Regarder les constats du dossier déplacé.",
            MOVES,
            lambda: (
                set(findings(story, dossier)) == rules,
                "Il est examiné selon toutes les règles de sa nouvelle catégorie.",
            ),
            expected="Réexaminé dans sa nouvelle catégorie",
            article=story.definition.reclassification.article,
        )
    juror = story.company.jurors.get("moved")
    if juror is not None:
        story.book.seen(
            "Regarder les sièges d’un juré lié à ce candidat.",
            (*MOVES, "recusal"),
            lambda: _seats_followed(seat_states(story, juror), origin, target),
            expected="La nouvelle catégorie se ferme, l’ancienne se rouvre",
            article=story.definition.jury.recusal_article,
        )


def _seats_followed(states: dict[str, SeatState], origin: str, target: str) -> tuple[bool, str]:
    held = states[target] is SeatState.RECUSED and states[origin] is not SeatState.RECUSED
    return held, "La nouvelle est fermée, l’ancienne rouverte." if held else f"Sièges : {states}"


def _late(story: Story) -> None:
    dossier, (origin, _) = story.company.parts["moved"], ends(story)

    def back() -> Reclassification:
        return move(story, dossier, origin, reason=REASON)

    story.book.refused(
        "Changer un dossier de catégorie une seconde après la limite.",
        MOVES,
        back,
        kind=OutsidePeriod,
        article=story.definition.reclassification.article,
    )
