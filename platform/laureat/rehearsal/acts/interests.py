"""The jury is composed; a link with one candidate closes the whole category."""

from collections import Counter
from collections.abc import Iterator
from functools import partial
from uuid import UUID

from sqlalchemy.orm import Session

from laureat.configuration.definition import PluginUse
from laureat.domain.errors import Conflict, Forbidden, ReasonNeeded
from laureat.domain.vocabulary import ConflictRulingKind, SeatState
from laureat.queries.juries import conflict_lines, seat_lines
from laureat.rehearsal.ballots import voters_needed
from laureat.rehearsal.candidates import base_of, deposit, introduce, register
from laureat.rehearsal.company import Dossier, Entrant, Seated
from laureat.rehearsal.jurors import (
    Link,
    declare,
    invitation,
    links_of,
    new_player,
    seat,
    seat_linked,
    seat_states,
)
from laureat.rehearsal.rounds import method_of
from laureat.rehearsal.situations import numbered
from laureat.rehearsal.story import Scene, Story
from laureat.services.candidatures.withdraw import withdraw_candidature
from laureat.services.juries.invite import invite_juror
from laureat.services.juries.rule_conflict import rule_conflict

COMPOSITION = ("jury",)
RECUSAL = ("recusal",)


def scenes(story: Story) -> Iterator[Scene]:
    """List the scenes of this act."""
    at = story.moments.jury
    yield Scene(at, "La composition du jury", lambda: _compose(story), rank=0)
    seen: Counter[str] = Counter()
    for use in story.definition.jury.conflicts:
        rule_id = numbered(f"conflict.{use.plugin}", seen)
        yield Scene(at, "Les liens d’intérêts", partial(_linked, story, use, rule_id), rank=1)
    yield Scene(at, "Un lien écarté, puis maintenu", lambda: _ruled(story), rank=2)
    yield Scene(at, "Un lien découvert à la prise en compte", lambda: _registered(story), rank=3)
    yield Scene(story.moments.withdrawal, "Un candidat lié se retire", lambda: _withdrawn(story))
    if not story.definition.jury.conflicts:
        story.book.out_of_reach[RECUSAL[0]] = (
            "L’édition ne nomme aucun détecteur de liens : aucun juré ne peut y être déporté."
        )


def target_of(story: Story) -> Dossier:
    """Give the dossier with whose candidate jurors have links: one that competes once only."""
    return story.company.competing[story.definition.categories[-1].slug][-1]


def first_link(story: Story, entrant: Entrant) -> Link | None:
    """Give a kind of link that some detector of the edition finds; None when none does."""
    found = [
        link for use in story.definition.jury.conflicts for link in links_of(story, use, entrant)
    ]
    return found[0] if found else None


def _compose(story: Story) -> None:
    count = voters_needed(method_of(story), story.definition.jury.quorum)
    company = story.company
    company.voters = [seat(story, new_player(story), chair=n == 0) for n in range(count)]
    article = story.definition.jury.article
    company.jurors["chair"] = company.voters[0]
    story.book.seen(
        "Composer un jury assez nombreux pour le quorum de chaque catégorie.",
        COMPOSITION,
        lambda: (
            all(
                len(seat_states(story, one)) == len(story.definition.categories)
                for one in company.voters
            ),
            f"{count} membres siègent dans toutes les catégories.",
        ),
        expected="Chacun siège partout",
        article=article,
    )
    chair = company.voters[0]
    story.book.refused(
        "Inviter deux fois la même personne.",
        COMPOSITION,
        lambda: seat(story, chair.player),
        kind=Conflict,
    )
    story.book.refused(
        "Inviter quelqu’un au jury sans être l’organisateur.",
        COMPOSITION,
        lambda: story.do(
            chair.player,
            invite_juror,
            story.edition_id,
            invitation(new_player(story)),
            plugins=story.plugins,
        ),
        kind=Forbidden,
    )


def _linked(story: Story, use: PluginUse, rule_id: str) -> None:
    """Seat somebody whom this detector, perhaps with others, links to a competitor."""
    dossier = target_of(story)
    links = links_of(story, use, dossier.entrant)
    if not links:
        story.book.out_of_reach[rule_id] = "Aucun des liens que l’on sait simuler ne le déclenche."
        story.book.out_of_reach[RECUSAL[0]] = (
            "Aucun des liens que l’on sait simuler ne ferme de catégorie : aucun juré n’a été "
            "déporté."
        )
        return
    seated = seat_linked(story, links[0], dossier.entrant)
    story.company.jurors.setdefault("linked", seated)
    story.company.jurors[f"linked:{use.plugin}"] = seated
    story.book.seen(
        f"Siéger avec un lien avec un seul candidat de « {_title(story, dossier)} ».",
        (rule_id, *RECUSAL),
        lambda: _only_closed(story, seated, dossier.category),
        expected="Toute la catégorie se ferme, les autres restent ouvertes",
        article=use.article or story.definition.jury.recusal_article,
    )


