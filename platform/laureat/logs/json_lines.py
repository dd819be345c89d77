"""Logs as JSON lines on the standard output, where whoever runs the platform collects them."""

import logging.config
from typing import Any

FORMAT = "%(levelname)s %(name)s %(message)s"

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": "pythonjsonlogger.json.JsonFormatter",
            "fmt": FORMAT,
            "rename_fields": {"levelname": "level", "name": "logger"},
            "timestamp": "time",
            "json_ensure_ascii": False,
        }
    },
    "handlers": {
        "lines": {
            "class": "logging.StreamHandler",
            "stream": "ext://sys.stdout",
            "formatter": "json",
        }
    },
    "root": {"handlers": ["lines"], "level": "INFO"},
    # The server's own logger would otherwise keep a second, unstructured voice.
    "loggers": {"_granian": {"handlers": [], "level": "INFO", "propagate": True}},
}


def log_as_json() -> None:
    """Make every logger of this process write JSON lines."""
    logging.config.dictConfig(LOGGING)
