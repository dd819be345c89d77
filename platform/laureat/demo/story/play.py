"""Play the story on a held clock: each act at its moment, and every letter when it is due."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from email.utils import format_datetime

from sqlalchemy import select

from laureat.configuration.tenants import load_tenant
from laureat.demo.mail_catcher import LetterBox
from laureat.demo.story import candidates, jurors, organisers
from laureat.demo.story.reading import Act, Chapter, chapters, first_moment
from laureat.demo.story.stage import Stage
from laureat.domain.actors import THE_ENGINE
from laureat.domain.clock import Clock, HeldClock
from laureat.integrations.mail import Message, written_mail
from laureat.jobs.run import run_entry
from laureat.models import OutboxEntry
from laureat.runtime import Runtime, Settings, build_runtime
from laureat.services.tenants.provision import provision_tenant

ACTS: Mapping[str, Callable[[Stage, Act], None]] = {
    **candidates.ACTS,
    **organisers.ACTS,
    **jurors.ACTS,
}


@dataclass(frozen=True, slots=True)
class PastMailer:
    """Puts letters straight into the letter box, dated by the story's clock."""

    box: LetterBox
    clock: Clock

    def send(self, message: Message) -> str:
        """Keep one mail and give its Message-ID."""
        mail = written_mail(message, date=format_datetime(self.clock()))
        self.box.drop(mail.as_bytes())
        return str(mail["Message-ID"])


def play(
    settings: Settings,
    box: LetterBox,
    *,
    until: datetime,
    on_act: Callable[[int, int], None],
) -> None:
    """Play every act up to a moment; ``on_act`` is told how many are done, and of how many."""
    told = chapters()
    clock = HeldClock(first_moment())
    live = build_runtime(settings)
    runtime = replace(live, clock=clock, mailer=PastMailer(box, clock))
    try:
        stages = [_provisioned(runtime, chapter) for chapter in told]
        due = sorted(
            ((act, stage) for stage in stages for act in stage.chapter.acts if act.at <= until),
            key=lambda one: one[0].at,
        )
        for done, (act, stage) in enumerate(due):
            _pass_the_time(runtime, clock, act.at)
            ACTS[act.do](stage, act)
            on_act(done + 1, len(due))
        _pass_the_time(runtime, clock, until)
    finally:
        live.sessions.kw["bind"].dispose()
        live.operator_sessions.kw["bind"].dispose()


def _provisioned(runtime: Runtime, chapter: Chapter) -> Stage:
    told = load_tenant(chapter.path(chapter.tenant_file, runtime.settings.content_dir))
    with runtime.open_operator_work(THE_ENGINE) as work:
        tenant = provision_tenant(
            work,
            slug=told.slug,
            name=told.name,
            hosts=[chapter.host],
            profile={**told.profile, "hosts": [chapter.host]},
            house=chapter.house,
        )
    return Stage(runtime, chapter, tenant)


def _pass_the_time(runtime: Runtime, clock: HeldClock, moment: datetime) -> None:
    """Move to a moment, stopping on the way wherever a letter is due."""
    while True:
        with runtime.open_operator_work(THE_ENGINE) as work:
            entry = work.session.scalars(
                select(OutboxEntry)
                .where(OutboxEntry.done_at.is_(None), OutboxEntry.due_at <= moment)
                .order_by(OutboxEntry.due_at, OutboxEntry.id)
                .limit(1)
            ).first()
        if entry is None:
            break
        clock.move_to(max(clock.instant, entry.due_at))
        run_entry(runtime, entry.tenant_id, entry.id)
    clock.move_to(moment)
