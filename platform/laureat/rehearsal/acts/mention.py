"""The special mention: an extra prize, where the edition has one."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from laureat.configuration.definition import WinScope
from laureat.domain.errors import Conflict, OutcomeNotAllowed, ReasonNeeded, WinsAlready
from laureat.domain.vocabulary import Outcome
from laureat.models import Decision
from laureat.queries.results import decision_lines
from laureat.rehearsal.acts.decisions import decided
from laureat.rehearsal.acts.votes import first_competing
from laureat.rehearsal.company import Dossier
from laureat.rehearsal.story import Scene, Story
from laureat.services.results.mention import award_mention
from laureat.services.results.withdraw_mention import withdraw_mention

MENTION = ("special-mention",)
REASON = "Un projet fictif dont la qualité d’ensemble a frappé le jury."


def scenes(story: Story) -> Iterator[Scene]:
    """List the scenes of this act."""
    at = story.moments.deliberation
    if story.definition.special_mention is None:
        yield Scene(at, "Un prix que l’édition n’a pas", lambda: _none(story), rank=4)
        return
    yield Scene(at, "Le prix hors catégories", lambda: _mention(story), rank=4)


def award(story: Story, dossier: Dossier, reason: str = REASON) -> Decision:
    """Give the special mention."""
    return story.do(
        story.organiser,
        award_mention,
        story.edition_id,
        candidature_id=dossier.candidature_id,
        reason=reason,
        citation="Coup de projecteur fictif.",
    )


def _none(story: Story) -> None:
    story.book.refused(
        "Remettre un prix complémentaire que l’édition ne prévoit pas.",
        ("outcomes",),
        lambda: award(story, first_competing(story)[0]),
        kind=OutcomeNotAllowed,
    )


def _mentioned(story: Story) -> list[str]:
    """Give the numbers of the dossiers that hold a mention."""

    def found(session: Session) -> list[str]:
        return [
            candidature.number
            for line in decision_lines(session, [story.edition_id])
            if line.decision.outcome is Outcome.SPECIAL_MENTION
            for _, candidature in line.distinctions
        ]

    return story.ask(found)


def _mention(story: Story) -> None:
    book, terms = story.book, story.definition.special_mention
    if terms is None:
        return
    winner, other = first_competing(story)[0], first_competing(story)[2]
    book.refused(
        "Remettre le prix sans dire ce que le jury récompense.",
        MENTION,
        lambda: award(story, other, ""),
        kind=ReasonNeeded,
        article=terms.article,
    )
    apart = story.company.parts.get("never returned") or story.company.parts["after closing"]
    book.refused(
        "Remettre le prix à un dossier que le jury n’a pas examiné.",
        MENTION,
        lambda: award(story, apart),
        kind=OutcomeNotAllowed,
        article=terms.article,
    )
    _to_a_laureate(story, winner)
    book.accepted(
        "Remettre le prix à un dossier admis.",
        MENTION,
        lambda: award(story, other),
        says=lambda _decision: f"« {terms.title} » : {other.number}.",
        holds=lambda _decision: other.number in _mentioned(story),
        article=terms.article,
    )
    _limit(story, terms.limit, other)


def _take_back(story: Story, dossier: Dossier) -> Decision:
    """Take the special mention back."""
    return story.do(
        story.organiser,
        withdraw_mention,
        story.edition_id,
        candidature_id=dossier.candidature_id,
        reason="Le jury fictif se ravise.",
    )


def _to_a_laureate(story: Story, winner: Dossier) -> None:
    terms, outcomes = story.definition.special_mention, story.definition.outcomes
    counts = outcomes.special_mention_counts and outcomes.one_win is not WinScope.NONE
    if counts:
        story.book.refused(
            "Remettre le prix à un lauréat, alors qu’il compte comme une victoire.",
            (*MENTION, "one-win"),
            lambda: award(story, winner),
            kind=WinsAlready,
            article=outcomes.one_win_article,
        )
        return
    story.book.accepted(
        "Remettre le prix à un lauréat, puisqu’il ne compte pas comme une victoire.",
        MENTION,
        lambda: award(story, winner),
        says=lambda _decision: f"{winner.number} le reçoit.",
        article=terms.article if terms else None,
    )
    story.book.accepted(
        "Retirer le prix à ce lauréat, par une décision motivée.",
        MENTION,
        lambda: _take_back(story, winner),
        says=lambda _decision: f"{winner.number} ne l’a plus.",
        holds=lambda _decision: winner.number not in _mentioned(story),
        article=terms.article if terms else None,
    )


def _limit(story: Story, limit: int, held: Dossier) -> None:
    """Give as many mentions as there may be: no more, and no fewer, hold at the end."""
    losers = _losers(story, held)
    dossiers, beyond = losers[: limit - 1], losers[limit - 1 :]
    for dossier in dossiers:
        award(story, dossier)
    wanted = {held.number, *(one.number for one in dossiers)}
    terms = story.definition.special_mention
    if beyond:
        story.book.refused(
            "Remettre le prix une fois de plus que le règlement ne le prévoit.",
            MENTION,
            lambda: award(story, beyond[0]),
            kind=Conflict,
            article=terms.article if terms else None,
        )
    story.book.seen(
        f"Compter les prix remis, pour {limit} au plus.",
        MENTION,
        lambda: (
            wanted == set(_mentioned(story)),
            f"Remis à {', '.join(sorted(_mentioned(story))) or 'personne'}.",
        ),
        expected=f"{len(wanted)} prix",
        article=terms.article if terms else None,
    )


def _losers(story: Story, held: Dossier) -> list[Dossier]:
    """List dossiers before the jury whose candidates have won nothing."""
    winners = {
        one.entrant
        for category in story.definition.categories
        for one in decided(story, category.slug)
    }
    sister = story.company.parts.get("sister edition")
    if sister is not None:
        winners.add(sister.entrant)
    return [
        one
        for dossiers in story.company.competing.values()
        for one in dossiers
        if one is not held and one.entrant not in winners
    ]
