"""How candidates act: they make themselves known, write, submit, sign and withdraw."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session
from stdnum import luhn

from laureat.configuration.definition import Identity
from laureat.domain.vocabulary import RecognitionAnswer
from laureat.models import AttestationReturn, Candidature
from laureat.queries.candidatures import candidature_by_id, latest_findings
from laureat.queries.editions import edition_by_id
from laureat.rehearsal.answers import answers_for
from laureat.rehearsal.company import Dossier, Entrant, Player, Situation
from laureat.rehearsal.situations import any_base
from laureat.rehearsal.story import Story
from laureat.services.attestations.receive import SignedPaper, receive_attestation
from laureat.services.candidatures.save_draft import save_draft
from laureat.services.candidatures.start import start_candidature
from laureat.services.candidatures.submit import submit_candidature
from laureat.services.structures.identify import Identification, identify_applicant
from laureat.services.structures.mark_member import mark_member
from laureat.services.structures.recognise import recognise

WRITER = "camille@candidat-{0}.example"
WRITER_OF_MANY = Player("Maxime Fictif", "maxime@conseil-fictif.example")
NAMES = {
    "structure": "Structure fictive n° {number}",
    "person": "Personne fictive n° {number}",
    "team": "Équipe fictive n° {number}",
}


def base_of(story: Story, category: str) -> Situation:
    """Give the situation of an ordinary dossier of a category, eligible where that is possible."""
    bases = story.company.bases
    if category not in bases:
        bases[category] = any_base(story.definition, category, story.plugins)
    return bases[category]


def new_writer(story: Story, number: int) -> Player:
    """Let somebody sign in who will write for a candidate."""
    writer = Player(f"Camille Fictif {number}", WRITER.format(number))
    story.meet(writer)
    return writer


def introduce(
    story: Story, situation: Situation, *, identity: str | None = None, alone: bool = True
) -> Entrant:
    """Make an applicant known, with all that the situation says of it before any deposit.

    It has a writer of its own, or else the one who writes for many.
    """
    number = next(story.company.numbers)
    writer = new_writer(story, number) if alone else WRITER_OF_MANY
    story.meet(writer)
    kind = story.definition.applicants.kind.value
    name = NAMES[kind].format(number=number)
    said = identity or identity_for(story, number)
    applicant = story.do(writer, identify_applicant, identification(kind, said, name, situation))
    entrant = Entrant(applicant.id, name, kind, applicant.identity, writer, situation)
    settle(story, entrant)
    return entrant


def settle(story: Story, entrant: Entrant) -> None:
    """Let the organiser say what the situation tells of recognition and membership."""
    situation = entrant.situation
    if situation.recognition is not None:
        answer_recognition(story, entrant, RecognitionAnswer(situation.recognition))
    member = situation.trait("member")
    if member is not None:
        story.do(
            story.organiser,
            mark_member,
            entrant.applicant_id,
            member=bool(member),
            plugins=story.plugins,
        )


def answer_recognition(
    story: Story, entrant: Entrant, answer: RecognitionAnswer, *, by: Player | None = None
) -> None:
    """Answer about an applicant, as the organiser unless somebody else is named."""
    edition = story.ask(edition_by_id, story.edition_id)
    story.do(
        by or story.organiser,
        recognise,
        entrant.applicant_id,
        programme_id=edition.programme_id,
        answer=answer,
        reason="Réponse fictive, donnée pendant la répétition.",
        plugins=story.plugins,
    )
    entrant.situation = replace(entrant.situation, recognition=answer.value)


def identification(kind: str, identity: str, name: str, situation: Situation) -> Identification:
    """Say of an applicant what its situation tells."""
    return Identification(
        kind=kind,
        identity=identity,
        name=name,
        structure_kind=situation.trait("structure_kind"),
        legal_category=situation.trait("legal_category"),
        mandated_by=situation.trait("mandated_by") or "",
        departement=situation.trait("departement"),
    )


def identity_for(story: Story, number: int) -> str:
    """Give what identifies a new applicant of the edition's kind."""
    kind = story.definition.applicants.kind.value
    if kind == "structure":
        return siret_of(siren_of(story.seed, number), 1)
    return WRITER.format(number) if kind == "person" else NAMES[kind].format(number=number)


