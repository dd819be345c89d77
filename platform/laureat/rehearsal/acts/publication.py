"""The minutes and the palmarès: signed, then shown at the hour of the proclamation, not before."""

from collections.abc import Iterator
from functools import partial

from laureat.configuration.definition import Secrecy
from laureat.consequences.calendar import states_to_screen
from laureat.domain.errors import Conflict, DecisionSigned, UnderEmbargo, WrongState
from laureat.domain.french import long_instant
from laureat.domain.vocabulary import ScreeningVerdict
from laureat.queries.candidatures import candidatures_in_states, decided_candidatures
from laureat.queries.results import minutes_of, palmares_to_show
from laureat.rehearsal.acts.decisions import laureate
from laureat.rehearsal.acts.mention import award
from laureat.rehearsal.acts.votes import first_competing
from laureat.rehearsal.acts.walls import bypass_the_minutes
from laureat.rehearsal.jurors import new_player, seat
from laureat.rehearsal.moments import SECOND
from laureat.rehearsal.organisation import admit, begin_round, category_id, decide
from laureat.rehearsal.story import Scene, Story
from laureat.services.candidatures.screen import screen_candidature
from laureat.services.candidatures.withdraw import withdraw_candidature
from laureat.services.results.publish import publish_palmares
from laureat.services.results.sign_minutes import sign_minutes

MINUTES = ("plateforme.proces-verbal",)
EMBARGO = ("embargo",)
LETTERS = ("laureate-announced", "result-announced")


def scenes(story: Story) -> Iterator[Scene]:
    """List the scenes of this act."""
    moments, results = story.moments, story.definition.calendar.results.at
    yield Scene(moments.voting, "Un procès-verbal trop tôt", lambda: _too_soon(story), rank=15)
    yield Scene(moments.deliberation, "Le procès-verbal", lambda: _minutes(story), rank=5)
    yield Scene(moments.publication, "Le palmarès est prêt", lambda: _publish(story))
    if moments.publication < results - SECOND:
        yield Scene(
            results - SECOND, "Une seconde avant la proclamation", partial(_hidden, story), rank=6
        )
    shown_at = max(results, moments.publication + SECOND)
    yield Scene(shown_at, "La proclamation", lambda: _shown(story), rank=7)


def _too_soon(story: Story) -> None:
    story.book.refused(
        "Signer le procès-verbal quand une catégorie n’est pas décidée.",
        MINUTES,
        lambda: story.do(story.organiser, sign_minutes, story.edition_id),
        kind=Conflict,
    )


def _minutes(story: Story) -> None:
    book, chair = story.book, story.company.voters[0].player
    book.refused(
        "Publier le palmarès avant que le procès-verbal soit signé.",
        (*MINUTES, *EMBARGO),
        lambda: story.do(story.organiser, publish_palmares, story.edition_id),
        kind=Conflict,
    )
    _screen_the_rest(story)
    book.accepted(
        "La présidence du jury signe le procès-verbal.",
        MINUTES,
        lambda: story.do(chair, sign_minutes, story.edition_id),
        says=lambda minutes: f"Signé ; empreinte {minutes.digest[:12]}…",
    )
    _named_votes(story)
    _after_the_minutes(story)
    bypass_the_minutes(story, category_id(story, story.definition.categories[0].slug))


def _named_votes(story: Story) -> None:
    """Read in the minutes what each member voted, where the vote is no secret."""
    if story.definition.jury.secrecy is not Secrecy.NAMED:
        return
    minutes = story.ask(minutes_of, story.edition_id)
    votes = [one["vote"] for one in minutes.content["categories"] if one["vote"]] if minutes else []
    named = [len(vote["named"]) for vote in votes]
    story.book.seen(
        "Lire au procès-verbal ce que chaque membre du jury a voté au dernier tour.",
        ("named-vote",),
        lambda: (
            bool(named) and named == [vote["ballots"] for vote in votes],
            f"{sum(named)} bulletins nommés.",
        ),
        expected="Autant de noms que de bulletins comptés",
        article=story.definition.jury.vote_article,
    )


