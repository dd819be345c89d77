"""Closed vocabularies are covered by the tables keyed on them, and known to the database."""

from enum import StrEnum
from pathlib import Path

import pytest
from sqlalchemy import CheckConstraint, Enum, text
from sqlalchemy.orm import Session

import laureat
from laureat.domain import vocabulary
from laureat.domain.candidature_states import LABELS, TRANSITIONS, CandidatureState
from laureat.domain.errors import Refusal
from laureat.domain.status import SAID
from laureat.domain.vocabulary import DISTINCTION_LABELS, DistinctionKind
from laureat.models import Base
from laureat.permissions.grants import GRANTS, READING, Permission

TABLES = [
    pytest.param(TRANSITIONS, CandidatureState, id="transitions"),
    pytest.param(LABELS, CandidatureState, id="labels"),
    pytest.param(SAID, CandidatureState, id="status sentences"),
    pytest.param(DISTINCTION_LABELS, DistinctionKind, id="distinctions"),
    pytest.param(GRANTS, Permission, id="grants"),
]
STORED = [
    pytest.param(table.name, column, id=f"{table.name}.{column.name}")
    for table in Base.metadata.sorted_tables
    for column in table.columns
    if isinstance(column.type, Enum)
]


@pytest.mark.parametrize(("table", "kinds"), TABLES)
def test_a_table_covers_its_vocabulary(table, kinds):
    assert set(table) == set(kinds)


@pytest.mark.parametrize(("table", "column"), STORED)
def test_the_database_knows_the_same_words(engine, table, column):
    with Session(engine) as session:
        definitions = session.scalars(
            text(
                "SELECT pg_get_constraintdef(c.oid) FROM pg_constraint c"
                " JOIN pg_class t ON t.oid = c.conrelid"
                " WHERE t.relname = :table AND c.contype = 'c'"
            ),
            {"table": table},
        ).all()
    own = [one for one in definitions if f"({column.name})" in one or f"({column.name} =" in one]
    words = {f"'{value}'::" for value in column.type.enums}

    assert any(all(word in one for word in words) for one in own)
    assert isinstance(column.type, Enum)


def test_every_check_has_a_name():
    unnamed = [
        table.name
        for table in Base.metadata.sorted_tables
        for one in table.constraints
        if isinstance(one, CheckConstraint) and one.name is None
    ]

    assert unnamed == []


def refusals(kind: type[Refusal] = Refusal) -> list[type[Refusal]]:
    return [kind, *(one for below in kind.__subclasses__() for one in refusals(below))]


def test_a_refusal_has_a_code_of_its_own():
    codes = [kind.code for kind in set(refusals())]

    assert len(codes) == len(set(codes))


def test_values_that_are_stored_are_plain_words():
    kinds = [one for one in vars(vocabulary).values() if isinstance(one, type)]
    words = [word for kind in kinds if issubclass(kind, StrEnum) for word in kind]

    assert [word for word in words if not word.replace("_", "").isalpha()] == []


def test_the_engine_knows_no_tenant_by_name():
    root = Path(laureat.__path__[0])
    slugs = [one.name for one in (root.parents[1] / "tenants").iterdir() if one.is_dir()]
    named = [
        str(path.relative_to(root))
        for path in sorted(root.rglob("*.py"))
        if "demo" not in path.parts
        for slug in slugs
        if slug in path.read_text(encoding="utf-8")
    ]

    assert slugs
    assert named == []


def test_a_thing_that_may_be_hidden_can_be_read():
    kinds = {one.partition(":")[2] for one in Permission}

    assert kinds - set(READING) == {"tenant", "platform"}
