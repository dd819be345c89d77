"""One win in a whole season: a sister edition names a laureate first."""

from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

from laureat.configuration.definition import Category, EditionDefinition, Limits, WinScope
from laureat.domain.errors import WinsAlready
from laureat.queries.editions import category_by_slug
from laureat.rehearsal.acts.decisions import laureate
from laureat.rehearsal.acts.opening import applied
from laureat.rehearsal.acts.votes import first_competing
from laureat.rehearsal.answers import answers_for
from laureat.rehearsal.candidates import begin, submit, write
from laureat.rehearsal.company import Dossier
from laureat.rehearsal.jurors import cast, declare, new_player, seat
from laureat.rehearsal.organisation import admit, decide
from laureat.rehearsal.rounds import any_ballot
from laureat.rehearsal.story import Scene, Story
from laureat.services.campaigns.apply_edition import apply_edition
from laureat.services.campaigns.publish_edition import publish_edition
from laureat.services.juries.close_round import close_round
from laureat.services.juries.open_round import open_round
from laureat.services.results.decide import decide_category

ONE_WIN = ("one-win",)
REASON = "Motif fictif de l’édition sœur."
ONLY = Category(
    slug="unique", title="Catégorie unique fictive", description="Édition sœur fictive."
)
PART = "sister edition"


def scenes(story: Story) -> Iterator[Scene]:
    """List the scenes of this act."""
    if story.definition.outcomes.one_win is not WinScope.SEASON:
        return
    moments = story.moments
    yield Scene(moments.deposit, "L’édition sœur", lambda: _deposit(story), rank=9)
    yield Scene(moments.screening, "L’édition sœur instruite", lambda: _screen(story), rank=9)
    yield Scene(moments.voting, "L’édition sœur vote", lambda: _win(story), rank=40)
    yield Scene(moments.deliberation, "Lauréat dans l’édition sœur", lambda: _again(story), rank=1)


def sister_of(definition: EditionDefinition) -> EditionDefinition:
    """Make a small edition of the same season: one category, no paper to sign, one voter."""
    form = tuple(
        replace(section, questions=tuple(one for one in section.questions if not one.categories))
        for section in definition.form
    )
    return replace(
        definition,
        programme=f"{definition.programme}-soeur",
        programme_title=f"{definition.programme_title} (édition sœur fictive)",
        short_title=f"{definition.short_title} sœur",
        categories=(ONLY,),
        eligibility=(),
        limits=Limits(),
        form=form,
        jury=replace(definition.jury, quorum=1),
        attestation=None,
        recognition=None,
        special_mention=None,
        acknowledgements=(),
    )


def _deposit(story: Story) -> None:
    sister = sister_of(story.definition)
    edition = story.do(story.organiser, apply_edition, applied(sister))
    story.do(story.organiser, publish_edition, edition.id)
    entrant = _candidate(story).entrant
    dossier = begin(story, entrant, ONLY.slug, edition=edition.id)
    story.company.dossiers.remove(dossier)  # what is compared and exported is the edition's own
    write(story, dossier, answers_for(sister, ONLY.slug, number=1))
    submit(story, dossier)
    story.company.parts[PART] = dossier
    story.company.sister_id = edition.id


def _candidate(story: Story) -> Dossier:
    """Give a dossier that no other scene of the first category makes win."""
    alone = len(story.definition.categories) == 1
    return first_competing(story)[-1 if alone else 1]


def _category_id(story: Story) -> UUID:
    if story.company.sister_id is None:
        raise LookupError("The sister edition was never applied.")
    return story.ask(category_by_slug, story.company.sister_id, ONLY.slug).id


def _screen(story: Story) -> None:
    admit(story, story.company.parts[PART], reason=REASON)


def _win(story: Story) -> None:
    dossier, category_id = story.company.parts[PART], _category_id(story)
    juror = seat(story, new_player(story), edition_id=story.company.sister_id)
    declare(story, juror)
    opened = story.do(story.organiser, open_round, category_id)
    cast(story, juror, opened.id, any_ballot(story, [dossier]))
    story.do(story.organiser, close_round, opened.id, plugins=story.plugins)
    story.book.accepted(
        "Désigner un lauréat dans une autre édition de la même saison.",
        ONE_WIN,
        lambda: story.do(story.organiser, decide_category, category_id, laureate(dossier, REASON)),
        says=lambda _decision: f"{dossier.number} est lauréat de l’édition sœur.",
        article=story.definition.outcomes.one_win_article,
    )


def _again(story: Story) -> None:
    slug, second = story.definition.categories[0].slug, _candidate(story)
    story.book.refused(
        "Désigner de nouveau ce candidat, lauréat ailleurs dans la saison.",
        ONE_WIN,
        lambda: decide(story, slug, laureate(second, REASON)),
        kind=WinsAlready,
        article=story.definition.outcomes.one_win_article,
    )
