"""Where a chapter is played: its organisation, the clock that is held, and who acts."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy.orm import Session

from laureat.database.transactions import tenant_transaction
from laureat.demo.story.reading import Act, Chapter, Told
from laureat.models import Category, Edition, Person, Tenant
from laureat.plugin_host import PluginHost
from laureat.queries.editions import category_by_slug, edition_by_id
from laureat.queries.people import actor_of, person_by_email
from laureat.runtime import Runtime
from laureat.work import Work


@dataclass(slots=True)
class Stage:
    """What the acts of a chapter share; ``ids`` remembers what they made, by kind and key."""

    runtime: Runtime
    chapter: Chapter
    tenant: Tenant
    ids: dict[tuple[str, str], UUID] = field(default_factory=dict)

    @property
    def plugins(self) -> PluginHost:
        """Give the plugins that are installed."""
        return self.runtime.plugins

    @contextmanager
    def acting(self, email: str) -> Iterator[Work]:
        """Open the transaction of somebody's act, as a request does."""
        with tenant_transaction(self.runtime.sessions, self.tenant.id) as session:
            actor = actor_of(session, person_by_email(session, email))
            yield Work(session, actor, self.runtime.clock())

    @contextmanager
    def organising(self, act: Act) -> Iterator[Work]:
        """Open the transaction of an act of the organiser, or of whoever the act names."""
        with self.acting(act.given.get("by", self.chapter.organiser["email"])) as work:
            yield work

    @contextmanager
    def writing(self, act: Act) -> Iterator[Work]:
        """Open the transaction of an act of the applicant's first person, or of whom it names."""
        first = self.chapter.thing("applicant", self.applicant_of(act))["people"][0]["email"]
        with self.acting(act.given.get("by", first)) as work:
            yield work

    def applicant_of(self, act: Act) -> str:
        """Say which applicant an act is about: its own, or the dossier's."""
        if "applicant" in act.given:
            return str(act.given["applicant"])
        return str(self.dossier_of(act)["applicant"])

    def dossier_of(self, act: Act) -> Told:
        """Give the dossier that an act is about, as the story tells it."""
        return self.chapter.thing("dossier", act.given["dossier"])

    def id_of(self, kind: str, key: str) -> UUID:
        """Give the id of a thing that an earlier act brought about."""
        return self.ids[kind, key]

    def edition(self, session: Session, act: Act) -> Edition:
        """Fetch the edition that an act speaks of."""
        return edition_by_id(session, self.id_of("edition", act.given["edition"]))

    def category(self, session: Session, act: Act) -> Category:
        """Fetch the category that an act speaks of."""
        edition_id = self.id_of("edition", act.given["edition"])
        return category_by_slug(session, edition_id, act.given["category"])


def make_known(session: Session, told: Told) -> None:
    """Write somebody's name and address, as if they had signed in and said who they are."""
    if person_by_email(session, told["email"]) is None:
        session.add(Person(email=told["email"], name=told["name"]))
        session.flush()
