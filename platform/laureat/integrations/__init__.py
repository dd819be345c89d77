"""The outside world, each part as a protocol, the real thing and a remembering twin."""
