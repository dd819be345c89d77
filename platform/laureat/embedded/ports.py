"""A free port of this machine, for a server that only this machine may reach."""

import socket

HOST = "127.0.0.1"


def free_port() -> int:
    """Give a port that nobody listened on a moment ago."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
    return port