def siren_of(seed: int, number: int) -> str:
    """Make a SIREN that checks, in a range that nobody is given."""
    digits = f"99{seed % 1000:03d}{number % 1000:03d}"
    return f"{digits}{luhn.calc_check_digit(digits)}"


def siret_of(siren: str, establishment: int) -> str:
    """Make the SIRET of an establishment of a legal unit."""
    digits = f"{siren}{establishment:04d}"
    return f"{digits}{luhn.calc_check_digit(digits)}"


def sister_establishment(story: Story, entrant: Entrant) -> Entrant | None:
    """Make another establishment of the same legal unit known; None where there are none."""
    if entrant.siret is None or story.definition.applicants.identity not in (
        Identity.SIRET,
        Identity.SIREN,
    ):
        return None
    return introduce(story, entrant.situation, identity=siret_of(entrant.siret[:9], 2))


def begin(story: Story, entrant: Entrant, category: str, *, edition: UUID | None = None) -> Dossier:
    """Start a dossier."""
    started = story.do(
        entrant.writer,
        start_candidature,
        edition or story.edition_id,
        category=category,
        applicant_id=entrant.applicant_id,
    )
    dossier = Dossier(started.id, started.number, category, entrant, {}, "0")
    story.company.dossiers.append(dossier)
    return dossier


def write(story: Story, dossier: Dossier, answers: Mapping[str, object]) -> Dossier:
    """Save what is written, over what was."""
    saved = story.do(
        dossier.entrant.writer,
        save_draft,
        dossier.candidature_id,
        answers=answers,
        etag=dossier.etag,
    )
    dossier.etag = saved.etag
    dossier.answers |= answers
    return dossier


def submit(story: Story, dossier: Dossier, *, accept_rules: bool = True) -> Candidature:
    """Submit what was saved; the paper to sign is then another one."""
    story.papers.pop(dossier.candidature_id, None)
    return story.do(
        dossier.entrant.writer,
        submit_candidature,
        dossier.candidature_id,
        etag=dossier.etag,
        accept_rules=accept_rules,
        plugins=story.plugins,
    )


def prepare(story: Story, entrant: Entrant, category: str) -> Dossier:
    """Start a dossier and fill it in, as its situation asks, without submitting it."""
    dossier = begin(story, entrant, category)
    number = len(story.company.dossiers)
    own = category == entrant.situation.category
    wanted = entrant.situation.answers if own else base_of(story, category).answers
    return write(
        story, dossier, answers_for(story.definition, category, number=number, wanted=wanted)
    )


def deposit(story: Story, entrant: Entrant, category: str) -> Dossier:
    """Start a dossier, fill it in and submit it."""
    dossier = prepare(story, entrant, category)
    submit(story, dossier)
    return dossier


def newcomer(story: Story, category: str, *, alone: bool = False) -> Entrant:
    """Make an ordinary applicant known."""
    return introduce(story, base_of(story, category), alone=alone)


def return_paper(
    story: Story,
    dossier: Dossier,
    *,
    content: bytes | None = None,
    filename: str = "attestation-signee.pdf",
    signatory: str = "Alix Signataire-Fictif, direction",
) -> AttestationReturn:
    """Return the attestation of a dossier, signed; ``content`` is what is sent instead of it."""
    signed = content if content is not None else story.attestation_paper(dossier.candidature_id)
    return story.do(
        dossier.entrant.writer,
        receive_attestation,
        dossier.candidature_id,
        paper=SignedPaper(content=signed, filename=filename, signatory=signatory),
        files=story.stage.runtime.files,
        plugins=story.plugins,
    )


def register(story: Story, dossier: Dossier) -> Candidature:
    """Do what makes a submitted dossier count, and give it as it then stands."""
    if story.definition.attestation is not None:
        return_paper(story, dossier)
    return now(story, dossier)


def now(story: Story, dossier: Dossier) -> Candidature:
    """Give a dossier as it stands."""
    return story.ask(candidature_by_id, dossier.candidature_id)


def findings(story: Story, dossier: Dossier) -> dict[str, Any]:
    """Give the verdict that holds for each rule of a dossier."""

    def found(session: Session) -> dict[str, Any]:
        return {one.rule: one for one in latest_findings(session, dossier.candidature_id)}

    return story.ask(found)
