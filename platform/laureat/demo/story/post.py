"""The letters of the story: written when the story's clock comes to them, and dated by it."""

from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from heapq import heappop, heappush
from pathlib import Path
from uuid import UUID

from sqlalchemy import event
from sqlalchemy.orm import Session

from laureat.demo.mail_catcher import name_of_mail
from laureat.domain.clock import Clock, HeldClock
from laureat.integrations.mail import Message, written_mail
from laureat.jobs.run import run_entry
from laureat.models import OutboxEntry
from laureat.runtime import Runtime


@dataclass(frozen=True, slots=True)
class PastMailer:
    """Puts letters straight into the mail catcher's folder, dated by the story's clock."""

    folder: Path
    clock: Clock

    def send(self, message: Message) -> str:
        """Keep one mail and give its Message-ID."""
        now = self.clock()
        mail = written_mail(message, date=format_datetime(now))
        (self.folder / f"{name_of_mail(now)}.eml").write_bytes(mail.as_bytes())
        return str(mail["Message-ID"])


@dataclass(slots=True)
class Post:
    """The jobs that the acts ask for, kept until the clock has come to them.

    They are seen as the sessions write them, so that several parts of the story, played side by
    side on one database, each do their own.
    """

    runtime: Runtime
    clock: HeldClock
    waiting: list[tuple[datetime, UUID, UUID]] = field(default_factory=list)

    def __post_init__(self) -> None:
        event.listen(self.runtime.sessions, "after_flush", self._collect)

    def pass_the_time(self, moment: datetime) -> None:
        """Move the clock to a moment, stopping on the way wherever a job is due."""
        while self.waiting and self.waiting[0][0] <= moment:
            due_at, entry_id, tenant_id = heappop(self.waiting)
            self.clock.move_to(max(self.clock.instant, due_at))
            run_entry(self.runtime, tenant_id, entry_id)
        self.clock.move_to(moment)

    def _collect(self, session: Session, _context: object) -> None:
        for row in session.new:
            if isinstance(row, OutboxEntry):
                heappush(self.waiting, (row.due_at, row.id, row.tenant_id))
