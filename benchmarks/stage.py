"""The servers and the two databases that a run measures: one with few tenants, one with many."""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.copies import Copy, copy_dossiers, copy_tenants, settle
from benchmarks.originals import COMPLETE, REGISTERED, SUBMITTED, UNFINISHED, Opened, open_edition
from benchmarks.tenants import Organisation, provision
from laureat.domain.clock import system_clock
from laureat.embedded.postgres import SUPERUSER, EmbeddedPostgres
from laureat.embedded.roles import (
    APP,
    OPERATOR,
    OWNER,
    ROLES,
    create_database,
    create_database_from_template,
    create_roles,
)
from laureat.embedded.valkey import EmbeddedValkey
from laureat.migrations.upgrade import upgrade_to_head
from laureat.runtime import Runtime, Settings, build_runtime

CONTENT: Final = Path(__file__).parents[1]
TENANT: Final = CONTENT / "tenants" / "alliance-villes-emploi" / "tenant.yaml"
EDITION: Final = (
    CONTENT / "campaign_config/alliance-villes-emploi/achat-socialement-responsable/2024.yaml"
)

NOON: Final = datetime(2024, 10, 15, 10, 0, tzinfo=UTC)
"""Noon in Paris, in the deposit period of the edition that is measured."""

FEW: Final = "few_tenants"
MANY: Final = "many_tenants"
A_FEW: Final = 10
BEING_WRITTEN: Final = 40
"""How many dossiers are unfinished: those that are opened and written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How much data a run measures; ``ready`` dossiers wait for their submission."""

    dossiers: int
    ready: int
    tenants: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """What the measured tenant holds, and the settings of a deployment on each database."""

    host: str
    opened: Opened
    unfinished: Sequence[Copy]
    ready: Sequence[Copy]
    settings: Mapping[str, Mapping[str, str]]
    folder: Path


@contextmanager
def staged(size: Size) -> Iterator[Stage]:
    """Start PostgreSQL, with real commits, and Valkey; fill both databases; forget all after."""
    with (
        TemporaryDirectory(prefix="laureat-bench-") as name,
        EmbeddedPostgres(Path(name) / "postgres", durable=True) as postgres,
        EmbeddedValkey(Path(name) / "valkey") as valkey,
    ):
        folder = Path(name)
        settings = {one: _settings(postgres, valkey, one, folder) for one in (FEW, MANY)}
        create_roles(postgres.admin_url, passwords=dict.fromkeys(ROLES, postgres.password))
        create_database(postgres.admin_url, FEW)
        upgrade_to_head(postgres.url(OWNER, FEW))
        with deployed(settings[FEW]) as runtime:
            tenant = provision(runtime, TENANT)
            opened = open_edition(runtime, tenant, EDITION)
        copies = _copies(opened, size)
        _copy(postgres, tenant, copies, size)
        yield Stage(
            host=tenant.host,
            opened=opened,
            unfinished=[one for one in copies if one.original.kind == UNFINISHED],
            ready=[one for one in copies if one.original.kind == COMPLETE],
            settings=settings,
            folder=folder,
        )


@contextmanager
def deployed(settings: Mapping[str, str]) -> Iterator[Runtime]:
    """Build the parts of a deployment in this process, for a while."""
    runtime = build_runtime(Settings.from_environment(settings))
    yield runtime
    for sessions in (runtime.sessions, runtime.operator_sessions):
        sessions.kw["bind"].dispose()


def _copies(opened: Opened, size: Size) -> list[Copy]:
    """Share the copies out among the originals of their kind, category after category."""
    first = len(opened.originals) + 1
    deposited = cycle((SUBMITTED, REGISTERED))
    kinds = [UNFINISHED] * BEING_WRITTEN + [COMPLETE] * size.ready
    kinds += [next(deposited) for _ in range(size.dossiers - first + 1 - len(kinds))]
    originals = {
        kind: cycle([one for one in opened.originals if one.kind == kind]) for kind in set(kinds)
    }
    prefix = f"{opened.definition.short_title}-{opened.definition.slug}"
    return [
        Copy(number=number, said=f"{prefix}-{number:04d}", original=next(originals[kind]))
        for number, kind in enumerate(kinds, start=first)
    ]


def _copy(
    postgres: EmbeddedPostgres, tenant: Organisation, copies: Sequence[Copy], size: Size
) -> None:
    """Fill both databases: the other tenants have the originals, ours has all the copies too."""
    few, many = postgres.url(SUPERUSER, FEW), postgres.url(SUPERUSER, MANY)
    copy_tenants(few, tenant, count=A_FEW - 1)
    create_database_from_template(postgres.admin_url, MANY, FEW)
    copy_tenants(many, tenant, count=size.tenants - A_FEW)
    for database in (few, many):
        copy_dossiers(database, tenant, copies)
        settle(database)


def _settings(
    postgres: EmbeddedPostgres, valkey: EmbeddedValkey, database: str, folder: Path
) -> dict[str, str]:
    return {
        "LAUREAT_DATABASE_URL": postgres.url(APP, database),
        "LAUREAT_OPERATOR_URL": postgres.url(OPERATOR, database),
        "LAUREAT_VALKEY_URL": valkey.url,
        "LAUREAT_MAIL_URL": "smtp://127.0.0.1:9",
        "LAUREAT_FILES_URL": f"file://{folder / 'files'}",
        "LAUREAT_SECRET": secrets.token_hex(32),
        "LAUREAT_PUBLIC_URL": "http://{host}",
        "LAUREAT_CONTENT_DIR": str(CONTENT),
        "LAUREAT_CLOCK_SHIFT": str((NOON - system_clock()).total_seconds()),
    }
