"""Recognition: who is not a member waits for the coordination of its territory."""

import re
from collections.abc import Iterator
from dataclasses import replace

from laureat.domain.errors import Conflict, NotFound, ReasonNeeded
from laureat.domain.vocabulary import RecognitionAnswer
from laureat.queries.editions import edition_by_id
from laureat.rehearsal.candidates import (
    answer_recognition,
    base_of,
    deposit,
    introduce,
    settle,
)
from laureat.rehearsal.company import Dossier, Entrant, Player
from laureat.rehearsal.situations import HOME
from laureat.rehearsal.stage import HOST
from laureat.rehearsal.story import Scene, Story
from laureat.services.structures.recognise import recognise
from laureat.services.structures.set_coordination import set_coordination

RECOGNITION = ("recognition",)
REFERENT = Player("Sacha Référent-Fictif", f"referent@coordination.{HOST}")
OTHER_REFERENT = Player("Noa Référent-Fictif", f"referent@autre-coordination.{HOST}")
ELSEWHERE = "974"
SILENT = "2A"


def scenes(story: Story) -> Iterator[Scene]:
    """List the scenes of this act."""
    if story.definition.recognition is None:
        return
    yield Scene(story.moments.before, "Les coordinations", lambda: _coordinations(story), rank=-1)
    yield Scene(story.moments.recognition, "La reconnaissance", lambda: _recognised(story))
    yield Scene(story.moments.recognition, "Sans coordination", lambda: _orphan(story), rank=1)


def _coordinations(story: Story) -> None:
    for name, departement, referent in (
        ("Coordination fictive des Causses", HOME, REFERENT),
        ("Coordination fictive des Îles", ELSEWHERE, OTHER_REFERENT),
    ):
        story.do(
            story.organiser,
            set_coordination,
            name=name,
            departements=[departement],
            referents=[(referent.email, referent.name)],
        )
    story.meet(REFERENT, OTHER_REFERENT)


def _article(story: Story) -> str | None:
    terms = story.definition.recognition
    return terms.article if terms else None


def _stranger(story: Story, departement: str) -> Dossier:
    """Let a structure that is not a member deposit a dossier."""
    category = story.definition.categories[0].slug
    base = base_of(story, category)
    traits = {**base.traits, "member": False, "departement": departement}
    entrant = introduce(story, replace(base, traits=traits, recognition=None))
    dossier = deposit(story, entrant, category)
    story.stage.deliver()
    return dossier


def _letters_to(story: Story, player: Player, about: str) -> int:
    """Count the letters to somebody that name somebody, whatever spaces the typesetter has put."""
    named = re.compile(rf"{re.escape(about)}(?!\d)")
    return sum(
        one.to == player.email and bool(named.search(" ".join(one.text.split())))
        for one in story.stage.mailer.sent
    )


def _recognised(story: Story) -> None:
    book, dossier = story.book, _stranger(story, HOME)
    entrant = dossier.entrant
    book.seen(
        "Déposer sans être adhérent : la coordination du territoire reçoit une lettre.",
        RECOGNITION,
        lambda: (
            _letters_to(story, REFERENT, entrant.name) == 1
            and _letters_to(story, OTHER_REFERENT, entrant.name) == 0,
            f"Une lettre à {REFERENT.name}, aucune à {OTHER_REFERENT.name}.",
        ),
        expected="Une lettre à la bonne coordination, aucune à l’autre",
        article=_article(story),
    )
    book.refused(
        "Répondre pour une structure d’un autre territoire.",
        RECOGNITION,
        lambda: answer_recognition(story, entrant, RecognitionAnswer.RECOGNISED, by=OTHER_REFERENT),
        kind=NotFound,
    )
    book.refused(
        "Refuser de reconnaître sans motif.",
        RECOGNITION,
        lambda: _refuse_silently(story, entrant),
        kind=ReasonNeeded,
    )
    for answer, said in (
        (RecognitionAnswer.REFUSED, "Refusée, avec un motif que la structure lira."),
        (RecognitionAnswer.RECOGNISED, "Reconnue : la dernière réponse vaut, la première reste."),
    ):
        _answered(story, entrant, answer, said)
    _member(story)


def _answered(story: Story, entrant: Entrant, answer: RecognitionAnswer, said: str) -> None:
    before = _letters_to(story, entrant.writer, entrant.name)

    def reply() -> int:
        answer_recognition(story, entrant, answer, by=REFERENT)
        story.stage.deliver()
        return _letters_to(story, entrant.writer, entrant.name) - before

    word = "refuser" if answer is RecognitionAnswer.REFUSED else "reconnaître"
    story.book.accepted(
        f"En référent du territoire, {word} la structure.",
        RECOGNITION,
        reply,
        says=lambda _count: said,
        holds=lambda count: count == 1,
        article=_article(story),
    )


def _refuse_silently(story: Story, entrant: Entrant) -> object:
    edition = story.ask(edition_by_id, story.edition_id)
    return story.do(
        REFERENT,
        recognise,
        entrant.applicant_id,
        programme_id=edition.programme_id,
        answer=RecognitionAnswer.REFUSED,
        plugins=story.plugins,
    )


def _member(story: Story) -> None:
    category = story.definition.categories[0].slug
    base = base_of(story, category)
    entrant = introduce(
        story, replace(base, traits={**base.traits, "member": True}, recognition=None)
    )
    settle(story, entrant)
    story.book.refused(
        "Reconnaître une structure adhérente, qui n’en a pas besoin.",
        RECOGNITION,
        lambda: answer_recognition(story, entrant, RecognitionAnswer.RECOGNISED, by=REFERENT),
        kind=Conflict,
    )


def _orphan(story: Story) -> None:
    """A territory without coordination, and one that stays silent: the organiser answers."""
    dossier = _stranger(story, SILENT)
    entrant = dossier.entrant
    story.book.seen(
        "Déposer d’un territoire sans coordination : l’organisateur reçoit la lettre.",
        RECOGNITION,
        lambda: (
            _letters_to(story, story.organiser, entrant.name) == 1,
            f"Une lettre à {story.organiser.name}.",
        ),
        expected="Une lettre à l’organisateur",
        article=_article(story),
    )
    story.book.accepted(
        "L’organisateur répond à la place de la coordination.",
        RECOGNITION,
        lambda: answer_recognition(story, entrant, RecognitionAnswer.RECOGNISED),
        says=lambda _none: "La structure est reconnue.",
        article=_article(story),
    )
