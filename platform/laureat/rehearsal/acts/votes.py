"""The vote: nobody reads or votes with a link, and the count is exact."""

from collections.abc import Iterator
from functools import partial
from uuid import UUID

from laureat.domain.errors import (
    Conflict,
    InterestsUndeclared,
    Invalid,
    OutsidePeriod,
    QuorumNotReached,
    SeatClosed,
)
from laureat.domain.vocabulary import SeatState
from laureat.queries.juries import valid_ballots
from laureat.rehearsal.acts.interests import first_link, target_of
from laureat.rehearsal.acts.moves import ends
from laureat.rehearsal.acts.walls import bypass_the_seat
from laureat.rehearsal.ballots import Content
from laureat.rehearsal.company import Dossier, Seated
from laureat.rehearsal.jurors import (
    cast,
    declare,
    new_player,
    read,
    seat,
    seat_linked,
    seat_states,
)
from laureat.rehearsal.moments import SECOND
from laureat.rehearsal.organisation import begin_round, end_round, move
from laureat.rehearsal.rounds import (
    any_ballot,
    ballots_of,
    finish_round,
    led_by_first,
    talks,
    vote_in,
)
from laureat.rehearsal.story import Scene, Story

VOTE = ("vote",)
QUORUM = ("quorum",)
RECUSAL = ("recusal",)
DECLARED_FIRST = ("plateforme.declaration",)
PERIOD = ("jury-period",)
EARLY_ROUND = "Ouvrir un scrutin une seconde avant l’ouverture du jury."
EARLY_READING = "Lire un dossier une seconde avant l’ouverture du jury."
TOO_EARLY = "Le jury ouvre avant que des dossiers ne soient admis : il n’y aurait rien à lire."


def scenes(story: Story) -> Iterator[Scene]:
    """List the scenes of this act."""
    calendar, at = story.definition.calendar, story.moments.voting
    early = calendar.jury_opens.at - SECOND
    if early > story.moments.screening:
        yield Scene(early, "Avant l’ouverture du jury", lambda: _early(story), rank=9)
    else:
        story.book.not_played |= dict.fromkeys((EARLY_ROUND, EARLY_READING), TOO_EARLY)
    yield Scene(at, "La lecture des dossiers", lambda: _reading(story), rank=10)
    terms = story.definition.reclassification
    late_enough = terms.until is None or terms.until >= at
    if terms.allowed and late_enough and len(story.definition.categories) > 1:
        yield Scene(at, "Un reclassement en plein vote", lambda: _moved(story), rank=11)
    yield Scene(at, "Un juré déporté veut voter", lambda: _closed_seat(story), rank=12)
    yield Scene(at, "Le scrutin", lambda: _long_round(story), rank=30)
    yield Scene(at, "Un lien déclaré après le vote", lambda: _turncoat(story), rank=31)
    closes = calendar.jury_closes.at
    yield Scene(closes, "La fin des votes", lambda: _last_ballot(story))
    yield Scene(closes + SECOND, "Une seconde après la fin des votes", lambda: _too_late(story))


def first_competing(story: Story) -> list[Dossier]:
    """Give the dossiers of the category whose vote lasts until the last instant."""
    return story.company.competing[story.definition.categories[0].slug]


def long_round(story: Story) -> UUID:
    """Give the round that lasts until the last instant."""
    if story.company.long_round is None:
        raise LookupError("The round of the first category was never opened.")
    return story.company.long_round


def _early(story: Story) -> None:
    slug, competing = story.definition.categories[0].slug, first_competing(story)
    article = story.definition.calendar.jury_opens.article
    reader = story.company.voters[-1]
    declare(story, reader)
    story.book.refused(
        EARLY_ROUND,
        PERIOD,
        lambda: begin_round(story, slug),
        kind=OutsidePeriod,
        article=article,
    )
    story.book.refused(
        EARLY_READING,
        PERIOD,
        lambda: read(story, reader, competing[0]),
        kind=OutsidePeriod,
        article=article,
    )


