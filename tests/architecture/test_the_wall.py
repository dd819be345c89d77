"""The wall between tenants, as PostgreSQL itself describes it."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, ForeignKeyConstraint, Table, inspect, select, text
from sqlalchemy.exc import DBAPIError, ProgrammingError
from sqlalchemy.orm import Session

from laureat.embedded.roles import APP, OPERATOR
from laureat.models import AppendOnly, Base, TenantOwned

MAPPERS = sorted(Base.registry.mappers, key=lambda mapper: mapper.class_.__name__)


def tables_of(kind: type) -> list[Table]:
    """List the tables of the models of a kind."""
    return [
        table
        for mapper in MAPPERS
        for table in mapper.tables
        if issubclass(mapper.class_, kind) and isinstance(table, Table)
    ]


OWNED = tables_of(TenantOwned)
KEPT = tables_of(AppendOnly)
NAMES = sorted(table.name for table in OWNED)


@pytest.fixture
def catalogue(engine: Engine) -> Iterator[Session]:
    with Session(engine) as session:
        yield session


def test_every_table_but_the_register_of_tenants_is_a_tenant_s():
    assert {table.name for table in Base.metadata.sorted_tables} - set(NAMES) == {
        "tenants",
        "tenant_hosts",
    }


@pytest.mark.parametrize("table", NAMES)
def test_row_level_security_is_enabled_and_forced(catalogue, table):
    found = catalogue.execute(
        text("SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE relname = :table"),
        {"table": table},
    ).one()

    assert tuple(found) == (True, True)


@pytest.mark.parametrize("table", NAMES)
def test_a_tenant_is_compared_in_reading_and_in_writing(catalogue, table):
    policies = catalogue.execute(
        text(
            "SELECT policyname, qual, with_check FROM pg_policies"
            " WHERE tablename = :table AND permissive = 'PERMISSIVE' AND 'public' = ANY(roles)"
        ),
        {"table": table},
    ).all()

    condition = "(tenant_id = (current_setting('laureat.tenant_id'::text))::uuid)"
    assert [tuple(policy) for policy in policies] == [("tenant_isolation", condition, condition)]


def test_only_the_relay_sees_the_outbox_of_all(catalogue):
    others = catalogue.execute(
        text(
            "SELECT tablename, policyname, roles::text FROM pg_policies"
            " WHERE permissive = 'PERMISSIVE' AND policyname <> 'tenant_isolation'"
        )
    ).all()

    assert [tuple(one) for one in others] == [("outbox", "relay", f"{{{OPERATOR}}}")]


@pytest.mark.parametrize("table", OWNED, ids=lambda table: table.name)
def test_keys_begin_with_the_tenant(engine, table):
    seen = inspect(engine)
    keys = [seen.get_pk_constraint(table.name)["constrained_columns"]]
    keys += [one["column_names"] for one in seen.get_unique_constraints(table.name)]
    keys += [one["column_names"] for one in seen.get_indexes(table.name) if one["unique"]]

    assert {key[0] for key in keys} == {"tenant_id"}


@pytest.mark.parametrize("table", OWNED, ids=lambda table: table.name)
def test_an_index_serves_one_tenant_at_a_time(engine, table):
    columns = {
        one["name"]: one["column_names"][0] for one in inspect(engine).get_indexes(table.name)
    }
    columns.pop("ix_outbox_waiting", None)  # the relay asks for all tenants at once

    assert set(columns.values()) <= {"tenant_id"}


def test_the_jurys_wall_narrows_what_the_application_reads(catalogue):
    walls = catalogue.execute(
        text(
            "SELECT tablename, cmd, roles::text FROM pg_policies"
            " WHERE permissive = 'RESTRICTIVE' ORDER BY tablename"
        )
    ).all()

    written = ("attestation_returns", "attestations", "drafts", "findings", "revisions")
    assert [tuple(one) for one in walls] == [(one, "SELECT", f"{{{APP}}}") for one in written]


def test_no_function_of_ours_runs_with_more_rights_than_its_caller(catalogue):
    privileged = catalogue.scalars(
        text(
            "SELECT proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
            " WHERE n.nspname = 'public' AND prosecdef"
        )
    ).all()

    assert privileged == []


@pytest.mark.parametrize("table", OWNED, ids=lambda table: table.name)
def test_references_carry_the_tenant(table):
    for constraint in table.constraints:
        if isinstance(constraint, ForeignKeyConstraint):
            assert constraint.column_keys[0] == "tenant_id"


@pytest.mark.parametrize("role", [APP, OPERATOR])
def test_a_role_of_the_platform_owns_nothing_and_bypasses_nothing(catalogue, role):
    rights = catalogue.execute(
        text("SELECT rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = :role"),
        {"role": role},
    ).one()
    owned = catalogue.scalars(
        text("SELECT tablename FROM pg_tables WHERE tableowner = :role"), {"role": role}
    ).all()

    assert tuple(rights) == (False, False, False)
    assert owned == []


def rights_on(catalogue: Session, role: str, table: str) -> set[str]:
    return set(
        catalogue.scalars(
            text(
                "SELECT privilege_type FROM information_schema.role_table_grants"
                " WHERE grantee = :role AND table_name = :table"
            ),
            {"role": role, "table": table},
        )
    )


@pytest.mark.parametrize("table", [table.name for table in KEPT])
def test_what_can_be_disputed_is_only_added_to(catalogue, table):
    assert rights_on(catalogue, APP, table) == {"SELECT", "INSERT"}


@pytest.mark.parametrize("table", sorted(set(NAMES) - {table.name for table in KEPT}))
def test_nothing_is_ever_deleted_by_the_application(catalogue, table):
    assert rights_on(catalogue, APP, table) == {"SELECT", "INSERT", "UPDATE"}


def test_the_application_only_reads_the_register_of_tenants(catalogue):
    assert rights_on(catalogue, APP, "tenants") == {"SELECT"}
    assert rights_on(catalogue, APP, "tenant_hosts") == {"SELECT"}


def test_changing_what_is_kept_is_refused(session, make):
    make.candidature()
    with pytest.raises(ProgrammingError, match="permission denied"), session.begin_nested():
        session.execute(text("UPDATE audit_entries SET event = 'forged'"))


@pytest.mark.parametrize("table", OWNED, ids=lambda table: table.name)
def test_without_a_tenant_nothing_can_be_read(engine, table):
    with Session(engine) as outside, pytest.raises(DBAPIError):
        outside.execute(select(table)).all()


@pytest.mark.parametrize("mapper", MAPPERS, ids=lambda mapper: mapper.class_.__name__)
def test_rows_load_only_what_was_asked_for(mapper):
    assert {relationship.lazy for relationship in mapper.relationships} <= {"raise"}
