"""The words that migrations are written in. Added to, never changed: old steps must stay true."""

from alembic import op

CURRENT_TENANT = "current_setting('laureat.tenant_id')::uuid"
APPLICATION = "laureat_app"
OPERATOR = "laureat_operator"


def protect_by_tenant(table: str) -> None:
    """Let each tenant see only its own rows of ``table``, the table's owner included."""
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    op.execute(
        f"CREATE POLICY tenant_isolation ON {table}"
        f" USING (tenant_id = {CURRENT_TENANT}) WITH CHECK (tenant_id = {CURRENT_TENANT})"
    )


def changeable(*tables: str) -> None:
    """Let the application read, add and change rows. Nothing is deleted: ends are dated."""
    for table in tables:
        protect_by_tenant(table)
        op.execute(f"GRANT SELECT, INSERT, UPDATE ON {table} TO {APPLICATION}")


def append_only(*tables: str) -> None:
    """Let the application read and add rows, and never change one."""
    for table in tables:
        protect_by_tenant(table)
        op.execute(f"GRANT SELECT, INSERT ON {table} TO {APPLICATION}")
