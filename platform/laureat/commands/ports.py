"""Ports to listen on, and the sentence when one is taken."""

import socket
from errno import EADDRINUSE

from laureat.commands.mistakes import Mistake


def require_free(host: str, port: int, *, option: str = "--port") -> None:
    """Refuse an address that another program listens on, or that this machine does not have."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise Mistake(_said(host, port, option, error)) from error


def _said(host: str, port: int, option: str, error: OSError) -> str:
    if error.errno == EADDRINUSE:
        return (
            f"Port {port} is taken: stop the program that uses it, or choose another with {option}."
        )
    return (
        f"This machine cannot listen on {host}, port {port} ({error.strerror or error}): choose"
        f" another address or {option}."
    )