def _reading(story: Story) -> None:
    dossier, voters = first_competing(story)[0], story.company.voters
    article = story.definition.jury.recusal_article
    story.book.refused(
        "Lire un dossier avant d’avoir déclaré ses liens.",
        DECLARED_FIRST,
        lambda: read(story, voters[0], dossier),
        kind=InterestsUndeclared,
        article=article,
    )
    for voter in voters:
        declare(story, voter)
    hidden = {
        question.name
        for section in story.definition.form
        for question in section.questions
        if not question.shown_to_jury
    }
    story.book.accepted(
        "Lire un dossier, une fois ses liens déclarés.",
        (*PERIOD, *DECLARED_FIRST),
        lambda: read(story, voters[0], dossier),
        says=lambda _opened: "Ouvert, sans ce qui n’est pas destiné au jury.",
        holds=lambda opened: (
            not hidden
            & {question.name for section in opened.sections for question in section.questions}
        ),
        article=story.definition.calendar.jury_opens.article,
    )
    _closed_reading(story)


def _closed_reading(story: Story) -> None:
    """Let a recused juror try to read a dossier with whose candidate they have no link."""
    linked = story.company.jurors.get("linked")
    if linked is None:
        return
    target = target_of(story)
    declare(story, linked, linked=[target.entrant])
    other = story.company.competing[target.category][0]
    story.book.refused(
        "Lire, dans la catégorie fermée, le dossier d’un candidat sans lien avec soi.",
        RECUSAL,
        lambda: read(story, linked, other),
        kind=SeatClosed,
        article=story.definition.jury.recusal_article,
    )


def _moved(story: Story) -> None:
    """Move a dossier while the jury votes: a ballot that its juror may no longer cast falls."""
    dossier, (_, target) = story.company.parts["moved while voting"], ends(story)
    link = first_link(story, dossier.entrant)
    if link is None:
        return
    juror = seat_linked(story, link, dossier.entrant, categories=ends(story))
    chosen = story.company.competing[target]
    opened = begin_round(story, target)
    cast(story, juror, opened.id, any_ballot(story, chosen))
    story.book.accepted(
        "Reclasser un candidat dans une catégorie où vote un juré qui lui est lié.",
        ("reclassification", *RECUSAL),
        lambda: move(story, dossier, target, reason="Reclassement fictif en plein vote."),
        says=lambda _moved: "Le siège se ferme ; le bulletin est gardé et ne compte plus.",
        holds=lambda _moved: _fell(story, juror, opened.id, target),
        article=story.definition.jury.recusal_article,
    )
    finish_round(story, opened.id, chosen)


def _fell(story: Story, juror: Seated, round_id: UUID, slug: str) -> bool:
    closed = seat_states(story, juror)[slug] is SeatState.RECUSED
    return closed and not story.ask(valid_ballots, [round_id])


def _closed_seat(story: Story) -> None:
    """Let a recused juror try to vote, through the door and then through the wall."""
    linked, slug = story.company.jurors.get("linked"), target_of(story).category
    if linked is None:
        return
    competing = story.company.competing[slug]
    opened = begin_round(story, slug)
    ballot = any_ballot(story, competing)
    story.book.refused(
        "Voter dans la catégorie qu’un lien ferme.",
        RECUSAL,
        lambda: cast(story, linked, opened.id, ballot),
        kind=SeatClosed,
        article=story.definition.jury.recusal_article,
    )
    bypass_the_seat(story, linked, opened.id, ballot)
    finish_round(story, opened.id, competing)


def _long_round(story: Story) -> None:
    """Hold the vote of the first category, which stays open until the last instant."""
    book, slug = story.book, story.definition.categories[0].slug
    article = story.definition.jury.vote_article
    opened = book.accepted(
        "Ouvrir le scrutin d’une catégorie.",
        (*VOTE, *PERIOD),
        lambda: begin_round(story, slug),
        says=lambda one: f"Tour {one.number}, {len(one.candidature_ids)} dossiers mis aux voix.",
        article=article,
    )
    if opened is None:
        return
    story.company.long_round = opened.id
    voter = story.company.voters[0]
    book.refused(
        "Ouvrir un second scrutin pendant le premier.",
        VOTE,
        lambda: begin_round(story, slug),
        kind=Conflict,
    )
    for tried, content in _wrong_ballots(story):
        book.refused(
            tried,
            VOTE,
            partial(cast, story, voter, opened.id, content),
            kind=Invalid,
            article=article,
        )
    _quorum(story, opened.id)


