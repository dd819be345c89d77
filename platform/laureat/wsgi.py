"""The way in for a WSGI server: ``laureat serve`` runs it under granian."""

import gc

from flask import Flask

from laureat.app import create_app
from laureat.logs.access import log_requests
from laureat.logs.json_lines import log_as_json
from laureat.runtime import Settings, build_runtime


def application() -> Flask:
    """Make the application of the deployment that the environment describes."""
    log_as_json()
    app = create_app(build_runtime(Settings.from_environment()))
    log_requests(app)
    leave_alone_what_stays()
    return app


def leave_alone_what_stays() -> None:
    """Set what was just built, and stays for good, aside from what collections walk through."""
    gc.collect()
    gc.freeze()