def _title(story: Story, dossier: Dossier) -> str:
    return story.definition.category(dossier.category).title


def _only_closed(story: Story, seated: Seated, slug: str) -> tuple[bool, str]:
    states = seat_states(story, seated)
    closed = [one for one, state in states.items() if state is SeatState.RECUSED]
    titles = ", ".join(f"« {story.definition.category(one).title} »" for one in closed)
    return closed == [slug], f"Fermées : {titles or 'aucune'}, sur {len(states)} catégories."


def _is_closed(story: Story, seated: Seated, slug: str) -> tuple[bool, str]:
    state = seat_states(story, seated)[slug]
    return state is SeatState.RECUSED, "Fermée." if state is SeatState.RECUSED else "Ouverte."


def _is_open(story: Story, seated: Seated, slug: str) -> tuple[bool, str]:
    closed, said = _is_closed(story, seated, slug)
    return not closed, said


def _ruled(story: Story) -> None:
    """Dismiss a link with a reason: the seat opens again. Pin it: it closes whatever happens."""
    dossier, seated = target_of(story), story.company.jurors.get("linked")
    if seated is None:
        return
    article = story.definition.jury.recusal_article
    story.book.refused(
        "Écarter un lien sans dire pourquoi.",
        RECUSAL,
        lambda: _rule(story, seated, ConflictRulingKind.DISMISSED, ""),
        kind=ReasonNeeded,
    )
    for ruling, look, tried, expected in (
        (ConflictRulingKind.DISMISSED, _is_open, "Écarter un lien, avec un motif.", "Se rouvre"),
        (ConflictRulingKind.PINNED, _is_closed, "Maintenir un déport, quoi qu’il arrive.", "Ferme"),
    ):
        _rule(story, seated, ruling, "Motif fictif.")
        story.book.seen(
            tried,
            RECUSAL,
            partial(look, story, seated, dossier.category),
            expected=f"La catégorie {expected.lower()}",
            article=article,
        )


def _rule(story: Story, seated: Seated, ruling: ConflictRulingKind, reason: str) -> None:
    def found(session: Session) -> list[UUID]:
        lines = seat_lines(session, juror_ids=[seated.juror_id])
        return [
            one.conflict.id for one in conflict_lines(session, [line.seat.id for line in lines])
        ]

    for conflict_id in story.ask(found):
        story.do(
            story.organiser,
            rule_conflict,
            conflict_id,
            ruling=ruling,
            reason=reason,
            plugins=story.plugins,
        )


def _registered(story: Story) -> None:
    """A link with somebody who is not in the running yet closes nothing; once they are, it does."""
    slug = story.definition.categories[0].slug
    if story.definition.attestation is None:
        return
    entrant = introduce(story, base_of(story, slug))
    links = [
        link
        for use in story.definition.jury.conflicts
        for link in links_of(story, use, entrant)
        if link != "declared"
    ]
    if not links:
        return
    dossier = deposit(story, entrant, slug)
    seated = seat_linked(story, links[0], entrant, categories=[slug], declares=False)
    article = story.definition.jury.recusal_article
    story.book.seen(
        "Siéger avec un lien avec un candidat dont l’attestation n’est pas revenue.",
        RECUSAL,
        lambda: _is_open(story, seated, slug),
        expected="La catégorie reste ouverte",
        article=article,
    )
    register(story, dossier)
    story.book.seen(
        "Prendre en compte le dossier de ce candidat.",
        RECUSAL,
        lambda: _is_closed(story, seated, slug),
        expected="La catégorie se ferme",
        article=article,
    )
    story.company.parts["withdrawn"] = dossier
    story.company.jurors["withdrawn"] = seated


def _withdrawn(story: Story) -> None:
    dossier, seated = (
        story.company.parts.get("withdrawn"),
        story.company.jurors.get("withdrawn"),
    )
    if dossier is None or seated is None:
        return
    story.do(
        dossier.entrant.writer,
        withdraw_candidature,
        dossier.candidature_id,
        plugins=story.plugins,
    )
    story.book.seen(
        "Le candidat lié se retire.",
        RECUSAL,
        lambda: _is_open(story, seated, dossier.category),
        expected="La catégorie se rouvre",
        article=story.definition.jury.recusal_article,
    )
    story.book.accepted(
        "Déposer de nouveau dans la catégorie d’où l’on s’est retiré.",
        ("limit-per-category",),
        lambda: deposit(story, dossier.entrant, dossier.category),
        says=lambda again: f"Dossier {again.number} déposé.",
        article=story.definition.limits.article,
    )
    declare(story, seated)
