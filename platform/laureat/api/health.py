"""Whether the platform answers, for those who watch it."""

from typing import Any

from flask.views import MethodView
from sqlalchemy import text

from laureat.api.operations import Room
from laureat.api.schemas.health import HealthOut
from laureat.database.transactions import only_read
from laureat.request_work import current_runtime

room = Room("health", "Whether the platform answers.")


@room.route("/health")
class Health(MethodView):
    """The health of the platform."""

    @room.operation("read_health", 200, HealthOut, public=True)
    def get(self) -> dict[str, Any]:
        """Say that the platform and its database answer; asked under any host name."""
        runtime = current_runtime()
        with runtime.sessions() as session:
            only_read(session)
            session.execute(text("SELECT 1"))
        return {"status": "ok", "now": runtime.clock()}
