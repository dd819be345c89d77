"""The signed attestation: a dossier that is deposited counts only once it has come back."""

from collections.abc import Iterator
from datetime import datetime

from laureat.configuration.forms import questions_of
from laureat.domain.candidature_states import CandidatureState
from laureat.domain.errors import FileRefused, Invalid, ReasonNeeded, WrongState
from laureat.domain.vocabulary import CheckVerdict
from laureat.queries.attestations import returns_of
from laureat.rehearsal.answers import answer_to
from laureat.rehearsal.candidates import (
    deposit,
    newcomer,
    now,
    register,
    return_paper,
    submit,
    write,
)
from laureat.rehearsal.company import Dossier
from laureat.rehearsal.organisation import admit
from laureat.rehearsal.story import Scene, Story
from laureat.services.attestations.check import check_attestation

PAPER = ("attestation",)
NEEDED = ("broken:", "doubtful:", "moved")
OFFICE_DOCUMENT = b"PK\x03\x04 a document of an office program"


def scenes(story: Story) -> Iterator[Scene]:
    """List the scenes of this act."""
    at = story.moments.papers
    if story.definition.attestation is None:
        return
    yield Scene(at, "L’attestation signée", lambda: _first_return(story), rank=0)
    yield Scene(at, "Un dossier modifié après signature", lambda: _edited(story), rank=1)
    yield Scene(at, "Une attestation mal signée", lambda: _badly_signed(story), rank=2)
    yield Scene(at, "Les attestations des dossiers ordinaires", lambda: _all(story), rank=3)


def _article(story: Story) -> str | None:
    terms = story.definition.attestation
    return terms.article if terms else None


def _first(story: Story) -> Dossier:
    return story.company.competing[story.definition.categories[0].slug][0]


def _state(story: Story, dossier: Dossier) -> CandidatureState:
    return now(story, dossier).state


def _first_return(story: Story) -> None:
    book, dossier = story.book, _first(story)
    book.seen(
        "Regarder un dossier déposé dont l’attestation n’est pas revenue.",
        PAPER,
        lambda: (
            _state(story, dossier) is CandidatureState.SUBMITTED,
            f"{dossier.number} est déposé et n’est pas pris en compte.",
        ),
        expected="Déposé, pas pris en compte",
        article=_article(story),
    )
    book.refused(
        "Transmettre au jury un dossier dont l’attestation n’est pas revenue.",
        PAPER,
        lambda: admit(story, dossier),
        kind=WrongState,
    )
    _wrong_papers(story, dossier)
    returned: list[datetime] = []

    def come_back() -> None:
        return_paper(story, dossier)
        returned.append(story.stage.clock())

    book.accepted(
        "Retourner l’attestation signée dans les délais.",
        PAPER,
        come_back,
        says=lambda _none: f"{dossier.number} est pris en compte à l’instant de la réception.",
        holds=lambda _none: now(story, dossier).registered_at == returned[0],
        article=_article(story),
    )
    waiting = deposit(story, newcomer(story, dossier.category), dossier.category)
    story.company.parts["never returned"] = waiting


def _wrong_papers(story: Story, dossier: Dossier) -> None:
    story.book.refused(
        "Retourner un document de bureautique au lieu d’un PDF.",
        PAPER,
        lambda: return_paper(story, dossier, content=OFFICE_DOCUMENT, filename="a.docx"),
        kind=FileRefused,
    )
    story.book.refused(
        "Retourner l’attestation sans dire qui l’a signée.",
        PAPER,
        lambda: return_paper(story, dossier, signatory=" "),
        kind=Invalid,
    )


def _edited(story: Story) -> None:
    """Change a dossier that counts: it no longer does, until a new paper comes back."""
    dossier = _first(story)
    question = questions_of(story.definition.sections_for(dossier.category))[0]
    changed = {question.name: answer_to(question, 900 + len(dossier.number))}
    if changed[question.name] == dossier.answers.get(question.name):
        changed = {question.name: answer_to(question, 901 + len(dossier.number))}

    def edit() -> CandidatureState:
        write(story, dossier, changed)
        submit(story, dossier)
        return _state(story, dossier)

    if changed[question.name] == dossier.answers.get(question.name):
        return  # a question with one answer only cannot be answered otherwise
    story.book.accepted(
        "Modifier puis redéposer un dossier dont l’attestation était revenue.",
        PAPER,
        edit,
        says=lambda _state: "Le dossier n’est plus pris en compte : une nouvelle est attendue.",
        holds=lambda state: state is CandidatureState.SUBMITTED,
        article=_article(story),
    )
    story.book.accepted(
        "Retourner l’attestation de la nouvelle version.",
        PAPER,
        lambda: register(story, dossier),
        says=lambda _one: "Pris en compte de nouveau.",
        holds=lambda one: one.state is CandidatureState.REGISTERED,
        article=_article(story),
    )


def _badly_signed(story: Story) -> None:
    dossier = story.company.competing[story.definition.categories[0].slug][1]
    register(story, dossier)
    returned = story.ask(returns_of, dossier.candidature_id)[-1]

    def refuse(reason: str) -> CandidatureState:
        story.do(
            story.organiser,
            check_attestation,
            returned.id,
            verdict=CheckVerdict.REFUSED,
            reason=reason,
            plugins=story.plugins,
        )
        return _state(story, dossier)

    story.book.refused(
        "Refuser une attestation sans dire ce qui ne va pas.",
        PAPER,
        lambda: refuse(""),
        kind=ReasonNeeded,
    )
    story.book.accepted(
        "Refuser une attestation illisible, avec le motif.",
        PAPER,
        lambda: refuse("La signature fictive est illisible."),
        says=lambda _state: "Le dossier n’est plus pris en compte, et le candidat peut la refaire.",
        holds=lambda state: state is CandidatureState.SUBMITTED,
        article=_article(story),
    )


def _all(story: Story) -> None:
    """Let the papers of the ordinary dossiers come back, and of those that the screening needs."""
    company = story.company
    ordinary = [one for dossiers in company.competing.values() for one in dossiers]
    needed = [one for part, one in company.parts.items() if part.startswith(NEEDED)]
    for dossier in dict.fromkeys([*ordinary, *needed]):
        if _state(story, dossier) is CandidatureState.SUBMITTED:
            register(story, dossier)
