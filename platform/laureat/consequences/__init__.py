"""What follows from a change in the same transaction, whichever verb made it.

Verdicts are examined, seats close and open, definitions are read: shared by the verbs of all
contexts, which may not call one another.
"""
