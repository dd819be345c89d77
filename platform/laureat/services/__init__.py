"""What the platform does: one verb, one module.

Each loads, asks permission, checks, changes, records and says what follows, in that order.
"""
