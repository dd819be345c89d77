"""The deliberation: the count proposes, the jury decides."""

from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from laureat.configuration.definition import WinScope
from laureat.domain.errors import (
    Conflict,
    Forbidden,
    OutcomeNotAllowed,
    ReasonNeeded,
    SeatClosed,
    WinsAlready,
)
from laureat.domain.vocabulary import Outcome
from laureat.models import Decision, Tally
from laureat.queries.results import decision_lines
from laureat.rehearsal.acts.interests import first_link
from laureat.rehearsal.acts.votes import first_competing, long_round
from laureat.rehearsal.acts.walls import bypass_the_chair
from laureat.rehearsal.ballots import led_by_nobody, tied, undecided
from laureat.rehearsal.company import Dossier
from laureat.rehearsal.jurors import cast, seat_linked
from laureat.rehearsal.organisation import category_id, decide, end_round
from laureat.rehearsal.rounds import (
    any_ballot,
    hold_round,
    leads,
    led_by_first,
    method_of,
    talks,
)
from laureat.rehearsal.story import Scene, Story
from laureat.services.results.decide import Verdict

VOTE = ("vote",)
JOINT = ("joint-laureates",)
NOBODY_WINS = ("not-awarded",)
ONE_WIN = ("one-win",)
REASON = "Motif fictif du jury, écrit pour la répétition."
PRAISE = "Un projet fictif, remarqué pour sa clarté."


def scenes(story: Story) -> Iterator[Scene]:
    """List the scenes of this act."""
    at = story.moments.voting
    slugs = [category.slug for category in story.definition.categories]
    alone, equal = slugs[min(3, len(slugs) - 1)], slugs[min(2, len(slugs) - 1)]
    yield Scene(at, "Une catégorie sans lauréat", lambda: _nobody(story, alone), rank=20)
    yield Scene(at, "Une égalité des voix", lambda: _tie(story, equal), rank=21)
    others = [slug for slug in slugs[1:] if slug not in (alone, equal)]
    yield Scene(at, "Les autres scrutins", lambda: _others(story, others, slugs), rank=22)
    later = story.moments.deliberation
    yield Scene(later, "Le dépouillement", lambda: _count(story), rank=0)
    yield Scene(later, "La délibération", lambda: _first(story), rank=2)
    if len(slugs) > 1:
        yield Scene(later, "En tête de deux catégories", lambda: _twice(story, slugs[1]), rank=3)
    if story.definition.outcomes.one_win is not WinScope.NONE and not _may_lead_twice(story):
        story.book.out_of_reach.setdefault(
            ONE_WIN[0], "Un candidat ne peut avoir qu’un dossier dans cette édition."
        )


def _may_lead_twice(story: Story) -> bool:
    most = story.definition.limits.per_edition
    return len(story.definition.categories) > 1 and most != 1


def laureate(dossier: Dossier, reason: str = "") -> Verdict:
    """Decide for one dossier."""
    return Verdict(
        outcome=Outcome.LAUREATE,
        candidature_ids=[dossier.candidature_id],
        reason=reason,
        citations={dossier.candidature_id: PRAISE},
    )


def _joint(dossiers: Sequence[Dossier]) -> Verdict:
    return Verdict(
        outcome=Outcome.JOINT_LAUREATES,
        candidature_ids=[one.candidature_id for one in dossiers],
        reason=REASON,
        citations={one.candidature_id: PRAISE for one in dossiers},
    )


def decided(story: Story, slug: str) -> list[Dossier]:
    """List the dossiers that the decision that holds in a category distinguishes."""
    wanted = category_id(story, slug)

    def found(session: Session) -> set[object]:
        lines = decision_lines(session, [story.edition_id])
        return {
            candidature.id
            for line in lines
            if line.decision.category_id == wanted
            for _, candidature in line.distinctions
        }

    winners = story.ask(found)
    return [one for one in story.company.dossiers if one.candidature_id in winners]


def _ordinary(story: Story, slug: str) -> list[Dossier]:
    """List the competitors of a category who compete in no other."""
    leader = first_competing(story)[0].entrant
    return [one for one in story.company.competing[slug] if one.entrant is not leader]


