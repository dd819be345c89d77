"""Copies of rows, made by PostgreSQL itself: many dossiers, many tenants, in seconds.

The copy number n of an id is ``md5(id ‖ n)``, here and in SQL: references between copies follow.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import Connection, Table, create_engine, text

from benchmarks.originals import Original
from benchmarks.tenants import Organisation
from laureat.models import (
    Applicant,
    Attestation,
    AttestationReturn,
    AuditEntry,
    Base,
    Candidature,
    Category,
    Draft,
    Edition,
    EditionVersion,
    Finding,
    Membership,
    Person,
    Programme,
    Revision,
    RoleGrant,
    StoredFile,
    WebSession,
)

OF_A_DOSSIER: Final[Mapping[type[Base], str]] = {
    Person: "id = one.person_id",
    WebSession: "person_id = one.person_id",
    Applicant: "id = one.applicant_id",
    Membership: "applicant_id = one.applicant_id",
    Candidature: "id = one.candidature_id",
    Draft: "candidature_id = one.candidature_id",
    Revision: "candidature_id = one.candidature_id",
    Finding: "candidature_id = one.candidature_id",
    Attestation: "candidature_id = one.candidature_id",
    AttestationReturn: "candidature_id = one.candidature_id",
    AuditEntry: "subject_id = one.candidature_id",
}
"""What a dossier is made of, and how its rows are found."""

ITS_OWN: Final = frozenset(
    {
        *("id", "person_id", "applicant_id", "candidature_id", "revision_id", "attestation_id"),
        *("author_id", "saved_by", "returned_by", "actor_id", "subject_id"),
    }
)
"""The columns that name rows of the same dossier."""

SIRET: Final = "'9' || lpad(one.number::text, 13, '0')"
SAID: Final[Mapping[str, str]] = {
    "people.email": "'personne-' || one.number || '@structure-' || one.number || '.example'",
    "web_sessions.token_digest": "encode(sha256(('token-' || one.number)::bytea), 'hex')",
    "applicants.identity": SIRET,
    "applicants.siret": SIRET,
    "applicants.name": "'Structure fictive n° ' || one.number",
    "candidatures.applicant_key": SIRET,
    "candidatures.number": "one.said",
    "attestations.reference": "one.said || '-1'",
}
"""The columns that two dossiers may not share."""

BESIDE_ITS_DOSSIERS: Final[tuple[type[Base], ...]] = (
    *(RoleGrant, Programme, Edition, EditionVersion, Category, StoredFile),
)
OF_A_TENANT: Final[tuple[type[Base], ...]] = (*BESIDE_ITS_DOSSIERS, *OF_A_DOSSIER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A dossier that is a copy, with the token of its writer."""

    number: int
    said: str
    original: Original

    @property
    def candidature_id(self) -> UUID:
        """Give the id that PostgreSQL gave."""
        name = f"{self.original.candidature_id}{self.number}"
        return UUID(hashlib.md5(name.encode()).hexdigest())

    @property
    def token(self) -> str:
        """Give the token of the person who writes it."""
        return f"token-{self.number}"

    @property
    def own_words(self) -> tuple[str, ...]:
        """Give what tells this dossier from another, before anything is asked of the database."""
        digest = hashlib.sha256(self.token.encode()).hexdigest()
        return (str(self.candidature_id), digest, f"{self.said}-1")


def copy_dossiers(superuser_url: str, tenant: Organisation, copies: Iterable[Copy]) -> None:
    """Write the rows of copies of a tenant's dossiers."""
    with _copying(superuser_url) as connection:
        connection.execute(
            text(
                "CREATE TEMPORARY TABLE one (number int, said text, person_id uuid,"
                " applicant_id uuid, candidature_id uuid) ON COMMIT DROP"
            )
        )
        connection.execute(
            text("INSERT INTO one VALUES (:number, :said, :person, :applicant, :candidature)"),
            [
                {
                    "number": copy.number,
                    "said": copy.said,
                    "person": copy.original.person_id,
                    "applicant": copy.original.applicant_id,
                    "candidature": copy.original.candidature_id,
                }
                for copy in copies
            ],
        )
        for model, finding in OF_A_DOSSIER.items():
            connection.execute(text(_copy_in(_table(model), finding)), {"tenant": tenant.id})
        connection.execute(
            text(
                "UPDATE editions SET last_number = (SELECT max(number) FROM one)"
                " WHERE tenant_id = :tenant"
            ),
            {"tenant": tenant.id},
        )


def _copy_in(table: Table, finding: str) -> str:
    columns = [one for one in table.columns if one.identity is None]
    names = ", ".join(one.name for one in columns)
    values = ", ".join(_value(table, one.name) for one in columns)
    return (
        f"INSERT INTO {table.name} ({names}) SELECT {values}"
        f" FROM one JOIN {table.name} AS original ON original.{finding}"
        " WHERE original.tenant_id = :tenant"
    )


def _value(table: Table, name: str) -> str:
    if name in ITS_OWN:
        return f"md5(original.{name}::text || one.number)::uuid"
    return SAID.get(f"{table.name}.{name}", f"original.{name}")


def copy_tenants(superuser_url: str, tenant: Organisation, *, count: int) -> None:
    """Give all that a tenant has, ids included, to as many new tenants."""
    with _copying(superuser_url) as connection:
        connection.execute(
            text(
                "CREATE TEMPORARY TABLE added ON COMMIT DROP AS"
                " SELECT uuidv7() AS id FROM generate_series(1, :count)"
            ),
            {"count": count},
        )
        connection.execute(
            text(
                "INSERT INTO tenants (id, slug, name, house, profile)"
                " SELECT added.id, 'tenant-' || added.id, name, house, profile"
                " FROM added CROSS JOIN tenants WHERE tenants.id = :tenant"
            ),
            {"tenant": tenant.id},
        )
        connection.execute(
            text(
                "INSERT INTO tenant_hosts (host, tenant_id)"
                " SELECT slug || '.localhost', id FROM tenants JOIN added USING (id)"
            )
        )
        for model in OF_A_TENANT:
            connection.execute(text(_copy_out(_table(model))), {"tenant": tenant.id})


def _copy_out(table: Table) -> str:
    columns = [
        one.name for one in table.columns if one.identity is None and one.name != "tenant_id"
    ]
    return (
        f"INSERT INTO {table.name} (tenant_id, {', '.join(columns)})"
        f" SELECT added.id, {', '.join(f'original.{name}' for name in columns)}"
        f" FROM added CROSS JOIN {table.name} AS original WHERE original.tenant_id = :tenant"
    )


@contextmanager
def _copying(superuser_url: str) -> Iterator[Connection]:
    engine = create_engine(superuser_url)
    with engine.begin() as connection:
        # References between copies hold because those between the originals do.
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        yield connection
    engine.dispose()


def _table(model: type[Base]) -> Table:
    table = model.__table__
    assert isinstance(table, Table)
    return table


def settle(superuser_url: str) -> None:
    """Let PostgreSQL look at what it holds, as it would have by itself in a day."""
    engine = create_engine(superuser_url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("VACUUM ANALYZE"))
        connection.execute(text("CHECKPOINT"))
    engine.dispose()
