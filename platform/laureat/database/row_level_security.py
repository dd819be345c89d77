"""The wall between tenants, as PostgreSQL keeps it.

A policy compares each row's tenant with the one that the transaction has entered. Where none was
entered, ``current_setting`` raises: forgetting to enter a tenant shows an error instead of rows.
"""

from sqlalchemy import text

CURRENT_TENANT = text("current_setting('laureat.tenant_id')::uuid")