def _screen_the_rest(story: Story) -> None:
    """Set aside what was deposited and never screened, once it has kept the minutes waiting."""
    states = states_to_screen(story.definition, story.stage.clock())
    waiting = story.ask(candidatures_in_states, story.edition_id, states)
    if not waiting:
        return
    story.book.refused(
        "Signer le procès-verbal quand un dossier déposé n’est pas instruit.",
        MINUTES,
        lambda: story.do(story.organiser, sign_minutes, story.edition_id),
        kind=Conflict,
    )
    for one in waiting:
        story.do(
            story.organiser,
            screen_candidature,
            one.id,
            verdict=ScreeningVerdict.INADMISSIBLE,
            reason="Motif fictif d’irrecevabilité.",
            plugins=story.plugins,
        )


def _after_the_minutes(story: Story) -> None:
    """Try all that the signature has ended."""
    slug, winner = story.definition.categories[0].slug, first_competing(story)[0]
    late = story.company.competing[story.definition.categories[-1].slug][-1]
    for tried, call, kind in (
        (
            "Changer une décision après la signature.",
            lambda: decide(story, slug, laureate(winner, "Motif fictif.")),
            DecisionSigned,
        ),
        ("Instruire un dossier après la signature.", lambda: admit(story, late), WrongState),
        ("Ouvrir un scrutin après la signature.", lambda: begin_round(story, slug), Conflict),
        (
            "Inviter quelqu’un au jury après la signature.",
            lambda: seat(story, new_player(story)),
            DecisionSigned,
        ),
        (
            "Retirer sa candidature après la signature.",
            lambda: story.do(
                late.entrant.writer,
                withdraw_candidature,
                late.candidature_id,
                plugins=story.plugins,
            ),
            WrongState,
        ),
    ):
        story.book.refused(tried, MINUTES, call, kind=kind)
    if story.definition.special_mention is not None:
        story.book.refused(
            "Remettre le prix hors catégories après la signature.",
            (*MINUTES, "special-mention"),
            lambda: award(story, first_competing(story)[2]),
            kind=DecisionSigned,
        )


def _publish(story: Story) -> None:
    _contested(story)
    article = story.definition.calendar.results.article
    results = story.definition.calendar.results.at
    story.book.accepted(
        "Préparer la publication du palmarès.",
        EMBARGO,
        lambda: story.do(story.organiser, publish_palmares, story.edition_id),
        says=lambda palmares: (
            "Prêt ; il ne paraîtra qu’à partir du "
            f"{long_instant(palmares.embargo_until, story.definition.calendar.time_zone)}."
        ),
        holds=lambda palmares: palmares.embargo_until == results,
        article=article,
    )
    story.book.refused(
        "Publier deux fois le palmarès.",
        ("plateforme.palmares",),
        lambda: story.do(story.organiser, publish_palmares, story.edition_id),
        kind=Conflict,
    )


def _contested(story: Story) -> None:
    """Say that contesting the results is nothing that the platform plays."""
    if story.definition.outcomes.appeal_days is not None:
        story.book.out_of_reach["appeal"] = (
            "Les résultats se contestent par écrit, hors de la plateforme ; le palmarès en dit le"
            " dernier jour."
        )


def _letters(story: Story) -> int:
    """Count the letters about results that have left."""
    return sum(story.letters_sent()[name] for name in LETTERS)


def _hidden(story: Story) -> None:
    article = story.definition.calendar.results.article
    story.book.refused(
        "Lire le palmarès une seconde avant la proclamation.",
        EMBARGO,
        lambda: story.ask(palmares_to_show, story.edition_id, story.stage.clock()),
        kind=UnderEmbargo,
    )
    story.stage.deliver()
    story.book.seen(
        "Compter les lettres de résultats parties avant la proclamation.",
        EMBARGO,
        lambda: (_letters(story) == 0, f"{_letters(story)} lettre."),
        expected="Aucune",
        article=article,
    )


def _shown(story: Story) -> None:
    article = story.definition.calendar.results.article
    story.book.accepted(
        "Lire le palmarès à l’heure de la proclamation.",
        EMBARGO,
        lambda: story.ask(palmares_to_show, story.edition_id, story.stage.clock()),
        says=lambda palmares: f"{len(palmares.content['categories'])} catégories proclamées.",
        article=article,
    )
    story.stage.deliver()
    waiting = len(story.ask(decided_candidatures, story.edition_id))
    story.book.seen(
        "Compter les lettres de résultats parties après la proclamation.",
        EMBARGO,
        lambda: (_letters(story) >= waiting, f"{_letters(story)} lettres pour {waiting} dossiers."),
        expected="Une au moins pour chaque dossier examiné",
        article=article,
    )
