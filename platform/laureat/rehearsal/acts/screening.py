"""Screening: what a person decides about each dossier before the jury sees it."""

from collections.abc import Iterator
from functools import partial

from laureat.domain.candidature_states import CandidatureState
from laureat.domain.errors import ReasonNeeded, WrongState
from laureat.domain.vocabulary import ScreeningVerdict
from laureat.rehearsal.acts.bounds import EXAMINED, has_late_window
from laureat.rehearsal.candidates import now
from laureat.rehearsal.company import Dossier
from laureat.rehearsal.organisation import admit, screen
from laureat.rehearsal.situations import eligible_base
from laureat.rehearsal.story import Scene, Story

SCREENING = ("instruction",)
REASON = "Motif fictif, écrit pour la répétition."


def scenes(story: Story) -> Iterator[Scene]:
    """List the scenes of this act."""
    at = story.moments.screening
    yield Scene(at, "L’instruction des dossiers", lambda: _ordinary(story), rank=0)
    yield Scene(at, "Les dossiers douteux", lambda: _doubtful(story), rank=1)
    yield Scene(at, "Les dossiers tardifs", lambda: _late(story), rank=2)


def _ordinary(story: Story) -> None:
    """Pass the ordinary dossiers on to the jury, and set aside those that do not count."""
    admitted: list[str] = []
    refused: list[str] = []
    for dossiers in story.company.competing.values():
        for dossier in dossiers:
            if now(story, dossier).state is CandidatureState.REGISTERED:
                admit(story, dossier, reason=REASON)
            done = now(story, dossier).state is CandidatureState.ADMITTED
            (admitted if done else refused).append(dossier.number)
    story.book.seen(
        "Transmettre au jury tous les dossiers ordinaires pris en compte.",
        (*SCREENING, "vote"),
        lambda: (
            not refused,
            f"{len(admitted)} dossiers transmis. {' '.join(refused)}".strip(),
        ),
        expected="Tous transmis",
        article=story.definition.jury.vote_article,
    )
    terms, waiting = story.definition.attestation, story.company.parts.get("never returned")
    if terms is None or waiting is None:
        return
    story.book.refused(
        "Transmettre au jury, après la clôture, un dossier sans attestation revenue.",
        ("attestation", *SCREENING),
        lambda: admit(story, waiting, reason=REASON),
        kind=WrongState,
    )
    _set_aside(story, waiting, ScreeningVerdict.INADMISSIBLE, ("attestation", *SCREENING))


def _set_aside(
    story: Story, dossier: Dossier, verdict: ScreeningVerdict, topics: tuple[str, ...]
) -> None:
    story.book.refused(
        "Écarter un dossier sans dire pourquoi.",
        topics,
        lambda: screen(story, dossier, verdict),
        kind=ReasonNeeded,
    )
    word = "irrecevable" if verdict is ScreeningVerdict.INADMISSIBLE else "inéligible"
    story.book.accepted(
        f"Juger le dossier {word}, avec un motif que le candidat lira.",
        topics,
        lambda: screen(story, dossier, verdict, reason=REASON),
        says=lambda _screening: f"Le dossier {dossier.number} est écarté.",
        holds=lambda _screening: now(story, dossier).state.value == verdict.value,
    )


def _doubtful(story: Story) -> None:
    """A dossier that breaks a rule, or of which nobody knows, is never passed on in silence."""
    for part, dossier in story.company.parts.items():
        kind, _, place = part.partition(":")
        if kind not in ("broken", "doubtful") or not _is_registered(story, dossier):
            continue
        word = "ne remplit pas" if kind == "broken" else "n’a pas établi qu’il remplit"
        story.book.refused(
            f"Transmettre au jury sans motif un dossier qui {word} la règle.",
            (place, *SCREENING),
            partial(admit, story, dossier),
            kind=ReasonNeeded,
        )
        if kind == "broken":
            _set_aside(story, dossier, ScreeningVerdict.INELIGIBLE, (place, *SCREENING))


def _is_registered(story: Story, dossier: Dossier) -> bool:
    return now(story, dossier).state is CandidatureState.REGISTERED


def _late(story: Story) -> None:
    if not has_late_window(story):
        return
    article = story.definition.calendar.examined_until.article
    late, on_time = (story.company.parts[part] for part in ("late", "on time"))
    story.book.refused(
        "Transmettre au jury sans motif un dossier pris en compte après l’heure limite.",
        EXAMINED,
        lambda: admit(story, late),
        kind=ReasonNeeded,
    )
    story.book.accepted(
        "Le transmettre par une décision motivée.",
        EXAMINED,
        lambda: admit(story, late, reason=REASON),
        says=lambda screening: (
            "Transmis, et le procès-verbal dira qu’il était tardif."
            if screening.late
            else "Transmis, sans être signalé comme tardif."
        ),
        holds=lambda screening: screening.late,
        article=article,
    )
    plain = eligible_base(story.definition, on_time.category, story.plugins) is not None
    story.book.accepted(
        "Transmettre sans autre formalité un dossier pris en compte à l’heure limite.",
        EXAMINED,
        lambda: admit(story, on_time, reason="" if plain else REASON),
        says=lambda _screening: "Transmis.",
        holds=lambda screening: not screening.late,
        article=article,
    )
