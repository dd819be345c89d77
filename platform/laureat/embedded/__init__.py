"""The servers that come with the installation, for a laptop, a demonstration and tests."""