def _nobody(story: Story, slug: str) -> None:
    competing, article = _ordinary(story, slug), story.definition.outcomes.article
    if method_of(story).nobody is not None:
        story.book.accepted(
            "Dépouiller un scrutin où le choix de ne désigner personne arrive en tête.",
            (*VOTE, *NOBODY_WINS),
            lambda: hold_round(story, slug, competing, led_by_nobody),
            says=lambda _tally: "Le dépouillement ne désigne personne ; le jury décide.",
            holds=lambda tally: tally is not None and not tally.result["leaders"],
            article=story.definition.jury.vote_article,
        )
    hold_round(story, slug, competing, led_by_first(competing))

    def withhold(reason: str) -> Decision:
        return decide(story, slug, Verdict(outcome=Outcome.NOT_AWARDED, reason=reason))

    if not story.definition.outcomes.not_awarded:
        story.book.refused(
            "Ne désigner aucun lauréat, ce que l’édition n’admet pas.",
            NOBODY_WINS,
            lambda: withhold(REASON),
            kind=OutcomeNotAllowed,
            article=article,
        )
        decide(story, slug, laureate(competing[0], REASON))
        return
    story.book.refused(
        "Ne désigner aucun lauréat sans dire pourquoi.",
        NOBODY_WINS,
        lambda: withhold(""),
        kind=ReasonNeeded,
    )
    story.book.accepted(
        "Ne désigner aucun lauréat, par une décision motivée.",
        NOBODY_WINS,
        lambda: withhold(REASON),
        says=lambda _decision: "La catégorie n’est pas attribuée.",
        holds=lambda _decision: decided(story, slug) == [],
        article=article,
    )


def _tie(story: Story, slug: str) -> None:
    dossiers = _ordinary(story, slug)[:2]
    tally = None if talks(story) else hold_round(story, slug, dossiers, tied)
    if tally is None:
        _without_a_tie(story, slug, dossiers)
        return
    story.book.seen(
        "Dépouiller un scrutin où deux dossiers sont à égalité.",
        VOTE,
        lambda: (
            len(tally.result["leaders"]) == 2,
            "Le dépouillement dit l’égalité et ne départage personne.",
        ),
        expected="L’égalité est dite, pas tranchée",
        article=story.definition.jury.vote_article,
    )
    story.book.refused(
        "Départager une égalité sans dire pourquoi.",
        (*VOTE, *JOINT),
        lambda: decide(story, slug, laureate(dossiers[0])),
        kind=ReasonNeeded,
    )
    (_share if story.definition.outcomes.joint_laureates else _run_off)(story, slug, dossiers)


def _without_a_tie(story: Story, slug: str, dossiers: Sequence[Dossier]) -> None:
    """Play on where no ballots of this method tie, or where there are none."""
    again = None if talks(story) else hold_round(story, slug, dossiers, undecided)
    if again is not None:
        story.book.seen(
            "Dépouiller un tour où personne n’a la majorité demandée.",
            VOTE,
            lambda: (not again.result["leaders"], "Le dépouillement demande un autre tour."),
            expected="Personne n’est désigné",
            article=story.definition.jury.vote_article,
        )
    hold_round(story, slug, dossiers, led_by_first(dossiers))
    if not story.definition.outcomes.joint_laureates:
        story.book.refused(
            "Désigner des ex æquo, ce que l’édition n’admet pas.",
            JOINT,
            lambda: decide(story, slug, _joint(dossiers)),
            kind=OutcomeNotAllowed,
            article=story.definition.outcomes.article,
        )
        decide(story, slug, laureate(dossiers[0], REASON))
        return
    story.book.accepted(
        "Désigner des ex æquo, par une décision motivée.",
        JOINT,
        lambda: decide(story, slug, _joint(dossiers)),
        says=lambda _decision: f"{len(decided(story, slug))} lauréats ex æquo.",
        holds=lambda _decision: set(decided(story, slug)) == set(dossiers),
        article=story.definition.outcomes.article,
    )


def _share(story: Story, slug: str, dossiers: Sequence[Dossier]) -> None:
    article = story.definition.outcomes.article
    story.book.refused(
        "Désigner un seul lauréat « ex æquo ».",
        JOINT,
        lambda: decide(story, slug, _joint(dossiers[:1])),
        kind=OutcomeNotAllowed,
        article=article,
    )
    story.book.accepted(
        "Désigner des ex æquo après une égalité des voix.",
        JOINT,
        lambda: decide(story, slug, _joint(dossiers)),
        says=lambda _decision: f"{len(decided(story, slug))} lauréats ex æquo.",
        holds=lambda _decision: set(decided(story, slug)) == set(dossiers),
        article=article,
    )


def _run_off(story: Story, slug: str, dossiers: Sequence[Dossier]) -> None:
    story.book.refused(
        "Désigner des ex æquo, ce que l’édition n’admet pas.",
        JOINT,
        lambda: decide(story, slug, _joint(dossiers)),
        kind=OutcomeNotAllowed,
        article=story.definition.outcomes.article,
    )
    story.book.accepted(
        "Voter de nouveau entre les dossiers à égalité.",
        VOTE,
        lambda: hold_round(story, slug, dossiers, led_by_first(dossiers), runoff=True),
        says=lambda _tally: "Un second tour départage.",
        holds=lambda tally: tally is not None and leads(tally, dossiers[0]),
        article=story.definition.jury.vote_article,
    )
    decide(story, slug, laureate(dossiers[0], REASON))


