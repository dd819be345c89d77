"""The deployment that a worker process serves: the queue's calls carry ids, not parts."""

from laureat.runtime import Runtime

_installed: list[Runtime] = []


def install_worker_runtime(runtime: Runtime) -> None:
    """Make a deployment the one whose jobs this process does."""
    _installed[:] = [runtime]


def worker_runtime() -> Runtime:
    """Give the deployment of this worker; RuntimeError in a process that is none."""
    if not _installed:
        msg = "this process is not a worker: call install_worker_runtime first"
        raise RuntimeError(msg)
    return _installed[0]
