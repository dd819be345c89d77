"""The desk at which every letter is written: the tenant's, to one person, once."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from laureat.configuration.definition import EditionDefinition
from laureat.consequences.definitions import definition_of
from laureat.consequences.status import status_of
from laureat.domain.french import long_instant
from laureat.domain.naming import edition_name
from laureat.integrations.mail import Message, Sender
from laureat.mails.facts import Organiser
from laureat.mails.render import render_mail
from laureat.models import Candidature, Edition, Person, SentMail, Tenant
from laureat.runtime import Runtime
from laureat.work import Work


@dataclass(frozen=True, slots=True)
class Desk:
    """What a job is given: its unit of work, the deployment, and the id that makes it once.

    ``tenant`` is the organisation in whose name letters leave.
    """

    work: Work
    runtime: Runtime
    tenant: Tenant
    entry_id: UUID

    def address(self, path: str) -> str:
        """Write the full address of a page of the tenant."""
        return self.runtime.address(self.tenant.profile["hosts"][0], path)

    def definition(self, edition: Edition) -> EditionDefinition:
        """Give what an edition says."""
        return definition_of(self.work.session, edition)

    def where(self, candidature: Candidature) -> dict[str, object]:
        """Say which dossier a letter is about, and where it stands as the letter leaves."""
        status = status_of(self.work.session, candidature, self.work.now, self.runtime.plugins)
        return dossier_facts(candidature) | {"standing": status.sentence}

    def write(
        self,
        people: Iterable[Person],
        letter: str,
        path: str,
        *,
        about: EditionDefinition | None = None,
        **facts: object,
    ) -> None:
        """Send a letter to each person, and note that it left.

        Answers go to the contact of the edition that it is ``about``, else to the organisation's.
        """
        profile = self.tenant.profile
        organiser = Organiser(
            name=self.tenant.name,
            accent=profile["theme"]["accent"],
            contact_email=about.contact.email if about else profile["contact"]["email"],
        )
        sender = Sender(name=self.tenant.name, address=profile["mail"]["sender"])
        for person in people:
            told = {"person_name": person.name, "url": self.address(path), **facts}
            rendered = render_mail(letter, told, organiser=organiser)
            self.runtime.mailer.send(
                Message(
                    to=person.email,
                    to_name=person.name,
                    subject=rendered.subject,
                    text=rendered.text,
                    html=rendered.html,
                    sender=sender,
                    reply_to=organiser.contact_email,
                    idempotency_key=f"{self.entry_id}:{person.id}",
                )
            )
            self.work.session.add(
                SentMail(
                    outbox_id=self.entry_id,
                    person_id=person.id,
                    template=letter,
                    sent_at=self.work.now,
                )
            )


def dossier_facts(candidature: Candidature) -> dict[str, object]:
    """Say which dossier a letter is about."""
    return {
        "dossier_number": candidature.number,
        "applicant_name": candidature.applicant.name,
        "project_title": candidature.title,
        "category_title": candidature.category.title,
    }


def edition_facts(definition: EditionDefinition) -> dict[str, object]:
    """Say which edition a letter is about."""
    return {"edition_name": edition_name(definition.programme_title, definition.title)}


def attestation_due(
    desk: Desk, candidature: Candidature, definition: EditionDefinition
) -> str | None:
    """Say until when the signed attestation is awaited; None when it is not, or no longer."""
    calendar = definition.calendar
    is_due = definition.attestation is not None and candidature.registered_at is None
    if not is_due or desk.work.now > calendar.attestation_due.at:
        return None
    return long_instant(calendar.attestation_due.at, calendar.time_zone)
