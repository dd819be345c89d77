"""The dossiers that all others copy: one of each kind and category, made by the legal path."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from PIL import Image
from stdnum import luhn

from benchmarks.tenants import Organisation
from laureat.configuration.definition import EditionDefinition, Question
from laureat.configuration.forms import questions_of
from laureat.configuration.load import load_edition
from laureat.domain.actors import THE_ENGINE, Role
from laureat.domain.sign_in import SESSION_LIFETIME, digest_of_token
from laureat.models import Person, WebSession
from laureat.queries.people import actor_of
from laureat.rehearsal.answers import answers_for
from laureat.runtime import Runtime
from laureat.services.attestations.receive import SignedPaper, receive_attestation
from laureat.services.campaigns.apply_edition import Applied, apply_edition
from laureat.services.campaigns.publish_edition import publish_edition
from laureat.services.candidatures.save_draft import save_draft
from laureat.services.candidatures.start import FIRST_ETAG, start_candidature
from laureat.services.candidatures.submit import submit_candidature
from laureat.services.people.grant_role import grant_role
from laureat.services.structures.identify import Identification, identify_applicant
from laureat.work import Work

UNFINISHED, COMPLETE, SUBMITTED, REGISTERED = "unfinished", "complete", "submitted", "registered"
KINDS: Final = (UNFINISHED, COMPLETE, SUBMITTED, REGISTERED)
LEFT_BLANK: Final = "resultats"
"""The part of the form that an unfinished dossier has not reached."""

SENTENCE: Final = (
    "Le facilitateur réunit les acheteurs, les entreprises et les structures du territoire, écrit"
    " avec eux la clause du marché, puis suit les personnes embauchées jusqu’à la fin du chantier. "
)
USUAL_SHARE: Final = 0.8
"""How much of a limit people write."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """A dossier, with what finds its rows and what its working copy is called."""

    kind: str
    category: str
    etag: str
    person_id: UUID
    applicant_id: UUID
    candidature_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A published edition with its originals, and the token of its organiser."""

    definition: EditionDefinition
    edition_id: UUID
    organiser: str
    originals: Sequence[Original]


def open_edition(runtime: Runtime, tenant: Organisation, path: Path) -> Opened:
    """Apply and publish an edition, and give it one dossier of each kind in each category."""
    loaded = load_edition(path, plugins=runtime.plugins)
    applied = Applied(definition=loaded.definition, files=loaded.files)
    with runtime.open_work(tenant.id, THE_ENGINE) as work:
        edition_id = apply_edition(work, applied).id
        publish_edition(work, edition_id)
        odile = grant_role(
            work, "odile@organisation.example", role=Role.ORGANISER, name="Odile Organise"
        )
        organiser = f"token-of-the-organiser-{tenant.host}"
        _sign_in(work, odile, organiser)
    maker = _Maker(runtime, tenant, edition_id, loaded.definition)
    wanted = [(kind, one.slug) for kind in KINDS for one in loaded.definition.categories]
    return Opened(
        definition=loaded.definition,
        edition_id=edition_id,
        organiser=organiser,
        originals=[maker.make(number, *one) for number, one in enumerate(wanted, start=1)],
    )


def _sign_in(work: Work, person: Person, token: str) -> None:
    work.session.flush()
    work.session.add(
        WebSession(
            person_id=person.id,
            token_digest=digest_of_token(token),
            started_at=work.now,
            expires_at=work.now + SESSION_LIFETIME,
        )
    )


@dataclass(frozen=True, slots=True)
class _Maker:
    runtime: Runtime
    tenant: Organisation
    edition_id: UUID
    definition: EditionDefinition

    def make(self, number: int, kind: str, category: str) -> Original:
        """Make a dossier with a person and a structure of its own."""
        person = Person(email=f"original-{number}@originaux.example", name="Camille Candidate")
        with self.runtime.open_work(self.tenant.id, THE_ENGINE) as work:
            work.session.add(person)
            _sign_in(work, person, f"token-of-original-{number}")
        with self._work_of(person) as work:
            applicant = identify_applicant(work, _structure(number))
            applicant.member = True
        with self._work_of(person) as work:
            candidature = start_candidature(
                work, self.edition_id, category=category, applicant_id=applicant.id
            )
        with self._work_of(person) as work:
            answers = written(self.definition, category, finished=kind != UNFINISHED)
            saved = save_draft(work, candidature.id, answers=answers, etag=FIRST_ETAG)
        if kind in (SUBMITTED, REGISTERED):
            self._submit(person, candidature.id, saved.etag)
        if kind == REGISTERED:
            self._sign(person, candidature.id)
        return Original(
            kind=kind,
            category=category,
            etag=saved.etag,
            person_id=person.id,
            applicant_id=applicant.id,
            candidature_id=candidature.id,
        )

    @contextmanager
    def _work_of(self, person: Person) -> Iterator[Work]:
        with self.runtime.open_work(self.tenant.id, THE_ENGINE) as work:
            actor = actor_of(work.session, person)
            yield Work(work.session, actor, work.now)

    def _submit(self, person: Person, candidature_id: UUID, etag: str) -> None:
        with self._work_of(person) as work:
            submit_candidature(
                work,
                candidature_id,
                etag=etag,
                accept_rules=True,
                plugins=self.runtime.plugins,
            )

    def _sign(self, person: Person, candidature_id: UUID) -> None:
        with self._work_of(person) as work:
            receive_attestation(
                work,
                candidature_id,
                paper=SignedPaper(
                    content=_scan(), filename="attestation.png", signatory="Sylvie Signe"
                ),
                files=self.runtime.files,
                plugins=self.runtime.plugins,
            )


def _structure(number: int) -> Identification:
    eight = f"{number:08d}"
    thirteen = f"{eight}{luhn.calc_check_digit(eight)}0001"
    return Identification(
        kind="structure",
        identity=thirteen + luhn.calc_check_digit(thirteen),
        name=f"Structure fictive n° {number}",
        structure_kind="association",
        legal_category="9220",
        departement="48",
    )


def _scan() -> bytes:
    """Give a page as a scanner would."""
    page = BytesIO()
    Image.new("L", (1240, 1754), "white").save(page, "PNG")
    return page.getvalue()


def written(
    definition: EditionDefinition, category: str, *, finished: bool = True
) -> dict[str, Any]:
    """Answer a form with texts as long as people write."""
    sections = definition.sections_for(category)
    texts = {one.name: _text(one) for one in questions_of(sections) if one.kind == "long_text"}
    answers = answers_for(definition, category, number=1, wanted=texts)
    blank = {
        one.name
        for section in sections
        for one in section.questions
        if section.slug == LEFT_BLANK and not finished
    }
    return {name: answer for name, answer in answers.items() if name not in blank}


def _text(question: Question) -> str:
    words = (SENTENCE * 40).split()
    if question.words:
        return " ".join(words[: int(question.words * USUAL_SHARE)])
    return " ".join(words)[: int((question.characters or 1_000) * USUAL_SHARE)].strip()
