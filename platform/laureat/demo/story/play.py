"""Play the story on a held clock: each act at its moment, and every letter when it is due."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeAlias
from uuid import UUID

from sqlalchemy import select

from laureat.configuration.tenants import load_tenant
from laureat.demo.story import candidates, jurors, organisers
from laureat.demo.story.post import PastMailer, Post
from laureat.demo.story.reading import Act, Chapter, chapters, first_moment
from laureat.demo.story.side_by_side import one_after_the_other, side_by_side
from laureat.demo.story.stage import Stage
from laureat.domain.actors import THE_ENGINE
from laureat.domain.clock import HeldClock
from laureat.models import Tenant, TenantHost
from laureat.runtime import Runtime, Settings, build_runtime
from laureat.services.tenants.provision import provision_tenant

Part: TypeAlias = Sequence[tuple[Chapter, Act]]

ACTS: Mapping[str, Callable[[Stage, Act], None]] = {
    **candidates.ACTS,
    **organisers.ACTS,
    **jurors.ACTS,
}
OPENING = frozenset({"apply", "publish"})


@dataclass(slots=True)
class Play:
    """What all parts share: where they are played, until when, and what the opening brought about.

    ``mails`` is the mail catcher's folder.
    """

    settings: Settings
    mails: Path
    until: datetime
    ids: defaultdict[str, dict[tuple[str, str], UUID]] = field(
        default_factory=lambda: defaultdict(dict)
    )


def play(play: Play, *, on_act: Callable[[int, int], None], apart: bool) -> None:
    """Play every act that is due; ``on_act`` is told how many are done, and of how many.

    Organisations, structures and editions come first. What then happens in one edition does not
    touch another, so that editions can be played side by side, each on a clock of its own.
    """
    opening, editions = _parts(play.until)
    total = len(opening) + sum(map(len, editions))
    _provision(play.settings)
    done = 0

    def count() -> None:
        nonlocal done
        done += 1
        on_act(done, total)

    perform(play, opening, count)
    run = side_by_side if apart else one_after_the_other
    run([partial(perform, play, part) for part in editions], count)


def perform(play: Play, part: Part, on_act: Callable[[], None]) -> None:
    """Play one part from the beginning of the story."""
    clock = HeldClock(first_moment())
    live = build_runtime(play.settings)
    runtime = replace(live, clock=clock, mailer=PastMailer(play.mails, clock))
    post = Post(runtime, clock)
    stages: dict[str, Stage] = {}
    try:
        for chapter, act in part:
            post.pass_the_time(act.at)
            if chapter.name not in stages:
                tenant = _tenant(runtime, chapter)
                stages[chapter.name] = Stage(runtime, chapter, tenant, play.ids[chapter.name])
            ACTS[act.do](stages[chapter.name], act)
            on_act()
        post.pass_the_time(play.until)
    finally:
        live.close()


def _parts(until: datetime) -> tuple[Part, list[Part]]:
    """Part what belongs to one edition from what comes before all of them."""
    opening: list[tuple[Chapter, Act]] = []
    editions: defaultdict[tuple[str, str], list[tuple[Chapter, Act]]] = defaultdict(list)
    for chapter in chapters():
        for act in chapter.acts:
            if act.at > until:
                continue
            if act.do in OPENING or "edition" not in act.given:
                opening.append((chapter, act))
            else:
                editions[chapter.name, act.given["edition"]].append((chapter, act))
    opening.sort(key=lambda one: one[1].at)
    return opening, list(editions.values())


def _provision(settings: Settings) -> None:
    """Give every organisation its place."""
    live = build_runtime(settings)
    runtime = replace(live, clock=HeldClock(first_moment()))
    try:
        for chapter in chapters():
            told = load_tenant(chapter.path(chapter.tenant_file, settings.content_dir))
            with runtime.open_operator_work(THE_ENGINE) as work:
                provision_tenant(
                    work,
                    slug=told.slug,
                    name=told.name,
                    hosts=[chapter.host],
                    profile={**told.profile, "hosts": [chapter.host]},
                    house=chapter.house,
                )
    finally:
        live.close()


def _tenant(runtime: Runtime, chapter: Chapter) -> Tenant:
    with runtime.open_operator_work(THE_ENGINE) as work:
        return work.session.scalars(
            select(Tenant)
            .join(TenantHost, TenantHost.tenant_id == Tenant.id)
            .where(TenantHost.host == chapter.host)
        ).one()
