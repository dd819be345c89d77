"""The dress rehearsal: a whole edition in a throw-away tenant, on a clock that is moved."""