def _others(story: Story, others: Sequence[str], slugs: Sequence[str]) -> None:
    """Hold the remaining rounds; the second category waits for the deliberation."""
    for slug in others:
        competing = story.company.competing[slug]
        hold_round(story, slug, competing, led_by_first(competing))
        if slug != slugs[1]:
            decide(story, slug, laureate(competing[0], REASON))


def _count(story: Story) -> None:
    """Close the vote of the first category and count it."""
    book, competing = story.book, first_competing(story)
    slug, leader = story.definition.categories[0].slug, competing[0]
    book.refused(
        "Décider avant que le scrutin soit dépouillé.",
        VOTE,
        lambda: decide(story, slug, laureate(leader, REASON)),
        kind=Conflict,
    )
    tally = book.accepted(
        "Clore le scrutin et le dépouiller.",
        (*VOTE, "quorum"),
        lambda: end_round(story, long_round(story)),
        says=lambda one: _counted(one, competing),
        holds=lambda one: one.result["ballots"] >= story.definition.jury.quorum,
        article=story.definition.jury.vote_article,
    )
    story.company.leads_alone = tally is not None and leads(tally, leader)
    book.refused(
        "Voter dans un scrutin clos.",
        VOTE,
        lambda: cast(
            story, story.company.voters[0], long_round(story), any_ballot(story, competing)
        ),
    )


def _counted(tally: Tally, dossiers: Sequence[Dossier]) -> str:
    """Say what was counted, with the dossiers' numbers instead of their ids."""
    said = " ".join(tally.result["explanation"][-1:])
    for one in dossiers:
        said = said.replace(str(one.candidature_id), one.number)
    return f"{tally.result['ballots']} bulletins comptés, {tally.result['voided']} annulé. {said}"


def _first(story: Story) -> None:
    """Decide the first category."""
    book, competing = story.book, first_competing(story)
    slug, leader, second = story.definition.categories[0].slug, competing[0], competing[1]
    if not talks(story):
        book.refused(
            "Désigner un autre dossier que celui qui est en tête, sans dire pourquoi.",
            VOTE,
            lambda: decide(story, slug, laureate(second)),
            kind=ReasonNeeded,
        )
    book.refused(
        "Décider sans présider le jury ni organiser.",
        VOTE,
        lambda: decide(story, slug, laureate(leader), by=story.company.voters[1].player),
        kind=Forbidden,
    )
    _recused_chair(story, slug, leader)
    reason = "" if story.company.leads_alone or talks(story) else REASON
    book.accepted(
        "La présidence du jury désigne le dossier en tête.",
        VOTE,
        lambda: decide(story, slug, laureate(leader, reason), by=story.company.voters[0].player),
        says=lambda _decision: f"{leader.number} est lauréat.",
        holds=lambda _decision: decided(story, slug) == [leader],
        article=story.definition.outcomes.article,
    )


def _recused_chair(story: Story, slug: str, leader: Dossier) -> None:
    """Let somebody who presides, and has a link with a competitor, try to decide all the same."""
    entrant = first_competing(story)[-1].entrant
    link = first_link(story, entrant)
    if link is None:
        return
    chair = seat_linked(story, link, entrant, chair=True, categories=[slug])
    story.book.refused(
        "Décider, en présidant le jury, dans la catégorie qu’un lien ferme.",
        ("recusal",),
        lambda: decide(story, slug, laureate(leader, REASON), by=chair.player),
        kind=SeatClosed,
        article=story.definition.jury.recusal_article,
    )
    bypass_the_chair(story, chair, category_id(story, slug))


def _twice(story: Story, slug: str) -> None:
    """Let somebody who has just won lead another category too."""
    competing = story.company.competing[slug]
    twin = competing[0]
    if twin.entrant is not first_competing(story)[0].entrant:
        decide(story, slug, laureate(twin, REASON))
        return
    terms = story.definition.outcomes
    if terms.one_win is WinScope.NONE:
        story.book.accepted(
            "Désigner dans une seconde catégorie un candidat déjà lauréat, ce qui est permis.",
            ("outcomes",),
            lambda: decide(story, slug, laureate(twin, REASON)),
            says=lambda _decision: f"{twin.entrant.name} est deux fois lauréat.",
            article=terms.one_win_article,
        )
        return
    story.book.refused(
        "Désigner dans une seconde catégorie un candidat déjà lauréat.",
        ONE_WIN,
        lambda: decide(story, slug, laureate(twin, REASON)),
        kind=WinsAlready,
        article=terms.one_win_article,
    )
    if not decided(story, slug):
        story.book.accepted(
            "Désigner le suivant, en disant pourquoi la décision s’écarte du dépouillement.",
            ONE_WIN,
            lambda: decide(story, slug, laureate(competing[1], REASON)),
            says=lambda _decision: f"{competing[1].number} est lauréat.",
            article=terms.one_win_article,
        )