def _wrong_ballots(story: Story) -> Iterator[tuple[str, Content]]:
    yield "Voter avec un bulletin qui ne dit rien.", {}
    if talks(story):
        return
    outsider = story.company.competing[story.definition.categories[-1].slug][-1]
    if len(story.definition.categories) > 1:
        yield "Voter pour un dossier d’une autre catégorie.", any_ballot(story, [outsider])


def _quorum(story: Story, round_id: UUID) -> None:
    quorum, voters = story.definition.jury.quorum, story.company.voters
    competing = first_competing(story)
    plain = [any_ballot(story, competing)] * len(voters)
    ballots = ballots_of(story, competing, led_by_first(competing)) or plain
    vote_in(story, round_id, ballots, voters[: quorum - 1])
    story.book.refused(
        f"Clore le scrutin avec {_voters(quorum - 1)}, pour un quorum de {quorum}.",
        QUORUM,
        lambda: end_round(story, round_id),
        kind=QuorumNotReached,
        article=story.definition.jury.vote_article,
    )
    vote_in(story, round_id, ballots, voters[quorum - 1 :])
    story.book.accepted(
        "Changer d’avis avant la clôture : seul le dernier bulletin compte.",
        VOTE,
        lambda: vote_in(story, round_id, ballots, voters[:1]),
        says=lambda _none: f"Toujours {len(voters)} bulletins comptés.",
        holds=lambda _none: len(story.ask(valid_ballots, [round_id])) == len(voters),
        article=story.definition.jury.vote_article,
    )


def _turncoat(story: Story) -> None:
    """A juror votes, then declares a link: the ballot is kept and no longer counts."""
    competing, round_id = first_competing(story), long_round(story)
    slug, entrant = story.definition.categories[0].slug, competing[-1].entrant
    if first_link(story, entrant) != "declared":
        return
    juror = seat(story, new_player(story), categories=[slug])
    declare(story, juror)
    cast(story, juror, round_id, any_ballot(story, competing))
    before = len(story.ask(valid_ballots, [round_id]))
    story.book.accepted(
        "Déclarer, après avoir voté, un lien avec un candidat de la catégorie.",
        RECUSAL,
        lambda: declare(story, juror, linked=[entrant]),
        says=lambda _none: "La catégorie se ferme ; le bulletin est gardé et ne compte plus.",
        holds=lambda _none: (
            len(story.ask(valid_ballots, [round_id])) == before - 1
            and seat_states(story, juror)[slug] is SeatState.RECUSED
        ),
        article=story.definition.jury.recusal_article,
    )


def _last_ballot(story: Story) -> None:
    competing = first_competing(story)
    found = ballots_of(story, competing, led_by_first(competing))
    ballot = found[0] if found else any_ballot(story, competing)
    story.book.accepted(
        "Voter à l’instant même de la fin des votes.",
        PERIOD,
        lambda: cast(story, story.company.voters[0], long_round(story), ballot),
        says=lambda _ballot: "Le bulletin est enregistré.",
        article=story.definition.calendar.jury_closes.article,
    )


def _too_late(story: Story) -> None:
    competing = first_competing(story)
    story.book.refused(
        "Voter une seconde après la fin des votes.",
        PERIOD,
        lambda: cast(
            story, story.company.voters[0], long_round(story), any_ballot(story, competing)
        ),
        kind=OutsidePeriod,
        article=story.definition.calendar.jury_closes.article,
    )


def _voters(count: int) -> str:
    if count == 0:
        return "aucun votant"
    return "un seul votant" if count == 1 else f"{count} votants"
