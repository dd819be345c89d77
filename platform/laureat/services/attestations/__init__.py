"""The signed attestation of deposit."""
